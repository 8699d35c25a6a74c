//! What other programs write: sound files in ways of writing that are rare, each of which some program uses. The same cells
//! must come out of them as out of Excel's own.

use std::sync::Arc;

use qingfeng::location::CellRef;
use qingfeng::reader::{CellValue, Limits, Reading, Visibility, from_bytes};

use crate::support::build::{
    Xlsx, biff, brt, brt_cell, brt_row, counted, label, longs, ods, ole, record, wide, words,
    xlsb_of, zip,
};
use crate::{codes, sheet, shown};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const BOOK: &str = "xl/workbook.xml";
const LINKS: &str = "xl/_rels/workbook.xml.rels";

fn take(bytes: &[u8]) -> Reading {
    from_bytes(bytes, &Arc::from("表.xlsx"), &Limits::default())
}

/// The cells of the sheet `表`, row by row, as they are displayed; there must be no finding.
fn cells(bytes: &[u8]) -> Vec<(String, String)> {
    let reading = take(bytes);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    let form = sheet(&reading, "表");
    form.grid
        .cells()
        .map(|(at, value)| (at.to_string(), value.display()))
        .collect()
}

fn is(cells: &[(String, String)], expected: &[(&str, &str)]) {
    let cells: Vec<(&str, &str)> = cells
        .iter()
        .map(|(a, v)| (a.as_str(), v.as_str()))
        .collect();
    assert_eq!(cells, expected);
}

/// A1 a shared text, B1 a date.
fn book() -> Xlsx {
    Xlsx::new(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>46328</v></c></row>",
    )
}

const BOOK_CELLS: [(&str, &str); 2] = [("A1", "甲"), ("B1", "2026-11-02")];

#[test]
fn a_wrong_hint_of_the_range_is_ignored() {
    for hint in ["1:10901", "A0:F5", "$A$1:$F$5", "", "A1:B1:C1", "表!A1"] {
        let mut book = book();
        let dimension = format!("<dimension ref=\"{hint}\"/><sheetData>");
        is(
            &cells(&book.edit(SHEET, "<sheetData>", &dimension).bytes()),
            &BOOK_CELLS,
        );
    }
    let mut book = book();
    is(
        &cells(
            &book
                .edit(SHEET, "<sheetData>", "<dimension/><sheetData>")
                .bytes(),
        ),
        &BOOK_CELLS,
    );
}

#[test]
fn parts_are_found_by_their_relationships_whatever_they_are_called() {
    for (part, target) in [
        ("xl/styles/st.xml", "styles/st.xml"),
        ("xl/theme/formats.xml", "/xl/theme/formats.xml"),
        ("parts/s.xml", "../parts/s.xml"),
        ("xl/styles2.xml", ".\\styles2.xml"),
    ] {
        let mut book = book();
        rename(&mut book, "xl/styles.xml", part, "\"styles.xml\"", target);
        is(&cells(&book.bytes()), &BOOK_CELLS);
    }
    let mut book = book();
    rename(
        &mut book,
        "xl/sharedStrings.xml",
        "xl/text/words.xml",
        "\"sharedStrings.xml\"",
        "text/words.xml",
    );
    rename(
        &mut book,
        SHEET,
        "xl/pages/one.xml",
        "\"worksheets/sheet1.xml\"",
        "pages/one.xml",
    );
    is(&cells(&book.bytes()), &BOOK_CELLS);
    let mut book = self::book();
    for (name, _) in &mut book.parts {
        name.insert(0, '/');
    }
    is(&cells(&book.bytes()), &BOOK_CELLS);
}

fn rename(book: &mut Xlsx, from: &str, to: &str, old: &str, target: &str) {
    let part = book.parts.iter_mut().find(|p| p.0 == from).expect("part");
    to.clone_into(&mut part.0);
    book.edit(LINKS, old, &format!("\"{target}\""));
}

