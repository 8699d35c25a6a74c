//! .xlsx and .xlsb: what a sound package yields, and what of a hostile or damaged one is refused.

use std::sync::Arc;

use qingfeng::location::CellRef;
use qingfeng::reader::{CellValue, Format, Limits, Reading, from_bytes};

use crate::support::build::{Xlsx, xlsb, zip};
use crate::{codes, sheet, shown};

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn take(bytes: &[u8]) -> Reading {
    from_bytes(bytes, &Arc::from("表.xlsx"), &Limits::default())
}

/// The one finding for which a file was refused.
fn refused(bytes: &[u8]) -> (String, String) {
    let reading = take(bytes);
    assert!(reading.workbook.is_none(), "was read");
    assert_eq!(reading.findings.len(), 1, "{:?}", reading.findings);
    (
        reading.findings[0].code.clone(),
        reading.findings[0].message.clone(),
    )
}

fn cell(name: &str, attributes: &str, inner: &str) -> String {
    format!("<c r=\"{name}\" {attributes}>{inner}</c>")
}

/// Sheets of an .xlsx are streamed: empty cells between those that are filled cost nothing, and no bound is set to them.
#[test]
fn a_stray_cell_far_off_costs_nothing() {
    let row = format!(
        "<row r=\"1\">{}</row><row r=\"300\">{}</row>",
        cell("A1", "", "<v>1</v>"),
        cell("Z300", "", "<v>2</v>")
    );
    let limits = Limits {
        dense_cells: 10,
        ..Limits::default()
    };
    let reading = from_bytes(&Xlsx::new(&row).bytes(), &Arc::from("表.xlsx"), &limits);
    assert_eq!(shown(sheet(&reading, "表"), "Z300"), "2");
    assert_eq!(sheet(&reading, "表").grid.cells().count(), 2);
    assert!(reading.findings.is_empty());
}

#[test]
fn a_bad_cell_is_reported_where_it_stands_and_the_rest_is_read() {
    let row = [
        cell("A1", "t=\"s\"", "<v>0</v>"),
        cell("B1", "t=\"e\"", "<v>#SPILL!</v>"),
        cell("C1", "t=\"b\"", "<v>2</v>"),
        cell("D1", "t=\"s\"", "<v>99</v>"),
        cell("E1", "t=\"s\"", "<v>abc</v>"),
        cell("F1", "t=\"e\"", "<v>#REF!</v>"),
        cell("G1", "t=\"inlineStr\"", "<is><t>乙</t></is>"),
        cell("H1", "t=\"inlineStr\"", "<v>丙</v>"),
    ]
    .concat();
    let reading = take(&Xlsx::new(&format!("<row r=\"1\">{row}</row>")).bytes());
    let form = sheet(&reading, "表");
    assert_eq!(
        (shown(form, "A1").as_str(), shown(form, "G1").as_str()),
        ("甲", "乙")
    );
    assert_eq!(
        form.grid.get(CellRef::new(0, 5)),
        Some(&CellValue::Error("#REF!".to_owned()))
    );
    for at in ["B1", "C1", "D1", "E1", "H1"] {
        let at: CellRef = at.parse().expect("cell");
        assert!(
            matches!(form.grid.get(at), Some(CellValue::Error(_))),
            "{at}"
        );
    }
    let places: Vec<String> = reading
        .findings
        .iter()
        .map(|f| f.place.to_string())
        .collect();
    let expected = ["B1", "C1", "D1", "E1", "H1"].map(|at| format!("表.xlsx [表] {at}"));
    assert_eq!(places, expected);
    assert!(codes(&reading).iter().all(|c| *c == "F11"));
}

#[test]
fn the_value_of_an_unknown_error_is_shown() {
    let row = cell("B1", "t=\"e\"", "<v>#SPILL!</v>");
    let reading = take(&Xlsx::new(&format!("<row r=\"1\">{row}</row>")).bytes());
    assert_eq!(shown(sheet(&reading, "表"), "B1"), "#SPILL!");
    assert!(reading.findings[0].message.contains("#SPILL!"));
}

#[test]
fn cells_without_a_place_are_counted_on_but_not_across_a_bad_one() {
    let good = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c r=\"C2\"><v>3</v></c><c><v>4</v></c></row>";
    let reading = take(&Xlsx::new(good).bytes());
    let form = sheet(&reading, "表");
    for (at, value) in [("A1", "1"), ("B1", "2"), ("C2", "3"), ("D2", "4")] {
        assert_eq!(shown(form, at), value, "{at}");
    }
    let bad = "<row><c t=\"b\"><v>2</v></c><c><v>2</v></c></row>";
    assert_eq!(refused(&Xlsx::new(bad).bytes()).0, "F09");
}

