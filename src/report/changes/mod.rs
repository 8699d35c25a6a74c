//! 08-年度对比: what became of every risk point since last year, by section and one by one.

pub(super) use list::{Between, NOTE, YEARS, columns as change_columns, sheet as list};
pub(super) use summary::{of as summary_of, sheet as summary};

mod list;
mod summary;

use super::context::ReportContext;
use crate::model::{Book, Change};
use crate::writer::Draft;

/// The workbook; `before` says of which year the former result is.
pub fn changes_book<'c>(
    changes: &'c [Change],
    before: Option<i32>,
    context: &ReportContext,
) -> Draft<'c> {
    let book = context.result("廉政风险点年度对比表", Book::Changes);
    let sheets = [
        summary::sheet(changes, before, context),
        list::sheet(changes, &list::YEARS, context),
    ];
    Draft::new(book, sheets)
}