#[test]
fn a_workbook_may_lie_anywhere_in_its_package() {
    let mut book = book();
    for (name, _) in &mut book.parts {
        *name = name.replace("xl/", "office/book/");
    }
    book.edit("_rels/.rels", "xl/workbook.xml", "office/book/workbook.xml");
    is(&cells(&book.bytes()), &BOOK_CELLS);
}

#[test]
fn modules_dialogs_and_macro_sheets_are_passed_over() {
    for (listed, link) in [
        (
            "<sheet name=\"Module1\" state=\"veryHidden\" r:id=\"\"/>",
            "",
        ),
        ("<sheet name=\"Module1\" sheetId=\"9\"/>", ""),
        (
            "<sheet name=\"Module1\" state=\"veryHidden\" r:id=\"r77\"/>",
            "",
        ),
        (
            "<sheet name=\"宏1\" state=\"hidden\" r:id=\"r7\"/>",
            "xlMacrosheet",
        ),
        ("<sheet name=\"对话框1\" r:id=\"r7\"/>", "dialogsheet"),
        ("<sheet name=\"图表1\" r:id=\"r7\"/>", "chartsheet"),
    ] {
        let mut book = book();
        book.edit(BOOK, "</sheets>", &format!("{listed}</sheets>"));
        if !link.is_empty() {
            let relation = format!(
                "<Relationship Id=\"r7\" Type=\"x/{link}\" Target=\"other/one.xml\"/></Relationships>"
            );
            book.edit(LINKS, "</Relationships>", &relation);
        }
        let reading = take(&book.bytes());
        let sheets = reading.workbook.as_ref().map_or(0, |w| w.sheets.len());
        assert_eq!(sheets, 1, "{listed} {:?}", reading.findings);
        let expected: &[&str] = if link == "xlMacrosheet" {
            &["F16"]
        } else {
            &[]
        };
        assert_eq!(codes(&reading), expected, "{listed}");
    }
}

#[test]
fn a_sheet_of_an_unknown_state_is_visible() {
    for (state, visibility) in [
        ("show", Visibility::Visible),
        ("", Visibility::Visible),
        ("hidden", Visibility::Hidden),
        ("veryHidden", Visibility::VeryHidden),
    ] {
        let mut book = book();
        book.edit(BOOK, "sheetId", &format!("state=\"{state}\" sheetId"));
        assert_eq!(
            sheet(&take(&book.bytes()), "表").visibility,
            visibility,
            "{state}"
        );
    }
}

#[test]
fn what_surrounds_a_value_does_not_matter() {
    let rows = "<row r=\"1\">\n <c r=\"$A$1\" t=\"s\">\n  <v>\n0 </v>\n </c>\n <c r=\"B1\" s=\"1\"><v> 46328\n</v><extLst><ext><a>1</a></ext></extLst></c><c r=\"c1\"><v>7</v></c>\n</row>";
    is(
        &cells(&Xlsx::new(rows).bytes()),
        &[("A1", "甲"), ("B1", "2026-11-02"), ("C1", "7")],
    );
}

#[test]
fn a_relationship_to_strings_that_were_never_written_is_borne_with() {
    let mut book = Xlsx::new("<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>");
    book.parts
        .retain(|(name, _)| name != "xl/sharedStrings.xml");
    is(&cells(&book.bytes()), &[("A1", "7")]);
    let mut book = self::book();
    book.parts
        .retain(|(name, _)| name != "xl/sharedStrings.xml");
    let reading = take(&book.bytes());
    assert_eq!(codes(&reading), ["F11"]);
    assert_eq!(shown(sheet(&reading, "表"), "B1"), "2026-11-02");
}

/// The records of a sheet around these.
fn binary(records: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut sheet = vec![brt(0x0081, &[]), brt(0x0091, &[])];
    sheet.extend_from_slice(records);
    sheet.extend([brt(0x0092, &[]), brt(0x0082, &[])]);
    sheet
}

