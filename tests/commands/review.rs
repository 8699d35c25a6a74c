//! The leading group's review as its clerk lives it: a run asks, the workbook is filled in, the next run has the answers; what
//! changed is asked again, and no decision is ever dropped.

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::support::edit::filled;
use crate::support::review::{
    MEASURE, Office, ROWS, assert_decided, assert_settled, decide_all, form,
};

const OPEN: [&str; 5] = [
    "预算指标下达",
    "项目库入库审核",
    "现金支付",
    "公文收发",
    "决算批复",
];

#[test]
fn a_run_asks_for_what_differs_or_is_open_and_for_nothing_else() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let asked: Vec<String> = office.asked("待评审").into_iter().map(|(m, _)| m).collect();
    assert_eq!(asked, OPEN);
    let pending = |level, basis: &str| (level, basis.to_owned());
    let levels = office.levels();
    assert_eq!(levels["政府采购方式审批"], pending(Some(1), "declared"));
    assert_eq!(levels["预算指标下达"], pending(Some(2), "pending"));
    assert_eq!(levels["项目库入库审核"], pending(Some(1), "pending"));
    assert_eq!(levels["现金支付"], pending(Some(2), "declared"));
    assert_eq!(levels["公文收发"], pending(Some(1), "pending"));
    assert_eq!(levels["决算批复"], pending(None, "open"));
}

#[test]
fn what_the_group_decided_counts_everywhere_and_is_never_asked_again() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let (bytes, decided) = decide_all(&office);
    let review = office.review("会上填的.xlsx", &bytes);
    assert_decided(&office, &review, &decided);
}

#[test]
fn decisions_survive_another_order_and_corrections_of_other_fields() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let (bytes, decided) = decide_all(&office);
    let review = office.review("会上填的.xlsx", &bytes);
    let mut rows = ROWS;
    rows.reverse();
    fs::remove_file(office.dir.path().join("收表/预算科.xlsx")).expect("removed");
    office.hand_in(
        "预算科（补充措施）.xlsx",
        &form(&rows, "改为由三人复核并留存签字记录"),
    );
    office.runs(&[&review]);
    assert_settled(&office, &decided);
    assert!(office.found("R01").is_empty() && office.found("R02").is_empty());
}

#[test]
fn a_decision_whose_item_has_changed_is_reported_and_the_item_asked_again() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let (bytes, decided) = decide_all(&office);
    let asked_at = office.cell("审定等级", office.asked("待评审")[0].1);
    let review = office.review("会上填的.xlsx", &bytes);
    let mut changed = ROWS;
    changed[1][4] = "无";
    office.hand_in("预算科.xlsx", &form(&changed, MEASURE));
    office.runs(&[&review]);
    let (at, message) = &office.found("R01")[0];
    assert_eq!(at, &format!("待评审!{asked_at}"));
    assert!(
        message.contains("预算科“办理预算指标下达时照顾关系单位”"),
        "{message}"
    );
    assert_eq!(office.found("R01").len(), 1);
    // Now the answers agree with the level declared, so nothing is left to ask; the decision is kept.
    let level = &office.levels()["预算指标下达"];
    assert_eq!(level, &(Some(3), "declared".to_owned()));
    assert_eq!(office.asked("未采用的决定").len(), 1);
    assert_eq!(office.asked("已定事项").len(), decided.len() - 1);
    changed[1][1] = "二级";
    office.hand_in("预算科.xlsx", &form(&changed, MEASURE));
    let own = office.book();
    office.runs(&[&own]);
    assert_eq!(office.asked("待评审")[0].0, "预算指标下达");
    // As it was before, the old decision counts again.
    office.hand_in("预算科.xlsx", &form(&ROWS, MEASURE));
    office.runs(&[&own]);
    assert_settled(&office, &decided);
}

#[test]
fn a_decision_that_matches_nothing_is_reported_and_kept() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let (bytes, decided) = decide_all(&office);
    let review = office.review("会上填的.xlsx", &bytes);
    office.hand_in("预算科.xlsx", &form(&ROWS[..6], MEASURE));
    office.runs(&[&review]);
    assert_eq!(office.found("R02").len(), 1);
    for _ in 0..2 {
        let own = office.book();
        office.runs(&[&own]);
        let (at, message) = &office.found("R02")[0];
        assert!(at.starts_with("未采用的决定!F"), "{at}");
        assert!(message.contains("决算批复"), "{message}");
        assert_eq!(office.asked("未采用的决定")[0].0, "决算批复");
    }
    office.hand_in("预算科.xlsx", &form(&ROWS, MEASURE));
    let own = office.book();
    office.runs(&[&own]);
    assert_settled(&office, &decided);
}

#[test]
fn of_two_decisions_the_later_one_counts_and_the_conflict_is_reported() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let row = office.asked("待评审")[0].1;
    let cell = office.cell("审定等级", row);
    let first = filled(&office.book(), "待评审", &[(cell.clone(), "一级")]);
    let second = filled(&office.book(), "待评审", &[(cell.clone(), "三级")]);
    let same = filled(&office.book(), "待评审", &[(cell.clone(), "三级")]);
    let [first, second, same] = [("甲.xlsx", first), ("乙.xlsx", second), ("丙.xlsx", same)]
        .map(|(name, bytes)| office.review(name, &bytes));
    for (order, level) in [([&first, &second], 3), ([&second, &first], 1)] {
        fs::remove_dir_all(office.out()).expect("a fresh result");
        office.runs(&order.map(PathBuf::as_path));
        assert_eq!(office.levels()["预算指标下达"].0, Some(level));
        assert_eq!(office.found("R03").len(), 1);
        assert_eq!(office.found("R03")[0].0, format!("待评审!{cell}"));
    }
    fs::remove_dir_all(office.out()).expect("a fresh result");
    office.runs(&[&second, &same]);
    assert!(
        office.found("R03").is_empty(),
        "the same twice is no conflict"
    );
}

