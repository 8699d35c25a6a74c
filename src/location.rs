//! Where a value stands: cell references in A1 notation, rectangles of cells, places in files, and the parts of packages.
//! Knows nothing of workbooks; a position is only a pair of numbers with a name people can read.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A cell position, absolute: row 0 and column 0 are cell `A1` of a worksheet, as row [`CellRef::TABLE_TOP`] is of a table
/// in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellRef {
    /// Row, counted from 0 (Excel shows `row + 1`).
    pub row: u32,
    /// Column, counted from 0 (`A`).
    pub col: u32,
}

impl CellRef {
    /// The last row index of a worksheet (row 1048576).
    pub const MAX_ROW: u32 = 1_048_575;
    /// The last column index of a worksheet (column `XFD`).
    pub const MAX_COL: u32 = 16_383;
    /// The first row of a table in a document. Lines that stand above the table come before it, so that its cells keep the
    /// names they have in the table itself; no worksheet reaches so far.
    pub const TABLE_TOP: u32 = 1 << 21;

    /// A position from row and column, both counted from 0.
    pub const fn new(row: u32, col: u32) -> Self {
        Self { row, col }
    }

    /// Row number as Excel shows it, counted from 1.
    pub const fn excel_row(self) -> u32 {
        row_number(self.row)
    }

    /// Whether it stands in or around a table of a document, and not in a worksheet.
    pub const fn is_in_document(self) -> bool {
        self.row > Self::MAX_ROW
    }

    /// How many lines above a table in a document this one stands; nothing of a cell in a table or worksheet.
    const fn above_table(self) -> Option<u32> {
        if self.row > Self::MAX_ROW && self.row < Self::TABLE_TOP {
            Some(Self::TABLE_TOP - self.row)
        } else {
            None
        }
    }
}

/// The number people know a row by, counted from 1: in a worksheet as Excel shows it, in a document from the table's first
/// row; 0 for what stands above that table.
pub const fn row_number(row: u32) -> u32 {
    if row <= CellRef::MAX_ROW {
        row + 1
    } else {
        (row + 1).saturating_sub(CellRef::TABLE_TOP)
    }
}

/// The letters of a column counted from 0: 0 is `A`, 27 is `AB`.
pub fn column_letters(col: u32) -> String {
    let mut rest = col + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.above_table() {
            Some(lines) => write!(f, "表上方第{lines}段"),
            None => write!(f, "{}{}", column_letters(self.col), self.excel_row()),
        }
    }
}

/// The text was not a cell reference such as `B7`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是单元格地址（应形如 B7）")]
pub struct BadCellRef(String);

impl FromStr for CellRef {
    type Err = BadCellRef;

    fn from_str(text: &str) -> Result<Self, BadCellRef> {
        let bad = || BadCellRef(text.to_owned());
        let above = text.strip_prefix("表上方第");
        if let Some(lines) = above.and_then(|rest| rest.strip_suffix('段')) {
            let lines: u32 = lines.parse().map_err(|_| bad())?;
            let inside = (1..Self::TABLE_TOP - Self::MAX_ROW).contains(&lines);
            return if inside {
                Ok(Self::new(Self::TABLE_TOP - lines, 0))
            } else {
                Err(bad())
            };
        }
        let digits = text.find(|c: char| c.is_ascii_digit()).ok_or_else(bad)?;
        let (letters, number) = text.split_at(digits);
        let known = !letters.is_empty()
            && letters.len() <= 3
            && letters.bytes().all(|b| b.is_ascii_uppercase());
        if !known {
            return Err(bad());
        }
        let col = letters
            .bytes()
            .fold(0u32, |sum, b| sum * 26 + u32::from(b - b'A') + 1);
        let row: u32 = number.parse().map_err(|_| bad())?;
        if row == 0 || row - 1 > Self::MAX_ROW || col - 1 > Self::MAX_COL {
            return Err(bad());
        }
        Ok(Self::new(row - 1, col - 1))
    }
}

impl Serialize for CellRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CellRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A rectangle of cells, both corners inside it. A merged range is one of these.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Area {
    /// Top left cell.
    pub first: CellRef,
    /// Bottom right cell.
    pub last: CellRef,
}

