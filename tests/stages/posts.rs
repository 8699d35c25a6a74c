//! One person with several posts: held by that person, scored and ranked once, whatever says so.

use crate::support::qingfeng;
use crate::support::year::{GOOD, Line, Scores, Year};

/// A section in which one person holds two of the three posts.
fn asset_section(staff: &str) -> String {
    format!(
        r#"
[scoring]
deadline = "2026-11-15"
[[sections]]
name = "资产科"
leader = "吴八"
posts = ["资产岗", "采购岗", "档案岗"]
staff = [{staff}, {{ name = "冯十", post = "档案岗" }}]
"#
    )
}

const LINE: fn(&'static str, &'static str) -> Line = |post, person| Line {
    post,
    person,
    ..GOOD
};

/// Who is scored of the posts of 资产科.
fn subjects(scores: &Scores) -> Vec<String> {
    let own = scores
        .0
        .iter()
        .filter(|s| s["section"] == "资产科" && s["kind"] == "post");
    own.map(|s| s["subject"].as_str().expect("a name").to_owned())
        .collect()
}

const BOTH: &str = "资产科 资产岗、采购岗 郑九";

#[test]
fn who_holds_two_posts_is_scored_once_for_both() {
    for staff in [
        r#"{ name = "郑九", posts = ["资产岗", "采购岗"] }"#,
        r#"{ name = "郑九", post = "资产岗" }, { name = "郑九", post = "采购岗" }"#,
    ] {
        let year = Year::new(&asset_section(staff));
        // Of the second post nobody is named: it is that person's all the same.
        let lines = [
            LINE("资产岗", "郑九"),
            LINE("采购岗", ""),
            LINE("档案岗", ""),
        ];
        let scores = year.form("资产科", "2026-11-02", &lines).scores();
        assert_eq!(subjects(&scores), [BOTH, "资产科 档案岗 冯十"]);
        // Both entries are that person's, and one rank is.
        assert!(
            scores.basis(BOTH, "岗3").contains("2/2"),
            "{:?}",
            scores.of(BOTH)["items"]
        );
        assert!(year.findings("V03").is_empty());
    }
}

#[test]
fn a_second_post_without_an_entry_is_told_and_earns_nothing() {
    let staff = r#"{ name = "郑九", posts = ["资产岗", "采购岗"] }"#;
    let year = Year::new(&asset_section(staff));
    let lines = [LINE("资产岗", "郑九"), LINE("档案岗", "冯十")];
    let scores = year.form("资产科", "2026-11-02", &lines).scores();
    let told = year.findings("V03");
    assert_eq!(told.len(), 1, "{told:?}");
    let message = told[0]["message"].as_str().expect("a message");
    assert!(
        message.contains("采购岗") && message.contains("郑九"),
        "{message}"
    );
    let half = scores
        .0
        .iter()
        .find(|s| s["subject"] == BOTH)
        .expect("scored");
    let items = half["items"].as_array().expect("items");
    let reported = items
        .iter()
        .filter(|i| i["basis"].as_str().is_some_and(|b| b.contains("1/2")));
    assert!(reported.count() > 0, "{items:?}");
}

#[test]
fn sheets_and_ledgers_may_name_either_post() {
    let staff = r#"{ name = "郑九", posts = ["资产岗", "采购岗"] }"#;
    let year = Year::new(&asset_section(staff));
    let lines = [
        LINE("资产岗", "郑九"),
        LINE("采购岗", "郑九"),
        LINE("档案岗", "冯十"),
    ];
    year.form("资产科", "2026-11-02", &lines);
    year.dispositions(&[["资产科", "采购岗", "郑九", "警示提醒", "2026-09-01"]]);
    year.marks(
        "负责人.xlsx",
        "科室负责人",
        "吴八",
        &[
            ["岗2", "资产科", "采购岗", "郑九", "11", "台账不完整"],
            ["岗2", "资产科", "档案岗", "冯十", "12", "台账不完整"],
        ],
    );
    let scores = year.scores();
    let (told, nobody) = (year.findings("H03"), year.findings("A04"));
    assert!(told.is_empty() && nobody.is_empty(), "{told:?} {nobody:?}");
    let marks = &scores.find(BOTH, "岗2")["marks"];
    assert!(marks.to_string().contains("11"), "{marks}");
    assert_eq!(subjects(&scores).len(), 2);
}

#[test]
fn forms_say_who_holds_a_post_that_the_roster_leaves_open() {
    let year = Year::new(&asset_section(r#"{ name = "郑九", post = "资产岗" }"#));
    let lines = [
        LINE("资产岗", "郑九"),
        LINE("采购岗", "郑九"),
        LINE("档案岗", "冯十"),
    ];
    let scores = year.form("资产科", "2026-11-02", &lines).scores();
    assert_eq!(subjects(&scores), [BOTH, "资产科 档案岗 冯十"]);
    // Nobody reports of it: it stays open.
    let year = Year::new(&asset_section(r#"{ name = "郑九", post = "资产岗" }"#));
    let lines = [LINE("资产岗", "郑九"), LINE("档案岗", "冯十")];
    let scores = year.form("资产科", "2026-11-02", &lines).scores();
    assert!(subjects(&scores).contains(&"资产科 采购岗".to_owned()));
}

#[test]
fn without_a_roster_a_person_is_one_whatever_the_posts() {
    let year = Year::new("");
    std::fs::write(year.path("收表/qingfeng.toml"), "[unit]\nname = \"某局\"\n").expect("a policy");
    let lines = [
        LINE("资产岗", "郑九"),
        LINE("采购岗", "郑九"),
        LINE("采购岗", ""),
        LINE("档案岗、资产岗", "郑九"),
        LINE("文秘岗", ""),
    ];
    let scores = year.form("资产科", "2026-11-02", &lines).scores();
    assert_eq!(
        subjects(&scores),
        ["资产科 资产岗、采购岗、档案岗 郑九", "资产科 文秘岗"]
    );
}

#[test]
fn a_blank_form_has_a_row_for_each_post_and_a_score_sheet_one_for_the_person() {
    let staff = r#"{ name = "郑九", posts = ["资产岗", "采购岗"] }"#;
    let year = Year::new(&asset_section(staff));
    let to = year.path("空白表");
    let policy = year.path("收表/qingfeng.toml");
    let said = qingfeng(&[
        "template",
        "-o",
        to.to_str().expect("text"),
        "--policy",
        policy.to_str().expect("text"),
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    let files = walkdir::WalkDir::new(&to).into_iter().flatten();
    let files: Vec<_> = files
        .filter(|f| f.path().extension().is_some_and(|e| e == "xlsx"))
        .collect();
    let form = files
        .iter()
        .find(|f| f.file_name().to_string_lossy().contains("资产科"));
    let text = super::fair::texts(form.expect("the form").path());
    assert_eq!(text.matches("郑九").count(), 2, "{text}");
    assert!(text.contains("资产岗") && text.contains("采购岗"));
}
