//! What people choose about repeats: a merged entry is taken back by one choice, a question is answered by one, and what can
//! no longer be followed is told and kept.

use qingfeng::linkage::Consolidated;
use qingfeng::location::Place;
use qingfeng::model::{About, Choice, Entry, Field, Linkage, PairId, WrittenChoice};

use super::bureau::{Written, consolidated, form};

fn entry(person: &str, told: &str, level: &str) -> Written {
    Written {
        section: "预算科".to_owned(),
        matter: "专项资金审批".to_owned(),
        person: person.to_owned(),
        risk: "未按规定程序审批专项资金".to_owned(),
        manifestation: told.to_owned(),
        measures: format!("{person}提出的措施"),
        level: level.to_owned(),
        ..Written::default()
    }
}

/// Three people report one risk.
fn three() -> Vec<Written> {
    vec![
        entry("张一", "审核不严，造成资金损失", "二级"),
        entry("李二", "造成资金损失，审核不严", "二级"),
        entry("王三", "审核不严、造成资金损失。", "二级"),
    ]
}

fn run(entries: &[Written], choices: Vec<WrittenChoice>) -> Consolidated {
    consolidated(vec![form("预算科.xlsx", entries)], choices)
}

/// A choice about two of the entries, by the names of their people.
fn choose(done: &Consolidated, kept: &str, other: &str, choice: Choice) -> WrittenChoice {
    let of = |name: &str| -> &Entry {
        let entries = done.rows.iter().filter_map(|r| r.entry());
        let mut named = entries.filter(|e| e.text(Field::Person) == Some(name));
        named.next().expect("somebody of that name")
    };
    WrittenChoice {
        id: PairId::of(of(kept), of(other)),
        about: [About::entry(of(kept)), About::entry(of(other))],
        choice,
        reason: "会上议定".to_owned(),
        by: "张一".to_owned(),
        on: None,
        place: Place::file(&"05-评审表.xlsx".into()),
        carried: false,
    }
}

/// Who stands in one item with whom.
fn groups(done: &Consolidated) -> Vec<String> {
    let items = done.register.items.iter();
    items
        .map(|i| i.entry.text(Field::Person).unwrap_or_default().to_owned())
        .collect()
}

fn codes(done: &Consolidated) -> Vec<&str> {
    done.findings.iter().map(|f| f.code.as_str()).collect()
}

#[test]
fn one_choice_takes_a_merged_entry_back() {
    let entries = three();
    let merged = run(&entries, Vec::new());
    assert_eq!(groups(&merged), ["张一、李二、王三"]);
    assert_eq!(merged.pairs.decided.len(), 2);
    let back = &merged.pairs.decided[0].link;
    let written = WrittenChoice {
        id: back.id.clone(),
        ..choose(&merged, "张一", "李二", Choice::Apart)
    };
    let apart = run(&entries, vec![written.clone()]);
    assert_eq!(groups(&apart), ["张一、王三", "李二"]);
    assert!(apart.pairs.open.is_empty(), "nobody is asked again");
    let kept: Vec<&WrittenChoice> = apart
        .pairs
        .decided
        .iter()
        .filter_map(|d| d.choice.as_ref())
        .collect();
    assert_eq!(kept, [&written], "the choice goes into the next workbook");
}

#[test]
fn a_question_is_answered_once() {
    let mut entries = three();
    entries.truncate(1);
    entries.push(Written {
        risk: "违反规定批准专项经费".to_owned(),
        ..entry("李二", "把关不严，专项经费受到损失", "二级")
    });
    let asked = run(&entries, Vec::new());
    assert_eq!(groups(&asked), ["张一", "李二"]);
    assert_eq!(asked.pairs.open.len(), 1);
    for (choice, wanted) in [
        (Choice::Merge, vec!["张一、李二"]),
        (Choice::Apart, vec!["张一", "李二"]),
    ] {
        let written = WrittenChoice {
            id: asked.pairs.open[0].id.clone(),
            ..choose(&asked, "张一", "李二", choice)
        };
        let done = run(&entries, vec![written.clone()]);
        assert_eq!(groups(&done), wanted);
        assert!(done.pairs.open.is_empty());
        let decided = &done.pairs.decided;
        assert_eq!(decided.len(), 1);
        assert_eq!(decided[0].choice.as_ref(), Some(&written));
        assert_eq!(
            decided[0].link.decision == Linkage::Match,
            choice == Choice::Merge
        );
        assert!(codes(&done).is_empty());
    }
}

