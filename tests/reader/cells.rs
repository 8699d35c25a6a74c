//! Cells whose content cannot be relied upon, in every format: given twice, too long, without a result.

use std::sync::Arc;

use qingfeng::diagnostic::Severity;
use qingfeng::location::CellRef;
use qingfeng::reader::{CellValue, Limits, Reading, from_bytes};

use crate::support::build::{
    Xlsx, biff, brt, brt_cell, brt_row, counted, label, longs, ods, ole, record, wide, words, xls,
    xlsb_of,
};
use crate::{codes, sheet, shown};

fn take(bytes: &[u8]) -> Reading {
    under(bytes, &Limits::default())
}

fn under(bytes: &[u8], limits: &Limits) -> Reading {
    from_bytes(bytes, &Arc::from("表.xlsx"), limits)
}

fn value(reading: &Reading, cell: &str) -> Option<CellValue> {
    let at: CellRef = cell.parse().expect("a cell");
    sheet(reading, "表").grid.get(at).cloned()
}

/// The one finding: code, place, message.
fn only(reading: &Reading) -> (String, String, String) {
    let [finding] = reading.findings.as_slice() else {
        panic!("{:?}", reading.findings)
    };
    (
        finding.code.clone(),
        finding.place.to_string(),
        finding.message.clone(),
    )
}

fn open_document(cell: &str) -> Vec<u8> {
    ods(&format!(
        "<table:table table:name=\"表\"><table:table-row>{cell}</table:table-row></table:table>"
    ))
}

fn binary(cells: &[Vec<u8>], more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut records = vec![brt(0x0081, &[]), brt(0x0091, &[]), brt_row(0)];
    records.extend_from_slice(cells);
    records.extend([brt(0x0092, &[]), brt(0x0082, &[])]);
    xlsb_of(&records, more)
}

#[test]
fn of_a_cell_given_twice_neither_value_is_taken() {
    let text = |text: &str| format!("<c r=\"A1\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let rows = format!(
        "<row r=\"1\">{}</row><row r=\"1\">{}</row>",
        text("先写的"),
        text("后写的")
    );
    let twice = [
        Xlsx::new(&rows).bytes(),
        binary(
            &[
                brt_cell(6, 0, 0, &counted("先写的")),
                brt_cell(6, 0, 0, &counted("后写的")),
            ],
            &[],
        ),
        xls(vec![label(0, 0, "先写的"), label(0, 0, "后写的")]),
    ];
    for (number, bytes) in twice.iter().enumerate() {
        let reading = take(bytes);
        let (code, place, message) = only(&reading);
        assert_eq!((code.as_str(), place.as_str()), ("F11", "表.xlsx [表] A1"));
        assert_eq!(
            reading.findings[0].severity,
            Severity::Error,
            "the entry goes back"
        );
        assert!(message.contains("“后写的”"), "{message}");
        assert!(number == 2 || message.contains("“先写的”"), "{message}");
        assert!(matches!(value(&reading, "A1"), Some(CellValue::Error(_))));
    }
}

#[test]
fn a_cell_given_twice_in_the_same_words_says_nothing_new() {
    let cell = "<c r=\"A1\" t=\"s\"><v>0</v></c>";
    let blank = "<c r=\"A1\" s=\"1\"/>";
    let reading = take(&Xlsx::new(&format!("<row r=\"1\">{cell}{cell}{blank}</row>")).bytes());
    assert_eq!(
        (
            shown(sheet(&reading, "表"), "A1").as_str(),
            reading.findings.len()
        ),
        ("甲", 0)
    );
}

