//! 01-廉政风险点登记汇总表: the register, where each item came from, what was returned, and the account of all rows.

mod account;
mod list;
mod returned;
mod sources;

use super::ReportContext;
use super::canvas::{Cell, short};
use crate::model::{Basis, Entry, Field, Level, Register};
use crate::writer::{BookSpec, Content, StyleRole};

/// The workbook of the register.
pub fn register_book(register: &Register, context: &ReportContext) -> BookSpec {
    let mut book = context.book("廉政风险点登记汇总表");
    book.sheets.push(list::sheet(register, context));
    book.sheets.push(sources::sheet(register, context));
    book.sheets.push(returned::sheet(register, context));
    book.sheets.push(account::rows(register, context));
    book.sheets.extend(account::skipped(register, context));
    book.sheets.extend(account::unmapped(register, context));
    book
}

/// What is shown where nobody could decide the level.
const OPEN: &str = "待定";

/// The level as shown, or 待定.
fn level_word(level: Option<Level>) -> &'static str {
    level.map_or(OPEN, Level::title)
}

/// The cell of a level that counts.
fn level_cell(level: Option<Level>) -> Cell {
    let style = match level {
        Some(Level::One) => StyleRole::LevelOne,
        Some(Level::Two) => StyleRole::LevelTwo,
        Some(Level::Three) => StyleRole::LevelThree,
        None => StyleRole::LevelOpen,
    };
    (Content::from(level_word(level)), style)
}

/// The cell that says what a level rests on.
fn basis_cell(basis: Basis) -> Cell {
    short(basis.title())
}

/// The tidy text of a field; several owners with a mark between them.
fn field_text(entry: &Entry, field: Field) -> String {
    match field {
        Field::Owner if !entry.owners.is_empty() => entry.owners.join("、"),
        field if field.is_date() => entry
            .date(field)
            .map(|date| date.to_string())
            .or_else(|| entry.text(field).map(str::to_owned))
            .unwrap_or_default(),
        _ => entry.text(field).unwrap_or_default().to_owned(),
    }
}

/// The text of a field as it was written.
fn raw_text(entry: &Entry, field: Field) -> &str {
    entry.values.get(&field).map_or("", |v| v.raw.as_str())
}

/// Rows of an entry as Excel shows them: 7 as a number, or `7–9`.
fn row_cell(entry: &Entry) -> Cell {
    let (first, last) = (entry.rows.first + 1, entry.rows.last + 1);
    if first == last {
        (Content::Number(f64::from(first)), StyleRole::Count)
    } else {
        short(format!("{first}–{last}"))
    }
}

/// The cell a field's value stands in; nothing where the value has no cell of its own.
fn cell_of(entry: &Entry, field: Field) -> String {
    let cell = entry.values.get(&field).and_then(|v| v.cell);
    cell.map_or(String::new(), |c| c.to_string())
}

/// Columns nobody could name, each as `栏名：内容`, one to a line.
fn extras_text(entry: &Entry) -> String {
    let lines = entry.extras.iter().filter(|e| !e.text.trim().is_empty());
    let lines: Vec<String> = lines.map(|e| format!("{}：{}", e.label, e.text)).collect();
    lines.join("\n")
}
