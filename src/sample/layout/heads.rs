//! Heads of tables: in one row, in two, and again on the next printed page.

use super::pad::{Pad, RowKind};
use super::page::Table;
use crate::location::{Area, CellRef};
use crate::model::Field;
use crate::sample::manner::Care;
use crate::writer::{CellSpec, StyleRole};

impl Pad<'_> {
    /// The head in one row.
    pub fn head(&mut self) {
        let row = self.row;
        for (col, column) in (self.left..).zip(self.columns.clone()) {
            self.put(row, col, column.label, self.head_style());
        }
        self.begin_body(row);
    }

    /// The head in two rows: each group has a text over its columns; all other heads are merged downwards.
    pub fn two_row_head(&mut self, groups: &[(&str, Vec<Field>)]) {
        let (row, style) = (self.row, self.head_style());
        for (col, column) in (self.left..).zip(self.columns.clone()) {
            let group = groups
                .iter()
                .find(|(_, fields)| column.field.is_some_and(|f| fields.contains(&f)));
            let Some((text, fields)) = group else {
                self.put(row, col, column.label, style);
                self.merge(CellRef::new(row, col), CellRef::new(row + 1, col));
                continue;
            };
            if fields.first() == column.field.as_ref() {
                let width = u32::try_from(fields.len()).unwrap_or(1);
                self.put(row, col, *text, style);
                self.merge(CellRef::new(row, col), CellRef::new(row, col + width - 1));
            }
            self.put(row + 1, col, column.label, style);
        }
        self.row += 1;
        self.begin_body(row);
    }

    /// The body of the table whose head begins in row `first` and ends in the present one.
    fn begin_body(&mut self, first: u32) {
        let last = CellRef::new(self.row, self.last_col());
        self.row += 1;
        if !self.in_body {
            let head = Area::new(CellRef::new(first, self.left), last);
            for (col, column) in (self.left..).zip(self.columns.clone()) {
                if column.field.is_none() && column.aside.is_none() {
                    self.report(CellRef::new(last.row, col), ("T02", "程序不认识的栏目"));
                }
            }
            self.tables.push(Table {
                head,
                columns: self.columns.clone(),
            });
        }
        self.in_body = true;
        self.pending = 0;
    }

    fn head_style(&self) -> StyleRole {
        match self.job.manner.care {
            Care::Neat => StyleRole::Head,
            Care::Lined => StyleRole::BodyCenter,
            Care::Raw => StyleRole::Plain,
        }
    }

    /// Title, key-values and head again on the next printed page, taken over from the first `first..last` rows.
    pub fn repeat(&mut self, first: u32, last: u32) {
        let shift = self.row - first;
        let inside = |at: CellRef| first <= at.row && at.row < last;
        let cells: Vec<CellSpec> = self
            .sheet
            .cells
            .iter()
            .filter(|c| inside(c.at))
            .cloned()
            .collect();
        let merges: Vec<Area> = self
            .sheet
            .merges
            .iter()
            .copied()
            .filter(|m| inside(m.first))
            .collect();
        let down = |at: CellRef| CellRef::new(at.row + shift, at.col);
        self.sheet.cells.extend(cells.into_iter().map(|c| CellSpec {
            at: down(c.at),
            ..c
        }));
        self.sheet.merges.extend(
            merges
                .iter()
                .map(|m| Area::new(down(m.first), down(m.last))),
        );
        for _ in first..last {
            self.row += 1;
            self.count(RowKind::RepeatedHead);
        }
    }
}
