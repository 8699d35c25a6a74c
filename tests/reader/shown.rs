//! What a person sees in a cell, where it is something else than the cell holds: number formats and fonts of signs.

use std::sync::Arc;

use qingfeng::diagnostic::Severity;
use qingfeng::reader::{Limits, Reading, from_bytes};

use crate::support::build::{
    Xlsx, biff, brt, brt_cell, brt_row, counted, label, longs, ods_of, ole, record, wide, words,
    xlsb_of,
};
use crate::{codes, sheet, shown};

const WORDS: &str = "[=1]\"一级\";[=2]\"二级\";General";

fn take(bytes: &[u8]) -> Reading {
    from_bytes(bytes, &Arc::from("表.xlsx"), &Limits::default())
}

/// An .xlsx whose style 1 has this number format and font.
fn styled(rows: &str, format: &str, font: &str) -> Xlsx {
    let format = format.replace('"', "&quot;");
    let mut book = Xlsx::new(rows);
    book.put(
        "xl/styles.xml",
        &format!(
            "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"{format}\"/></numFmts><fonts><font><name val=\"宋体\"/></font><font><name val=\"{font}\"/></font></fonts><cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"170\" fontId=\"1\"/></cellXfs></styleSheet>"
        ),
    );
    book
}

/// An .xls whose cell style 1 has this number format and font.
fn old(format: &str, font: &str, cells: Vec<Vec<u8>>) -> Vec<u8> {
    old_in((format, font, 0), cells)
}

/// The same, with these marks of the font: 8 is a line through the letters.
pub fn old_in((format, font, marks): (&str, &str, u8), cells: Vec<Vec<u8>>) -> Vec<u8> {
    let short = |text: &str| u8::try_from(text.encode_utf16().count()).expect("short");
    let face = |name: &str, marks: u8| {
        let head = [&[0, 0, marks][..], &[0; 11], &[short(name), 1]].concat();
        record(0x0031, &[head, wide(name)].concat())
    };
    let code = [
        words(&[170, u16::from(short(format))]),
        vec![1],
        wide(format),
    ]
    .concat();
    let style =
        |font: u16, format: u16| record(0x00E0, &[words(&[font, format]), vec![0; 16]].concat());
    let globals = [
        face("宋体", 0),
        face(font, marks),
        record(0x041E, &code),
        style(0, 0),
        style(1, 170),
    ];
    ole(&[(
        "/Workbook",
        &biff(0x0600, &globals, &[(&wide("表"), cells)]),
    )])
}

/// An .xlsb whose cell style 1 has this number format and font.
fn binary(format: &str, font: &str, cells: &[Vec<u8>]) -> Vec<u8> {
    binary_in((format, font, 0), cells)
}

/// The same, with these marks of the font: 8 is a line through the letters.
pub fn binary_in((format, font, marks): (&str, &str, u8), cells: &[Vec<u8>]) -> Vec<u8> {
    let face = |name: &str, marks: u8| {
        let head = [&[0, 0, marks][..], &[0; 18]].concat();
        brt(0x002B, &[head, counted(name)].concat())
    };
    let style = |format: u16, font: u16| brt(0x002F, &words(&[0, format, font, 0, 0, 0, 0, 0]));
    let styles = [
        brt(0x0267, &longs(&[1])),
        brt(0x002C, &[words(&[170]), counted(format)].concat()),
        brt(0x0268, &[]),
        face("宋体", 0),
        face(font, marks),
        brt(0x0269, &longs(&[2])),
        style(0, 0),
        style(170, 1),
        brt(0x026A, &[]),
    ]
    .concat();
    let mut records = vec![brt(0x0091, &[]), brt_row(0)];
    records.extend_from_slice(cells);
    records.push(brt(0x0092, &[]));
    xlsb_of(&records, &[("xl/styles.bin", &styles)])
}

