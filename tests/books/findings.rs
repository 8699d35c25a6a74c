//! The book of findings: every finding in its line, counts that add up, messages that lose nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use qingfeng::diagnostic::{Confidence, Diagnostic, Severity};
use qingfeng::location::Place;
use qingfeng::model::{Field, Register};
use qingfeng::writer::to_bytes;

use crate::support::books::{finding, findings, findings_book};
use crate::support::package::{Book, Sheet, parts};
use crate::support::register;

fn read(findings: &[Diagnostic], register: &Register) -> Book {
    Book::read(&to_bytes(&findings_book(findings, register)).unwrap())
}

/// The lines of the list as texts, by the number in the first column.
fn lines(sheet: &Sheet) -> Vec<Vec<String>> {
    let (head, _) = sheet.at("序号");
    (head + 1..=sheet.last_row())
        .map(|row| sheet.row(row))
        .collect()
}

#[test]
fn every_finding_stands_in_the_list_with_all_its_words() {
    let findings = findings();
    let book = read(&findings, &register::register());
    let lines = lines(book.sheet("问题清单"));
    assert_eq!(lines.len(), findings.len());
    for finding in &findings {
        let cell = finding.place.cell.map(|c| c.to_string());
        let words = [
            Some(finding.severity.title().to_owned()),
            finding.section.clone(),
            Some(finding.place.file.to_string()),
            cell,
            Some(finding.title.clone()),
            Some(finding.message.clone()),
            finding.found.clone(),
            finding.example.clone(),
            finding.clause.clone(),
            Some(finding.help.clone()),
            Some(finding.code.clone()),
            (finding.confidence == Confidence::Low).then(|| "存疑".to_owned()),
        ];
        let words: Vec<String> = words.into_iter().flatten().collect();
        let hits = lines.iter().filter(|l| words.iter().all(|w| l.contains(w)));
        assert!(hits.count() > 0, "{words:?}");
    }
}

#[test]
fn the_counts_by_section_and_file_add_up() {
    let findings = findings();
    let book = read(&findings, &register::register());
    let sheet = book.sheet("按科室统计");
    let (top, _) = sheet.at("人事科");
    let code = sheet.at("E01\n必填项空着").1;
    assert_eq!(sheet.row(top)[2..6], ["2", "1", "1", "4"]);
    assert_eq!(sheet.count(top, code), 2);
    let (total, _) = sheet.at("合计");
    let total = total.max(sheet.last_row());
    let of = |severity| findings.iter().filter(|f| f.severity == severity).count();
    for (col, severity) in (2..).zip([Severity::Error, Severity::Warning, Severity::Note]) {
        assert_eq!(sheet.count(total, col), of(severity), "{severity:?}");
    }
    assert_eq!(sheet.count(total, 5), findings.len());
    for (row, col) in [(top, 2), (top, 5), (total, 2), (total, code)] {
        assert!(sheet.formulas.contains_key(&(row, col)), "{row},{col}");
    }
    let files = book.sheet("各文件问题数");
    let (row, _) = files.at("合计");
    assert_eq!(row, files.at("序号").0, "the first is the head of a column");
    let sums: usize = (row + 1..files.last_row())
        .filter(|r| files.text(*r, 0) == "合计")
        .map(|r| files.count(r, 6))
        .sum();
    assert_eq!(sums, findings.len());
}

#[test]
fn sections_stand_in_the_order_of_the_roster_and_the_unknown_last() {
    let book = read(&findings(), &register::register());
    let sheet = book.sheet("按科室统计");
    let rows: Vec<u32> = register::SECTIONS
        .iter()
        .chain(&["绩效管理科", "未能识别科室"])
        .map(|name| sheet.at(name).0)
        .collect();
    assert!(rows.is_sorted(), "{rows:?}");
    assert_eq!(*rows.last().unwrap(), sheet.last_row() - 1);
}

/// The texts of the messages by section, pieces joined.
fn messages(book: &Book) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for line in lines(book.sheet("退回通知")) {
        let section = line[1].replace("（续）", "");
        let text = texts.entry(section).or_default();
        text.push_str(&line[4]);
    }
    texts
}

#[test]
fn each_section_gets_a_message_with_all_its_cells_and_no_notes() {
    let findings = findings();
    let texts = messages(&read(&findings, &register::register()));
    for finding in findings.iter().filter(|f| f.section.is_some()) {
        let text = &texts[finding.section.as_deref().unwrap()];
        let told = finding.severity != Severity::Note;
        assert_eq!(text.contains(&finding.message), told, "{text}");
        let cell = finding.place.cell.map(|c| c.to_string());
        if let Some(cell) = cell.filter(|_| told) {
            assert!(text.contains(&cell), "{cell} in {text}");
        }
    }
    let personnel = &texts["人事科"];
    let opening = "人事科：你科报送的《人事科廉政风险自查表.xlsx》有 2 处需要改正、1 处请核对：\n";
    assert!(personnel.starts_with(opening), "{personnel}");
    assert!(
        personnel.contains("1.【必须改正】工作表“自查表”H7、H9：必填项空着"),
        "like things are said once: {personnel}"
    );
    assert!(personnel.contains("示例：一级。"), "{personnel}");
    assert!(!personnel.contains("口径"), "{personnel}");
    assert!(
        personnel.ends_with("谢谢！") && personnel.contains("重新报送整份表格"),
        "{personnel}"
    );
    let nothing_sent = &texts["绩效管理科"];
    assert!(!nothing_sent.contains("qingfeng.toml"), "{nothing_sent}");
    assert!(nothing_sent.starts_with("绩效管理科：请你科办理下列事项："));
    let unknown = &texts["未能识别科室"];
    assert!(unknown.starts_with("报送《国库科廉政风险自查表.xlsx》的科室：这份表格有 1 处"));
}

