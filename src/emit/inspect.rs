//! `inspect --format json`: one object with every file, how its heads were understood, and its entries.

use serde::Serialize;

use super::fields::Fields;
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, row_number};
use crate::model::{
    CellAccount, Evidence, Field, Form, FormKind, FormSheet, FormTable, KeyValue, LedgerEntry,
    Level, OtherTable, Reading, ScoreSheet, SkipKind,
};

#[derive(Serialize)]
struct Report<'f> {
    files: Vec<File<'f>>,
    /// What is wrong with the roster book, which is none of the files.
    findings: &'f [Diagnostic],
}

#[derive(Serialize)]
struct File<'f> {
    path: &'f str,
    kind: FormKind,
    sha256: &'f str,
    sheets: Vec<Sheet<'f>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    ledger: &'f [LedgerEntry],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    score_sheets: &'f [ScoreSheet],
    findings: &'f [Diagnostic],
}

#[derive(Serialize)]
struct Sheet<'f> {
    name: &'f str,
    tables: Vec<Table<'f>>,
    cells: &'f CellAccount,
}

#[derive(Serialize)]
struct Table<'f> {
    kind: FormKind,
    title: Option<&'f str>,
    header_rows: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<&'f Reading>,
    columns: Vec<Column<'f>>,
    unmapped: Vec<&'f str>,
    key_values: &'f [KeyValue],
    entries: Vec<Entry<'f>>,
    footer_rows: Vec<u32>,
    skipped: Vec<Skipped<'f>>,
}

#[derive(Serialize)]
struct Column<'f> {
    cell: CellRef,
    label: &'f str,
    field: Option<Field>,
    by: Evidence,
}

#[derive(Serialize)]
struct Entry<'f> {
    row: u32,
    last_row: u32,
    cell: Option<CellRef>,
    #[serde(flatten)]
    fields: Fields<'f>,
    suggested_level: Option<Level>,
    confirmed_level: Option<Level>,
}

#[derive(Serialize)]
struct Skipped<'f> {
    row: u32,
    kind: SkipKind,
    text: &'f str,
}

/// The forms as one JSON object, in the order given.
///
/// # Errors
/// Only if JSON cannot be made of them, which no form can cause.
pub fn inspect_json(forms: &[Form], roster: &[Diagnostic]) -> Result<String, serde_json::Error> {
    let report = Report {
        files: forms.iter().map(file).collect(),
        findings: roster,
    };
    serde_json::to_string_pretty(&report)
}

fn file(form: &Form) -> File<'_> {
    File {
        path: &form.file,
        kind: form.kind,
        sha256: &form.sha256,
        sheets: form.sheets.iter().map(sheet).collect(),
        ledger: &form.annex.ledger,
        score_sheets: &form.annex.sheets,
        findings: &form.findings,
    }
}

fn sheet(sheet: &FormSheet) -> Sheet<'_> {
    Sheet {
        name: &sheet.name,
        tables: tables(sheet),
        cells: &sheet.cells,
    }
}

/// The tables from top to bottom, whatever their kind.
fn tables(sheet: &FormSheet) -> Vec<Table<'_>> {
    let own = sheet.tables.iter().map(|t| (t.area.first, table(t)));
    let others = sheet.others.iter().map(|t| (t.area.first, other(t)));
    let mut all: Vec<_> = own.chain(others).collect();
    all.sort_by_key(|(first, _)| *first);
    all.into_iter().map(|(_, table)| table).collect()
}

/// A table without entries.
fn other(table: &OtherTable) -> Table<'_> {
    Table {
        kind: table.kind,
        title: table.title.as_deref(),
        header_rows: table.header_rows.iter().copied().map(row_number).collect(),
        reading: None,
        columns: columns(&table.columns),
        unmapped: Vec::new(),
        key_values: &[],
        entries: Vec::new(),
        footer_rows: Vec::new(),
        skipped: Vec::new(),
    }
}

/// The columns that have a head.
fn columns(columns: &[crate::model::Column]) -> Vec<Column<'_>> {
    let labelled = columns.iter().filter(|c| !c.label.is_empty());
    let shown = labelled.map(|c| Column {
        cell: c.cell,
        label: &c.label,
        field: c.field,
        by: c.by,
    });
    shown.collect()
}

fn table(table: &FormTable) -> Table<'_> {
    let is_below = |kind| matches!(kind, SkipKind::Footer | SkipKind::Total);
    Table {
        kind: table.kind,
        title: table.title.as_deref(),
        header_rows: table.header_rows.iter().copied().map(row_number).collect(),
        reading: Some(&table.reading),
        columns: columns(&table.columns),
        unmapped: table
            .columns
            .iter()
            .filter(|c| !c.label.is_empty() && c.field.is_none())
            .map(|c| c.label.as_str())
            .collect(),
        key_values: &table.key_values,
        entries: table.entries.iter().map(entry).collect(),
        footer_rows: table
            .skipped
            .iter()
            .filter(|s| is_below(s.kind))
            .map(|s| row_number(s.row))
            .collect(),
        skipped: table
            .skipped
            .iter()
            .map(|s| Skipped {
                row: row_number(s.row),
                kind: s.kind,
                text: &s.text,
            })
            .collect(),
    }
}

fn entry(entry: &crate::model::Entry) -> Entry<'_> {
    Entry {
        row: row_number(entry.rows.first),
        last_row: row_number(entry.rows.last),
        cell: entry.place.cell,
        fields: Fields::new(entry),
        suggested_level: entry.suggested,
        confirmed_level: entry.confirmed,
    }
}
