//! Ledgers and score sheets of a small bureau: blank ones made and filled in, and what must come back.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::edit::filled;
use super::qingfeng;
use super::year::Year;

/// The opening of a scheme of ten points in one dimension; its items follow.
pub const TEN_POINTS: &str = r#"
[scoring]
replace = true
full = 10

[[scoring.dimensions]]
key = "all"
name = "全部"
points = 10
"#;

/// A scheme with one item for sections that 办公室 marks, and one for posts that the sections' heads mark.
pub const SCHEME: &str = r#"
[scoring]
replace = true
full = 10

[[scoring.dimensions]]
key = "all"
name = "全部"
points = 10

[[scoring.evaluators]]
key = "office"
name = "办公室"

[[scoring.evaluators]]
key = "head"
name = "科室负责人"
own = true

[[scoring.items]]
code = "1.1"
subject = "section"
dimension = "all"
name = "流程公开"
standard = "办事流程图齐全并公开"
points = 10
kind = "range"
by = ["office"]

[[scoring.items]]
code = "岗1"
subject = "post"
dimension = "all"
name = "按流程办事"
points = 10
kind = "range"
by = ["head"]
reason = "never"
"#;

/// What `inspect` says of a file.
pub fn inspect(path: &Path, policy: &Path) -> Value {
    let said = qingfeng(&[
        "inspect",
        path.to_str().expect("a path"),
        "--policy",
        policy.to_str().expect("a path"),
        "--format",
        "json",
    ]);
    assert!(said.status < 2, "{}", said.err);
    let all: Value = serde_json::from_str(&said.out).expect("JSON");
    all["files"][0].clone()
}

/// The blank forms of a year.
pub fn blanks(year: &Year) -> PathBuf {
    let out = year.path("空白表");
    let policy = year.path("收表/qingfeng.toml");
    let said = qingfeng(&[
        "template",
        "-o",
        out.to_str().expect("a path"),
        "--policy",
        policy.to_str().expect("a path"),
        "--date",
        "2026-11-01",
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    out
}

/// Cells and texts to be written.
pub fn fill(cells: &[(&'static str, &'static str)]) -> Vec<(String, &'static str)> {
    cells
        .iter()
        .map(|(at, text)| ((*at).to_owned(), *text))
        .collect()
}

/// The blank ledger of dispositions.
pub fn ledger(year: &Year) -> PathBuf {
    blanks(year).join("台账/2026年处置台账.xlsx")
}

/// The ledger with two lines filled in.
pub fn ledger_filled(book: &Path) -> Vec<u8> {
    let cells = fill(&[
        ("B4", "预算股"),
        ("D4", "张一"),
        ("E4", "警示提醒"),
        ("F4", "2026-03-02"),
        ("G4", "群众反映答复不及时"),
        ("H4", "提醒谈话"),
        ("I4", "2026年4月2日"),
        ("J4", "2026.3.30"),
        ("B5", "国库科"),
        ("E5", "责令整改"),
        ("F5", "2026-05-06"),
        ("G5", "公示不及时"),
        ("H5", "限期整改"),
        ("I5", "2026-06-30"),
    ]);
    filled(book, "处置台账", &cells)
}

/// Asserts that the two lines come back as they were written.
pub fn assert_ledger(year: &Year, format: &str, bytes: &[u8]) {
    let file = year.path(&format!("台账.{format}"));
    fs::write(&file, bytes).expect("written");
    let read = inspect(&file, &year.path("收表/qingfeng.toml"));
    assert_eq!(read["kind"], "ledger", "{format}");
    assert_eq!(read["findings"], json!([]), "{format}");
    let lines = read["ledger"].as_array().expect("lines");
    assert_eq!(lines.len(), 2, "{format}");
    // The section by its name in the roster, the post of the person with it.
    assert_eq!(
        lines[0]["scored"],
        json!({"section": "预算科", "post": "审核岗", "person": "张一"})
    );
    let said = |line: &Value| {
        [
            "disposition",
            "on",
            "ground",
            "measure",
            "deadline",
            "closed_on",
        ]
        .map(|key| line[key].clone())
    };
    assert_eq!(
        said(&lines[0]),
        [
            "reminder",
            "2026-03-02",
            "群众反映答复不及时",
            "提醒谈话",
            "2026-04-02",
            "2026-03-30"
        ]
        .map(Value::from)
    );
    assert_eq!(lines[0]["place"]["cell"], "E4");
    assert_eq!(
        lines[1]["scored"],
        json!({"section": "国库科", "post": null, "person": null})
    );
    assert_eq!(lines[1]["closed_on"], Value::Null);
    assert!(lines.iter().all(|l| l["fault"] == Value::Null));
}

/// The blank score sheet of the head of 预算科.
pub fn score_sheet(year: &Year) -> PathBuf {
    blanks(year).join("评分表/科室负责人-预算科-2026年考核评分表.xlsx")
}

/// The score sheet with two marks filled in.
pub fn score_sheet_filled(book: &Path) -> Vec<u8> {
    let cells = fill(&[
        ("H3", "王三"),
        ("H4", "2026-11-26"),
        ("I6", "9.25"),
        ("I7", "８分"),
        ("J7", "抽查有一处没有留痕"),
    ]);
    filled(book, "评分表", &cells)
}

/// Asserts that the two marks come back as they were written.
pub fn assert_score_sheet(year: &Year, format: &str, bytes: &[u8]) {
    let file = year.path(&format!("评分.{format}"));
    fs::write(&file, bytes).expect("written");
    let read = inspect(&file, &year.path("收表/qingfeng.toml"));
    let sheet = &read["score_sheets"][0];
    assert_eq!(
        (&sheet["evaluator"], &sheet["by"], &sheet["on"]),
        (&json!("head"), &json!("王三"), &json!("2026-11-26")),
        "{format}"
    );
    assert_eq!(sheet["blank"], 1);
    let marks: Vec<Value> = sheet["marks"]
        .as_array()
        .expect("marks")
        .iter()
        .map(|m| {
            json!([
                m["scored"]["person"],
                m["item"],
                m["mark"],
                m["reason"],
                m["place"]["cell"]
            ])
        })
        .collect();
    assert_eq!(
        marks,
        [
            json!(["张一", "岗1", 9.25, "", "I6"]),
            json!(["李二", "岗1", 8, "抽查有一处没有留痕", "I7"])
        ],
        "{format}"
    );
}
