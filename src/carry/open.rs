//! 整改、处置: what was ordered in an earlier year and is not closed yet goes on, whether or not this year's ledgers name it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Former, LedgerEntry, LedgerField, LedgerKind};
use crate::text;

/// Adds what last year left open to this year's ledgers. What this year's name as well stands there as they say. Answers with what the sections must be asked.
pub fn go_on(ledger: &mut Vec<LedgerEntry>, last_year: &Former) -> Vec<Diagnostic> {
    let mut known: BTreeSet<_> = ledger.iter().map(matter).collect();
    let place = Place::file(&Arc::from(super::source(last_year)));
    let mut asked = Vec::new();
    for line in &last_year.open {
        if !known.insert(matter(line)) {
            continue;
        }
        let until = line.deadline.map(|day| day.to_string());
        let until = until.or_else(|| line.deadline_words.clone());
        let until = until.map_or(String::new(), |until| {
            format!("，{} {until}", line.ledger.head(LedgerField::Deadline))
        });
        let (closed, ledger_name) = words(line.ledger);
        let message = format!(
            "上年没有{closed}“{}”（{}{until}）今年的{ledger_name}里没有，照上年的列入",
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

/// What is open, and in which ledger it is looked for.
const fn words(ledger: LedgerKind) -> (&'static str, &'static str) {
    match ledger {
        LedgerKind::Disposition => ("办结的处置", "处置台账"),
        LedgerKind::Rectification => ("销号的整改", "整改台账"),
        LedgerKind::Monitoring => ("处理的苗头性问题", "中期监控台账"),
    }
}

/// By what a line is the same a year later: whose it is, and what is wrong. A disposition is that of a person.
fn matter(line: &LedgerEntry) -> (LedgerKind, [String; 3]) {
    let of_person = line.ledger == LedgerKind::Disposition;
    let person = line.scored.person.as_deref().filter(|_| of_person);
    let said = [
        &line.scored.section,
        &line.ground,
        person.unwrap_or_default(),
    ];
    (line.ledger, said.map(text::key))
}
