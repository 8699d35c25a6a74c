//! A form given for a review workbook: it is read with the others, once, and it is told; what is neither ends the run.

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::bureau::{Bureau, refs, row};
use crate::support::qingfeng;
use crate::support::review::{
    MEASURE, Office, ROWS, assert_settled, cells_of, decide_all, form, rows_of,
};

const ONE: [[&str; 6]; 1] = [["公务接待审批", "二级", "否", "否", "有", "通报批评"]];

fn record(office: &Office) -> Value {
    let text = fs::read_to_string(office.out().join("run.json")).expect("the record");
    serde_json::from_str(&text).expect("JSON")
}

fn read_files(office: &Office) -> Vec<String> {
    let record = record(office);
    assert_eq!(record["rows"]["balanced"], true);
    let inputs = record["inputs"].as_array().expect("a list").iter();
    inputs
        .map(|i| i["file"].as_str().expect("a name").to_owned())
        .collect()
}

/// The files of which it is told that they are forms.
fn told(office: &Office) -> Vec<String> {
    let findings = office.lines("findings.jsonl").into_iter();
    let told = findings.filter(|f| f["code"] == "R08");
    let told = told.inspect(|f| assert_eq!(f["severity"], "warning"));
    told.map(|f| f["place"]["file"].as_str().expect("a file").to_owned())
        .collect()
}

fn matters(office: &Office) -> Vec<String> {
    office.levels().into_keys().collect()
}

fn verified(office: &Office) {
    let result = office.out().display().to_string();
    let inbox = office.dir.path().join("收表").display().to_string();
    for more in [&[][..], &["--inputs", &inbox]] {
        let said = qingfeng(&[&["verify", result.as_str()], more].concat());
        assert_eq!(said.status, 0, "{}{}", said.out, said.err);
        assert!(said.out.contains("没有发现不同"), "{}", said.out);
    }
}

#[test]
fn a_form_given_for_a_review_workbook_is_read_with_the_others() {
    let office = Office::new(&ROWS);
    let own = office.review("办公室.xlsx", &form(&ONE, MEASURE));
    let said = office.run(&[&own]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.out.contains("1 个不是评审表"), "{}", said.out);
    assert_eq!(read_files(&office), ["办公室.xlsx", "预算科.xlsx"]);
    assert!(matters(&office).contains(&"公务接待审批".to_owned()));
    assert_eq!(told(&office), ["办公室.xlsx"]);
    let (_, message) = &office.found("R08")[0];
    assert!(
        message.contains("自查表") && message.contains("评审表"),
        "{message}"
    );
    verified(&office);
    // The section that sent it has done nothing wrong.
    let notices = cells_of(&office.out().join("04-问题清单.xlsx"), "退回通知").join("");
    assert!(!notices.contains("当作评审表"), "{notices}");
}

#[test]
fn one_that_lies_among_the_forms_as_well_counts_once() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let before = (matters(&office), record(&office)["rows"].clone());
    let there = office.dir.path().join("收表/预算科.xlsx");
    office.runs(&[&there]);
    assert_eq!((matters(&office), record(&office)["rows"].clone()), before);
    assert_eq!(told(&office), ["预算科.xlsx"]);
    verified(&office);
    // The same content at another place is the same form.
    let copy = office.review("另存的.xlsx", &form(&ROWS, MEASURE));
    office.runs(&[&copy, &there, &copy]);
    assert_eq!(matters(&office), before.0);
    assert_eq!(told(&office), ["另存的.xlsx", "预算科.xlsx"]);
    verified(&office);
}

#[test]
fn forms_and_review_workbooks_in_one_folder_are_each_what_they_are() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let (bytes, decided) = decide_all(&office);
    let folder = office.dir.path().join("会上");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("定了.xlsx"), &bytes).expect("written");
    fs::write(folder.join("预算科.xlsx"), form(&ROWS, MEASURE)).expect("written");
    office.runs(&[&folder]);
    assert_settled(&office, &decided);
    assert_eq!(told(&office).len(), 1);
    verified(&office);
    // What is neither is told, and stops the run where nothing is decided beside it.
    let mut book = Workbook::new();
    book.add_worksheet()
        .write(0, 0, "会议纪要")
        .expect("a cell");
    book.save(folder.join("纪要.xlsx")).expect("saved");
    office.runs(&[&folder]);
    assert_eq!(office.found("R04").len(), 1);
    verified(&office);
    fs::remove_file(folder.join("定了.xlsx")).expect("removed");
    let said = office.run(&[&folder]);
    assert_eq!(said.status, 2, "{}", said.out);
}

