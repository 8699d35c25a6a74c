//! 01-廉政风险点登记汇总表: the register, the grounds of its levels and what follows from them, where each item came from, what was returned, and the account of all rows.

mod account;
mod cells;
mod columns;
mod followup;
mod grounds;
mod list;
mod merges;
mod sources;

use super::ReportContext;
use super::canvas::{Cell, short};
use super::{entry, returned};
use crate::model::{Basis, Book, Level, Register};
use crate::writer::{BookSpec, Content, StyleRole};

/// The workbook of the register.
pub fn register_book(register: &Register, context: &ReportContext) -> BookSpec {
    let mut book = context.result("廉政风险点登记汇总表", Book::Register);
    book.sheets.push(list::sheet(register, context));
    book.sheets.extend(grounds::sheet(register, context));
    book.sheets.extend(followup::sheets(register, context));
    book.sheets.extend(merges::sheet(register, context));
    book.sheets.push(sources::sheet(register, context));
    book.sheets
        .push(returned::sheet(register, context, entry::row_cell));
    book.sheets.push(account::rows(register, context));
    book.sheets.extend(cells::sheet(register, context));
    book.sheets.extend(account::skipped(register, context));
    book.sheets.extend(account::unmapped(register, context));
    book
}

/// What is shown where nobody could decide the level.
const OPEN: &str = "待定";

/// The level as shown, or 待定.
fn level_word(level: Option<Level>) -> &'static str {
    level.map_or(OPEN, Level::title)
}

/// The cell of a level that counts.
fn level_cell(level: Option<Level>) -> Cell {
    let style = match level {
        Some(Level::One) => StyleRole::LevelOne,
        Some(Level::Two) => StyleRole::LevelTwo,
        Some(Level::Three) => StyleRole::LevelThree,
        None => StyleRole::LevelOpen,
    };
    (Content::from(level_word(level)), style)
}

/// The cell that says what a level rests on.
fn basis_cell(basis: Basis) -> Cell {
    short(basis.title())
}
