//! Cells of a workbook filled in as a person would in Excel: what they say changes, how they look does not, and every other
//! part stays byte for byte.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::Unmarkable;
use super::book::{Book, NO_SHEETS};
use super::cells::{Write, empty_cell, text_cell};
use super::package::Package;
use super::sheet::Sheet;
use super::xml::{Edits, child, tags};
use crate::location::CellRef;

const SHARED: Unmarkable = Unmarkable("这一格里的公式别的格也在用，请在 Excel 或 WPS 中改");
/// Days between the beginnings of the two systems of dates.
const SHIFT_1904: i64 = 1_462;

/// What a cell is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filling {
    /// Nothing any more.
    Nothing,
    /// A text.
    Text(String),
    /// A day.
    Day(NaiveDate),
}

/// A cell to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Its sheet.
    pub sheet: Arc<str>,
    /// The cell.
    pub cell: CellRef,
    /// What it is to say.
    pub content: Filling,
}

/// The workbook with these cells filled in; of two for one cell the later counts.
///
/// # Errors
/// It cannot be changed safely, and why.
pub fn filled(bytes: &[u8], fills: &[Fill]) -> Result<Vec<u8>, Unmarkable> {
    let mut package = Package::open(bytes)?;
    let book = Book::read(&mut package)?;
    let from_1904 = counts_from_1904(&package.text(&book.part)?)?;
    let mut sheets: BTreeMap<&str, BTreeMap<CellRef, &Filling>> = BTreeMap::new();
    for fill in fills {
        let cells = sheets.entry(&fill.sheet).or_default();
        cells.insert(fill.cell, &fill.content);
    }
    for (name, cells) in sheets {
        let listed = book.sheets.iter().find(|s| s.name == name);
        let part = listed.and_then(|s| s.part.as_deref()).ok_or(NO_SHEETS)?;
        let text = package.text(part)?;
        let sheet = Sheet::new(&text)?;
        if cells.keys().any(|at| is_shared(&sheet, *at)) {
            return Err(SHARED);
        }
        let writes = cells.into_iter().map(|(at, content)| {
            let cell = cell((at, sheet.style(at)), content, from_1904);
            (at, Write::Cell(cell))
        });
        let mut edits = Edits::default();
        sheet.write(writes.collect(), &mut edits);
        package.put(part, edits.apply(&text));
    }
    package.finish()
}

/// Whether a cell holds the formula of others as well: they would be left without one.
fn is_shared(sheet: &Sheet<'_>, at: CellRef) -> bool {
    let there = sheet
        .rows
        .get(&at.row)
        .and_then(|row| row.cells.get(&at.col));
    let Some(number) = there.and_then(|cell| sheet.shares(cell)) else {
        return false;
    };
    let all = sheet.rows.values().flat_map(|row| row.cells.values());
    let sharing = all.filter_map(|cell| sheet.shared(cell));
    sharing.filter(|(_, own)| *own == number).count() > 1
}

fn cell((at, style): (CellRef, usize), content: &Filling, from_1904: bool) -> String {
    match content {
        Filling::Nothing => empty_cell(at, style),
        Filling::Text(text) => text_cell(at, style, text),
        Filling::Day(day) => {
            let serial = serial(*day) - if from_1904 { SHIFT_1904 } else { 0 };
            format!("<c r=\"{at}\" s=\"{style}\"><v>{serial}</v></c>")
        }
    }
}

/// The number by which a workbook knows a day; that of 1900-03-01 is 61, and what came before does not happen here.
fn serial(day: NaiveDate) -> i64 {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (day - first).num_days()
}

/// Whether the days of a workbook are counted from 1904 on.
fn counts_from_1904(workbook: &str) -> Result<bool, Unmarkable> {
    let found = tags(workbook)?;
    let own = child(&found, "workbookPr").and_then(|at| found[at].attribute("date1904"));
    Ok(own.is_some_and(|flag| flag == "1" || flag == "true"))
}
