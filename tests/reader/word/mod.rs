//! Tables of Word documents: what a person sees in them is what is read, and what the program decided is told.

mod changes;
mod lines;
mod numbers;
mod refused;
mod tables;
mod texts;

use std::sync::Arc;

use qingfeng::reader::{Format, Limits, Reading, Sheet, from_bytes};

use crate::support::document::{Document, cell, cells, row, table};

/// A document as it is read.
fn read(bytes: &[u8]) -> Reading {
    let reading = from_bytes(bytes, &Arc::from("自查表.docx"), &Limits::default());
    let format = reading.workbook.as_ref().map(|book| book.format);
    assert_eq!(format, Some(Format::Docx), "{:?}", reading.findings);
    reading
}

/// The sheets of a document that was read.
fn sheets(reading: &Reading) -> &[Sheet] {
    let book = reading.workbook.as_ref().expect("read");
    &book.sheets
}

/// The texts of the first table by cell.
fn texts(document: &Document) -> Vec<(String, String)> {
    cells(&sheets(&read(&document.bytes()))[0].grid)
}

/// The text of a table's only cell with this content; nothing if it is blank.
fn only(content: &str) -> Option<String> {
    in_cell(&Document::new(""), content)
}

/// The same, in a document with parts of its own.
fn in_cell(document: &Document, content: &str) -> Option<String> {
    let document = Document {
        body: table(&[row(&[cell("", content)])]),
        ..document.clone()
    };
    let found = texts(&document);
    found
        .into_iter()
        .find(|(at, _)| at == "A1")
        .map(|(_, text)| text)
}

/// Code, cell and message of each finding.
fn findings(reading: &Reading) -> Vec<(String, String, String)> {
    let cell = |f: &qingfeng::diagnostic::Diagnostic| {
        f.place.cell.map_or(String::new(), |c| c.to_string())
    };
    reading
        .findings
        .iter()
        .map(|f| (f.code.clone(), cell(f), f.message.clone()))
        .collect()
}
