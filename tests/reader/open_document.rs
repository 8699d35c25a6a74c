//! .ods: repeats, spans and spaces that stand for more than a file can hold.

use std::sync::Arc;

use qingfeng::reader::{Limits, Reading, from_bytes};

use crate::support::build::{ods, ods_of, zip};
use crate::{sheet, shown};

fn take(bytes: &[u8]) -> Reading {
    from_bytes(bytes, &Arc::from("表.ods"), &Limits::default())
}

fn refused(bytes: &[u8]) -> String {
    let reading = take(bytes);
    assert!(reading.workbook.is_none(), "was read");
    assert_eq!(reading.findings.len(), 1, "{:?}", reading.findings);
    reading.findings[0].code.clone()
}

fn table(rows: &str) -> String {
    format!("<table:table table:name=\"表\">{rows}</table:table>")
}

const TEXT: &str = "office:value-type=\"string\"><text:p>甲</text:p></table:table-cell>";

#[test]
fn repeats_and_spans_put_cells_where_they_are_seen() {
    let rows = format!(
        "<table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:visibility=\"collapse\"/>\
         <table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\" table:visibility=\"filter\"><table:table-cell table:number-columns-repeated=\"2\"/><table:table-cell table:number-columns-spanned=\"2\" {TEXT}<table:covered-table-cell/></table:table-row>\
         <table:table-row><table:table-cell table:number-rows-spanned=\"2\" {TEXT}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"
    );
    let reading = take(&ods(&table(&rows)));
    let form = sheet(&reading, "表");
    let cells: Vec<String> = form.grid.cells().map(|(at, _)| at.to_string()).collect();
    assert_eq!(cells, ["C4", "C5", "A6"]);
    assert_eq!(shown(form, "C5"), "甲");
    let merges: Vec<String> = form.grid.merges().iter().map(ToString::to_string).collect();
    assert_eq!(
        merges,
        ["C4:D4", "C5:D5"],
        "A6:A7 is cut to the rows in use"
    );
    assert_eq!(form.grid.hidden_rows, [3, 4].into());
    assert_eq!(form.grid.hidden_cols, [2].into());
}

/// Repeats and spaces may stand for more than a file can hold: here for a few too many, under a lower limit.
#[test]
fn what_repeats_stand_for_is_counted() {
    let row = |attributes: &str, cell: &str| {
        ods(&table(&format!(
            "<table:table-row {attributes}><table:table-cell {cell}</table:table-row>"
        )))
    };
    let far = format!(
        "<table:table-row><table:table-cell {TEXT}</table:table-row><table:table-row table:number-rows-repeated=\"8\"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated=\"9\"/><table:table-cell {TEXT}</table:table-row>"
    );
    let spaces = "office:value-type=\"string\"><text:p>甲<text:s text:c=\"6\"/>乙</text:p></table:table-cell>";
    let few = |cells: usize, dense: u64, spaces: u64| Limits {
        cells,
        dense_cells: dense,
        spaces,
        ..Limits::default()
    };
    for (what, bytes, enough, short, code) in [
        (
            "a value in each of eleven rows",
            row("table:number-rows-repeated=\"11\"", TEXT),
            few(11, 100, 9),
            few(10, 100, 9),
            "F07",
        ),
        (
            "a value in each of four times three cells",
            row(
                "table:number-rows-repeated=\"4\"",
                &format!("table:number-columns-repeated=\"3\" {TEXT}"),
            ),
            few(12, 100, 9),
            few(11, 100, 9),
            "F07",
        ),
        (
            "a stray cell far off",
            ods(&table(&far)),
            few(9, 100, 9),
            few(9, 99, 9),
            "F07",
        ),
        (
            "six spaces",
            row("", spaces),
            few(9, 100, 6),
            few(9, 100, 5),
            "F09",
        ),
    ] {
        let take = |limits: &Limits| from_bytes(&bytes, &Arc::from("表.ods"), limits);
        assert!(
            take(&enough).findings.is_empty(),
            "{what}: {:?}",
            take(&enough).findings
        );
        let codes: Vec<String> = take(&short).findings.into_iter().map(|f| f.code).collect();
        assert_eq!(codes, [code], "{what}");
    }
}

#[test]
fn what_is_no_sound_spreadsheet_is_refused() {
    let row = |attributes: &str, cell: &str| {
        table(&format!(
            "<table:table-row {attributes}><table:table-cell {cell}</table:table-row>"
        ))
    };
    for (what, bytes, code) in [
        (
            "beyond the last column",
            ods(&row(
                "",
                &format!("table:number-columns-repeated=\"16385\" {TEXT}"),
            )),
            "F08",
        ),
        (
            "repeat that is no number",
            ods(&row("table:number-rows-repeated=\"x\"", TEXT)),
            "F02",
        ),
        // An end in the midst of a table is refused by the same sign; calamine would wait for the rest for ever.
        (
            "the last tag is missing",
            ods_of(&format!("<office:document-content>{}", row("", TEXT))),
            "F02",
        ),
        ("tables in tables", ods(&table(&table(""))), "F09"),
        ("no table", ods(""), "F02"),
        (
            "two of one name",
            ods(&format!("{}{}", table(""), table(""))),
            "F10",
        ),
    ] {
        assert_eq!(refused(&bytes), code, "{what}");
    }
}

#[test]
fn a_password_is_told_from_damage() {
    let bytes = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"),
        ("content.xml", b"\x01\x02\x03"),
    ]);
    assert_eq!(refused(&bytes), "F03");
}
