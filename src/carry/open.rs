//! 整改: what was ordered in an earlier year and is not closed yet goes on, whether or not this year's ledgers name it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Former, LedgerEntry, LedgerKind};
use crate::text;

/// Adds the rectifications that last year left open to this year's ledgers. One that this year's name as well stands there as
/// they say. Answers with what the sections must be asked.
pub fn go_on(ledger: &mut Vec<LedgerEntry>, last_year: &Former) -> Vec<Diagnostic> {
    let own = ledger.iter();
    let own = own.filter(|line| line.ledger == LedgerKind::Rectification);
    let mut known: BTreeSet<[String; 2]> = own.map(matter).collect();
    let place = Place::file(&Arc::from(super::source(last_year)));
    let mut asked = Vec::new();
    for line in &last_year.open {
        if !known.insert(matter(line)) {
            continue;
        }
        let until = line.deadline.map(|day| day.to_string());
        let until = until.or_else(|| line.deadline_words.clone());
        let until = until.map_or(String::new(), |until| format!("，整改时限 {until}"));
        let message = format!(
            "上年没有销号的整改“{}”（{}{until}）今年的整改台账里没有，照上年的列入",
            text::excerpt(&line.ground, 30),
            line.place
        );
        let mut finding = Diagnostic::new(&checks::STILL_OPEN, place.clone(), message);
        let section = &line.scored.section;
        finding.section = Some(section.clone()).filter(|section| !section.is_empty());
        asked.push(finding);
        ledger.push(LedgerEntry {
            place: place.clone(),
            state_at: place.clone(),
            ..line.clone()
        });
    }
    asked
}

/// By what a rectification is the same a year later: whose it is, and what is wrong.
fn matter(line: &LedgerEntry) -> [String; 2] {
    [&line.scored.section, &line.ground].map(|said| text::key(said))
}
