//! `[linkage]` in the policy: what it changes, and what it refuses.

use qingfeng::error::Error;
use qingfeng::linkage::{Consolidated, Given, Numbering, consolidate};
use qingfeng::model::{Field, Linkage};
use qingfeng::policy::{Policy, Source};

use super::bureau::{Written, form, policy};

fn entry(person: &str, risk: &str, level: &str) -> Written {
    Written {
        section: "预算科".to_owned(),
        matter: "专项资金审批".to_owned(),
        person: person.to_owned(),
        risk: risk.to_owned(),
        manifestation: "审核不严，造成资金损失".to_owned(),
        measures: format!("{person}提出的措施"),
        level: level.to_owned(),
        ..Written::default()
    }
}

fn run(settings: &str, entries: &[Written]) -> Consolidated {
    let forms = vec![form("预算科.xlsx", entries)];
    consolidate(
        forms,
        Given::default(),
        &policy(settings),
        Numbering {
            year: 2026,
            former: None,
            provisional: false,
        },
    )
}

fn two(first: &str, second: &str) -> [Written; 2] {
    [entry("张一", first, "三级"), entry("李二", second, "一级")]
}

#[test]
fn without_merging_every_repeat_is_a_question() {
    let twice = two("违规审批专项资金", "违规审批专项资金");
    assert_eq!(run("", &twice).register.items.len(), 1);
    let asked = run("[linkage]\nmerge = false", &twice);
    assert_eq!(asked.register.items.len(), 2);
    let decisions: Vec<Linkage> = asked.pairs.open.iter().map(|l| l.decision).collect();
    assert_eq!(decisions, [Linkage::PossibleMatch]);
}

#[test]
fn a_spelling_of_the_bureau_is_merged_and_an_opposite_of_it_keeps_apart() {
    let told = two("违规审批甲类津补贴", "违规审批甲类补助");
    assert_eq!(run("", &told).register.items.len(), 2);
    let same = run("[linkage]\nsynonyms = [\"津补贴/补助\"]", &told);
    assert_eq!(same.register.items.len(), 1);
    let slip = two("违规审批城区补助资金", "违规审批成区补助资金");
    assert_eq!(run("", &slip).register.items.len(), 1);
    let apart = run("[linkage]\nantonyms = [\"城区/成区\"]", &slip);
    assert_eq!(apart.register.items.len(), 2);
    assert!(apart.pairs.open.is_empty());
}

#[test]
fn a_slip_in_the_matter_is_a_slip_and_another_matter_is_asked_about() {
    let told = "违规审批专项资金";
    for (matter, merged, asked) in [
        ("专项姿金审批", 1, 0),
        ("专项资金审批（含追加）", 2, 1),
        ("专项资金拨付", 2, 1),
    ] {
        let mut both = two(told, told);
        matter.clone_into(&mut both[1].matter);
        let done = run("", &both);
        assert_eq!(done.register.items.len(), merged, "{matter}");
        assert_eq!(done.pairs.open.len(), asked, "{matter}");
    }
}

/// Words of the field that a slip of the pen makes of each other are asked about: only a person knows which was meant.
#[test]
fn words_that_sound_alike_and_mean_something_else_are_asked_about() {
    for (one, other) in [
        ("债权", "债券"),
        ("监测", "检测"),
        ("工伤", "工商"),
        ("接待", "借贷"),
        ("预期", "逾期"),
        ("底价", "低价"),
        ("代建", "待建"),
        ("税源", "水源"),
        ("授权", "受权"),
    ] {
        let told = [one, other].map(|word| format!("对{word}事项的材料审核把关不严格"));
        let done = run("", &two(&told[0], &told[1]));
        assert_eq!(done.register.items.len(), 2, "{one}, {other}");
        assert_eq!(done.pairs.open.len(), 1, "{one}, {other}");
    }
}

/// The index must bring together what only a slip in the matter or the post parts, whatever the texts say.
#[test]
fn a_slip_in_what_ties_and_another_in_the_text_are_two_slips() {
    let told = two("未按规定程序审批专项资金", "未按规定程续审批专项资金");
    let mut by_matter = told.clone();
    "专项姿金审批".clone_into(&mut by_matter[1].matter);
    assert_eq!(run("", &by_matter).register.items.len(), 1);
    let mut by_post = told;
    for (entry, post) in by_post.iter_mut().zip(["资金审核岗", "资金申核岗"]) {
        entry.matter.clear();
        post.clone_into(&mut entry.post);
    }
    assert_eq!(run("", &by_post).register.items.len(), 1);
}

#[test]
fn what_survives_is_as_the_policy_says() {
    let twice = two("违规审批专项资金", "违规审批专项资金，收受好处");
    let of = |settings: &str| {
        let item = run(settings, &twice).register.items.remove(0);
        let text = |field| item.entry.text(field).unwrap_or_default().to_owned();
        let level = item.effective.map(qingfeng::model::Level::number);
        (text(Field::Risk), level, text(Field::Measures))
    };
    let both = "1.李二提出的措施\n2.张一提出的措施".to_owned();
    let fuller = "违规审批专项资金，收受好处".to_owned();
    assert_eq!(of(""), (fuller, Some(1), both));
    let first =
        of("[linkage.survivorship]\ntext = \"first\"\nlevel = \"kept\"\nmeasures = \"kept\"");
    let own = "违规审批专项资金".to_owned();
    assert_eq!(first, (own, Some(3), "张一提出的措施".to_owned()));
}

#[test]
fn wrong_settings_are_refused_with_their_line() {
    for (settings, wanted) in [
        ("[linkage]\nantonyms = [\"收入\"]", "不成一组"),
        (
            "[linkage]\nsynonyms = [\"收入/支出\"]",
            "又列为意思不同的词",
        ),
        ("[linkage]\nsimilar = 0", "超出范围"),
        ("[linkage]\nsimilarity = 50", "没有名为"),
        ("[linkage]\nmerge = \"否\"", "merge"),
        (
            "[linkage.survivorship]\nlevel = \"lowest\"",
            "不认识“lowest”",
        ),
    ] {
        let source = Source {
            name: "qingfeng.toml".to_owned(),
            text: settings.to_owned(),
        };
        let Err(Error::Policy(told)) = Policy::from_source(&source, &[]) else {
            panic!("{settings} is taken");
        };
        assert!(told.contains(wanted), "{settings}: {told}");
        assert!(told.contains("qingfeng.toml:2"), "{settings}: {told}");
    }
}
