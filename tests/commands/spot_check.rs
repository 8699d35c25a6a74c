//! 抽查清单 comes back: filled in on the program's own 01 or on a sheet of its own, among the forms or by `--review`.

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::support::annex::TEN_POINTS;
use crate::support::edit::filled;
use crate::support::review::{Office, ROWS, cell_of, cells_of};
use crate::support::year::{GOOD, Line, Scores, Year, lines};

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
            json!([["2026-10-20", FOUND, "张一", false]])
        } else {
            json!([])
        };
        let laid = item["spot_check_results"]
            .as_array()
            .expect("results")
            .iter();
        let said = laid.map(|r| ["date", "result", "by", "carried_out"].map(|key| &r[key]));
        assert_eq!(json!(said.collect::<Vec<_>>()), results, "{}", item["id"]);
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
    // Where it was found is said of the file in which it still stands.
    let register = office.lines("register.jsonl");
    let mut results = register
        .iter()
        .filter_map(|i| i["spot_check_results"][0]["place"]["file"].as_str());
    assert_eq!(
        results.next(),
        Some("01-廉政风险点登记汇总表（填过的1）.xlsx")
    );
}

/// Points off for each measure that a spot check found not carried out, and a share for those that were.
const SCHEME: &str = r#"
[spot_check]
one = 100
two = 100
three = 100

[[scoring.items]]
code = "1"
subject = "section"
dimension = "all"
name = "抽查落实率"
points = 10
kind = "rate"
metric = "checks_passed"
if_none = "not_applicable"

[[scoring.items]]
code = "扣1"
subject = "section"
part = "deduction"
name = "抽查措施未落实"
points = 10
kind = "per_time"
metric = "checks_failed"
each = 2

[[scoring.items]]
code = "岗1"
subject = "post"
dimension = "all"
name = "抽查没有未落实"
points = 10
kind = "all_or_nothing"
metric = "checks_failed"

[[scoring.items]]
code = "岗扣1"
subject = "post"
part = "deduction"
name = "抽查措施未落实"
points = 10
kind = "per_time"
metric = "checks_failed"
each = 3
"#;

/// A year in which four risk points of 预算科 were checked, with these results in this order; 国库科 was not looked into.
fn looked_into(results: [(&str, &str); 4]) -> (Year, Scores) {
    let year = Year::new(&format!("{TEN_POINTS}{SCHEME}"));
    let of = |post, person| Line {
        post,
        person,
        ..GOOD
    };
    let budget = [
        of("审核岗", "张一"),
        of("审核岗", "李二"),
        of("综合岗", "王三"),
        of("审核岗", "张一"),
    ];
    year.form("预算科", "2026-11-01", &budget);
    year.form("国库科", "2026-11-01", &[of("支付岗", "赵四")]);
    year.run();
    let book = year.path("结果/01-廉政风险点登记汇总表.xlsx");
    let listed = lines(&year.path("结果/data/register.jsonl"));
    let number = |at: usize| listed[at]["id"].as_str().expect("a number").to_owned();
    let cells = (0..).zip(results).flat_map(|(at, (found, day))| {
        let row = row_of(&book, &number(at));
        let cell = |head| cell_of(&book, LIST, head, row);
        [(cell("抽查情况"), found), (cell("抽查日期"), day)]
    });
    let cells: Vec<(String, &str)> = cells.filter(|(_, text)| !text.is_empty()).collect();
    let bytes = filled(&book, LIST, &cells);
    fs::write(year.path("收表/抽查结果.xlsx"), bytes).expect("handed in");
    let scores = year.scores();
    (year, scores)
}

/// The row of a number on the list as Excel shows it.
fn row_of(book: &Path, number: &str) -> u32 {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(book).expect("a workbook");
    let range = calamine::Reader::worksheet_range(&mut book, LIST).expect("the list");
    let mut cells = range.cells();
    let (row, ..) = cells.find(|(_, _, c)| **c == *number).expect("the row");
    u32::try_from(row).expect("small") + 1
}

