//! One line of a ledger: its cells and what stands in them.

use std::collections::BTreeMap;

use super::super::listed::Table;
use super::closing;
use super::head::{self, Head};
use crate::diagnostic::{Check, Diagnostic};
use crate::location::CellRef;
use crate::model::{LedgerField, LedgerKind, PartialDate};

/// A row of a ledger.
pub struct Line<'a> {
    /// The sheet.
    pub table: &'a Table<'a>,
    /// Its head.
    pub head: &'a Head,
    /// The row.
    pub row: u32,
    /// Which ledger.
    pub kind: LedgerKind,
    /// The section of all lines, where the ledger has no column for it.
    pub section: Option<&'a str>,
    /// The year of the ledger, where it says one.
    pub year: Option<i32>,
}

impl Line<'_> {
    /// The cell by which the line is named: what was done, else the matter, else the first that says anything.
    pub fn first(&self) -> Option<CellRef> {
        let said = |cell: &CellRef| self.table.view.seen(*cell).is_some();
        let own = [LedgerField::Kind, LedgerField::Ground];
        let own = own.into_iter().find_map(|f| self.cell(f).filter(said));
        own.or_else(|| {
            let columns = self.head.columns().filter(|(f, _)| *f != LedgerField::Seq);
            let mut cells = columns.map(|(_, col)| CellRef::new(self.row, col));
            cells.find(said)
        })
    }

    /// All that is written in it, field by field.
    pub fn written(&self) -> BTreeMap<LedgerField, String> {
        let told = self
            .head
            .columns()
            .map(|(field, _)| (field, self.text(field)));
        told.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// The cell of a field, where the ledger has its column.
    pub fn cell(&self, field: LedgerField) -> Option<CellRef> {
        head::cell(self.head, self.row, field)
    }

    /// What stands in it; nothing where it says that there is nothing.
    pub fn text(&self, field: LedgerField) -> String {
        let written = self.table.text(self.row, self.head.column(field));
        if self.table.lookup.is_blank(&written) {
            String::new()
        } else {
            written
        }
    }

    /// A finding at the cell of a field, or at another where the ledger has no such column.
    pub fn find(
        &self,
        check: &Check,
        field: LedgerField,
        message: String,
        findings: &mut Vec<Diagnostic>,
    ) {
        let Some(cell) = self.cell(field).or_else(|| self.first()) else {
            return;
        };
        let found = self.text(field);
        let mut finding = self.table.finding(check, cell, message);
        if !found.is_empty() {
            finding = finding.found(found);
        }
        findings.push(finding);
    }

    /// Whether a text says that it is closed, or that it is not, and on which day it was.
    pub fn state(&self, written: &str) -> Option<(bool, Option<PartialDate>)> {
        let words = &self.table.lookup.policy().scoring.closed;
        closing::read(written, self.year, words)
    }
}