#[test]
fn short_records_of_cells_count_in_a_binary_workbook() {
    let strings = [
        brt(0x009F, &longs(&[9, 2])),
        brt(0x0013, &[vec![0], counted("甲")].concat()),
        brt(0x0013, &[vec![0], counted("乙")].concat()),
        brt(0x00A0, &[]),
    ]
    .concat();
    let style = [0; 4];
    let records = [
        brt_row(0),
        brt_cell(7, 1, 0, &longs(&[0])),
        brt(18, &[&style[..], &longs(&[1])].concat()),
        brt(12, &style),
        brt(17, &[&style[..], &counted("丙")].concat()),
        brt(16, &[&style[..], &2.5f64.to_le_bytes()].concat()),
        brt(13, &[&style[..], &longs(&[7 << 2 | 2])].concat()),
        brt(15, &[&style[..], &[1]].concat()),
        brt(14, &[&style[..], &[0x17]].concat()),
        brt_row(2),
        brt(17, &[&style[..], &counted("丁")].concat()),
        // A text some of whose letters are bold.
        brt_cell(62, 3, 0, &[vec![1], counted("戊")].concat()),
        // Formulas with their results: an error, a text.
        brt_cell(11, 4, 0, &[0x07, 0, 0, 0, 0, 0, 0]),
        brt_cell(8, 5, 0, &[counted("己"), vec![0; 10]].concat()),
    ];
    let bytes = xlsb_of(&binary(&records), &[("xl/sharedStrings.bin", &strings)]);
    let expected = [
        ("B1", "甲"),
        ("C1", "乙"),
        ("E1", "丙"),
        ("F1", "2.5"),
        ("G1", "7"),
        ("H1", "TRUE"),
        ("I1", "#REF!"),
        ("A3", "丁"),
        ("D3", "戊"),
        ("E3", "#DIV/0!"),
        ("F3", "己"),
    ];
    is(&cells(&bytes), &expected);
    let reading = take(&bytes);
    let error = sheet(&reading, "表").grid.get(CellRef::new(0, 8)).cloned();
    assert_eq!(error, Some(CellValue::Error("#REF!".to_owned())));
}

#[test]
fn dates_of_a_binary_workbook_are_dates_under_any_name_of_its_styles() {
    let style = |format: u16| words(&[0, format, 0, 0, 0, 0, 0, 0]);
    // What stands before the cell styles is as long as it likes, and reads like other records to whoever takes it so.
    let styles = [
        brt(0x0116, &[]),
        brt(0x0267, &longs(&[1])),
        brt(
            0x002C,
            &[words(&[200]), counted("yyyy\"年\"m\"月\"")].concat(),
        ),
        brt(0x0268, &[]),
        brt(0x0263, &longs(&[1])),
        brt(
            0x002B,
            &[
                vec![0xE9, 0x04, 0, 0, 0xE7, 0x04],
                vec![0; 15],
                counted("宋体"),
            ]
            .concat(),
        ),
        brt(0x0264, &[]),
        brt(0x0269, &longs(&[2])),
        brt(0x002F, &style(0)),
        brt(0x002F, &style(200)),
        brt(0x026A, &[]),
    ]
    .concat();
    let records = [brt_row(0), brt_cell(5, 0, 1, &46_328f64.to_le_bytes())];
    let bytes = xlsb_of(&binary(&records), &[("xl/the/style.bin", &styles)]);
    is(&cells(&bytes), &[("A1", "2026-11-02")]);
}

/// A table with white space between all its parts, as LibreOffice writes it where it is told to.
const PRETTY: &str = "
 <table:table table:name=\"表\">
  <table:table-column/>
  <!-- a remark -->
  <table:table-row>
   <table:table-cell office:value-type=\"string\">
    <text:p>甲</text:p>
    <text:p>
      乙  <text:span>丙</text:span>
    </text:p>
   </table:table-cell>
   <table:table-cell office:value-type=\"float\" office:value=\"3\">
    <text:p>3</text:p>
   </table:table-cell>
  </table:table-row>
  <table:named-expressions>
   <table:named-range table:name=\"名\"/>
  </table:named-expressions>
 </table:table>
 <table:named-expressions>
  <table:named-range table:name=\"名\"/>
 </table:named-expressions>
";

