//! Tables of the program's own making read back: found by their heads, whatever the order, with columns added or moved.

use super::date::{self, DateReading};
use super::view::View;
use crate::diagnostic::{Check, Diagnostic};
use crate::location::{CellRef, Place};
use crate::model::PartialDate;
use crate::policy::Lookup;
use crate::text;

/// Columns of a table, by its heads.
pub type Columns = Vec<Option<u32>>;

/// A sheet in which a table is looked for.
pub struct Table<'a> {
    /// Its cells.
    pub view: View<'a>,
    /// The sheet.
    pub place: Place,
    /// The policy.
    pub lookup: &'a Lookup<'a>,
}

impl Table<'_> {
    /// The row of a head that has the first two of `heads`, and the columns of all of them.
    pub fn head(&self, heads: &[&str]) -> Option<(u32, Columns)> {
        let mut rows: Vec<u32> = self.view.grid().cells().map(|(at, _)| at.row).collect();
        rows.dedup();
        rows.into_iter().find_map(|row| {
            let cells = self.view.whole_row(row);
            let named = |head: &str| {
                let wanted = text::label_key(head);
                let column = cells.iter().find(|(_, label)| {
                    let bare = text::without_brackets(&text::label_key(label));
                    bare == wanted || text::label_key(label) == wanted
                });
                column.map(|(at, _)| at.col)
            };
            let columns: Columns = heads.iter().map(|head| named(head)).collect();
            (columns[0].is_some() && columns[1].is_some()).then_some((row, columns))
        })
    }

    /// Rows below a head in which anything stands.
    pub fn rows(&self, head: u32) -> Vec<u32> {
        let mut rows: Vec<u32> = self.view.grid().cells().map(|(at, _)| at.row).collect();
        rows.retain(|row| *row > head);
        rows.dedup();
        rows
    }

    /// What is seen in a cell of a row, or an empty text.
    pub fn text(&self, row: u32, column: Option<u32>) -> String {
        let cell = column.map(|col| CellRef::new(row, col));
        let seen = cell.and_then(|cell| self.view.seen(cell));
        seen.map_or(String::new(), |s| s.raw)
    }

    /// The date in a cell; none where nobody can read one.
    pub fn date(&self, cell: CellRef) -> Option<PartialDate> {
        match date::read_value(self.view.value(cell)?) {
            DateReading::Known(date) | DateReading::Serial(date) => Some(date),
            DateReading::Unknown => None,
        }
    }

    /// The place of a cell.
    pub fn at(&self, cell: CellRef) -> Place {
        Place {
            cell: Some(cell),
            ..self.place.clone()
        }
    }

    /// A finding at a cell.
    pub fn finding(&self, check: &Check, cell: CellRef, message: String) -> Diagnostic {
        Diagnostic::new(check, self.at(cell), message)
    }

    /// What stands behind these keys above the table: `评分方：办公室` in one cell, or key and value in neighbouring
    /// cells. The first one of each counts.
    pub fn keyed(&self, head: u32, keys: &[&str]) -> Vec<Option<(CellRef, String)>> {
        let mut out: Vec<Option<(CellRef, String)>> = vec![None; keys.len()];
        let key_at = |written: &str| {
            let label = text::label_key(written);
            keys.iter().position(|key| *key == label)
        };
        for row in 0..head {
            let cells = self.view.whole_row(row);
            for (at, (cell, written)) in cells.iter().enumerate() {
                let next = cells.get(at + 1);
                let (label, value) = match written.split_once(['：', ':']) {
                    Some((label, value)) if !value.trim().is_empty() => {
                        (label, Some((*cell, value.trim().to_owned())))
                    }
                    _ => (
                        written.as_str(),
                        // The label of another one follows where nothing was filled in.
                        next.filter(|(_, value)| key_at(value).is_none()).cloned(),
                    ),
                };
                if let (Some(key), Some(value)) = (key_at(label), value) {
                    out[key].get_or_insert(value);
                }
            }
        }
        out
    }
}