#[test]
fn a_choice_whose_entry_is_gone_or_rewritten_is_told_and_kept() {
    let entries = three();
    let merged = run(&entries, Vec::new());
    let choice = choose(&merged, "张一", "李二", Choice::Apart);
    let fewer = run(&entries[..1], vec![choice.clone()]);
    assert_eq!(codes(&fewer), ["M05"]);
    assert_eq!(fewer.pairs.unused[0].written, choice);
    let mut rewritten = entries.clone();
    rewritten[1].manifestation = "审核不严，造成资金严重流失".to_owned();
    assert_eq!(codes(&run(&rewritten, vec![choice])), ["M05"]);
}

#[test]
fn of_two_choices_the_later_counts_and_a_contradiction_is_not_followed() {
    let entries = three();
    let merged = run(&entries, Vec::new());
    let [apart, one] = [Choice::Apart, Choice::Merge].map(|c| choose(&merged, "张一", "李二", c));
    let done = run(&entries, vec![apart.clone(), one.clone()]);
    assert_eq!(codes(&done), ["M06"]);
    assert_eq!(groups(&done), ["张一、李二、王三"]);
    let others = [("李二", "王三"), ("张一", "王三")];
    let [second, third] = others.map(|(a, b)| choose(&merged, a, b, Choice::Merge));
    let torn = run(&entries, vec![apart, second, third]);
    assert_eq!(codes(&torn), ["M07", "M07"]);
    assert_eq!(torn.pairs.unused.len(), 2);
}

#[test]
fn entries_of_different_levels_take_the_highest_and_are_told() {
    let mut entries = three();
    entries[1].level = "一级".to_owned();
    let done = run(&entries, Vec::new());
    assert_eq!(codes(&done), ["M04"]);
    let finding = &done.findings[0];
    assert!(
        finding.message.contains("二级（") && finding.message.contains("一级（"),
        "{}",
        finding.message
    );
    let item = &done.register.items[0];
    assert_eq!(item.effective.map(qingfeng::model::Level::number), Some(1));
    assert_eq!(item.basis.title(), "待审定");
}

#[test]
fn the_same_row_twice_is_one_and_can_be_two() {
    let twice = vec![three()[0].clone(), three()[0].clone()];
    let merged = run(&twice, Vec::new());
    assert_eq!(merged.register.items.len(), 1);
    let id = merged.pairs.decided[0].link.id.clone();
    assert_eq!(id.kept, id.merged);
    let choice = WrittenChoice {
        id,
        ..choose(&merged, "张一", "张一", Choice::Apart)
    };
    let apart = run(&twice, vec![choice]);
    assert_eq!(apart.register.items.len(), 2);
    assert!(apart.pairs.open.is_empty());
}

#[test]
fn a_sections_form_and_the_collection_of_its_peoples_are_no_versions() {
    let people = three();
    let own: Vec<Written> = people
        .iter()
        .map(|e| Written {
            person: String::new(),
            ..e.clone()
        })
        .collect();
    let forms = vec![form("人员汇总.xlsx", &people), form("预算科.xlsx", &own)];
    let done = consolidated(forms, Vec::new());
    assert!(codes(&done).is_empty(), "{:?}", done.findings);
    assert_eq!(done.register.items.len(), 1);
    assert_eq!(done.register.rows.merged, 5);
}
