//! Blank ledgers and score sheets, filled in.

use std::fs;

use serde_json::json;

use crate::support::annex::{
    SCHEME, assert_ledger, assert_score_sheet, blanks, fill, inspect, ledger, ledger_filled,
    score_sheet_filled,
};
use crate::support::edit::filled;
use crate::support::year::Year;
use crate::support::{qingfeng, temp};

#[test]
fn a_blank_ledger_filled_in_comes_back_exactly() {
    let year = Year::new(SCHEME);
    let policy = year.path("收表/qingfeng.toml");
    let book = ledger(&year);
    assert_eq!(
        inspect(&book, &policy).get("ledger"),
        None,
        "blank rows say nothing"
    );
    assert_eq!(inspect(&book, &policy)["findings"], json!([]));
    assert_ledger(&year, "xlsx", &ledger_filled(&book));
}

#[test]
fn a_blank_score_sheet_filled_in_comes_back_exactly() {
    let year = Year::new(SCHEME);
    let policy = year.path("收表/qingfeng.toml");
    let sheets = blanks(&year).join("评分表");
    let mut names: Vec<String> = fs::read_dir(&sheets)
        .expect("sheets")
        .map(|e| {
            e.expect("a file")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort();
    let own = ["会计科", "国库科", "综合科", "预算科"]
        .map(|s| format!("科室负责人-{s}-2026年考核评分表.xlsx"));
    let mut expected = own.to_vec();
    expected.push("办公室-2026年考核评分表.xlsx".to_owned());
    expected.sort();
    assert_eq!(names, expected);

    // 预算科 has three people, two of them on one post.
    let book = sheets.join("科室负责人-预算科-2026年考核评分表.xlsx");
    let blank = inspect(&book, &policy);
    assert_eq!(blank["score_sheets"][0]["blank"], 3);
    assert_eq!(blank["findings"][0]["code"], "A07");
    assert_eq!(blank["findings"][0]["place"]["cell"], "I6");
    assert_eq!(blank["findings"].as_array().map(Vec::len), Some(1));
    assert_score_sheet(&year, "xlsx", &score_sheet_filled(&book));
}

#[test]
fn forms_that_were_filled_in_are_never_overwritten() {
    let year = Year::new(SCHEME);
    let out = blanks(&year);
    let book = out.join("评分表/办公室-2026年考核评分表.xlsx");
    let marked = filled(&book, "评分表", &fill(&[("G6", "9")]));
    fs::write(&book, &marked).expect("written");
    let policy = year.path("收表/qingfeng.toml");
    let again = [
        "template",
        "-o",
        out.to_str().expect("a path"),
        "--policy",
        policy.to_str().expect("a path"),
        "--date",
        "2026-11-01",
    ];
    let said = qingfeng(&again);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.out.contains("可能已经填写，没有动"), "{}", said.out);
    assert_eq!(fs::read(&book).expect("kept"), marked);
}

#[test]
fn without_a_roster_there_is_nobody_to_score() {
    let folder = temp();
    let out = folder.path().join("空白表");
    fs::write(folder.path().join("qingfeng.toml"), "").expect("a policy");
    let said = qingfeng(&[
        "template",
        "-o",
        out.to_str().expect("a path"),
        "--date",
        "2026-11-01",
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(
        said.out.contains("没有花名册，不知道考核哪些科室和岗位"),
        "{}",
        said.out
    );
    assert!(out.join("台账/2026年整改台账.xlsx").is_file() && !out.join("评分表").exists());
}
