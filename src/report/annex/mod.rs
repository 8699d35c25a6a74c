//! Blank forms for what comes in beside the self-check forms: ledgers, and a score sheet for everybody who marks. Written
//! so that what comes back is read without a question.

mod ledger;
mod marks;

use super::ReportContext;
use crate::model::{LedgerKind, Scored};
use crate::policy::{Evaluator, Policy, ScoreItem, Scoring};
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

    /// The marks asked for, one who is scored after the other.
    pub fn rows<'s>(&'s self, scheme: &'s Scoring) -> Vec<(&'s Scored, &'s ScoreItem)> {
        let own = self.scored.iter();
        let own = own.filter(|s| self.section.is_none_or(|name| s.section == name));
        let asked = own.flat_map(|scored| {
            let items = scheme.marked_by(self.evaluator);
            let items = items.filter(move |item| item.subject == scored.kind());
            items.map(move |item| (scored, item))
        });
        asked.collect()
    }
}

/// The workbook of a blank score sheet.
pub fn score_form(form: &ScoreForm<'_>, scheme: &Scoring, context: &ReportContext) -> BookSpec {
    let mut book = context.book("考核评分表");
    book.sheets = vec![marks::sheet(form, scheme, context)];
    book
}
