//! 抽查清单 comes back: filled in on the program's own 01 or on a sheet of its own, among the forms or by `--review`.

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::support::edit::filled;
use crate::support::review::{Office, ROWS, cell_of, cells_of};

const LIST: &str = "抽查清单";
const FOUND: &str = "措施未落实：台账没有两人签字";

fn register(office: &Office) -> PathBuf {
    office.out().join("01-廉政风险点登记汇总表.xlsx")
}

/// The list with the result of its first row, and that row's number.
fn checked(office: &Office) -> (Vec<u8>, String) {
    let book = register(office);
    let cell = |head| cell_of(&book, LIST, head, first_row(&book));
    let cells = [
        (cell("抽查情况"), FOUND),
        (cell("抽查日期"), "2026-10-20"),
        (cell("抽查人"), "张一"),
    ];
    let drawn = office.lines("register.jsonl").into_iter();
    let mut drawn: Vec<Value> = drawn.filter(|i| i["spot_check"] == true).collect();
    let number = drawn.remove(0)["id"].as_str().expect("a number").to_owned();
    (filled(&book, LIST, &cells), number)
}

/// The first row of the table as Excel shows it.
fn first_row(book: &Path) -> u32 {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(book).expect("a workbook");
    let range = calamine::Reader::worksheet_range(&mut book, LIST).expect("the list");
    let mut cells = range.cells();
    let (row, ..) = cells.find(|(_, _, c)| **c == "抽查人").expect("the head");
    u32::try_from(row).expect("small") + 2
}

fn assert_recorded(office: &Office, number: &str) {
    let items = office.lines("register.jsonl");
    for item in &items {
        let results = if item["id"] == number {
            json!([{ "date": "2026-10-20", "result": FOUND, "by": "张一" }])
        } else {
            json!([])
        };
        assert_eq!(item["spot_check_results"], results, "{}", item["id"]);
    }
    let shown = cells_of(&register(office), LIST).join("\n");
    assert!(shown.contains(FOUND) && shown.contains("张一"), "{shown}");
    assert_eq!(items.len(), ROWS.len(), "nothing is registered twice");
}

#[test]
fn a_filled_list_comes_back_among_the_forms_or_by_review() {
    for among_forms in [true, false] {
        let office = Office::new(&ROWS);
        office.runs(&[]);
        let (bytes, number) = checked(&office);
        if among_forms {
            office.hand_in("抽查结果.xlsx", &bytes);
            office.runs(&[]);
            assert!(
                office.found("T16")[0]
                    .1
                    .contains("填了 1 条抽查情况，已读取")
            );
        } else {
            let path = office.review("抽查结果.xlsx", &bytes);
            office.runs(&[&path]);
        }
        assert_recorded(&office, &number);
    }
}

#[test]
fn a_sheet_with_those_heads_alone_is_read_as_well_and_what_fits_none_is_told() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let (_, number) = checked(&office);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["编号", "科室", "风险点", "抽查日期", "抽查情况", "抽查人"],
        [&number, "预算科", "", "2026年10月20日", FOUND, "张一"],
        ["2026-9999", "预算科", "没有的风险点", "", "未见异常", ""],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (col, text) in (0..).zip(cells) {
            sheet.write(row, col, text).expect("a cell");
        }
    }
    office.hand_in("抽查.xlsx", &book.save_to_buffer().expect("a workbook"));
    office.runs(&[]);
    assert_recorded(&office, &number);
    let told = office.found("J01");
    assert_eq!(told.len(), 1);
    assert!(told[0].1.contains("2026-9999"), "{}", told[0].1);
}

#[test]
fn a_filled_register_is_kept_aside_and_never_overwritten() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let (bytes, number) = checked(&office);
    fs::write(register(&office), &bytes).expect("saved in place");
    let own = register(&office);
    office.runs(&[&own]);
    let kept = office.out().join("01-廉政风险点登记汇总表（填过的1）.xlsx");
    assert_eq!(fs::read(&kept).expect("kept aside"), bytes);
    assert_recorded(&office, &number);
}