#[test]
fn white_space_in_an_open_document_is_no_content() {
    is(&cells(&ods(PRETTY)), &[("A1", "甲\n乙 丙"), ("B1", "3")]);
}

fn ods_cell(cell: &str) -> Vec<u8> {
    ods(&format!(
        "<table:table table:name=\"表\"><table:table-row>{cell}</table:table-row></table:table>"
    ))
}

#[test]
fn the_text_of_a_cell_is_its_own_and_not_that_of_what_hangs_on_it() {
    let cell = "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>批注</text:p></office:annotation>\
        <draw:frame><draw:text-box><text:p>文本框</text:p></draw:text-box></draw:frame>\
        <text:p>二<draw:custom-shape><text:p>图形</text:p></draw:custom-shape>级</text:p>\
        <draw:custom-shape><text:p><text:span>待定</text:span></text:p></draw:custom-shape>\
        <text:list><text:list-item><text:p>一项</text:p></text:list-item></text:list></table:table-cell>";
    is(&cells(&ods_cell(cell)), &[("A1", "二级\n一项")]);
}

#[test]
fn a_text_may_be_kept_in_an_attribute() {
    let cell = "<table:table-cell office:value-type=\"string\" office:string-value=\"甲&#10;乙\"/>\
        <table:table-cell office:value-type=\"string\" office:value=\"丙\"/>\
        <table:table-cell office:value-type=\"string\" office:value=\"5\"><text:p>5</text:p></table:table-cell>\
        <table:table-cell><text:p>丁</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"2026-11-02\"/>";
    is(
        &cells(&ods_cell(cell)),
        &[
            ("A1", "甲\n乙"),
            ("B1", "丙"),
            ("C1", "5"),
            ("D1", "丁"),
            ("E1", "TRUE"),
            ("F1", "2026-11-02"),
        ],
    );
}

/// LibreOffice, Gnumeric, and programs that show nothing.
#[test]
fn errors_of_formulas_in_an_open_document_are_error_values() {
    let cell = "<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p></table:table-cell>\
        <table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"#DIV/0!\"><text:p>#DIV/0!</text:p></table:table-cell>\
        <table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"#REF!\"/>\
        <table:table-cell office:value-type=\"string\"><text:p>#REF!</text:p></table:table-cell>";
    let reading = take(&ods_cell(cell));
    let held = |col: u32| {
        let value = sheet(&reading, "表").grid.get(CellRef::new(0, col));
        value.map(|value| matches!(value, CellValue::Error(_)))
    };
    assert_eq!([0, 1, 2].map(held), [Some(true); 3]);
    assert_eq!(held(3), Some(false), "typed by somebody");
}

#[test]
fn prefixes_of_an_open_document_may_be_chosen() {
    let content = "<o:document-content xmlns:o=\"o\"><o:body><o:spreadsheet><t:table t:name=\"表\"><t:table-row>\
        <t:table-cell o:value-type=\"string\"><x:p>甲<x:s x:c=\"2\"/>乙</x:p></t:table-cell></t:table-row></t:table>\
        </o:spreadsheet></o:body></o:document-content>";
    is(
        &cells(&crate::support::build::ods_of(content)),
        &[("A1", "甲  乙")],
    );
}

#[test]
fn an_open_document_is_known_without_its_mimetype() {
    let content = "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"表\"><table:table-row>\
        <table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let manifest = "<manifest:manifest><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/></manifest:manifest>";
    let content = ("content.xml", content.as_bytes());
    let manifest = ("META-INF/manifest.xml", manifest.as_bytes());
    let padded = b"application/vnd.oasis.opendocument.spreadsheet-template\r\n";
    for parts in [
        vec![content, manifest],
        vec![content],
        vec![("mimetype", &padded[..]), manifest, content],
        vec![("mimetype", &b"application/octet-stream"[..]), content],
    ] {
        is(&cells(&zip(&parts)), &[("A1", "甲")]);
    }
}

