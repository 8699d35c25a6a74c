//! When a form was filled in: dates without a label, found where offices put them, and what is never taken for one.

use std::fs;

use qingfeng::ingest::Understood;
use qingfeng::model::Field;
use qingfeng::reader::CellValue;
use serde_json::{Value, json};

use crate::support::document::{Document, line, plain};
use crate::support::{qingfeng, temp};
use crate::understand::{codes, entries, grid, read};

const HEAD: &str = "序号|岗位|姓名|风险点|表现形式|风险等级|防控措施";
const BODY: [&str; 2] = [
    "1|收费岗|张一|减免不按标准|把不够条件的单位报成减免对象|二级|减免由两人核对并在局务会上通报",
    "2|票据岗|李二|票据核销走过场|不对存根就签字核销|三级|核销时逐本对存根并由股长抽查签字",
];

fn form(above: &[&str], below: &[&str]) -> Understood {
    read(grid(&[above, &[HEAD], &BODY, below].concat()))
}

/// The dates of the entries, of which there must be two.
fn dates(form: &Understood) -> Vec<String> {
    let all = entries(form).into_iter();
    all.map(|e| e.reported_on.map_or("-".to_owned(), |d| d.to_string()))
        .collect()
}

fn of_dates(form: &Understood) -> Vec<(&str, String)> {
    let all = codes(form).into_iter();
    all.filter(|(code, _)| code.starts_with('D')).collect()
}

const TITLE: &str = "非税收入廉政风险自查表";
const SECTION: &str = "科室：综合股";

#[test]
fn a_date_without_a_label_is_found_above_the_table() {
    for above in [
        &[TITLE, "科室：综合股|||||2026年10月20日"] as &[&str],
        &[TITLE, "科室|综合股||||2026年10月20日"],
        &[TITLE, "2026年10月20日", SECTION],
        &[TITLE, "（2026年10月20日）", SECTION],
        &["非税收入廉政风险自查表（2026年10月20日）", SECTION],
        &[TITLE, "填报单位：综合股     2026.10.20"],
        &[TITLE, "科室：综合股　　2026/10/20"],
        &[TITLE, "综合股 2026-10-20"],
        &[TITLE, "科室：综合股||二〇二六年十月二十日"],
        &[TITLE, "科室：综合股||2026 年 10 月 20 日"],
        &[TITLE, "科室：综合股|||||2026年10月20日填报"],
        &[TITLE, "科室：综合股|||||时间：2026年10月20日"],
        &[TITLE, "科室|综合股||时间|2026-10-20"],
        &[TITLE, "科室：综合股|||||上报时间：2026.10.20"],
        &[TITLE, "填表时间：2026年10月20日||科室：综合股"],
        &[TITLE, "科室：综合股  日期：2026年10月20日"],
        &[
            TITLE,
            "科室：综合股||评定日期：2026年3月5日||2026年10月20日",
        ],
    ] {
        let form = form(above, &[]);
        assert_eq!(dates(&form), ["2026-10-20"; 2], "{above:?}");
        assert!(of_dates(&form).is_empty(), "{above:?}: {:?}", form.findings);
        let section = entries(&form)[0].text(Field::Section).unwrap_or("综合股");
        assert_eq!(section, "综合股", "{above:?}");
    }
    let month = form(&[TITLE, "科室：综合股|||||2026年10月"], &[]);
    assert_eq!(dates(&month), ["2026-10"; 2], "as behind a label");
}

#[test]
fn a_date_without_a_label_is_found_at_the_foot() {
    for below in [
        &["单位（盖章）：综合股        2026年10月20日"] as &[&str],
        &["单位（盖章）|综合股||||2026年10月20日"],
        &["单位（盖章）：|2026年10月20日"],
        &["", "||||||综合股（盖章）", "||||||2026年10月20日"],
        &["", "||||||综合股", "||||||2026年10月20日"],
        &["", "", "||||（公章）|2026.10.20"],
        &["||||||2026年10月20日"],
        &["填表人：张一|||审核人：王三|||2026年10月20日"],
        &["填表人：张一    审核人：王三    2026年10月20日"],
        &["填报人：张一|||上报时间：2026年10月20日"],
        &["注：本表一式两份|||||2026年10月20日"],
    ] {
        let form = form(&[TITLE, SECTION], below);
        assert_eq!(dates(&form), ["2026-10-20"; 2], "{below:?}");
        let told = codes(&form);
        let told: Vec<_> = told.iter().filter(|(code, _)| *code != "G07").collect();
        assert!(told.is_empty(), "{below:?}: {told:?}");
    }
}

