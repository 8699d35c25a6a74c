//! Ledgers and score sheets as they come back: blank forms filled in, ledgers of other people's making, and everything that
//! can be wrong with them, each at its cell.

mod blank;
mod ledger;
mod marks;
mod words;

use crate::support::annex::SCHEME;
use crate::support::year::{self, Year};

/// The findings of a run over one workbook, as code and cell.
fn found(name: &str, rows: &[Vec<&str>]) -> (Year, Vec<String>) {
    let year = Year::new(SCHEME);
    year.book(name, rows).run();
    let all = year::lines(&year.path("结果/data/findings.jsonl"));
    let own = all.iter().filter(|f| f["place"]["file"] == name);
    let shown = own.map(|f| {
        format!(
            "{} {}",
            f["code"].as_str().unwrap_or("?"),
            f["place"]["cell"].as_str().unwrap_or("-")
        )
    });
    let mut shown: Vec<String> = shown.collect();
    shown.sort();
    (year, shown)
}

const DEEDS: [&str; 8] = [
    "序号",
    "科室",
    "岗位",
    "姓名",
    "处置方式",
    "处置日期",
    "处置事由",
    "处置措施",
];

#[test]
fn what_is_wrong_is_told_to_whoever_filled_it_in() {
    let year = Year::new(SCHEME);
    year.dispositions(&[["预算二科", "", "", "警示提醒", "2026-03-02"]]);
    let mark = |item, post, person, mark| [item, "预算科", post, person, mark, ""];
    year.marks("甲.xlsx", "办公室", "周九", &[mark("1.1", "", "", "9")]);
    year.marks(
        "乙.xlsx",
        "科室负责人",
        "王三",
        &[
            mark("岗1", "综合岗", "王三", ""),
            mark("岗1", "审核岗", "张一", "9"),
        ],
    );
    year.run();
    let told = |code: &str| year.findings(code)[0]["section"].clone();
    assert_eq!(told("H02"), "台账填报人");
    assert_eq!(told("A05"), "评分方办公室");
    assert_eq!(told("A07"), "预算科");
}

#[test]
fn what_only_looks_like_it_is_named_and_left_out() {
    let (_, codes) = found(
        "台账.xlsx",
        &[
            vec!["2026年处置台账"],
            vec!["名称", "数量"],
            vec!["印章", "3"],
        ],
    );
    assert_eq!(codes, ["H01 -"]);
    let (year, codes) = found(
        "评分表.xlsx",
        &[
            vec!["2026年考核评分表"],
            vec!["科室", "得分"],
            vec!["预算科", "96"],
        ],
    );
    assert_eq!(codes, ["A01 -"]);
    let said = year.run();
    assert!(
        said.out.contains("评分表.xlsx：评分表没有读懂"),
        "{}",
        said.out
    );
}

#[test]
fn the_account_of_files_counts_what_was_read() {
    let year = Year::new(SCHEME);
    year.dispositions(&[
        ["国库科", "", "", "警示提醒", "2026-03-02"],
        ["会计科", "", "", "警示提醒", "2026-03-02"],
    ]);
    year.marks(
        "评分1.xlsx",
        "办公室",
        "周九",
        &[["1.1", "预算科", "", "", "10", ""]],
    );
    let said = year.run();
    assert!(
        said.out
            .contains("台账 1 个（2 行），评分表 1 个（1 项评分）"),
        "{}",
        said.out
    );
    assert!(!said.out.contains("没有读到自查表的文件"), "{}", said.out);
}
