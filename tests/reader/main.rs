//! Reading files as departments hand them in: good forms in every format, and files that are damaged, locked, hostile
//! or no workbooks at all. Inputs are built here where that is possible; `tests/reader/` holds those LibreOffice made.

mod cells;
mod damage;
mod discover;
mod old;
mod open_document;
mod other_hands;
mod packages;
mod refused;
#[path = "shown.rs"]
mod shown_in_cells;
mod struck;
#[path = "../support/mod.rs"]
mod support;
mod word;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use qingfeng::diagnostic::Severity;
use qingfeng::location::CellRef;
use qingfeng::reader::{
    CellValue, Format, Limits, Reading, Sheet, Source, Visibility, from_bytes, read,
};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/reader")
        .join(name)
}

fn read_fixture(name: &str) -> Reading {
    let source = Source {
        path: fixture(name),
        shown: name.into(),
    };
    read(&source, &Limits::default())
}

fn sheet<'r>(reading: &'r Reading, name: &str) -> &'r Sheet {
    let book = reading
        .workbook
        .as_ref()
        .unwrap_or_else(|| panic!("not read: {:?}", reading.findings));
    let found = book.sheets.iter().find(|s| &*s.name == name);
    found.unwrap_or_else(|| panic!("no sheet {name}"))
}

fn shown(sheet: &Sheet, cell: &str) -> String {
    let at: CellRef = cell.parse().expect("a cell");
    sheet
        .grid
        .get(at)
        .map(CellValue::display)
        .unwrap_or_default()
}

fn codes(reading: &Reading) -> Vec<&str> {
    reading.findings.iter().map(|f| f.code.as_str()).collect()
}

/// One form, saved by LibreOffice as .xls, .et (renamed), .ods and .xlsx: the same cells must come out of each.
#[test]
fn one_form_reads_the_same_in_every_format() {
    for (name, format) in [
        ("form.xls", Format::Xls),
        ("form.et", Format::Xls),
        ("form.ods", Format::Ods),
        ("form.xlsx", Format::Xlsx),
    ] {
        let reading = read_fixture(name);
        assert_eq!(
            reading.workbook.as_ref().map(|w| w.format),
            Some(format),
            "{name}"
        );
        let form = sheet(&reading, "自查表");
        for (cell, text) in [
            ("A1", "科室"),
            ("A2", "预算科"),
            ("A3", ""),
            ("B3", "指标调整"),
            ("C4", "三级"),
            ("D2", "2026-11-02"),
            ("F2", "2"),
            ("F3", "#DIV/0!"),
            ("F4", ""),
        ] {
            assert_eq!(shown(form, cell), text, "{name} {cell}");
        }
        assert!(
            matches!(form.grid.get(CellRef::new(1, 3)), Some(CellValue::Date(_))),
            "{name}"
        );
        assert_eq!(
            form.grid.get(CellRef::new(2, 5)),
            Some(&CellValue::Error("#DIV/0!".to_owned())),
            "{name}"
        );
        let merges: Vec<String> = form.grid.merges().iter().map(ToString::to_string).collect();
        assert_eq!(merges, ["A2:A3"], "{name}");
        assert_eq!(form.grid.hidden_rows, BTreeSet::from([3]), "{name}");
        assert_eq!(form.grid.hidden_cols, BTreeSet::from([2]), "{name}");
        let spare = sheet(&reading, "备份");
        assert_eq!(spare.visibility, Visibility::Hidden, "{name}");
        assert_eq!(shown(spare, "B3"), "旧", "{name}");
        assert!(codes(&reading).is_empty(), "{name}");
        assert_eq!(reading.sha256.len(), 64);
        assert_eq!(
            reading.bytes,
            fs::metadata(fixture(name)).expect("fixture").len()
        );
    }
}

#[test]
fn what_is_no_workbook_is_named_and_never_read() {
    for (bytes, code, word) in [
        (&b""[..], "F01", "大小为 0"),
        (
            b"<html><body><table><tr><td>x</td></tr></table></html>",
            "F04",
            "网页",
        ),
        (b"%PDF-1.7 ...", "F04", "PDF"),
        (b"\xFF\xD8\xFF\xE0 JFIF", "F04", "图片"),
        ("序号,风险点\n1,甲\n".as_bytes(), "F04", "文本文件"),
        (
            b"\x62\x14\x23\x65\x00\x91\xFF\x00\x01\x02\x03\x04",
            "F05",
            "加密",
        ),
        (b"PK\x03\x04 cut off here", "F02", "不完整"),
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 cut off here",
            "F02",
            "损坏",
        ),
    ] {
        let reading = from_bytes(bytes, &Arc::from("表.xls"), &Limits::default());
        assert!(reading.workbook.is_none());
        let [finding] = reading.findings.as_slice() else {
            panic!("{:?}", reading.findings)
        };
        assert_eq!(finding.code, code, "{}", finding.message);
        assert!(finding.message.contains(word), "{}", finding.message);
        assert_eq!(finding.severity, Severity::Error);
        assert!(!finding.help.is_empty());
    }
}

#[test]
fn a_file_that_cannot_be_had_is_a_finding() {
    let gone = Source {
        path: fixture("no-such-file.xlsx"),
        shown: "甲.xlsx".into(),
    };
    let reading = read(&gone, &Limits::default());
    assert_eq!(
        (codes(&reading), reading.sha256.as_str()),
        (vec!["F18"], "")
    );
    let small = Limits {
        file_bytes: 100,
        ..Limits::default()
    };
    let form = Source {
        path: fixture("form.xlsx"),
        shown: "乙.xlsx".into(),
    };
    assert_eq!(codes(&read(&form, &small)), ["F06"]);
}