#[test]
fn rows_that_decide_nothing_are_told_with_their_cells() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let rows: Vec<u32> = office.asked("待评审").into_iter().map(|(_, r)| r).collect();
    let cells = [
        (office.cell("审定理由", rows[0]), "会上没有定"),
        (office.cell("审定等级", rows[1]), "再议"),
        (office.cell("审定等级", rows[2]), "二级"),
        (office.cell("审定日期", rows[2]), "上周五"),
        (office.cell("审定等级", rows[3]), "三级"),
    ];
    let undecided = format!("待评审!{}", office.cell("审定等级", rows[0]));
    let places: Vec<String> = cells.iter().map(|(at, _)| format!("待评审!{at}")).collect();
    let bytes = filled(&office.book(), "待评审", &cells);
    let review = office.review("会上填的.xlsx", &bytes);
    office.runs(&[&review]);
    let at = |code| {
        office
            .found(code)
            .into_iter()
            .map(|(at, _)| at)
            .collect::<Vec<_>>()
    };
    assert_eq!(at("R05"), [undecided, places[1].clone()]);
    assert_eq!(at("D01"), [places[3].clone()]);
    assert_eq!(office.asked("已定事项").len(), 2);
    assert_eq!(at("R06"), [""; 0]);
}

#[test]
fn a_damaged_id_is_told_and_the_run_goes_on_and_a_wrong_file_ends_it() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [
        ["评审编号", "审定等级"],
        ["R-12", "二级"],
        ["", "三级"],
        ["R-000000000000-00000000", "一级"],
    ]
    .iter()
    .enumerate()
    {
        for (col, text) in (0..).zip(cells) {
            let row = u32::try_from(row).expect("small");
            sheet.write(row, col, *text).expect("a cell");
        }
    }
    let damaged = office.review("手抄的.xlsx", &book.save_to_buffer().expect("a workbook"));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "会上都同意").expect("a cell");
    let notes = office.review("会议记录.xlsx", &book.save_to_buffer().expect("a workbook"));
    office.runs(&[&damaged]);
    let at: Vec<String> = office.found("R06").into_iter().map(|(at, _)| at).collect();
    assert_eq!(at, ["Sheet1!A2", "Sheet1!A3"]);
    for (wrong, why) in [
        (notes.as_path(), "不是本程序生成的评审表"),
        (Path::new("没有的.xlsx"), "路径不存在"),
    ] {
        let said = office.run(&[&damaged, wrong]);
        assert_eq!(said.status, 2);
        let name = wrong.display().to_string();
        assert!(
            said.err.contains(&name) && said.err.contains(why),
            "{}",
            said.err
        );
    }
}

#[test]
fn a_filled_review_workbook_is_never_overwritten_unread() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let (bytes, decided) = decide_all(&office);
    fs::write(office.book(), &bytes).expect("saved in place");
    let said = office.run(&[]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("5 项审定"), "{}", said.err);
    assert!(said.err.contains("--review"), "{}", said.err);
    assert_eq!(fs::read(office.book()).expect("still there"), bytes);
    let own = office.book();
    office.runs(&[&own]);
    assert_settled(&office, &decided);
}

#[test]
fn what_was_reported_twice_is_decided_once() {
    let office = Office::new(&ROWS);
    office.hand_in(
        "预算科 又一份.xlsx",
        &form(&ROWS, "另外写的措施：每月核对一次台账"),
    );
    office.runs(&[]);
    assert_eq!(office.asked("待评审").len(), OPEN.len());
    let (bytes, decided) = decide_all(&office);
    let review = office.review("会上填的.xlsx", &bytes);
    office.runs(&[&review]);
    assert_settled(&office, &decided);
    let entries = office.lines("entries.jsonl");
    let confirmed = entries.iter().filter(|e| !e["confirmed_level"].is_null());
    assert_eq!(
        confirmed.count(),
        2 * decided.len(),
        "both entries of each item carry the decision"
    );
}

#[test]
fn whatever_was_written_into_the_workbook_stays_readable() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let rows: Vec<u32> = office.asked("待评审").into_iter().map(|(_, r)| r).collect();
    let cells = [
        (office.cell("审定等级", rows[0]), "二级"),
        (office.cell("审定等级", rows[1]), "再议"),
        (office.cell("审定理由", rows[2]), "会上未定，下次再议"),
    ];
    let bytes = filled(&office.book(), "待评审", &cells);
    fs::write(office.book(), &bytes).expect("saved in place");
    let own = office.book();
    let said = office.run(&[&own]);
    assert_eq!(said.status, 0, "{}", said.err);
    let kept = "05-评审表（填过的1）.xlsx";
    assert!(said.out.contains(kept), "{}", said.out);
    assert_eq!(fs::read(office.out().join(kept)).expect("kept"), bytes);
    // What is said of its cells names the file in which they still stand.
    let findings = office.lines("findings.jsonl");
    let of_review: Vec<&Value> = findings.iter().filter(|f| f["code"] == "R05").collect();
    assert_eq!(of_review.len(), 2);
    for finding in of_review {
        assert_eq!(finding["place"]["file"], kept);
    }
    // A workbook nobody has touched is simply written anew.
    office.runs(&[&own]);
    assert!(!office.out().join("05-评审表（填过的2）.xlsx").exists());
}