/// An .xls whose stream is long enough not to lie among the small ones.
fn container() -> Vec<u8> {
    let mut records = vec![label(0, 0, "甲")];
    records.resize_with(600, || record(0x0201, &words(&[1, 1, 0])));
    ole(&[("/Workbook", &biff(0x0600, &[], &[(&wide("表"), records)]))])
}

#[test]
fn careless_tables_of_an_old_file_are_borne_with() {
    let patched = |at: usize, bytes: &[u8]| {
        let mut file = container();
        file[at..at + bytes.len()].copy_from_slice(bytes);
        file
    };
    let mut tail = container();
    let fat = (u32::from_le_bytes(tail[76..80].try_into().expect("four")) as usize + 1) * 512;
    for at in (fat..fat + 512).step_by(4) {
        if tail[at..at + 4] == [0xFF; 4] {
            tail[at] = 0xFE;
        }
    }
    for (what, bytes) in [
        ("sound", container()),
        (
            "byte order mark the wrong way round",
            patched(28, &[0xFF, 0xFE]),
        ),
        ("table with a tail beyond the file", tail),
        ("no limit given for small streams", patched(56, &[0; 4])),
        ("other version", patched(24, &[0x21, 0, 4, 0])),
        ("bytes behind the end", [container(), vec![0; 100]].concat()),
    ] {
        let reading = take(&bytes);
        assert_eq!(shown(sheet(&reading, "表"), "A1"), "甲", "{what}");
    }
}

#[test]
fn the_workbook_is_that_of_the_root_and_not_of_an_embedded_object() {
    let book = |text: &str| biff(0x0600, &[], &[(&wide("表"), vec![label(0, 0, text)])]);
    let mut ole = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("create");
    ole.create_storage("/MBD0001").expect("folder");
    for (name, text) in [("/MBD0001/Workbook", "里"), ("/WORKBOOK", "外")] {
        let mut stream = ole.create_stream(name).expect("stream");
        std::io::Write::write_all(&mut stream, &book(text)).expect("write");
    }
    ole.flush().expect("flush");
    is(&cells(&ole.into_inner().into_inner()), &[("A1", "外")]);
}

#[test]
fn an_old_workbook_may_come_without_its_container() {
    let stream = biff(0x0600, &[], &[(&wide("表"), vec![label(0, 0, "甲")])]);
    is(&cells(&stream), &[("A1", "甲")]);
}

#[test]
fn unknown_states_and_errors_of_an_old_workbook_do_not_stop_the_reading() {
    let error = |col: u16, code: u8| record(0x0205, &[words(&[0, col, 0]), vec![code, 1]].concat());
    let mut stream = biff(
        0x0600,
        &[],
        &[(&wide("表"), vec![error(0, 0x2A), error(1, 0x99)])],
    );
    let state = stream
        .windows(2)
        .position(|w| w == [0x85, 0])
        .expect("sheet")
        + 8;
    stream[state] = 9;
    let reading = take(&ole(&[("/Workbook", &stream)]));
    assert_eq!(sheet(&reading, "表").visibility, Visibility::Visible);
    assert_eq!(shown(sheet(&reading, "表"), "A1"), "#N/A");
    assert_eq!(codes(&reading), ["F11"]);
    assert_eq!(reading.findings[0].place.to_string(), "表.xlsx [表] B1");
}

#[test]
fn texts_of_an_old_workbook_may_be_shared() {
    let text = |text: &str| {
        [
            words(&[u16::try_from(text.chars().count()).expect("short")]),
            vec![1],
            wide(text),
        ]
        .concat()
    };
    let sst = [longs(&[3, 2]), text("甲"), text("乙乙")].concat();
    let cell =
        |col: u16, index: u32| record(0x00FD, &[words(&[0, col, 0]), longs(&[index])].concat());
    let stream = biff(
        0x0600,
        &[record(0x00FC, &sst)],
        &[(&wide("表"), vec![cell(0, 1), cell(1, 0), cell(2, 1)])],
    );
    is(
        &cells(&ole(&[("/Workbook", &stream)])),
        &[("A1", "乙乙"), ("B1", "甲"), ("C1", "乙乙")],
    );
}