/// A text of six letters where five are allowed: the cell is reported and holds nothing of it, the rest is read.
#[test]
fn a_text_longer_than_a_cell_can_be_is_not_read() {
    let (long, next) = ("长长长长长长", "可以");
    let strings = format!(
        "<sst><si><t>{next}</t></si><si><r><t>长长</t></r><r><t>长长长长</t></r></si></sst>"
    );
    let mut shared = Xlsx::new(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>",
    );
    shared.put("xl/sharedStrings.xml", &strings);
    let inline = format!(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{long}</t></is></c><c r=\"B1\" t=\"str\"><f>1</f><v>{next}</v></c></row>"
    );
    let formula = format!(
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>1</f><v>{long}</v></c><c r=\"B1\" t=\"str\"><v>{next}</v></c></row>"
    );
    let item = |text: &str| brt(0x0013, &[vec![0], counted(text)].concat());
    let table = [brt(0x009F, &longs(&[2, 2])), item(next), item(long)].concat();
    let index = |col: u32, n: u32| brt_cell(7, col, 0, &longs(&[n]));
    let text = |text: &str| {
        [
            words(&[u16::try_from(text.chars().count()).expect("short")]),
            vec![1],
            wide(text),
        ]
        .concat()
    };
    let sst = record(0x00FC, &[longs(&[2, 2]), text(next), text(long)].concat());
    let cell =
        |col: u16, index: u32| record(0x00FD, &[words(&[0, col, 0]), longs(&[index])].concat());
    let old = biff(
        0x0600,
        &[sst],
        &[(&wide("表"), vec![cell(0, 1), cell(1, 0)])],
    );
    let limits = Limits {
        cell_units: 5,
        ..Limits::default()
    };
    for (what, bytes) in [
        ("xlsx, shared", shared.bytes()),
        ("xlsx, inline", Xlsx::new(&inline).bytes()),
        ("xlsx, result", Xlsx::new(&formula).bytes()),
        (
            "xlsb",
            binary(
                &[
                    brt_cell(6, 0, 0, &counted(long)),
                    brt_cell(6, 1, 0, &counted(next)),
                ],
                &[],
            ),
        ),
        (
            "xlsb, shared",
            binary(
                &[index(0, 1), index(1, 0)],
                &[("xl/sharedStrings.bin", &table)],
            ),
        ),
        ("xls", xls(vec![label(0, 0, long), label(0, 1, next)])),
        ("xls, shared", ole(&[("/Workbook", &old)])),
        (
            "ods",
            open_document(&format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{long}</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>{next}</text:p></table:table-cell>"
            )),
        ),
    ] {
        let reading = under(&bytes, &limits);
        let (code, place, message) = only(&reading);
        assert_eq!(
            (code.as_str(), place.as_str()),
            ("F11", "表.xlsx [表] A1"),
            "{what}"
        );
        assert!(message.contains("有 6 个字"), "{what}: {message}");
        let held = value(&reading, "A1");
        assert!(
            matches!(&held, Some(CellValue::Error(text)) if !text.contains('长')),
            "{what}: {held:?}"
        );
        assert_eq!(shown(sheet(&reading, "表"), "B1"), next, "{what}");
        assert!(take(&bytes).findings.is_empty(), "{what}");
    }
}

/// A text is stored once and may stand in every cell; what counts is how often it stands there.
#[test]
fn all_texts_together_are_bounded() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>0</v></c></row>";
    let repeated = "<table:table-cell table:number-columns-repeated=\"3\" office:value-type=\"string\"><text:p>甲</text:p></table:table-cell>";
    let labels = || (0..3).map(|col| label(0, col, "甲")).collect();
    let cells: Vec<Vec<u8>> = (0..3)
        .map(|col| brt_cell(6, col, 0, &counted("甲")))
        .collect();
    for bytes in [
        Xlsx::new(rows).bytes(),
        open_document(repeated),
        xls(labels()),
        binary(&cells, &[]),
    ] {
        let most = |units: u64| Limits {
            text_units: units,
            ..Limits::default()
        };
        assert!(under(&bytes, &most(3)).findings.is_empty());
        let reading = under(&bytes, &most(2));
        assert!(reading.workbook.is_none());
        assert_eq!(codes(&reading), ["F06"]);
    }
}

#[test]
fn a_formula_that_was_never_calculated_is_told_from_one_that_came_to_nothing() {
    let formula = |col: u16, result: [u8; 8], flags: u16| {
        record(
            0x0006,
            &[
                words(&[0, col, 0]),
                result.to_vec(),
                words(&[flags, 0, 0, 0]),
            ]
            .concat(),
        )
    };
    let blank = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    let old = |globals: &[Vec<u8>], flags: u16| {
        let cells = vec![
            formula(0, blank, flags),
            formula(1, [0; 8], flags),
            formula(2, 2f64.to_le_bytes(), flags),
        ];
        ole(&[("/Workbook", &biff(0x0600, globals, &[(&wide("表"), cells)]))])
    };
    let calculated = [record(0x01C1, &words(&[0x01C1, 0, 0, 0]))];
    let row = "<row r=\"1\"><c r=\"A1\"><f>C1</f></c><c r=\"B1\"><f>C1</f><v>0</v></c><c r=\"C1\"><v>2</v></c></row>";
    let mut uncalculated = Xlsx::new(row);
    let wish = "</sheets><calcPr fullCalcOnLoad=\"1\"/>";
    uncalculated.edit("xl/workbook.xml", "</sheets>", wish);
    // One formula came to something, so a program has calculated them all.
    let mut calculated_xlsx = Xlsx::new(
        "<row r=\"1\"><c r=\"B1\"><f>C1-2</f><v>0</v></c><c r=\"C1\"><f>1+1</f><v>2</v></c></row>",
    );
    calculated_xlsx.edit("xl/workbook.xml", "</sheets>", wish);
    let cell = |attributes: &str, inner: &str| {
        format!(
            "<table:table-cell table:formula=\"of:=[.C1]\" {attributes}>{inner}</table:table-cell>"
        )
    };
    let none = [
        cell("", ""),
        cell("office:value-type=\"float\"", ""),
        cell(
            "office:value-type=\"float\" office:value=\"2\"",
            "<text:p>2</text:p>",
        ),
    ];
    for (what, bytes) in [
        ("xls", old(&[], 3)),
        ("xls, said to be calculated", old(&calculated, 2)),
        ("xlsx", uncalculated.bytes()),
        ("ods", open_document(&none.concat())),
    ] {
        let reading = take(&bytes);
        assert_eq!(codes(&reading), ["F12", "F12"], "{what}");
        for at in ["A1", "B1"] {
            assert_eq!(
                value(&reading, at),
                Some(CellValue::NoResult),
                "{what} {at}"
            );
        }
        assert_eq!(shown(sheet(&reading, "表"), "C1"), "2", "{what}");
    }
    let nothing = [
        cell("", "<text:p/>"),
        cell(
            "office:value-type=\"string\" office:string-value=\"\"",
            "<text:p/>",
        ),
    ];
    for (what, bytes) in [
        ("xls", old(&calculated, 0)),
        ("xlsx", calculated_xlsx.bytes()),
        ("ods", open_document(&nothing.concat())),
    ] {
        let reading = take(&bytes);
        assert!(
            reading.findings.is_empty(),
            "{what}: {:?}",
            reading.findings
        );
        assert_eq!(value(&reading, "A1"), None, "{what}");
    }
}

