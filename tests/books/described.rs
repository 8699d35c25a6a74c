//! What each book looks like, kept as text beside the tests: sheets, widths, print set-up, choices and first rows. A change
//! of a book shows in review as a change of its description; why a book is as it is the other tests say.
//!
//! `BLESS=1 cargo test --test books described` writes the descriptions anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};
use qingfeng::writer::to_bytes;
use regex::Regex;

use crate::support::blank::{blank, policy};
use crate::support::kept::assert_kept;
use crate::support::outcome::SAMPLES;
use crate::support::package::parts;
use crate::support::repeats::Office;

#[test]
fn the_books_of_the_sample_year_are_as_described() {
    let books: Vec<&str> = SAMPLES.books().collect();
    assert_eq!(books.len(), 7, "{books:?}");
    for book in books {
        assert_described(book, SAMPLES.file(book));
    }
}

#[test]
fn the_pages_of_questions_are_as_described() {
    let office = Office::with_more_to_ask();
    office.runs(&[]);
    let book = std::fs::read(office.book()).expect("the review workbook");
    assert_described("05-评审表（两页疑似重复）.xlsx", &book);
}

#[test]
fn a_blank_form_is_as_described() {
    let form = to_bytes(&blank("预算科", &policy(""))).expect("a form");
    assert_described("空白自查表.xlsx", &form);
}

fn assert_described(book: &str, bytes: &[u8]) {
    let name = book.trim_end_matches(".xlsx");
    assert_kept(
        &format!("tests/books/described/{name}.txt"),
        &described(bytes),
    );
}

/// Elements of a sheet that say how it looks and what may be done with it.
const LAYOUT: [&str; 14] = [
    "tabColor",
    "pageSetUpPr",
    "pane",
    "sheetFormatPr",
    "col",
    "sheetProtection",
    "autoFilter",
    "conditionalFormatting",
    "dataValidation",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "oddHeader",
    "oddFooter",
];

/// How many of these there are is enough.
const COUNTED: [&str; 4] = ["mergeCell", "hyperlink", "brk", "drawing"];

fn described(bytes: &[u8]) -> String {
    let parts = parts(bytes);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let workbook = &parts["xl/workbook.xml"];
    let mut out = String::new();
    for name in elements(workbook, "definedName") {
        let _ = writeln!(out, "{name}");
    }
    let mut layouts: BTreeMap<String, String> = BTreeMap::new();
    for (number, name) in (1..).zip(book.sheet_names()) {
        let sheet = book.worksheet_range(&name).expect("a sheet");
        let hidden = workbook.contains(&format!(
            "name=\"{name}\" sheetId=\"{number}\" state=\"hidden\""
        ));
        let _ = writeln!(out, "\n== {name}{}", if hidden { "（隐藏）" } else { "" });
        let layout = layout(&parts[&format!("xl/worksheets/sheet{number}.xml")]);
        // Sheets of one kind bear their own names in the footers.
        let kind = layout.replace(&name, "");
        if let Some(same) = layouts.get(&kind) {
            let _ = writeln!(out, "laid out as {same}");
            continue;
        }
        out += &layout;
        out += &first_rows(&sheet);
        layouts.insert(kind, name);
    }
    out
}

fn layout(xml: &str) -> String {
    let mut out = String::new();
    for name in LAYOUT {
        for element in elements(xml, name) {
            let _ = writeln!(out, "{element}");
        }
    }
    for name in COUNTED {
        let count = elements(xml, name).len();
        if count > 0 {
            let _ = writeln!(out, "{count} × {name}");
        }
    }
    out
}

/// The elements of a name with their attributes and text; numbers of styles say nothing to a reader.
fn elements(xml: &str, name: &str) -> Vec<String> {
    let whole = format!("(?s)<{name}( [^>]*?)?(?:/>|>(.*?)</{name}>)");
    let whole = Regex::new(&whole).expect("an expression");
    let inner = Regex::new("<[^>]*>").expect("an expression");
    let styles = Regex::new(" (style|dxfId|priority)=\"[0-9]+\"").expect("an expression");
    let shown = |found: regex::Captures<'_>| {
        let attributes = found.get(1).map_or("", |m| m.as_str());
        let text = found.get(2).map_or("", |m| m.as_str());
        let line = format!(
            "{name}{} {}",
            styles.replace_all(attributes, ""),
            inner.replace_all(text, " ")
        );
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    whole.captures_iter(xml).map(shown).collect()
}

/// The first rows, and how far the sheet goes.
fn first_rows(sheet: &Range<Data>) -> String {
    let mut out = String::new();
    let (height, width) = sheet.get_size();
    let _ = writeln!(out, "{height} rows, {width} columns");
    for row in sheet.rows().take(8) {
        let cells = row.iter().map(|cell| {
            let text = cell.to_string().replace('\n', "⏎");
            let cut: String = text.chars().take(40).collect();
            if cut == text { cut } else { cut + "…" }
        });
        let line = cells.collect::<Vec<_>>().join(" | ");
        let _ = writeln!(out, "  {}", line.trim_end_matches([' ', '|']));
    }
    out
}
