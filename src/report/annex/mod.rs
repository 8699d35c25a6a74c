//! Blank forms for what comes in beside the self-check forms: ledgers, and a score sheet for everybody who marks. Written
//! so that what comes back is read without a question.

mod ledger;
mod marks;

use super::ReportContext;
use crate::model::{LedgerKind, Scored};
use crate::policy::{Evaluator, Policy, Scoring};
use crate::writer::BookSpec;

/// A blank ledger.
pub fn ledger_book(kind: LedgerKind, policy: &Policy, context: &ReportContext) -> BookSpec {
    let mut book = context.book(kind.title());
    book.sheets = vec![ledger::sheet(kind, policy, context)];
    book
}

/// A blank score sheet.
#[derive(Clone, Copy, Debug)]
pub struct ScoreForm<'a> {
    /// Who marks, by the place in the scheme.
    pub evaluator: usize,
    /// The section that marks itself; none where one marks all.
    pub section: Option<&'a str>,
    /// Who is marked: all there are, of whom those without an item that this one marks are left out.
    pub scored: &'a [Scored],
}

impl ScoreForm<'_> {
    /// Who marks.
    pub fn evaluator<'s>(&self, scheme: &'s Scoring) -> &'s Evaluator {
        &scheme.evaluators[self.evaluator]
    }

    /// Number of marks asked for.
    pub fn count(&self, scheme: &Scoring) -> usize {
        marks::rows(self, scheme).len()
    }
}

/// The workbook of a blank score sheet.
pub fn score_form(form: &ScoreForm<'_>, scheme: &Scoring, context: &ReportContext) -> BookSpec {
    let mut book = context.book("考核评分表");
    book.sheets = vec![marks::sheet(form, scheme, context)];
    book
}
