//! 06-公示表: the public edition, made to hang on a notice board, and how many risks of each level there are. Knows
//! nothing but what may be published.

mod levels;
mod list;
mod page;

pub(super) use levels::{by_unit, sheet as levels_sheet};
pub(super) use list::{TITLE, column, laid_out};
pub use page::{public_page, units_page};

use super::context::ReportContext;
use crate::model::{Book, PublicColumn, PublicItem};
use crate::writer::Draft;

/// The workbook of the public edition.
pub fn public_book<'r>(
    items: &'r [PublicItem],
    columns: &[PublicColumn],
    context: &ReportContext,
) -> Draft<'r> {
    let sheets = [
        list::sheet(items, columns, context),
        levels::sheet(("科室", levels::by_section(items)), items.len(), context),
    ];
    Draft::new(context.result(list::TITLE, Book::Public), sheets)
}
