//! A grid as a reader of forms sees it: every cell of a merged range shows the text of its first cell.

use std::collections::BTreeSet;

use crate::location::CellRef;
use crate::reader::{CellValue, Grid, Written};

/// The cells of a row that hold text.
pub type RowCells<'g> = Vec<(CellRef, Written<'g>)>;

/// What stands at a position.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'g> {
    /// The cell that holds the content.
    pub cell: CellRef,
    /// Its text, as written.
    pub raw: Written<'g>,
    /// Whether the position lies in a merged range but is not its first cell.
    pub merged: bool,
}

/// A grid with the questions that reading a form asks.
#[derive(Clone, Copy)]
pub struct View<'g> {
    grid: &'g Grid,
    hidden_rows: bool,
    hidden_cols: bool,
    /// The columns looked at by [`View::whole_row`], first and last.
    columns: (u32, u32),
    /// Rows that are passed over.
    passed: Option<&'g BTreeSet<u32>>,
}

impl<'g> View<'g> {
    /// A view that shows hidden rows and columns or not.
    pub const fn new(grid: &'g Grid, hidden_rows: bool, hidden_cols: bool) -> Self {
        Self {
            grid,
            hidden_rows,
            hidden_cols,
            columns: (0, CellRef::MAX_COL),
            passed: None,
        }
    }

    /// The same view without some rows, of which nothing is seen.
    pub const fn without(self, rows: &'g BTreeSet<u32>) -> Self {
        Self {
            passed: Some(rows),
            ..self
        }
    }

    /// The same view of some columns only; merged ranges are still seen whole.
    pub const fn within(self, first: u32, last: u32) -> Self {
        Self {
            columns: (first, last),
            ..self
        }
    }

    /// The grid itself.
    pub const fn grid(self) -> &'g Grid {
        self.grid
    }

    /// Whether the row is left out by the rule for hidden rows.
    pub fn leaves_out_row(self, row: u32) -> bool {
        !self.hidden_rows && self.grid.hidden_rows.contains(&row)
    }

    fn leaves_out(self, at: CellRef) -> bool {
        let passed = self.passed.is_some_and(|rows| rows.contains(&at.row));
        passed || (!self.hidden_cols && self.grid.hidden_cols.contains(&at.col))
    }

    /// Whether a column is one of those looked at.
    pub const fn looks_at(self, col: u32) -> bool {
        self.columns.0 <= col && col <= self.columns.1
    }

    /// The text of exactly this cell, cleaned at its ends; none if there is nothing to read.
    pub fn own(self, at: CellRef) -> Option<Written<'g>> {
        let written = self.grid.written(at)?;
        (!self.leaves_out(at) && !written.is_empty()).then_some(written)
    }

    /// The value of exactly this cell.
    pub fn value(self, at: CellRef) -> Option<&'g CellValue> {
        if self.leaves_out(at) {
            None
        } else {
            self.grid.get(at)
        }
    }

    /// What a person sees at this position.
    pub fn seen(self, at: CellRef) -> Option<Seen<'g>> {
        let cell = self.grid.anchor(at);
        self.own(cell).map(|raw| Seen {
            cell,
            raw,
            merged: cell != at,
        })
    }

    /// The cells of a row that hold text themselves, within the columns.
    pub fn row(self, row: u32, first: u32, last: u32) -> RowCells<'g> {
        let cells = self.grid.row_in(row, first, last);
        cells.filter(|cell| self.shows(cell)).collect()
    }

    fn shows(self, (at, written): &(CellRef, Written<'_>)) -> bool {
        !self.leaves_out(*at) && !written.is_empty()
    }

    /// The nearest cell to the left of a position that holds text itself, within the columns looked at.
    pub fn left_of(self, at: CellRef) -> Option<(CellRef, Written<'g>)> {
        let last = at
            .col
            .checked_sub(1)
            .filter(|last| *last >= self.columns.0)?;
        let cells = self.grid.row_in(at.row, self.columns.0, last);
        cells.rev().find(|cell| self.shows(cell))
    }

    /// All cells of a row that hold text themselves, within the columns looked at.
    pub fn whole_row(self, row: u32) -> RowCells<'g> {
        self.row(row, self.columns.0, self.columns.1)
    }

    /// Number of columns the content of a cell stretches over.
    pub fn width(self, at: CellRef) -> u32 {
        self.grid
            .merge_of(at)
            .map_or(1, super::super::location::Area::width)
    }

    /// Last row of the content of a cell.
    pub fn bottom(self, at: CellRef) -> u32 {
        self.grid.merge_of(at).map_or(at.row, |m| m.last.row)
    }

    /// Whether a merged range joins these two positions of one column.
    pub fn joined(self, upper: u32, lower: u32, col: u32) -> bool {
        let area = self.grid.merge_of(CellRef::new(lower, col));
        area.is_some_and(|m| m.contains(CellRef::new(upper, col)))
    }
}
