//! What decisions about pairs teach: lines for the policy, which do what was decided, and nothing before they are written there.

use qingfeng::linkage::{Consolidated, Given, Numbering, consolidate};
use qingfeng::location::Place;
use qingfeng::model::{About, Choice, Entry, Field, PairId, WrittenChoice, policy_lines};

use super::bureau::{Written, form, policy};

/// Two people who write the same but for one word, on so many matters.
fn pairs(words: &[[&str; 2]]) -> Vec<Written> {
    let one = |at: usize, side: usize, word: &str| Written {
        section: "农业科".to_owned(),
        matter: format!("第{at}类农田项目管理"),
        person: format!("人员{at}{side}"),
        risk: "项目验收把关不严照顾施工队伍".to_owned(),
        manifestation: format!("没有到田间逐块看过，对做短了的{word}签字放行，群众意见大"),
        measures: "双人验收".to_owned(),
        level: "二级".to_owned(),
        ..Written::default()
    };
    let words = words.iter().enumerate();
    let both = words.flat_map(|(at, both)| [0, 1].map(|side| one(at, side, both[side])));
    both.collect()
}

fn run(entries: &[Written], choices: Vec<WrittenChoice>, settings: &str) -> Consolidated {
    let numbering = Numbering {
        year: 2026,
        former: None,
        provisional: false,
    };
    let forms = vec![form("农业科.xlsx", entries)];
    let given = Given {
        choices,
        ..Given::default()
    };
    consolidate(forms, given, &policy(settings), numbering)
}

/// A choice about the two on a matter.
fn choose(done: &Consolidated, at: usize, choice: Choice) -> WrittenChoice {
    let of = |side: usize| -> &Entry {
        let name = format!("人员{at}{side}");
        let mut entries = done.rows.iter().filter_map(|r| r.entry());
        let named = entries.find(|e| e.text(Field::Person) == Some(&name));
        named.expect("somebody of that name")
    };
    WrittenChoice {
        id: PairId::of(of(0), of(1)),
        about: [0, 1].map(|side| About::entry(of(side))),
        choice,
        reason: String::new(),
        by: String::new(),
        on: None,
        place: Place::file(&"05-评审表.xlsx".into()),
        carried: false,
    }
}

/// What is proposed after choices about the pairs, in their order.
fn proposed(words: &[[&str; 2]], choices: &[Choice]) -> Vec<String> {
    let entries = pairs(words);
    let asked = run(&entries, Vec::new(), "");
    let choices = choices.iter().enumerate();
    let choices = choices.map(|(at, choice)| choose(&asked, at, *choice));
    policy_lines(&run(&entries, choices.collect(), "").pairs.proposals)
}

#[test]
fn what_was_decided_is_proposed_and_once_written_into_the_policy_not_asked_again() {
    let entries = pairs(&[["沟渠", "水渠"], ["涵管", "机耕路"]]);
    let asked = run(&entries, Vec::new(), "");
    assert_eq!((asked.register.items.len(), asked.pairs.open.len()), (4, 2));
    assert!(asked.pairs.proposals.is_empty());
    let choices = vec![
        choose(&asked, 0, Choice::Merge),
        choose(&asked, 1, Choice::Apart),
    ];
    let decided = run(&entries, choices, "");
    let lines = policy_lines(&decided.pairs.proposals);
    assert_eq!(
        lines,
        [
            "interchangeable = [\"水渠/沟渠\"]",
            "series = [\"机耕路/涵管\"]"
        ]
    );
    let from = &decided.pairs.proposals[0].from;
    assert_eq!(from.len(), 1);
    assert_eq!(from[0].about[0].matter, "第0类农田项目管理");

    // In the year after, nothing decided is known: only what the policy says.
    let again = run(&entries, Vec::new(), "");
    assert_eq!((again.register.items.len(), again.pairs.open.len()), (4, 2));
    let settings = format!("[linkage]\n{}", lines.join("\n"));
    let known = run(&entries, Vec::new(), &settings);
    assert_eq!((known.register.items.len(), known.pairs.open.len()), (3, 0));
}

#[test]
fn decisions_that_contradict_each_other_teach_nothing() {
    use Choice::{Apart, Merge};
    let twice = [["沟渠", "水渠"], ["水渠", "沟渠"]];
    assert_eq!(
        proposed(&twice, &[Merge, Merge]),
        ["interchangeable = [\"水渠/沟渠\"]"]
    );
    assert!(proposed(&twice, &[Merge, Apart]).is_empty());
    let ring = [["沟渠", "水渠"], ["水渠", "河道"], ["沟渠", "河道"]];
    assert!(proposed(&ring, &[Merge, Merge, Apart]).is_empty());
}

#[test]
fn only_a_clean_word_for_another_is_proposed() {
    use Choice::{Apart, Merge};
    for words in [
        // More than a word, a number, and what the policy knows already.
        ["沟渠", "沟渠和水闸"],
        ["三条沟渠", "五条沟渠"],
        ["年底工程", "年末工程"],
        ["收入工程", "支出工程"],
    ] {
        for choice in [Merge, Apart] {
            let lines = proposed(&[words], &[choice]);
            assert!(lines.is_empty(), "{words:?} {choice:?}: {lines:?}");
        }
    }
}

#[test]
fn a_single_character_takes_the_neighbour_it_is_written_with() {
    let mut entries = pairs(&[["旧渠", "旧沟"]]);
    // Both words stand elsewhere as well, and what stands behind them does not.
    entries.extend(
        pairs(&[["旧渠和路", "旧沟和路"]])
            .into_iter()
            .map(|e| Written {
                matter: "其他".to_owned(),
                risk: "说的是别的事情".to_owned(),
                ..e
            }),
    );
    let asked = run(&entries, Vec::new(), "");
    let choice = choose(&asked, 0, Choice::Merge);
    let lines = policy_lines(&run(&entries, vec![choice], "").pairs.proposals);
    assert_eq!(lines, ["interchangeable = [\"旧沟/旧渠\"]"]);
}
