//! Which lines of the ledgers count: those of this year, each matter once.

use std::collections::BTreeMap;

use super::{Year, checks};
use crate::diagnostic::{Check, Diagnostic};
use crate::model::{LedgerEntry, LedgerField, LedgerKind};

/// The lines that count, and what was found of the others.
pub fn counted<'y>(year: &Year<'y>) -> (Vec<&'y LedgerEntry>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut known: BTreeMap<[String; 8], &LedgerEntry> = BTreeMap::new();
    let mut out = Vec::new();
    for line in year.ledger.iter().filter(|l| l.fault.is_none()) {
        if let Some((check, message)) = out_of_year(line, year) {
            // What goes on from last year stands in no cell of this year's: it is told by itself (K06).
            if line.place.cell.is_some() {
                findings.push(finding(check, line, message));
            }
        } else if let Some(before) = known.get(&line.matter()) {
            let message = format!("与 {} 是同一件事，只计一次", before.place);
            findings.push(finding(&checks::REPEATED, line, message));
        } else {
            known.insert(line.matter(), line);
            out.push(line);
        }
    }
    (out, findings)
}

/// A disposition counts in the year of its date; a rectification until the year in which it is closed.
fn out_of_year(line: &LedgerEntry, year: &Year<'_>) -> Option<(&'static Check, String)> {
    let this = year.year;
    let counts_in = line.ledger.counts_in();
    if let Some(on) = line.on.filter(|_| line.lies_ahead(year.date)) {
        let named = line.ledger.head(LedgerField::On);
        let named = if named.is_empty() { "日期" } else { named };
        let message = format!("{named} {on} 还没有到，这一行没有{counts_in}");
        return Some((&checks::FUTURE, message));
    }
    let (date, name) = match line.ledger {
        LedgerKind::Monitoring => (line.on, "监控"),
        LedgerKind::Disposition => (line.on, "处置"),
        LedgerKind::Rectification => (line.closed_on.filter(|d| d.year() < this), "销号"),
    };
    let other = date.filter(|d| d.year() != this)?;
    let message = format!("{other} {name}，不是 {this} 年度的，这一行没有{counts_in}");
    Some((&checks::OTHER_YEAR, message))
}

fn finding(check: &Check, line: &LedgerEntry, message: String) -> Diagnostic {
    Diagnostic::new(check, line.place.clone(), message)
}
