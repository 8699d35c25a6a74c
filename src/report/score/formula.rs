//! Formulas in which other sheets are named, each with the result reckoned here. Only functions that Excel 2010, WPS and
//! LibreOffice share.

use std::fmt;
use std::sync::Arc;

use crate::location::{CellRef, column_letters};
use crate::model::Points;
use crate::writer::Content;

/// What stands where there is nothing to say. An empty text as a stored result is shown as 0 by LibreOffice.
pub const NONE: &str = "—";
/// What stands in the place of a total while an item is open.
pub const UNFINISHED: &str = "未评完";
/// What stands in place of points not given.
pub const OPEN: &str = "未评";

/// What stands in place of points that do not apply.
pub const OUT: &str = "不适用";

/// A cell of some sheet, as a formula on any sheet names it: `'评分方案'!$C$5`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ref {
    sheet: Arc<str>,
    at: CellRef,
}

impl Ref {
    /// The cell of this sheet.
    pub fn new(sheet: &str, at: CellRef) -> Self {
        Self {
            sheet: sheet.replace('\'', "''").into(),
            at,
        }
    }
}

impl Ref {
    /// The cell that stands as far below and right of it as this one does of A1.
    pub fn beyond(&self, at: CellRef) -> Self {
        Self {
            sheet: Arc::clone(&self.sheet),
            at: CellRef::new(self.at.row + at.row, self.at.col + at.col),
        }
    }
}

impl fmt::Display for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (letters, row) = (column_letters(self.at.col), self.at.excel_row());
        write!(f, "'{}'!${letters}${row}", self.sheet)
    }
}

/// Part of a column that stays where it is when the formula is copied: `P$5:P$22`.
pub fn pinned(col: u32, first: u32, last: u32) -> String {
    let letters = column_letters(col);
    format!("{letters}${}:{letters}${}", first + 1, last + 1)
}

/// A formula whose result is a number of points.
pub fn points(formula: String, result: Points) -> Content {
    Content::Formula {
        formula,
        result: result.as_f64(),
    }
}

/// A formula whose result is a count.
pub fn count(formula: String, result: usize) -> Content {
    match Content::count(result) {
        Content::Number(result) => Content::Formula { formula, result },
        other => other,
    }
}

/// A formula whose result is text.
pub fn words(formula: String, result: impl Into<String>) -> Content {
    Content::TextFormula {
        formula,
        result: result.into(),
    }
}

/// A formula whose result is a number of points, or a word where there is none.
pub fn points_or(formula: String, result: Option<Points>, word: &str) -> Content {
    match result {
        Some(result) => points(formula, result),
        None => words(formula, word),
    }
}
