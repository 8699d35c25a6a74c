//! The values of an entry as the books show them.

use super::canvas::short;
use crate::location::row_number;
use crate::model::{Entry, Field, Opinion, Voice};
use crate::writer::{Cell, Content, StyleRole};

/// The tidy text of a field; several owners with a mark between them.
pub fn field_text(entry: &Entry, field: Field) -> String {
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

/// An answer in the usual word for it, as it was written where nobody understood it.
pub fn answer_text(entry: &Entry, field: Field) -> &str {
    let word = entry.answers.get(&field).and_then(|a| a.word(field));
    word.or_else(|| entry.text(field)).unwrap_or_default()
}

/// The text of a field as it was written.
pub fn raw_text(entry: &Entry, field: Field) -> &str {
    entry.values.get(&field).map_or("", |v| &*v.raw)
}

/// What a voice says of a registered entry, one opinion after the other.
pub fn heard(opinions: &[Opinion], voice: Voice) -> String {
    let own = opinions.iter().filter(|o| o.voice == voice);
    let lines: Vec<String> = own.map(Opinion::in_full).collect();
    lines.join("\n")
}

/// Rows of an entry as Excel shows them: `7`, or `7–9`.
pub fn row_text(entry: &Entry) -> String {
    let (first, last) = (row_number(entry.rows.first), row_number(entry.rows.last));
    if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    }
}

/// The cell for the rows of an entry; a single row is a number.
pub fn row_cell(entry: &Entry) -> Cell {
    if entry.rows.first == entry.rows.last {
        let row = f64::from(row_number(entry.rows.first));
        (Content::Number(row), StyleRole::Count)
    } else {
        short(row_text(entry))
    }
}

/// The cell a field's value stands in; nothing where the value has no cell of its own.
pub fn cell_of(entry: &Entry, field: Field) -> String {
    let cell = entry.values.get(&field).and_then(|v| v.cell);
    cell.map_or(String::new(), |c| c.to_string())
}

/// Columns nobody could name, each as `栏名：内容`, one to a line.
pub fn extras_text(entry: &Entry) -> String {
    let lines = entry.extras.iter().filter(|e| !e.text.trim().is_empty());
    let lines: Vec<String> = lines.map(|e| format!("{}：{}", e.label, e.text)).collect();
    lines.join("\n")
}