#[test]
fn a_cell_of_the_type_of_a_date_needs_no_label() {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 10, 20).and_then(|d| d.and_hms_opt(0, 0, 0));
    for cell in ["F2", "G7"] {
        let rows = [&[TITLE, SECTION, HEAD], &BODY[..]].concat();
        let mut sheet = grid(&rows);
        let at = cell.parse().expect("a cell");
        sheet.set(at, CellValue::Date(day.expect("a day")));
        let form = read(sheet);
        assert_eq!(dates(&form), ["2026-10-20"; 2], "{cell}");
    }
}

#[test]
fn the_date_of_something_else_is_never_taken() {
    for (above, below) in [
        (&[TITLE, SECTION] as &[&str], &[] as &[&str]),
        (&[TITLE, "科室：综合股||填报日期：    年  月  日"], &[]),
        (
            &["依据清风财〔2026〕3号，2026年3月5日", TITLE, SECTION],
            &[],
        ),
        (
            &[TITLE, "根据关于开展排查的通知（2026年3月5日）", SECTION],
            &[],
        ),
        (&[TITLE, "2026年3月5日印发", SECTION], &[]),
        (&[TITLE, "姓名|张一|出生年月|1985-03-02|科室|综合股"], &[]),
        (&[TITLE, "姓名|张一|任现职时间|2019年3月|科室|综合股"], &[]),
        (&[TITLE, SECTION, "报送截止时间：2026年11月20日"], &[]),
        (&[TITLE, "科室：综合股||评定日期|2026年3月5日"], &[]),
        (&[TITLE, SECTION], &["注：请于2026年11月20日前报送办公室"]),
        (&[TITLE, SECTION], &["注：领导小组会议时间 2026年11月20日"]),
        (&[TITLE, SECTION], &["领导小组意见|同意|||||2026年10月25日"]),
        (
            &[TITLE, "统计期间：2026年1月1日至2026年10月20日", SECTION],
            &[],
        ),
    ] {
        let form = form(above, below);
        assert_eq!(dates(&form), ["-"; 2], "{above:?} {below:?}");
        let told = of_dates(&form);
        assert_eq!(told.len(), 1, "{above:?} {below:?}: {told:?}");
        assert_eq!(told[0].0, "D06", "{above:?} {below:?}");
    }
}

#[test]
fn of_two_different_dates_without_a_label_neither_is_taken() {
    let torn = form(
        &[TITLE, "科室：综合股|||||2026年10月20日"],
        &["", "||||||综合股（盖章）", "||||||2026年10月25日"],
    );
    assert_eq!(dates(&torn), ["-"; 2]);
    assert_eq!(of_dates(&torn), [("D07", "F2".to_owned())]);
    let message = &torn
        .findings
        .iter()
        .find(|f| f.code == "D07")
        .expect("told")
        .message;
    assert!(
        message.contains("F2") && message.contains("G8"),
        "{message}"
    );
    let same = form(
        &[TITLE, "科室：综合股|||||2026年10月"],
        &["", "||||||综合股（盖章）", "||||||2026-10-20"],
    );
    assert_eq!(dates(&same), ["2026-10-20"; 2], "the day of that month");
    assert!(of_dates(&same).is_empty());
}

#[test]
fn of_two_dates_that_are_both_labelled_neither_is_taken() {
    for (above, below, cells) in [
        (
            &[
                TITLE,
                "填报日期：2026年10月15日||填报日期：2026年11月25日",
                SECTION,
            ] as &[&str],
            &[] as &[&str],
            ["A2", "C2"],
        ),
        (
            &[TITLE, "填表时间：2026-10-15", SECTION],
            &["填报人：张一||填报日期：2026年11月25日"],
            ["A2", "C7"],
        ),
        (
            &[TITLE, SECTION],
            &["填报日期：2026.10.15|||填报日期：2026.10.16"],
            ["A6", "D6"],
        ),
    ] {
        let form = form(above, below);
        assert_eq!(dates(&form), ["-"; 2], "{above:?} {below:?}");
        assert_eq!(of_dates(&form), [("D07", cells[1].to_owned())]);
        let told = form.findings.iter().find(|f| f.code == "D07");
        let message = &told.expect("told").message;
        assert!(cells.iter().all(|cell| message.contains(cell)), "{message}");
        assert!(message.contains("都没有取用"), "{message}");
    }
    for (above, below) in [
        (
            &[TITLE, "填报日期：2026年10月||填报日期：2026-10-20", SECTION] as &[&str],
            &["填报人：张一||填报日期：2026.10.20"] as &[&str],
        ),
        (
            &[TITLE, "报送日期：2026-11-02||填报日期：2026-10-20", SECTION],
            &["审核日期：2026-10-25"],
        ),
    ] {
        let form = form(above, below);
        assert_eq!(dates(&form), ["2026-10-20"; 2], "{above:?}");
        assert!(of_dates(&form).is_empty(), "{above:?}: {:?}", form.findings);
    }
}

