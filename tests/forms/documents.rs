//! A form means the same in a Word document: every workbook of `workbooks/` as tables, and what only documents have.

use std::fs;
use std::sync::Arc;

use qingfeng::reader::{Limits, Sheet, Source, Visibility, read};
use serde_json::{Value, json};

use crate::readings::{Comparison, expectations, inspect};
use crate::support::document::{Document, HANDS, Hand, cell, line, of_grid, plain, row, table};
use crate::support::temp;

/// Forms whose names of sheets name the sections, and those with a number where a date should stand: in a document 2026.1
/// is as it was typed.
const ONLY_IN_A_WORKBOOK: [&str; 4] = ["11-", "36-", "37-", "69-"];

/// The sheets of a workbook as tables of one document, each on a page of its own.
fn document(sheets: &[Sheet], hand: Hand) -> Vec<u8> {
    let page = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
    let tables: Vec<String> = sheets.iter().map(|s| of_grid(&s.grid, hand)).collect();
    Document::new(&tables.join(page)).by(hand)
}

fn is_plain(sheet: &Sheet) -> bool {
    sheet.visibility == Visibility::Visible
        && sheet.grid.hidden_rows.is_empty()
        && sheet.grid.hidden_cols.is_empty()
}

/// An expectation with the names that the sheets have in a document.
fn renamed(expected: &Value, sheets: &[Sheet]) -> Value {
    let name = |value: &Value| {
        let at = sheets.iter().position(|s| Some(&*s.name) == value.as_str());
        at.map_or_else(|| value.clone(), |at| json!(format!("表格{}", at + 1)))
    };
    match expected {
        Value::Array(items) => items.iter().map(|item| renamed(item, sheets)).collect(),
        Value::Object(fields) => {
            let pair = |(key, value): (&String, &Value)| {
                let named = matches!(key.as_str(), "name" | "sheet") && value.is_string();
                (
                    key.clone(),
                    if named {
                        name(value)
                    } else {
                        renamed(value, sheets)
                    },
                )
            };
            Value::Object(fields.iter().map(pair).collect())
        }
        other => other.clone(),
    }
}