#[test]
fn formulas_without_a_result_are_reported_up_to_twenty_and_then_counted() {
    let row = |n: u32| format!("<row r=\"{n}\"><c r=\"A{n}\"><f>B{n}</f></c></row>");
    let rows = (1..=25).map(row).collect::<Vec<_>>().concat();
    let reading = take(&Xlsx::new(&rows).bytes());
    assert_eq!(
        sheet(&reading, "表").grid.get(CellRef::new(24, 0)),
        Some(&CellValue::NoResult)
    );
    assert_eq!(codes(&reading), ["F12"; 21]);
    assert_eq!(reading.findings[20].message, "另有 5 处，不再逐一列出");
    assert_eq!(reading.findings[20].place.cell, None);
}

#[test]
fn stored_results_are_used_and_an_empty_text_is_a_result() {
    let row = [
        cell("A1", "", "<f>1+1</f><v>2</v>"),
        cell("B1", "t=\"str\"", "<f>\"\"</f><v></v>"),
        cell("C1", "t=\"str\"", "<f>\"\"</f>"),
        cell(
            "D1",
            "t=\"str\"",
            "<f>_xlfn.DISPIMG(\"ID_1\",1)</f><v>=DISPIMG(\"ID_1\",1)</v>",
        ),
        cell("E1", "t=\"e\" vm=\"1\"", "<v>#VALUE!</v>"),
        cell(
            "F1",
            "t=\"str\"",
            "<f t=\"shared\" si=\"0\" ref=\"F1:F2\">G1</f><v>丁</v>",
        ),
    ]
    .concat();
    let reading = take(&Xlsx::new(&format!("<row r=\"1\">{row}</row>")).bytes());
    let form = sheet(&reading, "表");
    assert_eq!(shown(form, "A1"), "2");
    assert_eq!(shown(form, "F1"), "丁");
    assert!(
        form.grid.get(CellRef::new(0, 1)).is_none() && form.grid.get(CellRef::new(0, 2)).is_none()
    );
    assert_eq!(form.grid.get(CellRef::new(0, 3)), Some(&CellValue::Picture));
    assert_eq!(form.grid.get(CellRef::new(0, 4)), Some(&CellValue::Picture));
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
}

