//! 01-廉政风险点登记汇总表: the register, the grounds of its levels and what follows from them, where each item came from, what was returned, the account of all rows, and what next year goes on from.

mod account;
mod cells;
mod columns;
mod followup;
mod grounds;
mod list;
mod merges;
mod passed_on;
mod sentence;
mod sources;

use super::context::ReportContext;
use super::{entry, returned};
use crate::model::{Book, PairReview, Register};
use crate::writer::{Draft, Sheet};

pub use columns::level_word;
pub use followup::is_leader;

/// 监管分工: who supervises how many; none where nothing is registered.
pub fn supervision<'r>(register: &'r Register, context: &ReportContext) -> Option<Sheet<'r>> {
    let [overview, ..] = followup::sheets(register, context);
    overview
}

/// The workbook of the register; `pairs` are what people chose about repeats.
pub fn register_book<'r>(
    register: &'r Register,
    pairs: &'r PairReview,
    context: &ReportContext,
) -> Draft<'r> {
    let [overview, supervised, due, drawn] = followup::sheets(register, context);
    let returned = returned::sheet(register, context, entry::row_cell);
    let sheets = [
        Some(list::sheet(register, context)),
        grounds::sheet(register, context),
        overview,
        supervised,
        due,
        drawn,
        merges::sheet(register, context),
        Some(sources::sheet(register, context)),
        Some(returned),
        Some(account::rows(register, context)),
        cells::sheet(register, context),
        account::skipped(register, context),
        account::unmapped(register, context),
        passed_on::numbers(register, context),
        passed_on::choices(pairs, context),
    ];
    let book = context.result("廉政风险点登记汇总表", Book::Register);
    Draft::new(book, sheets.into_iter().flatten())
}
