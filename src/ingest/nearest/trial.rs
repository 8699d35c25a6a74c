//! Rows of a sheet by themselves, on a copy of which changes are tried.

use crate::ingest::annex::Named;
use crate::ingest::locate::locate;
use crate::ingest::view::{RowCells, View};
use crate::location::CellRef;
use crate::policy::Lookup;
use crate::reader::{CellValue, Grid};
use crate::text;

/// Characters of a cell that are quoted.
const QUOTED: usize = 16;
/// Rows that are looked at, and columns of a table that is turned round.
const SIDE: usize = 200;

/// The rows of which the kind is asked.
pub struct Trial<'v> {
    /// The sheet.
    pub view: View<'v>,
    /// Its rows with content.
    pub rows: Vec<u32>,
    /// The policy.
    pub lookup: &'v Lookup<'v>,
}

impl<'v> Trial<'v> {
    /// Those of `rows` that have content.
    pub fn new(view: View<'v>, rows: &[u32], lookup: &'v Lookup<'v>) -> Self {
        let used = rows.iter().copied();
        let used = used.filter(|row| !view.whole_row(*row).is_empty());
        Self {
            view,
            rows: used.take(SIDE).collect(),
            lookup,
        }
    }

    /// The cells of each row.
    pub fn cells(&self) -> impl Iterator<Item = RowCells<'v>> {
        self.rows.iter().map(|row| self.view.whole_row(*row))
    }

    /// The rows below one.
    pub fn below(&self, row: u32) -> impl Iterator<Item = u32> {
        self.rows.iter().copied().filter(move |below| *below > row)
    }

    /// Whether tables are found once these cells say something else.
    pub fn reads_with(&self, changes: &[(CellRef, &str)]) -> bool {
        let mut grid = Grid::default();
        for (at, _) in self.cells().flatten() {
            if let Some(value) = self.view.value(at) {
                grid.set(at, value.clone());
            }
        }
        for (at, text) in changes {
            grid.set(*at, CellValue::Text((*text).to_owned()));
        }
        for area in self.view.grid().merges() {
            if self.rows.binary_search(&area.first.row).is_ok() {
                grid.merge(*area);
            }
        }
        let found = locate(
            View::new(&grid, true, true),
            self.lookup,
            Named::default(),
            None,
        );
        !found.tables.is_empty()
    }

    /// Whether tables are found once rows and columns change places.
    pub fn reads_turned(&self) -> bool {
        let columns = self.cells().flatten().map(|(at, _)| at.col).max();
        let wide = columns.and_then(|c| usize::try_from(c).ok());
        if wide.is_none_or(|c| c >= SIDE) {
            return false;
        }
        let mut grid = Grid::default();
        for (col, cells) in (0..).zip(self.cells()) {
            // The title stands across the table and belongs to no row of it.
            for (at, written) in cells.iter().filter(|_| cells.len() > 1) {
                let text = CellValue::Text(written.text().to_owned());
                grid.set(CellRef::new(at.col, col), text);
            }
        }
        let found = locate(
            View::new(&grid, true, true),
            self.lookup,
            Named::default(),
            None,
        );
        found.tables.iter().any(|t| t.card.is_none())
    }
}

/// A cell with what it says: C3“存在问题”.
pub fn quoted(at: CellRef, written: &str) -> String {
    format!("{at}“{}”", text::excerpt(written, QUOTED))
}