#[test]
fn dates_follow_the_workbook_s_date_system() {
    let row = [
        cell("A1", "s=\"1\"", "<v>46328</v>"),
        cell("B1", "s=\"1\"", "<v>20261102</v>"),
        cell("C1", "", "<v>46328</v>"),
    ]
    .concat();
    let mut book = Xlsx::new(&format!("<row r=\"1\">{row}</row>"));
    let reading = take(&book.bytes());
    let texts: Vec<String> = ["A1", "B1", "C1"]
        .iter()
        .map(|at| shown(sheet(&reading, "表"), at))
        .collect();
    assert_eq!(texts, ["2026-11-02", "20261102", "46328"]);
    book.edit(
        "xl/workbook.xml",
        "<sheets>",
        "<workbookPr date1904=\"1\"/><sheets>",
    );
    assert_eq!(shown(sheet(&take(&book.bytes()), "表"), "A1"), "2030-11-03");
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one table of cases, a line or two each"
)]
fn what_a_package_must_not_hold_is_refused() {
    let plain = || Xlsx::new("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    let edit = |part: &str, from: &str, to: &str| plain().edit(part, from, to).bytes();
    let sheet_of = |content: &str| Xlsx::with_sheet(content).bytes();
    for (what, bytes, code) in [
        (
            "DTD",
            edit(
                SHEET,
                "<worksheet>",
                "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet>",
            ),
            "F09",
        ),
        (
            "foreign encoding",
            edit(
                SHEET,
                "<worksheet>",
                "<?xml version=\"1.0\" encoding=\"GBK\"?><worksheet>",
            ),
            "F09",
        ),
        (
            "styles that are not there",
            edit("xl/_rels/workbook.xml.rels", "styles.xml", "styles2.xml"),
            "F02",
        ),
        (
            "styles missing",
            {
                let mut b = plain();
                b.parts.retain(|p| p.0 != "xl/styles.xml");
                b.bytes()
            },
            "F02",
        ),
        (
            "sheet missing",
            edit("xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet9.xml"),
            "F02",
        ),
        (
            "nothing but a macro sheet",
            edit(
                "xl/_rels/workbook.xml.rels",
                "/worksheet\"",
                "/xlMacrosheet\"",
            ),
            "F02",
        ),
        (
            "sheet of an unknown kind",
            edit(
                "xl/_rels/workbook.xml.rels",
                "/worksheet\"",
                "/sheetOfTomorrow\"",
            ),
            "F09",
        ),
        (
            "no sheet",
            edit(
                "xl/workbook.xml",
                "<sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/>",
                "",
            ),
            "F02",
        ),
        (
            "two of one name",
            edit(
                "xl/workbook.xml",
                "</sheets>",
                "<sheet name=\"表\" r:id=\"r1\"/></sheets>",
            ),
            "F10",
        ),
        (
            "two of one part",
            edit(
                "xl/workbook.xml",
                "</sheets>",
                "<sheet name=\"乙\" r:id=\"r1\"/></sheets>",
            ),
            "F09",
        ),
        (
            "cell beyond the grid",
            sheet_of("<sheetData><row><c r=\"XFE1\"><v>1</v></c></row></sheetData>"),
            "F08",
        ),
        (
            "row beyond the grid",
            sheet_of("<sheetData><row r=\"1048577\"/></sheetData>"),
            "F08",
        ),
        (
            "merge beyond the grid",
            sheet_of("<sheetData/><mergeCells><mergeCell ref=\"A1:A1048577\"/></mergeCells>"),
            "F08",
        ),
        (
            "unfinished",
            sheet_of("<sheetData><row><c r=\"A1\"><v>1</v></c>"),
            "F02",
        ),
        ("no data", sheet_of("<cols/>"), "F02"),
    ] {
        assert_eq!(refused(&bytes).0, code, "{what}");
    }
}

#[test]
fn utf_16_and_doubled_names_do_not_slip_past_the_guard() {
    let mut book = Xlsx::new("");
    let part = book.parts.iter_mut().find(|p| p.0 == SHEET).expect("sheet");
    part.1 = [
        vec![0xFF, 0xFE],
        crate::support::build::wide("<worksheet/>"),
    ]
    .concat();
    assert_eq!(refused(&book.bytes()).0, "F09");

    let mut book = Xlsx::new("");
    book.put("XL/Styles.xml", "<styleSheet/>");
    assert_eq!(refused(&book.bytes()).0, "F09");

    // The zip writer refuses equal names, so one is made equal afterwards.
    let mut book = Xlsx::new("");
    book.put("xl/styles.xmz", "<styleSheet/>");
    let mut bytes = book.bytes();
    let name = b"xl/styles.xmz";
    let places: Vec<usize> = (0..bytes.len() - name.len())
        .filter(|at| bytes[*at..].starts_with(name))
        .collect();
    assert_eq!(places.len(), 2);
    for at in &places {
        bytes[at + name.len() - 1] = b'l';
    }
    assert_eq!(refused(&bytes).0, "F09");
}

#[test]
fn a_changed_byte_in_any_part_is_noticed() {
    let good = Xlsx::new("<row r=\"1\"><c r=\"A1\"><v>12345</v></c></row>").bytes();
    assert_eq!(shown(sheet(&take(&good), "表"), "A1"), "12345");
    let at = good.windows(5).position(|w| w == b"12345").expect("value");
    let mut bad = good.clone();
    bad[at] = b'9';
    let (code, message) = refused(&bad);
    assert_eq!(code, "F02");
    assert!(message.contains("损坏"), "{message}");
    for cut in [good.len() - 1, good.len() / 2, 40] {
        assert_eq!(refused(&good[..cut]).0, "F02", "{cut}");
    }
}

/// What is announced, numbered or strung together without measure would make a parser take memory without measure. Here it
/// is off by a little, under a lower limit.
#[test]
fn what_is_announced_is_held_against_what_is_there() {
    let strings = "<sst uniqueCount=\"N\"><si><t>甲</t></si></sst>";
    let announced = |count: usize| {
        let mut book = Xlsx::new("");
        book.put(
            "xl/sharedStrings.xml",
            &strings.replace('N', &count.to_string()),
        );
        book.bytes()
    };
    // A string takes five bytes at least.
    let most = strings.len().div_ceil(5);
    assert!(take(&announced(1)).findings.is_empty());
    assert_eq!(refused(&announced(most + 1)).0, "F09");

    let row = |inner: &str| {
        Xlsx::new(&format!(
            "<row r=\"1\"><c r=\"A1\" t=\"str\">{inner}</c></row>"
        ))
        .bytes()
    };
    let limits = Limits {
        shared_formulas: 5,
        tag_bytes: 300,
        text_bytes: 400,
        ..Limits::default()
    };
    let code = |inner: &str| {
        let reading = from_bytes(&row(inner), &Arc::from("表.xlsx"), &limits);
        reading.findings.first().map(|f| f.code.clone())
    };
    let shared = |n: u32| format!("<f t=\"shared\" si=\"{n}\" ref=\"A1\">B1</f><v>1</v>");
    assert_eq!(code(&shared(5)), None);
    assert_eq!(code(&shared(6)).as_deref(), Some("F09"), "shared formula");
    assert_eq!(
        code(&format!("<v x=\"{}\">1</v>", "x".repeat(300))).as_deref(),
        Some("F09"),
        "long tag"
    );
    assert_eq!(
        code(&format!("<v>{}</v>", "x".repeat(500))).as_deref(),
        Some("F09"),
        "long text"
    );
}

#[test]
fn limits_are_kept_and_named() {
    let rows =
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"C1\" s=\"1\"/></row>";
    let bytes = Xlsx::with_sheet(&format!("<sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:B3\"/></mergeCells>")).bytes();
    let under = |change: fn(&mut Limits)| {
        let mut limits = Limits::default();
        change(&mut limits);
        let reading = from_bytes(&bytes, &Arc::from("表.xlsx"), &limits);
        reading.findings.first().map(|f| f.code.clone())
    };
    assert_eq!(under(|l| l.cells = 2), None, "a blank cell does not count");
    assert_eq!(under(|l| l.cells = 1).as_deref(), Some("F07"));
    assert_eq!(under(|l| l.merges = 1).as_deref(), Some("F07"));
    assert_eq!(under(|l| l.parts = 3).as_deref(), Some("F06"));
    assert_eq!(under(|l| l.part_bytes = 100).as_deref(), Some("F06"));
    assert_eq!(under(|l| l.sheet_bytes = 100).as_deref(), Some("F06"));
    assert_eq!(under(|l| l.total_bytes = 900).as_deref(), Some("F06"));
    assert_eq!(under(|l| l.tag_bytes = 40).as_deref(), Some("F09"));
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    use std::io::Write;
    let mut writer = zip::write::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in Xlsx::new("").parts {
        writer
            .start_file(name, zip::write::SimpleFileOptions::default())
            .expect("start");
        writer.write_all(&bytes).expect("write");
    }
    let options = zip::write::SimpleFileOptions::default();
    writer
        .start_file("xl/media/image1.png", options)
        .expect("start");
    let zeros = vec![0u8; 1 << 20];
    (0..8).for_each(|_| writer.write_all(&zeros).expect("write"));
    let bytes = writer.finish().expect("finish").into_inner();
    assert!(bytes.len() < 1 << 20);
    let limits = Limits {
        part_bytes: 4 << 20,
        ..Limits::default()
    };
    let reading = from_bytes(&bytes, &Arc::from("表.xlsx"), &limits);
    assert_eq!(codes(&reading), ["F06"]);
    assert!(
        reading.findings[0].message.contains("4 MB"),
        "{}",
        reading.findings[0].message
    );
}

#[test]
fn other_documents_in_a_package_are_named() {
    for (part, word) in [
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "演示文稿"),
        ("OFD.xml", "OFD"),
        ("自查表/预算科.xlsx", "压缩包"),
    ] {
        let (code, message) = refused(&zip(&[(part, b"<a/>")]));
        assert_eq!(code, "F04");
        assert!(message.contains(word), "{message}");
    }
    let text = zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]);
    assert_eq!(refused(&text).0, "F04");
}