#[test]
fn every_form_means_the_same_in_a_document() {
    let folder = temp();
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for (hand, (path, expected)) in HANDS.into_iter().cycle().zip(&expectations()) {
        let shown: Arc<str> = "表".into();
        let source = Source {
            path: path.clone(),
            shown,
        };
        let book = read(&source, &Limits::default()).workbook.expect("read");
        let name = path.file_stem().expect("a name").to_string_lossy();
        let said_by_the_sheet = ONLY_IN_A_WORKBOOK.iter().any(|form| name.starts_with(form));
        if said_by_the_sheet || !book.sheets.iter().all(is_plain) {
            continue;
        }
        compared += 1;
        let copy = folder.path().join(format!("{name}.docx"));
        fs::write(&copy, document(&book.sheets, hand)).expect("written");
        let said = Comparison::of(&renamed(expected, &book.sheets), &inspect(&copy));
        wrong.extend(
            said.into_iter()
                .map(|line| format!("{name} ({hand:?}): {line}")),
        );
    }
    assert!(compared >= 20, "only {compared} forms");
    assert!(
        wrong.is_empty(),
        "{} differences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// What a document is understood to say, as `inspect` gives it.
pub fn understood(document: &Document) -> Value {
    let folder = temp();
    let path = folder.path().join("自查表.docx");
    fs::write(&path, document.bytes()).expect("written");
    inspect(&path)
}

const HEAD: &str = "序号|岗位|风险点|风险等级|防控措施";
const FIRST: &str = "1|预算编制岗|项目审核把关不严|一级|两人复核并按季度抽查归档";
const SECOND: &str = "2|指标管理岗|指标调整未按程序报批|二级|调整事项集体研究并留存记录";

/// Risk, level and section of every entry, with the table and row it stands in.
fn entries(file: &Value) -> Vec<String> {
    let sheets = file["sheets"].as_array().expect("sheets");
    let tables = |sheet: &Value| sheet["tables"].as_array().cloned().unwrap_or_default();
    let entries = |table: &Value| table["entries"].as_array().cloned().unwrap_or_default();
    let of_sheet = |sheet: &Value| {
        let name = sheet["name"].as_str().unwrap_or_default().to_owned();
        let said = |e: Value| {
            let text = |key: &str| e[key].as_str().unwrap_or_default().to_owned();
            format!(
                "{name} {} {} {} {}",
                e["row"],
                text("section"),
                text("risk"),
                text("level_text")
            )
        };
        let entries: Vec<Value> = tables(sheet).iter().flat_map(entries).collect();
        entries.into_iter().map(said).collect::<Vec<_>>()
    };
    sheets.iter().flat_map(of_sheet).collect()
}

#[test]
fn a_table_that_goes_on_after_a_page_is_read_with_and_without_its_head() {
    let expected = [
        "表格1 2 预算科 项目审核把关不严 一级",
        "表格2 2 预算科 指标调整未按程序报批 二级",
    ];
    let above = line("廉政风险自查表") + &line("科室：预算科    填报日期：2026年11月2日");
    let parted = |second: &[&str]| {
        Document::new(&(above.clone() + &plain(&[HEAD, FIRST]) + &line("") + &plain(second)))
    };
    assert_eq!(entries(&understood(&parted(&[HEAD, SECOND]))), expected);
    let without = understood(&parted(&[SECOND]));
    assert_eq!(
        entries(&without),
        [expected[0], "表格2 1 预算科 指标调整未按程序报批 二级"]
    );
    let touching = Document::new(&(above + &plain(&[HEAD, FIRST]) + &plain(&[SECOND])));
    assert_eq!(
        entries(&understood(&touching)),
        [expected[0], "表格1 3 预算科 指标调整未按程序报批 二级"]
    );
}

#[test]
fn what_stands_around_a_table_speaks_for_its_entries() {
    let body = [
        line("预算科廉政风险自查表"),
        line("填表人：张一"),
        plain(&[HEAD, FIRST]),
        line("2026年11月2日"),
        line("科室负责人：李二  填报日期：2026年11月2日"),
    ];
    let file = understood(&Document::new(&body.concat()));
    let table = &file["sheets"][0]["tables"][0];
    assert_eq!(table["title"], "预算科廉政风险自查表");
    assert_eq!(table["header_rows"], json!([1]));
    let entry = &table["entries"][0];
    assert_eq!(
        (&entry["section"], &entry["reported_on"]),
        (&json!("预算科"), &json!("2026-11-02"))
    );
    assert_eq!(entry["cell"], "A2");
}

#[test]
fn section_and_day_in_the_margins_of_the_pages_are_those_of_the_form() {
    let body = line("廉政风险自查表") + &plain(&[HEAD, FIRST]);
    let said = |document: Document| {
        let file = understood(&document);
        let table = &file["sheets"][0]["tables"][0];
        let entries = table["entries"].as_array().expect("entries").len();
        let entry = &table["entries"][0];
        json!([
            entries,
            table["title"],
            entry["section"],
            entry["reported_on"]
        ])
    };
    let own = json!([1, "廉政风险自查表", "预算科", "2026-11-02"]);
    let pages = "填报日期：2026年11月2日    第1页 共2页";
    let lines = Document::new(&body)
        .margin("header", &(line("青云区财政局") + &line("科室：预算科")))
        .margin("footer", &line(pages));
    assert_eq!(said(lines), own);
    let cells = ["科室", "预算科", "填报日期", "2026年11月2日"].map(|text| cell("", &line(text)));
    let in_a_table = Document::new(&body).margin("header", &table(&[row(&cells)]));
    assert_eq!(said(in_a_table), own);
    // What stands in the text itself comes first, and a day that a clock sets is nobody's.
    let clock = "<w:p><w:fldSimple w:instr=\"DATE\"><w:r><w:t>2026年11月30日</w:t></w:r></w:fldSimple></w:p>";
    let old =
        Document::new(&(line("廉政风险自查表") + &line("科室：国库科") + &plain(&[HEAD, FIRST])))
            .margin("header", &line("科室：预算科"))
            .margin("footer", clock);
    assert_eq!(said(old), json!([1, "廉政风险自查表", "国库科", null]));
}

#[test]
fn a_blank_cell_is_told_where_it_stands_in_its_table() {
    let rows = [
        HEAD,
        FIRST,
        "2|指标管理岗|指标调整未按程序报批||调整事项集体研究并留存记录",
    ];
    let body = line("预算科廉政风险自查表") + &line("填报日期：2026年11月2日") + &plain(&rows);
    let file = understood(&Document::new(&body));
    let blank = file["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .find(|f| f["code"] == "E01")
        .expect("a finding");
    assert_eq!(
        (&blank["place"]["sheet"], &blank["place"]["cell"]),
        (&json!("表格1"), &json!("D3"))
    );
}

#[test]
fn a_level_changed_with_tracking_counts_as_it_became_and_is_told() {
    let level = "<w:p><w:del w:id=\"1\"><w:r><w:delText>二级</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:t>一级</w:t></w:r></w:ins></w:p>";
    let cells = ["1", "预算编制岗", "项目审核把关不严"].map(|text| cell("", &line(text)));
    let mut cells = cells.to_vec();
    cells.extend([cell("", level), cell("", &line("两人复核并按季度抽查归档"))]);
    let head: Vec<String> = HEAD.split('|').map(|text| cell("", &line(text))).collect();
    let body = line("预算科廉政风险自查表") + &table(&[row(&head), row(&cells)]);
    let file = understood(&Document::new(&body));
    assert_eq!(file["sheets"][0]["tables"][0]["entries"][0]["level"], 1);
    let told = file["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .find(|f| f["code"] == "F21")
        .expect("a finding");
    assert_eq!(told["place"]["cell"], "D2");
    let message = told["message"].as_str().unwrap_or_default();
    assert!(
        message.contains("“二级”") && message.contains("“一级”"),
        "{message}"
    );
}

/// Section, post, person, risk and subject of every entry.
fn whose(file: &Value) -> Vec<String> {
    let keys = ["section", "post", "person", "category", "risk", "subject"];
    let sheets = file["sheets"].as_array().into_iter().flatten();
    let tables = sheets.flat_map(|sheet| sheet["tables"].as_array().into_iter().flatten());
    let entries = tables.flat_map(|table| table["entries"].as_array().into_iter().flatten());
    let text = |e: &Value, key: &str| e[key].as_str().unwrap_or("—").to_owned();
    let said = |e: &Value| keys.map(|key| text(e, key)).join(" ");
    entries.map(said).collect()
}

const RISK: &str = "风险点|风险等级|防控措施";

#[test]
fn a_person_named_in_a_table_of_the_document_is_that_of_the_tables_below() {
    let risks = |rows: &[&str]| line("") + &plain(&[&[RISK], rows].concat());
    let own = line("个人廉政风险自查表")
        + &plain(&[
            "姓名|张一|科室|预算科",
            "岗位|编制岗|填表日期|2026年10月12日",
        ]);
    let body = own
        + &risks(&["虚报项目|一级|双人复核"])
        + &risks(&["随意追加|二级|上会研究"])
        + &line("")
        + &plain(&["姓名|李二|岗位|执行岗"])
        + &risks(&["随意调剂|二级|报批执行"]);
    let file = understood(&Document::new(&body));
    assert_eq!(
        whose(&file),
        [
            "预算科 编制岗 张一 — 虚报项目 person",
            "预算科 编制岗 张一 — 随意追加 person",
            "预算科 执行岗 李二 — 随意调剂 person",
        ]
    );
    let first = &file["sheets"][1]["tables"][0]["entries"][0];
    assert_eq!(first["reported_on"], "2026-10-12");
    let findings = file["findings"].as_array().expect("findings").iter();
    let codes: Vec<&str> = findings.filter_map(|f| f["code"].as_str()).collect();
    assert!(!codes.contains(&"T05"), "{codes:?}");
}

#[test]
fn a_card_for_each_risk_is_of_the_person_of_the_card_before_and_of_no_other() {
    let card = |rows: &[&str]| line("风险点") + &plain(rows);
    let risk = |text: &str| {
        [
            format!("风险点|{text}"),
            "风险等级|一级".into(),
            "防控措施|集体研究".into(),
        ]
    };
    let with = |who: &[&str], text: &str| {
        let risk = risk(text);
        let rows: Vec<&str> = who
            .iter()
            .copied()
            .chain(risk.iter().map(String::as_str))
            .collect();
        card(&rows)
    };
    let body = line("采购科廉政风险自查表")
        + &with(&["姓名|张一", "岗位|采购岗"], "规避招标")
        + &with(&[], "泄露标底")
        + &with(&["姓名|李二"], "虚假验收");
    assert_eq!(
        whose(&understood(&Document::new(&body))),
        [
            "采购科 采购岗 张一 — 规避招标 person",
            "采购科 采购岗 张一 — 泄露标底 person",
            "采购科 — 李二 — 虚假验收 person",
        ]
    );
}

#[test]
fn headings_above_the_tables_of_a_document_name_kinds_and_persons() {
    let below = |heading: &str, risk: &str| {
        line(heading) + &plain(&[RISK, &format!("{risk}|一级|集体研究")])
    };
    let kinds = line("个人廉政风险自查表")
        + &line("姓名\t张一\t科室\t预算科\t岗位\t编制岗")
        + &below("一、思想道德风险", "学习不够")
        + &below("二、岗位职责风险", "虚报项目");
    assert_eq!(
        whose(&understood(&Document::new(&kinds))),
        [
            "预算科 编制岗 张一 思想道德 学习不够 person",
            "预算科 编制岗 张一 岗位职责 虚报项目 person",
        ]
    );
    let persons = line("预算科岗位廉政风险防控表")
        + &below("一、张一（编制岗）", "虚报项目")
        + &below("二、执行岗（李二）", "随意调剂")
        + &below("三、王三", "公开不及时");
    let said = whose(&understood(&Document::new(&persons)));
    let said: Vec<&str> = said
        .iter()
        .map(|s| s.rsplit_once(' ').map_or("", |(s, _)| s))
        .collect();
    assert_eq!(
        said,
        [
            "预算科 编制岗 张一 — 虚报项目",
            "预算科 执行岗 李二 — 随意调剂",
            "预算科 — 王三 — 公开不及时",
        ]
    );
}