#[test]
fn a_measure_found_not_carried_out_costs_points_and_its_cell_stands_there() {
    let day = "2026-10-20";
    let (year, scores) = looked_into([
        ("未落实：台账没有两人签字", day),
        ("落实，台账齐全", day),
        ("措施没有落实。已当场指出", day),
        ("", ""),
    ]);
    let taken = |subject, code| (scores.item(subject, code), scores.basis(subject, code));
    assert_eq!(
        taken("预算科", "扣1"),
        (Some(4.0), "抽查措施未落实 2 次：扣 2 × 2 = 4".to_owned())
    );
    assert_eq!(
        taken("预算科", "1"),
        (
            Some(3.33),
            "抽查措施落实 1/3 次：10 × 1 ÷ 3 = 3.33".to_owned()
        )
    );
    // By person: what was found in order and what was not looked into cost nothing.
    assert_eq!(taken("预算科 审核岗 张一", "岗扣1").0, Some(3.0));
    assert_eq!(taken("预算科 审核岗 李二", "岗扣1").0, Some(0.0));
    assert_eq!(taken("预算科 综合岗 王三", "岗扣1").0, Some(3.0));
    assert_eq!(taken("预算科 审核岗 李二", "岗1").0, Some(10.0));
    assert_eq!(taken("预算科 综合岗 王三", "岗1").0, Some(0.0));
    assert_eq!(taken("国库科", "扣1").0, Some(0.0));
    assert_eq!(
        taken("国库科", "1"),
        (
            None,
            "抽查措施落实：没有计算的对象，按方案不适用，其余项目折成满分".to_owned()
        )
    );
    // The source: the cell of the list that was filled in, in the data and in the book.
    let cell = cell_of(
        &year.path("结果/01-廉政风险点登记汇总表.xlsx"),
        LIST,
        "抽查情况",
        row_of(
            &year.path("收表/抽查结果.xlsx"),
            scores_first(&year).as_str(),
        ),
    );
    let item = scores.find("预算科 审核岗 张一", "岗扣1");
    let place = json!([{ "file": "抽查结果.xlsx", "sheet": LIST, "cell": cell }]);
    assert_eq!(item["against"], place);
    let book = year.path("结果/03-年度考核评分表.xlsx");
    let sources = cells_of(&book, "评分出处").join("|");
    assert!(sources.contains("抽查结果.xlsx"), "{sources}");
    let held = cells_of(&book, "否决和追责");
    let cases = held.iter().filter(|c| *c == "抽查措施未落实").count();
    assert_eq!(cases, 2, "{held:?}");
    assert!(held.contains(&"未落实：台账没有两人签字".to_owned()));
    assert_eq!(year.findings("J02"), Vec::<Value>::new());
}

/// The number of the first risk point.
fn scores_first(year: &Year) -> String {
    let listed = lines(&year.path("结果/data/register.jsonl"));
    listed[0]["id"].as_str().expect("a number").to_owned()
}

#[test]
fn what_does_not_say_whether_is_asked_and_another_years_check_does_not_count() {
    let (year, scores) = looked_into([
        ("部分落实，台账缺九月", "2026-10-20"),
        ("落实，但有一笔未落实双人复核", "2026-10-20"),
        ("未落实：台账没有两人签字", "2025-10-20"),
        ("落实", "2026-10-20"),
    ]);
    let asked = year.findings("J02");
    assert_eq!(asked.len(), 2, "{asked:?}");
    let message = asked[0]["message"].as_str().expect("a message");
    assert!(message.contains("部分落实，台账缺九月"), "{message}");
    assert_eq!(asked[0]["place"]["file"], "抽查结果.xlsx");
    assert_eq!(scores.item("预算科", "1"), None);
    assert_eq!(
        scores.basis("预算科", "1"),
        "2 次抽查情况看不出措施落实没有：未评；另有 1 次抽查不是本年度的，没有计入"
    );
    assert_eq!(
        scores.basis("预算科", "扣1"),
        "抽查措施未落实 0 次：扣 0 × 2 = 0；另有 1 次抽查不是本年度的，没有计入；\
         另有 2 次抽查情况看不出措施落实没有，没有计入"
    );
    assert_eq!(scores.item("预算科 综合岗 王三", "岗扣1"), Some(0.0));
    let items = lines(&year.path("结果/data/register.jsonl"));
    let said: Vec<&Value> = items[..4]
        .iter()
        .map(|i| &i["spot_check_results"][0]["carried_out"])
        .collect();
    assert_eq!(
        said,
        [&Value::Null, &Value::Null, &json!(false), &json!(true)]
    );
}