#[test]
fn macros_and_links_are_noted_and_the_form_is_read() {
    let mut book = Xlsx::new("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    let more = "<Relationship Id=\"r8\" Type=\"x/vbaProject\" Target=\"vbaProject.bin\"/><Relationship Id=\"r9\" Type=\"x/externalLink\" Target=\"externalLinks/externalLink1.xml\"/></Relationships>";
    book.edit("xl/_rels/workbook.xml.rels", "</Relationships>", more);
    let reading = take(&book.bytes());
    assert_eq!(codes(&reading), ["F16", "F17"]);
    assert_eq!(shown(sheet(&reading, "表"), "A1"), "1");
}

#[test]
fn hidden_rows_beyond_the_content_do_not_count() {
    let content = "<cols><col min=\"2\" max=\"16384\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"C1\"><v>1</v></c></row><row r=\"2\" hidden=\"1\"/><row r=\"3\" hidden=\"true\"><c r=\"A3\"><v>1</v></c></row></sheetData>";
    let reading = take(&Xlsx::with_sheet(content).bytes());
    let grid = &sheet(&reading, "表").grid;
    assert_eq!(grid.hidden_rows, [2].into());
    assert_eq!(grid.hidden_cols, [2].into());
}

#[test]
fn binary_workbooks_are_read_with_merges_and_hidden_rows() {
    let reading = take(&xlsb(2));
    assert_eq!(
        reading.workbook.as_ref().map(|w| w.format),
        Some(Format::Xlsb)
    );
    let form = sheet(&reading, "表");
    assert_eq!(
        (shown(form, "A1").as_str(), shown(form, "C2").as_str()),
        ("科室", "预算科")
    );
    let merges: Vec<String> = form.grid.merges().iter().map(ToString::to_string).collect();
    assert_eq!(merges, ["A1:B1"]);
    assert!(!form.grid.hidden_rows.is_empty() && !form.grid.hidden_cols.is_empty());
    assert_eq!(refused(&xlsb(70_000)).0, "F08");
}

#[test]
fn what_writers_differ_in_is_borne_with() {
    let mut book = Xlsx::new("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
    book.edit(
        "xl/_rels/workbook.xml.rels",
        "\"styles.xml\"",
        "\"/xl/styles.xml\"",
    );
    book.edit(SHEET, "<worksheet>", "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\r\n<x:worksheet xmlns:x=\"m\">");
    book.edit(SHEET, "</worksheet>", "</x:worksheet>");
    for (name, _) in &mut book.parts {
        *name = name.replace("xl/sharedStrings", "xl\\SharedStrings");
    }
    let reading = take(&book.bytes());
    assert_eq!(shown(sheet(&reading, "表"), "A1"), "甲");
}

#[test]
fn a_package_with_a_zip_password_is_told_from_damage() {
    let mut bytes = Xlsx::new("").bytes();
    // The flags stand eight bytes into each entry of the central directory; bit 0 says encrypted.
    let entries: Vec<usize> = (0..bytes.len() - 4)
        .filter(|at| bytes[*at..].starts_with(b"PK\x01\x02"))
        .collect();
    for at in &entries {
        bytes[at + 8] |= 1;
    }
    assert_eq!(refused(&bytes).0, "F03");
}

/// Everything a spreadsheet program may put beside the cells; nothing of it may stop the reading.
#[test]
fn charts_notes_tables_and_lists_do_not_disturb() {
    use rust_xlsxwriter::{
        Chart, ChartType, DataValidation, Format as Style, Formula, Note, Table, Workbook,
    };
    let mut book = Workbook::new();
    let form = book.add_worksheet().set_name("自查 表&1").expect("name");
    form.merge_range(0, 0, 0, 3, "廉政风险自查表", &Style::new())
        .expect("merge");
    form.write_rich_string(
        1,
        0,
        &[(&Style::new().set_bold(), "一"), (&Style::new(), "级")],
    )
    .expect("rich");
    form.write_formula(1, 1, Formula::new("1+1").set_result("2"))
        .expect("formula");
    form.write(1, 2, "甲_x000D_\r\n乙 <&>").expect("text");
    form.insert_note(1, 2, &Note::new("批注")).expect("note");
    form.add_table(4, 0, 6, 1, &Table::new()).expect("table");
    let list = DataValidation::new()
        .allow_list_strings(&["一级", "二级"])
        .expect("list");
    form.add_data_validation(1, 0, 9, 0, &list)
        .expect("validation");
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("'自查 表&1'!$B$2:$B$3");
    form.insert_chart(8, 0, &chart).expect("chart");
    book.add_chartsheet()
        .insert_chart(0, 0, &chart)
        .expect("chart sheet");
    book.define_name("名称", "='自查 表&1'!$A$1").expect("name");
    let reading = take(&book.save_to_buffer().expect("saved"));
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    assert_eq!(
        reading.workbook.as_ref().map(|w| w.sheets.len()),
        Some(1),
        "the chart sheet is left out"
    );
    let form = sheet(&reading, "自查 表&1");
    let texts = ["A1", "B1", "A2", "B2", "C2", "A5"].map(|at| shown(form, at));
    assert_eq!(
        texts,
        [
            "廉政风险自查表",
            "",
            "一级",
            "2",
            "甲_x000D_\n乙 <&>",
            "Column1"
        ]
    );
    assert_eq!(form.grid.anchor(CellRef::new(0, 2)), CellRef::new(0, 0));
}
