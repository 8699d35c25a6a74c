//! The rows below a head, sorted: the entries, and what every other row is.

use std::collections::BTreeSet;

use super::filled::Filled;
use super::group::Group;
use super::header::Head;
use super::view::View;
use crate::location::CellRef;
use crate::model::{Field, RowSpan, SkippedRow};
use crate::reader::Written;

/// Blank rows between two others that are counted, at most; below more of them only full rows belong to the table.
pub const LONGEST_GAP: u32 = 200;

/// The rows of one entry.
#[derive(Clone, Debug, PartialEq)]
pub struct RawEntry {
    /// Its physical rows.
    pub rows: RowSpan,
    /// The headings above it.
    pub group: Group,
}

/// The rows of a table's body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// Entries from top to bottom.
    pub entries: Vec<RawEntry>,
    /// All other rows.
    pub skipped: Vec<SkippedRow>,
}

impl Body {
    /// Its other rows that stand between two entries.
    pub fn between(&self) -> Vec<u32> {
        let (first, last) = (self.entries.first(), self.entries.last());
        let entries = first.map_or(0, |e| e.rows.last)..last.map_or(0, |e| e.rows.first);
        let rows = self.skipped.iter().map(|s| s.row);
        rows.filter(|row| entries.contains(row)).collect()
    }

    /// The columns of a head in which nothing stands at all.
    pub fn empty_columns(&self, view: View<'_>, head: &Head) -> BTreeSet<Field> {
        let is_empty = |col: u32| {
            self.entries.iter().all(|e| {
                (e.rows.first..=e.rows.last).all(|row| view.seen(CellRef::new(row, col)).is_none())
            })
        };
        head.columns
            .iter()
            .filter(|c| is_empty(c.cell.col))
            .filter_map(|c| c.field)
            .collect()
    }
}

/// The rows from one to another that are counted, blank ones included where they are few: of a sheet with something in its
/// last row there would be a million.
pub fn counted(view: View<'_>, first: u32, last: u32) -> Vec<u32> {
    let mut out = Vec::new();
    let mut next = first;
    for row in view.grid().rows_in(first..=last) {
        if row - next <= LONGEST_GAP {
            out.extend(next..row);
        }
        out.push(row);
        next = row + 1;
    }
    out
}

/// Whether the row is a further physical row of the entry above: all its columns are merged with it but one of
/// prose, or two where the serial number, or risk and level, are merged and show that it is one risk.
pub fn continues(
    body: &Body,
    (view, row): (View<'_>, u32),
    own: &[(CellRef, Written<'_>)],
    filled: Filled<'_>,
) -> bool {
    let Some(entry) = body.entries.last().filter(|e| e.rows.last + 1 == row) else {
        return false;
    };
    let (head, first) = (filled.head, entry.rows.first);
    let joins = |col| view.joined(first, row, col);
    let (mut joined, mut split) = (0usize, own.len());
    for column in &head.columns {
        let col = column.cell.col;
        if own.iter().any(|(at, _)| at.col == col) {
            continue;
        }
        if joins(col) {
            joined += usize::from(view.seen(CellRef::new(row, col)).is_some());
        } else if view.seen(CellRef::new(first, col)).is_some() {
            // A list that is shorter than the one beside it leaves its cell empty here.
            if own.is_empty() || !column.field.is_none_or(Field::is_prose) {
                return false;
            }
            split += 1;
        }
    }
    let prose = own
        .iter()
        .all(|(at, _)| filled.field(*at).is_none_or(Field::is_prose));
    let merged = |field| head.column(field).is_some_and(|c| joins(c.cell.col));
    let one_risk = merged(Field::Seq) || (merged(Field::Risk) && merged(Field::Level));
    joined >= 2 && prose && split <= if one_risk { 2 } else { 1 }
}
