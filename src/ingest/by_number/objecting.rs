//! A line that does not agree with the levels of the entries and gives none: 领导小组审定意见：等级偏低，重新评定.

use super::agreeing;
use super::giving::Own;
use crate::diagnostic::Diagnostic;
use crate::ingest::checks;
use crate::ingest::objection;
use crate::location::Place;
use crate::model::Entry;
use crate::text;

impl Own<'_> {
    /// Whether it is what the section or the leading group says against the levels of these entries.
    pub fn objects(&self, entries: &[Entry]) -> bool {
        self.line.decides(self.lookup) && entries.iter().any(|entry| self.is_against(entry))
    }

    fn is_against(&self, entry: &Entry) -> bool {
        let levels = [entry.declared, entry.suggested, entry.confirmed];
        objection::speaks_against(&self.line.text, levels, self.lookup)
    }
}

/// Holds back the entries of whom it speaks; `others` are the lines with its label.
pub fn settle(own: &Own<'_>, entries: &mut [Entry], others: &[&Own<'_>]) -> Option<Diagnostic> {
    let mut meant = agreeing::meant(own, entries, others);
    meant.retain(|at| own.is_against(&entries[*at]));
    own.hold(entries, &meant);
    let words = format!("“{}”", text::excerpt(&own.line.text, 20));
    let message = objection::message(own.line.name(), &words, meant.len());
    let place = Place {
        cell: Some(own.line.cell),
        ..own.place.clone()
    };
    let told = Diagnostic::new(&checks::LEVEL_OBJECTED, place, message);
    (!meant.is_empty()).then(|| told.found(&*own.line.text))
}