/// An .ods whose cell style `signs` is set in this font.
fn open_document(font: &str, cells: &str) -> Vec<u8> {
    ods_of(&format!(
        "<office:document-content><office:font-face-decls><style:font-face style:name=\"F1\" svg:font-family=\"'{font}'\"/></office:font-face-decls>\
        <office:automatic-styles><style:style style:name=\"base\" style:family=\"table-cell\"><style:text-properties style:font-name=\"F1\"/></style:style>\
        <style:style style:name=\"signs\" style:family=\"table-cell\" style:parent-style-name=\"base\"/>\
        <style:style style:name=\"plain\" style:family=\"text\"><style:text-properties style:font-name=\"宋体\"/></style:style></office:automatic-styles>\
        <office:body><office:spreadsheet><table:table table:name=\"表\"><table:table-row>{cells}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    ))
}

/// The messages of the findings, which must all be F20 at A1.
fn told(reading: &Reading) -> Vec<&str> {
    for finding in &reading.findings {
        assert_eq!(finding.code, "F20", "{}", finding.message);
        assert_eq!(finding.severity, Severity::Warning);
        assert_eq!(finding.place.to_string(), "表.xlsx [表] A1");
    }
    reading
        .findings
        .iter()
        .map(|f| f.message.as_str())
        .collect()
}

#[test]
fn a_number_shown_as_a_word_is_told_in_every_format() {
    let cell = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>2</v></c><c r=\"B1\" s=\"1\"><v>7</v></c><c r=\"C1\"><v>2</v></c></row>";
    let real = |col: u16, number: f64, style: u16| {
        record(
            0x0203,
            &[words(&[0, col, style]), number.to_le_bytes().to_vec()].concat(),
        )
    };
    let many = record(
        0x00BD,
        &[
            words(&[0, 0, 1]),
            longs(&[2 << 2 | 2]),
            words(&[1]),
            longs(&[7 << 2 | 2]),
            words(&[1]),
        ]
        .concat(),
    );
    let number = |col: u32, number: f64, style: u32| brt_cell(5, col, style, &number.to_le_bytes());
    let shows = "<table:table-cell office:value-type=\"float\" office:value=\"2\"><text:p>二级</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"float\" office:value=\"7\"><text:p>7</text:p></table:table-cell>";
    for (what, bytes) in [
        ("xlsx", styled(cell, WORDS, "宋体").bytes()),
        (
            "xls",
            old(
                WORDS,
                "宋体",
                vec![real(0, 2.0, 1), real(1, 7.0, 1), real(2, 2.0, 0)],
            ),
        ),
        ("xls, several", old(WORDS, "宋体", vec![many])),
        (
            "xlsb",
            binary(
                WORDS,
                "宋体",
                &[number(0, 2.0, 1), number(1, 7.0, 1), number(2, 2.0, 0)],
            ),
        ),
        ("ods", open_document("宋体", shows)),
    ] {
        let reading = take(&bytes);
        assert_eq!(
            told(&reading),
            ["这一格存的是“2”，显示出来是“二级”，按存的读取"],
            "{what}"
        );
        assert_eq!(shown(sheet(&reading, "表"), "A1"), "2", "{what}");
    }
}

#[test]
fn a_text_with_a_word_added_is_told() {
    let cell = "<row r=\"1\"><c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t>预算</t></is></c></row>";
    let shows = "<table:table-cell office:value-type=\"string\" office:string-value=\"预算\"><text:p>预算科</text:p></table:table-cell>";
    for bytes in [
        styled(cell, "@\"科\"", "宋体").bytes(),
        open_document("宋体", shows),
    ] {
        let reading = take(&bytes);
        assert_eq!(
            told(&reading),
            ["这一格存的是“预算”，显示出来是“预算科”，按存的读取"]
        );
        assert_eq!(shown(sheet(&reading, "表"), "A1"), "预算");
    }
}

#[test]
fn a_hidden_number_is_told_and_dates_and_units_are_not() {
    let cell = |value: &str| format!("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>{value}</v></c></row>");
    let reading = take(&styled(&cell("7"), ";;;", "宋体").bytes());
    assert_eq!(
        told(&reading),
        ["这一格存的是“7”，显示出来是空白，按存的读取"]
    );
    for (format, value, seen) in [
        ("yyyy\"年\"m\"月\"d\"日\"", "46328", "2026-11-02"),
        ("0\"级\"", "1", "1"),
        ("0\"个\"", "3", "3"),
        ("0.0%", "0.5", "0.5"),
        ("0;-0;;@", "0", "0"),
    ] {
        let reading = take(&styled(&cell(value), format, "宋体").bytes());
        assert!(
            reading.findings.is_empty(),
            "{format}: {:?}",
            reading.findings
        );
        assert_eq!(shown(sheet(&reading, "表"), "A1"), seen, "{format}");
    }
}

#[test]
fn ticks_of_sign_fonts_are_ticks_in_every_format() {
    let text = |at: &str, style: u8, text: &str| {
        format!("<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let row = format!(
        "<row r=\"1\">{}{}{}</row>",
        text("A1", 1, "R"),
        text("B1", 1, "&#163;"),
        text("C1", 0, "R")
    );
    let mut cell = label(0, 0, "R");
    cell[8] = 1;
    let mut box_ = label(0, 1, "£");
    box_[8] = 1;
    let binary_text = |col: u32, style: u32, text: &str| brt_cell(6, col, style, &counted(text));
    let paragraph = |style: &str, text: &str| {
        format!(
            "<table:table-cell table:style-name=\"{style}\" office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let cells = [
        paragraph("signs", "R"),
        paragraph("signs", "&#163;"),
        paragraph("none", "R"),
    ]
    .concat();
    for (what, bytes) in [
        ("xlsx", styled(&row, "General", "Wingdings 2").bytes()),
        (
            "xls",
            old("General", "Wingdings 2", vec![cell, box_, label(0, 2, "R")]),
        ),
        (
            "xlsb",
            binary(
                "General",
                "Wingdings 2",
                &[
                    binary_text(0, 1, "R"),
                    binary_text(1, 1, "£"),
                    binary_text(2, 0, "R"),
                ],
            ),
        ),
        ("ods", open_document("Wingdings 2", &cells)),
    ] {
        let reading = take(&bytes);
        let seen = ["A1", "B1", "C1"].map(|at| shown(sheet(&reading, "表"), at));
        assert_eq!(seen, ["☑", "☐", "R"], "{what}");
        assert!(codes(&reading).is_empty(), "{what}: {:?}", reading.findings);
    }
}

#[test]
fn signs_among_words_are_those_of_their_own_font() {
    let run = |font: &str, text: &str| {
        let own = if font.is_empty() {
            String::new()
        } else {
            format!("<rPr><rFont val=\"{font}\"/></rPr>")
        };
        format!("<r>{own}<t xml:space=\"preserve\">{text}</t></r>")
    };
    let words = [
        run("Wingdings 2", "R"),
        run("宋体", "一级R "),
        run("Wingdings 2", "&#163;"),
        run("", "二级"),
    ]
    .concat();
    let inline = format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>{words}</is></c></row>");
    let mut shared = Xlsx::new("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
    shared.put(
        "xl/sharedStrings.xml",
        &format!("<sst><si>{words}</si></sst>"),
    );
    for bytes in [Xlsx::new(&inline).bytes(), shared.bytes()] {
        assert_eq!(shown(sheet(&take(&bytes), "表"), "A1"), "☑一级R ☐二级");
    }
    // The cell's own font is that of signs, and a part of the text is not.
    let plain = format!(
        "<row r=\"1\"><c r=\"A1\" s=\"1\" t=\"inlineStr\"><is>{}{}</is></c></row>",
        run("Wingdings", "þ"),
        run("宋体", "R级")
    );
    let reading = take(&styled(&plain, "General", "Wingdings 2").bytes());
    assert_eq!(shown(sheet(&reading, "表"), "A1"), "☑R级");
    let cell = "<table:table-cell table:style-name=\"signs\" office:value-type=\"string\"><text:p>R<text:span text:style-name=\"plain\">R级</text:span></text:p></table:table-cell>";
    let reading = take(&open_document("Wingdings 2", cell));
    assert_eq!(shown(sheet(&reading, "表"), "A1"), "☑R级");
}

#[test]
fn a_sign_that_is_not_known_is_told() {
    let row = "<row r=\"1\"><c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t>J{</t></is></c></row>";
    let reading = take(&styled(row, "General", "Wingdings").bytes());
    assert_eq!(
        told(&reading),
        ["这一格存的是“☺{”，显示出来是“Wingdings 字体的符号”，按存的读取"]
    );
}