#[test]
fn ledgers_and_score_sheets_are_inputs_as_well() {
    let office = Office::new(&ROWS);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["处置台账", "", "", ""],
        ["序号", "科室", "姓名", "处置方式"],
        ["1", "预算科", "钱二", "警示提醒"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (col, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write(row, col, text).expect("a cell");
        }
    }
    let ledger = office.review("处置.xlsx", &book.save_to_buffer().expect("a workbook"));
    office.runs(&[&ledger]);
    assert_eq!(office.lines("ledger.jsonl").len(), 1);
    assert_eq!(told(&office), ["处置.xlsx"]);
    verified(&office);
}

#[test]
fn a_form_in_a_result_is_no_input_and_ends_the_run() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    fs::write(office.book(), form(&ROWS, MEASURE)).expect("saved in its place");
    let book = office.book();
    let said = office.run(&[&book]);
    assert_eq!(said.status, 2, "{}", said.out);
    assert!(
        said.err.contains("05-评审表.xlsx") && said.err.contains("收表"),
        "{}",
        said.err
    );
}

/// What is neither ends the run, whatever is on its pages.
#[test]
fn a_roster_is_no_form() {
    let office = Office::new(&ROWS);
    let to = office.dir.path().join("新的");
    let said = qingfeng(&["init", &to.display().to_string()]);
    assert_eq!(said.status, 0, "{}", said.err);
    let roster = to.join("花名册.xlsx");
    let said = office.run(&[&roster]);
    assert_eq!(said.status, 2, "{}", said.out);
    assert!(said.err.contains("花名册.xlsx"), "{}", said.err);
}

#[test]
fn a_self_check_table_in_a_review_workbook_is_told() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let book = office.book();
    let row = office.asked("待评审")[0].1;
    let cell = |head: &str| -> String {
        let at = office.cell(head, row);
        let column = at.trim_end_matches(|c: char| c.is_ascii_digit());
        let all: calamine::Range<calamine::Data> = sheet(&book, "待评审");
        let col = u32::from(column.as_bytes()[0] - b'A');
        all.get_value((row - 1, col)).expect("a cell").to_string()
    };
    let id = cell("评审编号");
    let mut both = Workbook::new();
    let decisions = both.add_worksheet();
    for (at, text) in [(0, "评审编号"), (1, "审定等级")] {
        decisions.write(0, at, text).expect("a cell");
    }
    decisions.write(1, 0, id).expect("a cell");
    decisions.write(1, 1, "二级").expect("a cell");
    let forms = both.add_worksheet();
    for (row, cells) in (0..).zip([
        ["岗位", "权力事项", "风险点", "风险等级", "防控措施"],
        [
            "出纳岗",
            "现金支付",
            "支付现金时不核对附件",
            "二级",
            MEASURE,
        ],
    ]) {
        for (col, text) in (0..).zip(cells) {
            forms.write(row, col, text).expect("a cell");
        }
    }
    let both = office.review("都有.xlsx", &both.save_to_buffer().expect("a workbook"));
    office.runs(&[&both]);
    assert_eq!(rows_of(&office.book(), "已定事项").len(), 1);
    let (_, message) = &office.found("R08")[0];
    assert!(message.contains("没有登记"), "{message}");
    verified(&office);
}

fn sheet(book: &Path, name: &str) -> calamine::Range<calamine::Data> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(book).expect("a workbook");
    calamine::Reader::worksheet_range(&mut book, name).expect("the sheet")
}

/// The decisions of the beginning of the year would all be asked again: a form given in their place does not hide that.
#[test]
fn at_mid_year_a_form_does_not_stand_for_the_decisions() {
    let bureau = Bureau::new();
    let rows = [row(1, "审核岗", "资金审核", "审核时照顾关系单位", "中高")];
    bureau.form(2026, "预算科", &refs(&rows));
    bureau.run(2026, &[]);
    let result = bureau.path("结果2026");
    let book = result.join("05-评审表.xlsx");
    let asked = rows_of(&book, "待评审");
    let cell = crate::support::review::cell_of(&book, "待评审", "审定等级", asked[0].1);
    let bytes = crate::support::edit::filled(&book, "待评审", &[(cell, "二级")]);
    fs::write(&book, bytes).expect("filled in");
    bureau.run(2026, &["--review", &book.display().to_string()]);
    let path = |name: &str| -> String { bureau.path(name).display().to_string() };
    let form: PathBuf = bureau.path("2026/预算科.xlsx");
    let said = qingfeng(&[
        "run",
        &path("2026"),
        "-o",
        &path("年中"),
        "--date",
        "2026-12-10",
        "--policy",
        &path("qingfeng.toml"),
        "--mid-year",
        "--previous",
        &result.display().to_string(),
        "--review",
        &form.display().to_string(),
    ]);
    assert_eq!(said.status, 2, "{}", said.out);
    assert!(said.err.contains("1 项决定"), "{}", said.err);
}
