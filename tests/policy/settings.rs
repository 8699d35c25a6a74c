//! The policy as a bureau writes it: what is accepted, and how every mistake is named with its line.

use qingfeng::app;
use qingfeng::model::{Field, Level};
use qingfeng::policy::{Lookup, Policy, Source};

fn policy(text: &str) -> Result<Policy, String> {
    let source = Source {
        name: "qingfeng.toml".to_owned(),
        text: text.to_owned(),
    };
    Policy::from_source(&source, &app::checks()).map_err(|e| e.to_string())
}

#[test]
fn the_embedded_default_is_valid_and_has_no_roster() {
    let policy = Policy::embedded().expect("the default must be valid");
    assert!(policy.roster.is_empty());
    assert!(policy.required.contains(&Field::Risk));
    assert!(!policy.bounds.hidden_sheets && policy.bounds.hidden_rows);
}

#[test]
fn heads_of_the_field_are_known_in_every_shape() {
    let policy = Policy::embedded().expect("valid");
    let lookup = Lookup::new(&policy);
    for (head, field) in [
        ("序 号", Field::Seq),
        ("部门\n负责人", Field::Head),
        ("單位/科室", Field::Section),
        ("岗位（职务）", Field::Post),
        ("廉政风险主要内容及表现形式", Field::Manifestation),
        ("預警等級", Field::Level),
        ("防控要点及防控措施", Field::Measures),
        ("责任领导：", Field::Leader),
    ] {
        assert_eq!(lookup.field(head), Some(field), "{head}");
    }
    assert_eq!(
        lookup.field("一级风险"),
        None,
        "a category hierarchy is no level"
    );
}

#[test]
fn every_notation_of_a_level_is_known() {
    let policy = Policy::embedded().expect("valid");
    let lookup = Lookup::new(&policy);
    for (words, level) in [
        (
            vec![
                "一级",
                "一级风险",
                "Ⅰ级",
                "I级",
                "1",
                "１级",
                "高",
                "高级",
                "高风险",
                "A",
                "重大",
                "★★★",
            ],
            Level::One,
        ),
        (
            vec![
                "二级",
                "Ⅱ级",
                "II",
                "2级",
                "中",
                "中等风险",
                "B级",
                "较大",
                "★★",
            ],
            Level::Two,
        ),
        (
            vec!["三级", "Ⅲ级", "3", "低风险", "C", "一般", "★"],
            Level::Three,
        ),
    ] {
        for word in words {
            let known = lookup.level_word(word).known;
            assert!(
                known.iter().all(|(_, l)| *l == level) && !known.is_empty(),
                "{word}: {known:?}"
            );
        }
    }
    for word in ["1中2低", "一、二级", "高/中", "极高", "D", "四级", ""] {
        assert!(lookup.level_word(word).known.is_empty(), "{word}");
    }
}

#[test]
fn all_mistakes_are_named_at_once_with_line_and_cure() {
    let text = r#"[unit]
nmae = "局"
year = "2026"

[fields.risk]
synonyms = "风险隐患"

[fields.rsik]
synonyms = ["甲"]

[reading]
hidden_sheets = "maybe"

[[sections]]
aliases = ["预算股"]
"#;
    let said = policy(text).expect_err("must be refused");
    for part in [
        "第 2 行：没有名为“unit.nmae”的设置",
        "是否想写“name”",
        "第 3 行：“unit.year”应为",
        "第 6 行：“fields.risk.synonyms”应为词表",
        "第 8 行：没有名为“fields.rsik”的设置",
        "是否想写“risk”",
        "第 12 行：“reading.hidden_sheets”不认识“maybe”",
        "\"read\" 或 \"skip\"",
        "第 14 行：这个科室没有名称",
        "有 6 处需要改正",
    ] {
        assert!(said.contains(part), "missing {part} in:\n{said}");
    }
}

#[test]
fn contradictions_are_refused() {
    for (text, part) in [
        (
            "[fields.risk]\nsynonyms = [\"要点\"]\n[fields.measures]\nsynonyms = [\"要 点\"]",
            "同时写在",
        ),
        (
            "[[sections]]\nname = \"预算科\"\n[[sections]]\nname = \"国库科\"\naliases = [\"预算科\"]",
            "写了两次",
        ),
        (
            "[[levels.notations]]\nname = \"色\"\none = [\"红\"]\ntwo = [\"红\"]",
            "同时表示两个不同的等级",
        ),
        (
            "[[sections]]\nname = \"甲科\"\nposts = [\"a岗\"]\nstaff = [{ name = \"张一\", post = \"b岗\" }]",
            "不在该科室的 posts 中",
        ),
        ("[fields.risk]\nreplace = true", "却没有任何表头写法"),
        ("[unit\nname = 1", "写法有误"),
    ] {
        let said = policy(text).expect_err(text);
        assert!(said.contains(part), "{part} not in:\n{said}");
    }
}

#[test]
fn words_add_to_the_default_and_the_users_word_outranks_it() {
    let text =
        "[fields.owner]\nsynonyms = [\"牵头人\", \"负责人\"]\n[fields.section]\nrequired = false";
    let policy = policy(text).expect("valid");
    let lookup = Lookup::new(&policy);
    assert_eq!(lookup.field("牵头人"), Some(Field::Owner));
    assert_eq!(lookup.field("责任人"), Some(Field::Owner));
    assert_eq!(
        lookup.field("负责人"),
        Some(Field::Owner),
        "moved from 部门负责人 by the user"
    );
    assert!(!policy.required.contains(&Field::Section));
}

#[test]
fn settings_nothing_used_are_reported() {
    let text = "[fields.owner]\nsynonyms = [\"牵头人\", \"牵头者\"]\n[[sections]]\nname = \"预算科\"\naliases = [\"预算股\"]";
    let policy = policy(text).expect("valid");
    let lookup = Lookup::new(&policy);
    lookup.field("牵头人");
    let used = lookup.into_used();
    let unused: Vec<(usize, &str)> = policy
        .unused(&used)
        .iter()
        .map(|s| (s.line, s.id.as_str()))
        .collect();
    assert_eq!(
        unused,
        [
            (2, "fields.owner.synonyms“牵头者”"),
            (5, "sections.aliases“预算股”")
        ]
    );
}
