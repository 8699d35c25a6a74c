//! How the tables of a sheet were understood: head by head, by what, and what else each might be.

use std::collections::BTreeMap;

use serde::Serialize;

use super::FormRead;
use crate::location::{CellRef, column_letters};
use crate::model::{Column, Evidence, Field, FormTable};
use crate::policy::{Lookup, Policy};
use crate::reader::{Grid, Sheet};
use crate::text;

/// A table of entries.
#[derive(Debug, Serialize)]
pub struct TableView {
    /// Where it stands.
    pub area: String,
    /// Its title.
    pub title: Option<String>,
    /// What it is taken for.
    pub kind: &'static str,
    /// How it is laid out.
    pub layout: &'static str,
    /// Why it was taken for that.
    pub why: String,
    /// What else it might be.
    pub could_be: Vec<String>,
    /// Its entries.
    pub entries: usize,
    /// Rows of it that are no entries.
    pub skipped: usize,
    /// Its heads.
    pub columns: Vec<HeadView>,
}

/// A head.
#[derive(Debug, Serialize)]
pub struct HeadView {
    /// Its cell.
    #[serde(skip)]
    pub cell: CellRef,
    /// The name of that.
    pub at: String,
    /// Its column.
    pub letters: String,
    /// What it says.
    pub label: String,
    /// The field it was taken for.
    pub field: Option<&'static str>,
    /// The name of that in the policy.
    pub key: Option<&'static str>,
    /// By what it was told.
    pub by: &'static str,
    /// Whether the bureau says that it is no field.
    pub settled: bool,
    /// Whether a person should look at it.
    pub doubtful: bool,
    /// What it might be, or be meant for.
    pub near: Option<String>,
}

impl TableView {
    /// Its heads with their fields; an empty text where a head is of none.
    pub fn heads(&self) -> impl Iterator<Item = (CellRef, &'static str)> {
        let heads = self.columns.iter();
        heads.map(|head| (head.cell, head.field.unwrap_or_default()))
    }
}

/// The tables of a sheet from top to bottom.
pub fn tables(read: &FormRead, sheet: &Sheet, policy: &Policy) -> Vec<TableView> {
    let form = read.form.sheets.iter().find(|s| s.name == sheet.name);
    let lookup = Lookup::new(policy);
    let tables = form.into_iter().flat_map(|form| &form.tables);
    tables
        .map(|table| view(table, &sheet.grid, &lookup))
        .collect()
}

fn view(table: &FormTable, grid: &Grid, lookup: &Lookup<'_>) -> TableView {
    let heads = table.columns.iter().filter(|c| !c.label.is_empty());
    TableView {
        area: table.area.to_string(),
        title: table.title.clone(),
        kind: table.kind.title(),
        layout: table.reading.layout.title(),
        why: table.reading.why.clone(),
        could_be: table.reading.could_be.clone(),
        entries: table.entries.len(),
        skipped: table.skipped.len(),
        columns: heads.map(|column| head(column, grid, lookup)).collect(),
    }
}

fn head(column: &Column, grid: &Grid, lookup: &Lookup<'_>) -> HeadView {
    // What the head says by itself, where something else decided.
    let own = lookup
        .field(&column.label)
        .filter(|own| Some(*own) != column.field);
    let near = own.map(|own| format!("单看这个表头是“{}”", own.title()));
    let near = near.or_else(|| {
        let (word, field) = lookup.nearest_field(&column.label)?;
        let unread = column.field.is_none() && column.by != Evidence::NoField;
        unread.then(|| format!("与“{word}”（{}）相近", field.title()))
    });
    HeadView {
        cell: column.cell,
        at: grid.anchor(column.cell).to_string(),
        letters: column_letters(column.cell.col),
        label: column.label.clone(),
        field: column.field.map(Field::title),
        key: column.field.map(Field::key),
        by: column.by.title(),
        settled: column.by == Evidence::NoField,
        doubtful: !column.by.is_certain(),
        near,
    }
}

/// What a head of this cell is called: by itself, and before that with the head above it, where a table says that there is one.
pub fn label_at(read: &FormRead, sheet: usize, at: CellRef) -> Vec<String> {
    let Some(sheet) = read.sheets().get(sheet) else {
        return Vec::new();
    };
    let grid = &sheet.grid;
    let said = |cell: CellRef| {
        let cell = grid.anchor(cell);
        let written = grid.written(cell)?;
        Some((cell, text::squash(&written))).filter(|(_, said)| !said.is_empty())
    };
    let Some((own_at, own)) = said(at) else {
        return Vec::new();
    };
    let form = read.form.sheets.iter().find(|s| s.name == sheet.name);
    let mut tables = form.into_iter().flat_map(|form| &form.tables);
    let rows = tables.find(|table| table.header_rows.contains(&own_at.row));
    let rows = rows.map_or(&[][..], |table| &table.header_rows);
    let above = rows.iter().rev().filter(|row| **row < own_at.row);
    let mut above = above.filter_map(|row| said(CellRef::new(*row, at.col)));
    let parent = above.find(|(cell, _)| *cell != own_at);
    let whole = parent.map(|(_, parent)| format!("{parent}{own}"));
    whole.into_iter().chain([own]).collect()
}

/// The fields of the heads of a sheet, by their cells.
pub fn fields(read: &FormRead, sheet: usize) -> BTreeMap<CellRef, (Option<Field>, Evidence)> {
    let name = read.sheets().get(sheet).map(|sheet| &sheet.name);
    let form = read.form.sheets.iter().find(|s| Some(&s.name) == name);
    let tables = form.into_iter().flat_map(|form| &form.tables);
    let columns = tables.flat_map(|table| &table.columns);
    columns.map(|c| (c.cell, (c.field, c.by))).collect()
}
