//! 06-公示表: the public edition, made to hang on a notice board, and how many risks of each level there are. Knows
//! nothing but what may be published.

mod levels;
mod list;

use super::ReportContext;
use super::canvas::Cell;
use crate::model::{Book, Level, PublicColumn, PublicItem};
use crate::writer::{BookSpec, StyleRole};

/// The workbook of the public edition.
pub fn public_book(
    items: &[PublicItem],
    columns: &[PublicColumn],
    context: &ReportContext,
) -> BookSpec {
    let mut book = context.result(list::TITLE, Book::Public);
    book.sheets = vec![
        list::sheet(items, columns, context),
        levels::sheet(items, context),
    ];
    book
}

/// The cell of a level.
fn level_cell(item: &PublicItem) -> Cell {
    let style = match item.level {
        Some(Level::One) => StyleRole::LevelOne,
        Some(Level::Two) => StyleRole::LevelTwo,
        Some(Level::Three) => StyleRole::LevelThree,
        None => StyleRole::LevelOpen,
    };
    (item.level_title().into(), style)
}