#[test]
fn a_copy_of_a_file_is_named_and_not_told_twice() {
    let own = finding("E01", Severity::Error, "预算科", "C5");
    let copy: Arc<str> = "2026年自查表/预算科廉政风险自查表(1).xlsx".into();
    let mut twice = own.clone();
    twice.place.file = copy;
    let texts = messages(&read(&[own, twice], &register::register()));
    let text = &texts["预算科"];
    assert_eq!(text.matches("C5").count(), 1, "{text}");
    assert!(text.contains("有 1 处需要改正"), "{text}");
    assert!(
        text.contains("内容相同的《预算科廉政风险自查表(1).xlsx》"),
        "{text}"
    );
}

#[test]
fn a_message_too_long_for_a_cell_goes_on_in_the_next_and_loses_nothing() {
    let findings: Vec<Diagnostic> = (0..3_000)
        .map(|n| Diagnostic {
            message: format!("第{n}处写得不对，〔{n}〕应当另写"),
            ..finding("E01", Severity::Error, "预算科", &format!("C{}", n + 5))
        })
        .collect();
    let book = read(&findings, &register::register());
    let lines = lines(book.sheet("退回通知"));
    assert!(lines.len() > 1);
    for line in &lines {
        assert!(line[4].encode_utf16().count() <= 32_767);
        assert!(line[4].matches('\n').count() < 253);
        assert!(!line[4].contains("截断"));
    }
    let whole = &messages(&book)["预算科"];
    for n in 0..3_000 {
        assert!(
            whole.contains(&format!("C{}：第{n}处写得不对，〔{n}〕", n + 5)),
            "{n}"
        );
    }
}

#[test]
fn what_lies_nowhere_has_no_link() {
    let findings = [finding("E01", Severity::Error, "预算科", "C5")];
    let links = |register: &Register| {
        let bytes = to_bytes(&findings_book(&findings, register)).unwrap();
        let sheet = &parts(&bytes)["xl/worksheets/sheet1.xml"];
        sheet.matches("<hyperlink ").count()
    };
    assert_eq!(links(&Register::default()), 0);
    assert_eq!(links(&register::register()), 1);
}

#[test]
fn entries_sent_back_stand_in_the_book_with_all_their_data_and_a_link() {
    let register = register::register();
    let bytes = to_bytes(&findings_book(&[], &register)).unwrap();
    let book = Book::read(&bytes);
    let sheet = book.sheet("退回条目");
    assert_eq!(lines(sheet).len(), register.returned.len());
    for returned in &register.returned {
        let entry = &returned.entry;
        let told = |text: &str| {
            lines(sheet)
                .iter()
                .any(|l| l.iter().any(|c| c.contains(text)))
        };
        for reason in &returned.reasons {
            assert!(told(reason), "{reason}");
        }
        for (field, value) in &entry.values {
            assert!(
                told(&value.raw) || *field == Field::Seq,
                "{field:?} {}",
                value.raw
            );
        }
        assert!(told(&entry.place.file));
        let location = format!("location=\"'自查表'!{}\"", entry.place.cell.unwrap());
        let xml = &parts(&bytes)["xl/worksheets/sheet5.xml"];
        assert!(xml.contains(&location), "{location}");
    }
}

#[test]
fn findings_that_differ_only_in_the_text_found_are_said_once() {
    let odd = |cell: &str, found: &str| Diagnostic {
        message: format!("“{found}”不是已知的等级写法"),
        found: Some(found.to_owned()),
        example: Some("一级".to_owned()),
        ..finding("L01", Severity::Warning, "预算科", cell)
    };
    let findings = [odd("F9", "甲"), odd("F12", "乙"), odd("F15", "甲")];
    let text = &messages(&read(&findings, &register::register()))["预算科"];
    let item = "工作表“自查表”F9“甲”、F12“乙”、F15“甲”：不是已知的等级写法。";
    assert!(text.contains(item), "{text}");
    assert_eq!(text.matches("示例：一级").count(), 1, "{text}");
    let text = &messages(&read(&findings[..1], &register::register()))["预算科"];
    assert!(text.contains("F9：“甲”不是已知的等级写法。"), "{text}");
}

#[test]
fn what_concerns_no_file_stands_below_the_files_and_names_everybody() {
    let absent = |person: &str| Diagnostic {
        place: Place::file(&Arc::from("qingfeng.toml")),
        title: "人员没有交表".to_owned(),
        message: format!("“预算科”按人填报，其中没有“{person}”"),
        ..finding("V02", Severity::Warning, "预算科", "A1")
    };
    let own = finding("E01", Severity::Error, "预算科", "C5");
    let findings = [absent("张一"), own, absent("李二")];
    let book = read(&findings, &register::register());
    let text = &messages(&book)["预算科"];
    let opening = "预算科：你科报送的《预算科廉政风险自查表.xlsx》有 1 处需要改正：\n1.";
    assert!(text.starts_with(opening), "{text}");
    let others = "另外：\n2.【请核对】“预算科”按人填报，其中没有“张一”“李二”。";
    assert!(text.contains(others), "{text}");
    let line = &lines(book.sheet("退回通知"))[0];
    assert_eq!(line[2..4], ["1", "2"]);
}