#[test]
fn another_date_beside_who_filled_in_the_form_is_told_and_the_labelled_one_counts() {
    let form = form(
        &[TITLE, "填报日期：2026年10月15日", SECTION],
        &["填表人：张一||||2026年10月28日"],
    );
    assert_eq!(dates(&form), ["2026-10-15"; 2]);
    assert_eq!(of_dates(&form), [("D07", "E7".to_owned())]);
    let told = form.findings.iter().find(|f| f.code == "D07");
    let message = &told.expect("told").message;
    assert!(message.contains("以写明的A2"), "{message}");
}

#[test]
fn a_column_of_dates_is_no_signature() {
    let form = read(grid(&[
        TITLE,
        SECTION,
        "序号|岗位|风险点|风险等级|防控措施|完成时限",
        "1|收费岗|减免不按标准|二级|减免由两人核对并在局务会上通报|2026年9月30日",
        "|||||2026年12月31日",
    ]));
    assert!(dates(&form).iter().all(|date| date == "-"));
    assert!(of_dates(&form).iter().any(|(code, _)| *code == "D06"));
}

/// What `check` says of a document, and the dates of its entries.
fn document(parts: &[&str]) -> (Vec<Value>, Vec<Value>) {
    let folder = temp();
    let path = folder.path().join("综合股自查表.docx");
    fs::write(&path, Document::new(&parts.concat()).bytes()).expect("written");
    let said = qingfeng(&[
        "inspect",
        path.to_str().expect("a path"),
        "--format",
        "json",
    ]);
    let all: Value = serde_json::from_str(&said.out).expect("JSON");
    let sheets = all["files"][0]["sheets"].as_array().expect("sheets").iter();
    let tables = sheets.flat_map(|s| s["tables"].as_array().expect("tables"));
    let rows = tables.flat_map(|t| t["entries"].as_array().expect("entries"));
    let dates = rows.map(|e| e["reported_on"].clone()).collect();
    let found = all["files"][0]["findings"]
        .as_array()
        .expect("findings")
        .iter();
    let codes = found.map(|f| f["code"].clone());
    (
        dates,
        codes
            .filter(|c| c.as_str().is_some_and(|c| c.starts_with('D')))
            .collect(),
    )
}

#[test]
fn a_document_is_dated_above_and_below_its_table_and_asked_once() {
    let table = plain(&[HEAD, BODY[0], BODY[1]]);
    let second = plain(&[
        HEAD,
        "1|综合岗|王三|漏报收入不上缴|收入挂在往来账上|二级|每月核对往来并由股长签字",
    ]);
    let title = line(TITLE);
    let section = line(SECTION);
    for parts in [
        [
            &title,
            &line("科室：综合股　　　　2026年10月20日"),
            &table,
            "",
        ] as [&str; 4],
        [
            &title,
            &section,
            &table,
            &line("　　　　二〇二六年十月二十日"),
        ],
        [
            &title,
            &section,
            &table,
            &(line("综合股（盖章）") + &line("2026年10月20日")),
        ],
    ] {
        let (dates, told) = document(&parts);
        assert_eq!(
            dates,
            [json!("2026-10-20"), json!("2026-10-20")],
            "{parts:?}"
        );
        assert!(told.is_empty(), "{told:?}");
    }
    let parts = [&title, &section, &table, &section, &second];
    let (dates, told) = document(&parts.map(String::as_str));
    assert_eq!(
        (dates.len(), told),
        (3, vec![json!("D06")]),
        "once for all tables"
    );
}
