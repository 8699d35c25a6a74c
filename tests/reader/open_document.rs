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

#[test]
fn what_would_fill_the_memory_or_never_end_is_refused() {
    let row = |attributes: &str, cell: &str| {
        table(&format!(
            "<table:table-row {attributes}><table:table-cell {cell}</table:table-row>"
        ))
    };
    let far = |rows: u32| {
        format!(
            "<table:table-row><table:table-cell {TEXT}</table:table-row><table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated=\"16000\"/><table:table-cell {TEXT}</table:table-row>"
        )
    };
    for (what, bytes, code) in [
        (
            "a value in every row",
            ods(&row("table:number-rows-repeated=\"1048576\"", TEXT)),
            "F07",
        ),
        (
            "a value in every cell",
            ods(&row(
                "table:number-rows-repeated=\"60000\"",
                &format!("table:number-columns-repeated=\"1500\" {TEXT}"),
            )),
            "F07",
        ),
        (
            "beyond the last column",
            ods(&row(
                "",
                &format!("table:number-columns-repeated=\"20000\" {TEXT}"),
            )),
            "F08",
        ),
        ("a stray cell far off", ods(&table(&far(1_000_000))), "F07"),
        (
            "spaces without end",
            ods(&row(
                "",
                "office:value-type=\"string\"><text:p><text:s text:c=\"2000000000\"/></text:p></table:table-cell>",
            )),
            "F09",
        ),
        (
            "repeat that is no number",
            ods(&row("table:number-rows-repeated=\"x\"", TEXT)),
            "F02",
        ),
        (
            "end inside a table",
            ods_of("<office:document-content><table:table table:name=\"表\"><table:table-row>"),
            "F02",
        ),
        (
            "end inside a remark",
            ods_of(
                "<a><table:table table:name=\"表\"><table:table-row><table:table-cell office:value-type=\"string\"><office:annotation>",
            ),
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