#[test]
fn a_binary_formula_left_to_be_calculated_has_no_result() {
    // The flags of each formula, and those of the workbook.
    let cells = |flags: u16| {
        let flags = [words(&[flags]), vec![0; 8]].concat();
        [
            brt_cell(9, 0, 0, &[&[0; 8][..], &flags].concat()),
            brt_cell(8, 1, 0, &[counted(""), flags].concat()),
            brt_cell(5, 2, 0, &2f64.to_le_bytes()),
        ]
    };
    let reading = take(&binary(&cells(0), &[]));
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    assert_eq!(shown(sheet(&reading, "表"), "A1"), "0");
    let flags = [vec![0; 24], vec![1, 0]].concat();
    let listed = [longs(&[0, 1]), counted("r1"), counted("表")].concat();
    let book = [brt(0x009C, &listed), brt(0x0090, &[]), brt(0x009D, &flags)].concat();
    let mut parts = crate::support::build::unzip(&binary(&cells(0), &[]));
    for (name, bytes) in &mut parts {
        if name == "xl/workbook.bin" {
            bytes.clone_from(&book);
        }
    }
    let named: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(n, b)| (n.as_str(), b.as_slice()))
        .collect();
    for bytes in [binary(&cells(2), &[]), crate::support::build::zip(&named)] {
        let reading = take(&bytes);
        assert_eq!(codes(&reading), ["F12", "F12"]);
        for at in ["A1", "B1"] {
            assert_eq!(value(&reading, at), Some(CellValue::NoResult));
        }
        assert_eq!(shown(sheet(&reading, "表"), "C1"), "2");
    }
}

#[test]
fn the_text_of_a_formula_that_is_cut_off_is_not_taken_for_the_whole() {
    let waiting = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    let formula = record(
        0x0006,
        &[words(&[0, 0, 0]), waiting.to_vec(), vec![0; 6], words(&[0])].concat(),
    );
    // Five characters announced, two here: the others would stand in a further record.
    let text = record(0x0207, &[words(&[5]), vec![1], wide("甲乙")].concat());
    let reading = take(&xls(vec![formula, text, label(0, 1, "丙")]));
    assert_eq!(only(&reading).0, "F11");
    assert!(matches!(value(&reading, "A1"), Some(CellValue::Error(_))));
}

#[test]
fn a_number_without_measure_is_not_taken_for_one() {
    let row = "<row r=\"1\"><c r=\"A1\"><v>1E400</v></c><c r=\"B1\"><v>NaN</v></c><c r=\"C1\"><v>7</v></c></row>";
    let old = |number: f64| {
        record(
            0x0203,
            &[words(&[0, 0, 0]), number.to_le_bytes().to_vec()].concat(),
        )
    };
    let reading = take(&Xlsx::new(row).bytes());
    assert_eq!(codes(&reading), ["F11", "F11"]);
    assert_eq!(shown(sheet(&reading, "表"), "C1"), "7");
    assert_eq!(codes(&take(&xls(vec![old(f64::INFINITY)]))), ["F11"]);
}

#[test]
fn a_picture_in_a_cell_of_a_binary_workbook_is_one() {
    let error = |col: u32| brt_cell(3, col, 0, &[0x0F]);
    let cells = [brt(50, &longs(&[1])), error(0), error(1)];
    let reading = take(&binary(&cells, &[]));
    assert_eq!(value(&reading, "A1"), Some(CellValue::Picture));
    assert_eq!(
        value(&reading, "B1"),
        Some(CellValue::Error("#VALUE!".to_owned()))
    );
}
