//! A sheet as cells at absolute positions (invariant 4): sparse, with its merged ranges and hidden rows and columns.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::iter::successors;
use std::ops::{Bound, Deref, RangeBounds};

use chrono::NaiveDateTime;

use crate::location::{Area, CellRef};
use crate::text::{self, Keyed};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum CellValue {
    /// Text, as written.
    Text(String),
    /// A number, percentages and amounts included.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A number with a date format, in range and converted (1900 or 1904 system).
    Date(NaiveDateTime),
    /// An error value such as `#REF!`, or a cell that could not be read.
    Error(String),
    /// A formula without a stored result.
    NoResult,
    /// A picture inside the cell.
    Picture,
}

/// What a cell holds whose value could not be read and has no name of its own.
const UNREADABLE: &str = "#无法识别";

impl CellValue {
    /// A value that could not be read.
    pub(super) fn unreadable() -> Self {
        Self::Error(UNREADABLE.to_owned())
    }

    /// The text a person sees, as far as it can be known without the number format.
    pub fn display(&self) -> String {
        match self {
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => text::number(*number),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
            Self::Date(at) if at.time() == chrono::NaiveTime::MIN => {
                at.format("%Y-%m-%d").to_string()
            }
            Self::Date(at) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
            Self::NoResult => String::new(),
            Self::Picture => "[图片]".to_owned(),
        }
    }
}

/// A cell with what is read in it, made ready once.
#[derive(Clone, Debug)]
struct Cell {
    value: CellValue,
    /// Its text cleaned at its ends, where that is not the value itself.
    cleaned: Option<Box<str>>,
    key: OnceCell<Box<str>>,
}

impl From<CellValue> for Cell {
    fn from(value: CellValue) -> Self {
        let cleaned = match &value {
            CellValue::Text(text) | CellValue::Error(text) if text::is_clean(text) => None,
            value => Some(text::clean(&value.display()).into()),
        };
        Self {
            value,
            cleaned,
            key: OnceCell::new(),
        }
    }
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// What is written in a cell, cleaned at its ends; its comparable form is made when it is first asked for, and kept.
#[derive(Clone, Copy, Debug)]
pub struct Written<'g>(&'g Cell);

impl<'g> Written<'g> {
    /// The text.
    pub fn text(self) -> &'g str {
        match (&self.0.cleaned, &self.0.value) {
            (Some(cleaned), _) => cleaned,
            (None, CellValue::Text(text) | CellValue::Error(text)) => text,
            (None, _) => "",
        }
    }

    /// Its comparable form, by [`text::key`].
    pub fn folded(self) -> &'g str {
        self.0
            .key
            .get_or_init(|| text::key(self.text()).into_boxed_str())
    }

    /// That of a column head, by [`text::label_key`].
    pub fn label(self) -> &'g str {
        text::label_of(self.folded())
    }
}

impl Deref for Written<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text()
    }
}

impl Keyed for Written<'_> {
    fn key(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.folded())
    }
}

/// A sheet's cells. Cells without content are absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    cells: BTreeMap<CellRef, Cell>,
    merges: Vec<Area>,
    /// The merged ranges again, by the first cell they have in each row: ranges do not overlap, so the nearest one to
    /// the left is the only one a cell can lie in.
    by_row: BTreeMap<CellRef, usize>,
    /// Hidden rows that have content, counted from 0.
    pub hidden_rows: BTreeSet<u32>,
    /// Hidden columns that have content, counted from 0.
    pub hidden_cols: BTreeSet<u32>,
    /// Cells through all of whose text a line goes.
    pub struck: BTreeSet<CellRef>,
    /// What people noted at cells (批注).
    pub notes: BTreeMap<CellRef, String>,
}

impl Grid {
    /// Puts a value into a cell. Blank text is dropped.
    pub fn set(&mut self, at: CellRef, value: CellValue) {
        if !matches!(&value, CellValue::Text(t) if t.trim().is_empty()) {
            self.cells.insert(at, value.into());
        }
    }

    /// Keeps the content of those cells alone for which `keep` says so.
    pub fn retain(&mut self, mut keep: impl FnMut(CellRef) -> bool) {
        self.cells.retain(|at, _| keep(*at));
    }

    /// Adds a merged range, cut to the rows in use; to be called after the cells are set. One cell alone is no range.
    pub fn merge(&mut self, area: Area) {
        let Some(bottom) = self.last_row() else {
            return;
        };
        let last = CellRef::new(area.last.row.min(bottom), area.last.col);
        if area.first.row > bottom || area.first == last {
            return;
        }
        let index = self.merges.len();
        self.merges.push(Area {
            first: area.first,
            last,
        });
        for row in area.first.row..=last.row {
            self.by_row.insert(CellRef::new(row, area.first.col), index);
        }
    }

