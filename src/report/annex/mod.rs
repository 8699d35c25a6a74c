//! Blank forms for what comes in beside the self-check forms: ledgers, a score sheet for everybody who marks, cross checks and
//! ballots. Written
//! so that what comes back is read without a question.

mod ledger;
mod marks;
mod opinions;

pub use marks::{ScoreForm, Whose};
pub use opinions::{CrossCheckForm, ballot_book, cross_check_book};

use super::context::ReportContext;
use crate::model::{LedgerEntry, LedgerKind};
use crate::policy::Policy;
use crate::writer::BookSpec;

/// A blank ledger, on whose first rows these lines stand already.
pub fn ledger_book(
    kind: LedgerKind,
    lines: &[LedgerEntry],
    policy: &Policy,
    context: &ReportContext,
) -> BookSpec {
    let mut book = context.book(kind.title());
    book.sheets = vec![ledger::sheet(kind, lines, policy, context)];
    book
}

/// The workbook of a blank score sheet.
pub fn score_form(form: &ScoreForm<'_>, policy: &Policy, context: &ReportContext) -> BookSpec {
    let mut book = context.book("考核评分表");
    book.sheets = vec![marks::sheet(form, policy, context)];
    book
}
