//! The levels of the entries of a table, step by step of the chain: by their columns, by what agrees with them, by numbers, by
//! remarks, and against what is said of them.

use super::agreed;
use super::agreement;
use super::by_number;
use super::elsewhere;
use super::header::Head;
use super::kind_ticks;
use super::level_column;
use super::objection;
use super::remarked;
use super::ticked;
use super::together;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Entry, Field};
use crate::policy::Lookup;

/// Reads them; what nobody can decide is found.
pub fn read(
    entries: &mut [Entry],
    head: &Head,
    (view, notes, place): (View<'_>, &[String], &Place),
    lookup: &Lookup<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    kind_ticks::gather(findings);
    findings.extend(together::part(entries, &head.columns, lookup));
    let mut columns = head.columns.iter();
    if !columns.any(|c| c.field.is_some_and(Field::is_level)) {
        elsewhere::find_in_risks(entries, lookup);
    }
    for field in [Field::Level, Field::SuggestedLevel, Field::ConfirmedLevel] {
        let around = (view, notes, place);
        let by_number = by_number::settle_column(field, entries, head, around, lookup);
        findings.extend(by_number);
        findings.extend(agreement::settle(field, entries, &head.columns));
        let words = agreed::settle(field, entries, &head.columns, lookup);
        findings.extend(words);
        let column = head.column(field);
        let finer = ticked::finer(field, &head.columns, lookup);
        let own = level_column::read(field, entries, column, (notes, &finer), lookup);
        findings.extend(own);
    }
    findings.extend(remarked::settle(entries, &head.columns, lookup));
    findings.extend(objection::settle(entries, &head.columns, lookup));
}