    /// The value in exactly this cell.
    pub fn get(&self, at: CellRef) -> Option<&CellValue> {
        self.cells.get(&at).map(|cell| &cell.value)
    }

    /// The merged range a cell belongs to.
    pub fn merge_of(&self, at: CellRef) -> Option<Area> {
        let (_, index) = self
            .by_row
            .range(CellRef::new(at.row, 0)..=at)
            .next_back()?;
        Some(self.merges[*index]).filter(|area| area.contains(at))
    }

    /// The cell that holds the content of this one: the first cell of its merged range, or itself.
    pub fn anchor(&self, at: CellRef) -> CellRef {
        self.merge_of(at).map_or(at, |m| m.first)
    }

    /// All merged ranges.
    pub fn merges(&self) -> &[Area] {
        &self.merges
    }

    /// All cells with content, row by row.
    pub fn cells(&self) -> impl Iterator<Item = (CellRef, &CellValue)> {
        self.cells.iter().map(|(at, cell)| (*at, &cell.value))
    }

    /// The cells of one row that have content, from left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (CellRef, Written<'_>)> {
        self.row_in(row, 0, u32::MAX)
    }

    /// Those of them from one column to another.
    pub fn row_in(
        &self,
        row: u32,
        first: u32,
        last: u32,
    ) -> impl DoubleEndedIterator<Item = (CellRef, Written<'_>)> {
        // A range that ends before it begins would panic.
        let last = CellRef::new(row, last.max(first));
        self.cells
            .range(CellRef::new(row, first)..=last)
            .map(|(at, cell)| (*at, Written(cell)))
    }

    /// What is written in exactly this cell.
    pub fn written(&self, at: CellRef) -> Option<Written<'_>> {
        self.cells.get(&at).map(Written)
    }

    /// The rows that have content, from top to bottom.
    pub fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|at| at.row).collect();
        rows.dedup();
        rows
    }

    /// Those of them in a range. No more of the sheet is looked at than is asked for.
    pub fn rows_in(&self, rows: impl RangeBounds<u32>) -> impl Iterator<Item = u32> {
        let first = match rows.start_bound() {
            Bound::Included(row) => Some(*row),
            Bound::Excluded(row) => row.checked_add(1),
            Bound::Unbounded => Some(0),
        };
        let next = |from: u32| {
            let mut cells = self.cells.range(CellRef::new(from, 0)..);
            cells.next().map(|(at, _)| at.row)
        };
        let used = successors(first.and_then(next), move |row| next(row.checked_add(1)?));
        used.take_while(move |row| rows.contains(row))
    }

    /// The last row with content.
    pub fn last_row(&self) -> Option<u32> {
        self.cells.last_key_value().map(|(at, _)| at.row)
    }

    /// Whether these are the cells of a table in a document, and not of a worksheet.
    pub fn is_in_document(&self) -> bool {
        self.cells
            .keys()
            .next()
            .is_some_and(|at| at.is_in_document())
    }

    /// Whether there is no content at all.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(name: &str) -> CellRef {
        name.parse().expect("a cell")
    }

    #[test]
    fn a_cell_finds_the_merged_range_it_lies_in() {
        let mut grid = Grid::default();
        grid.set(at("A1"), CellValue::Text("科室".to_owned()));
        grid.set(at("D4"), CellValue::Text("备注".to_owned()));
        for (first, last) in [("A1", "A3"), ("B2", "C3"), ("D4", "D9"), ("A7", "B8")] {
            grid.merge(Area::new(at(first), at(last)));
        }
        let found = |name: &str| grid.merge_of(at(name)).map(|area| area.to_string());
        assert_eq!(found("A2").as_deref(), Some("A1:A3"));
        assert_eq!(found("C2").as_deref(), Some("B2:C3"));
        assert_eq!((found("D2"), found("B1"), found("A4")), (None, None, None));
        assert_eq!(found("D4"), None, "below row 4 nothing is left of D4:D9");
        assert_eq!(
            (grid.anchor(at("A3")), grid.anchor(at("E5"))),
            (at("A1"), at("E5"))
        );
        assert_eq!(grid.merges().len(), 2);
    }

    #[test]
    fn rows_are_given_by_ranges() {
        let mut grid = Grid::default();
        for name in ["A2", "C2", "B5", "A1048576"] {
            grid.set(at(name), CellValue::Bool(true));
        }
        let found = |rows: (Bound<u32>, Bound<u32>)| grid.rows_in(rows).collect::<Vec<u32>>();
        let last = CellRef::MAX_ROW;
        assert_eq!(found((Bound::Unbounded, Bound::Unbounded)), grid.rows());
        assert_eq!(found((Bound::Included(1), Bound::Included(4))), [1, 4]);
        assert_eq!(found((Bound::Excluded(1), Bound::Excluded(last))), [4]);
        assert!(found((Bound::Excluded(u32::MAX), Bound::Unbounded)).is_empty());
    }
}