impl Area {
    /// The rectangle spanned by two corners given in any order.
    pub fn new(a: CellRef, b: CellRef) -> Self {
        Self {
            first: CellRef::new(a.row.min(b.row), a.col.min(b.col)),
            last: CellRef::new(a.row.max(b.row), a.col.max(b.col)),
        }
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn around(self, other: Self) -> Self {
        Self {
            first: CellRef::new(
                self.first.row.min(other.first.row),
                self.first.col.min(other.first.col),
            ),
            last: CellRef::new(
                self.last.row.max(other.last.row),
                self.last.col.max(other.last.col),
            ),
        }
    }

    /// Whether `cell` lies inside.
    pub const fn contains(self, cell: CellRef) -> bool {
        self.first.row <= cell.row
            && cell.row <= self.last.row
            && self.first.col <= cell.col
            && cell.col <= self.last.col
    }

    /// Number of rows.
    pub const fn height(self) -> u32 {
        self.last.row - self.first.row + 1
    }

    /// Number of columns.
    pub const fn width(self) -> u32 {
        self.last.col - self.first.col + 1
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}:{}", self.first, self.last)
        }
    }
}

/// A place a person can open: a file, and where they are known its sheet and cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file as the user named it, relative to the folder that was given, with `/` between folders.
    pub file: Arc<str>,
    /// The sheet's name.
    pub sheet: Option<Arc<str>>,
    /// The cell.
    pub cell: Option<CellRef>,
}

impl Place {
    /// A whole file.
    pub fn file(file: &Arc<str>) -> Self {
        Self {
            file: Arc::clone(file),
            sheet: None,
            cell: None,
        }
    }

    /// A whole sheet of a file.
    pub fn sheet(file: &Arc<str>, sheet: &Arc<str>) -> Self {
        Self {
            sheet: Some(Arc::clone(sheet)),
            ..Self::file(file)
        }
    }

    /// One cell of a sheet.
    pub fn cell(file: &Arc<str>, sheet: &Arc<str>, cell: CellRef) -> Self {
        Self {
            cell: Some(cell),
            ..Self::sheet(file, sheet)
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, " [{sheet}]")?;
        }
        if let Some(cell) = self.cell {
            write!(f, " {cell}")?;
        }
        Ok(())
    }
}

/// The part of a package that a target names: absolute, or from the folder of the part that names it; `.`, `..` and either slash may be used.
pub fn part_named(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let (base, rest) = match target.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder, target.as_str()),
    };
    let mut path: Vec<&str> = Vec::new();
    for step in base.split('/').chain(rest.split('/')) {
        match step {
            "" | "." => {}
            ".." => _ = path.pop(),
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_and_read_as_excel_does() {
        for (row, col, text) in [
            (0, 0, "A1"),
            (6, 27, "AB7"),
            (1_048_575, 16_383, "XFD1048576"),
        ] {
            assert_eq!(CellRef::new(row, col).to_string(), text);
            assert_eq!(text.parse(), Ok(CellRef::new(row, col)));
        }
    }

    #[test]
    fn a_cell_of_a_document_is_named_as_in_its_table() {
        let at = |row| CellRef::new(row, 2).to_string();
        let top = CellRef::TABLE_TOP;
        assert_eq!((at(top), at(top + 9)), ("C1".to_owned(), "C10".to_owned()));
        assert_eq!(at(top - 1), "表上方第1段");
        assert_eq!("表上方第1段".parse(), Ok(CellRef::new(top - 1, 0)));
        assert_eq!((row_number(top + 9), row_number(top - 3)), (10, 0));
    }

    #[test]
    fn what_is_no_cell_is_refused() {
        for text in ["", "A", "7", "A0", "XFE1", "A1048577", "a1", "A1:B2", "甲1"] {
            assert!(text.parse::<CellRef>().is_err(), "{text}");
        }
    }

    #[test]
    fn targets_lead_to_parts_however_they_are_written() {
        for (folder, target, part) in [
            ("xl/", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "/xl/styles.xml", "xl/styles.xml"),
            ("xl/", "../xl/./styles.xml", "xl/styles.xml"),
            ("", "xl\\workbook.xml", "xl/workbook.xml"),
            ("", "../../etc", "etc"),
        ] {
            assert_eq!(part_named(folder, target), part);
        }
    }
}
