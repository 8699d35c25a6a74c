//! Struck words and notes in workbooks: read as they stand, or not at all, and told.

use std::sync::Arc;

use qingfeng::reader::{Limits, Reading, from_bytes};
use rust_xlsxwriter::{Format, Note, Workbook};

use crate::shown_in_cells::{binary_in, old_in};
use crate::support::build::{brt_cell, counted, label, ods_of, record, wide, words};
use crate::{sheet, shown};

fn take(bytes: &[u8]) -> Reading {
    from_bytes(bytes, &Arc::from("表.xlsx"), &Limits::default())
}

/// The cells of the findings of struck words.
fn struck(reading: &Reading) -> Vec<String> {
    let own = reading.findings.iter().filter(|f| f.code == "F24");
    own.map(|f| f.place.cell.expect("a cell").to_string())
        .collect()
}

fn notes(reading: &Reading) -> Vec<String> {
    let notes = &sheet(reading, "表").grid.notes;
    notes
        .iter()
        .map(|(at, note)| format!("{at} {note}"))
        .collect()
}

/// A text in the first row of an .xls, in this style.
fn styled(col: u16, style: u8, text: &str) -> Vec<u8> {
    let mut cell = label(0, col, text);
    // Behind the head of the record, its row and its column.
    cell[8] = style;
    cell
}

#[test]
fn struck_words_are_read_as_they_stand_and_told() {
    let mut book = Workbook::new();
    let line = Format::new().set_font_strikethrough();
    let plain = Format::new();
    let form = book.add_worksheet();
    form.set_name("表").expect("a name");
    form.write(0, 0, "二级").expect("a cell");
    form.write_with_format(0, 1, "一级", &line).expect("a cell");
    form.write_with_format(0, 2, 3, &line).expect("a cell");
    form.write_with_format(0, 3, "", &line).expect("a cell");
    form.write_rich_string(0, 4, &[(&line, "二级"), (&plain, "一级")])
        .expect("a rich cell");
    form.write_rich_string_with_format(
        0,
        5,
        &[(&plain, "双人"), (&Format::new().set_bold(), "复核")],
        &line,
    )
    .expect("a rich cell");
    let reading = take(&book.save_to_buffer().expect("a workbook"));
    assert_eq!(
        struck(&reading),
        ["B1", "C1", "E1"],
        "{:?}",
        reading.findings
    );
    let cells = sheet(&reading, "表");
    assert_eq!(
        [shown(cells, "B1"), shown(cells, "E1")],
        ["一级", "二级一级"]
    );
}

#[test]
fn struck_cells_are_told_in_every_format() {
    let text = |col: u32, style: u32, text: &str| brt_cell(6, col, style, &counted(text));
    let cell = "<table:table-cell table:style-name=\"S\"><text:p>一级</text:p></table:table-cell>\
        <table:table-cell table:style-name=\"Child\"><text:p>二级</text:p></table:table-cell>\
        <table:table-cell><text:p>双<text:span text:style-name=\"S\">人</text:span></text:p></table:table-cell>\
        <table:table-cell table:style-name=\"S\"><text:p><text:span text:style-name=\"N\">三级</text:span></text:p></table:table-cell>";
    let ods = ods_of(&format!(
        "<office:document-content><office:automatic-styles>\
        <style:style style:name=\"S\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
        <style:style style:name=\"Child\" style:parent-style-name=\"S\"/>\
        <style:style style:name=\"N\"><style:text-properties style:text-line-through-style=\"none\"/></style:style></office:automatic-styles>\
        <office:body><office:spreadsheet><table:table table:name=\"表\"><table:table-row>{cell}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    ));
    for (what, bytes, cells) in [
        (
            "xls",
            old_in(
                ("General", "宋体", 8),
                vec![styled(0, 1, "一级"), styled(1, 0, "二级")],
            ),
            vec!["A1"],
        ),
        (
            "xlsb",
            binary_in(
                ("General", "宋体", 8),
                &[text(0, 1, "一级"), text(1, 0, "二级")],
            ),
            vec!["A1"],
        ),
        ("ods", ods, vec!["A1", "B1", "C1"]),
    ] {
        let reading = take(&bytes);
        assert_eq!(struck(&reading), cells, "{what}: {:?}", reading.findings);
        assert_eq!(shown(sheet(&reading, "表"), "A1"), "一级", "{what}");
    }
}

#[test]
fn notes_are_no_contents_and_stay_known() {
    let mut book = Workbook::new();
    let form = book.add_worksheet();
    form.set_name("表").expect("a name");
    form.write(1, 0, "一级").expect("a cell");
    let note = |text: &str, by: &str| Note::new(text).set_author(by).add_author_prefix(false);
    for (row, text, by) in [
        (1, "改为二级", "张一"),
        (2, "【请核对】等级写法不对", "清风"),
        (3, "这里请补上\n【需改正】空着", "李二"),
    ] {
        form.insert_note(row, 0, &note(text, by)).expect("a note");
    }
    let reading = take(&book.save_to_buffer().expect("a workbook"));
    assert_eq!(
        notes(&reading),
        ["A2 改为二级", "A4 这里请补上"],
        "those by which the program marks a form are its own"
    );
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);

    let note = |of: u16| record(0x001C, &words(&[0, 0, 0, of]));
    let text = "改为二级";
    let units = u16::try_from(text.chars().count()).expect("short");
    let drawn = [
        record(0x005D, &words(&[0x15, 0x12, 0x19, 1, 0, 0, 0, 0, 0, 0, 0])),
        record(0x01B6, &words(&[0, 0, 0, 0, 0, units, 16, 0, 0])),
        record(0x003C, &[vec![1], wide(text)].concat()),
        record(0x003C, &[0; 16]),
    ];
    let cell = || styled(0, 0, "一级");
    let with = |more: Vec<Vec<u8>>| {
        let all = [vec![cell()], drawn.to_vec(), more].concat();
        notes(&take(&old_in(("General", "宋体", 0), all)))
    };
    assert_eq!(with(vec![note(1)]), ["A1 改为二级"]);
    assert_eq!(
        with(vec![note(2)]),
        ["A1 批注的文字没有读出"],
        "no box of this number"
    );

    let ods = ods_of(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"表\"><table:table-row>\
        <table:table-cell><office:annotation><dc:creator>张一</dc:creator><text:p>改为<text:span>二级</text:span></text:p><text:p>张一 &amp; 李二</text:p></office:annotation><text:p>一级</text:p></table:table-cell>\
        <table:table-cell><draw:frame><draw:text-box><text:p>图</text:p></draw:text-box></draw:frame><text:p>三级</text:p></table:table-cell>\
        </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
    );
    let reading = take(&ods);
    assert_eq!(notes(&reading), ["A1 改为二级\n张一 & 李二"]);
    assert_eq!(shown(sheet(&reading, "表"), "A1"), "一级");
}
