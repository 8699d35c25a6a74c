//! Tables of the program's own making read back: found by their heads, whatever the order, with columns added or moved.

use super::date::{self, DateReading};
use super::view::View;
use crate::diagnostic::{Check, Diagnostic};
use crate::location::{CellRef, Place};
use crate::model::PartialDate;
use crate::policy::Lookup;
use crate::text::{self, BRACKETS};

/// Columns of a table, by its heads.
pub type Columns = Vec<Option<u32>>;

/// A head longer than this is prose, not a head.
const LONGEST_LABEL: usize = 30;

/// The words of a row that may be heads, made comparable, with their columns.
pub struct Labels<'g>(Vec<(u32, &'g str)>);

impl<'g> Labels<'g> {
    /// Those of a row.
    pub fn at(view: View<'g>, row: u32) -> Self {
        let cells = view.whole_row(row).into_iter();
        let short = cells.filter(|(_, label)| label.chars().nth(LONGEST_LABEL).is_none());
        Self(short.map(|(at, label)| (at.col, label.label())).collect())
    }

    /// All of them.
    pub fn all(&self) -> &[(u32, &'g str)] {
        &self.0
    }

    /// The columns of `heads`, where the first two of them are there.
    pub fn columns(&self, heads: &[&str]) -> Option<Columns> {
        let mut columns = Columns::new();
        for (index, head) in heads.iter().enumerate() {
            let wanted = text::label_key(head);
            let is_it = |label: &str| {
                label == wanted
                    || (label.contains(BRACKETS) && text::without_brackets(label) == wanted)
            };
            let named = self.0.iter().find(|(_, label)| is_it(label));
            if index < 2 && named.is_none() {
                return None;
            }
            columns.push(named.map(|(col, _)| *col));
        }
        Some(columns)
    }
}

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
        let mut rows = self.view.grid().rows().into_iter();
        rows.find_map(|row| Some((row, Labels::at(self.view, row).columns(heads)?)))
    }

    /// Rows below a head in which anything stands, as far as the row `last`.
    pub fn rows(&self, head: u32, last: u32) -> Vec<u32> {
        self.view.grid().rows_in(head + 1..=last).collect()
    }

    /// What is seen in a cell of a row, or an empty text.
    pub fn text(&self, row: u32, column: Option<u32>) -> String {
        let cell = column.map(|col| CellRef::new(row, col));
        let seen = cell.and_then(|cell| self.view.seen(cell));
        seen.map_or(String::new(), |s| s.raw.text().to_owned())
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

    /// What stands behind these keys in the rows above the table: `评分方：办公室` in one cell, or key and value in neighbouring
    /// cells. The first one of each counts.
    pub fn keyed(
        &self,
        above: impl IntoIterator<Item = u32>,
        keys: &[&str],
    ) -> Vec<Option<(CellRef, String)>> {
        let mut out: Vec<Option<(CellRef, String)>> = vec![None; keys.len()];
        let key_at = |written: &str| {
            let label = text::label_key(written);
            keys.iter().position(|key| *key == label)
        };
        for row in above {
            let cells = self.view.whole_row(row);
            for (at, (cell, written)) in cells.iter().enumerate() {
                let next = cells.get(at + 1);
                let (label, value) = match written.split_once(['：', ':']) {
                    Some((label, value)) if !value.trim().is_empty() => {
                        (label, Some((*cell, value.trim().to_owned())))
                    }
                    _ => (
                        written.text(),
                        // The label of another one follows where nothing was filled in.
                        next.filter(|(_, value)| key_at(value).is_none())
                            .map(|(cell, value)| (*cell, value.text().to_owned())),
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
