//! Which lines of the ledgers count: those of this year, each matter once.

use std::collections::BTreeMap;

use super::{Year, checks};
use crate::diagnostic::{Check, Diagnostic};
use crate::model::{LedgerEntry, LedgerKind, PartialDate};
use crate::text;

/// The lines that count, and what was found of the others.
pub fn counted<'y>(year: &Year<'y>) -> (Vec<&'y LedgerEntry>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut known: BTreeMap<[String; 8], &LedgerEntry> = BTreeMap::new();
    let mut out = Vec::new();
    for line in year.ledger.iter().filter(|l| l.fault.is_none()) {
        if let Some((check, message)) = out_of_year(line, year) {
            findings.push(finding(check, line, message));
        } else if let Some(before) = known.get(&matter(line)) {
            let message = format!("与 {} 是同一件事，只计一次", before.place);
            findings.push(finding(&checks::REPEATED, line, message));
        } else {
            known.insert(matter(line), line);
            out.push(line);
        }
    }
    (out, findings)
}

/// A disposition counts in the year of its date; a rectification until the year in which it is closed.
fn out_of_year(line: &LedgerEntry, year: &Year<'_>) -> Option<(&'static Check, String)> {
    let this = year.year;
    let first = |date: PartialDate| date.day().or_else(|| date.month_start());
    if let Some(on) = line
        .on
        .filter(|on| first(*on).is_some_and(|day| day > year.date))
    {
        let message = format!("处置日期 {on} 还没有到，这一行没有计入考核");
        return Some((&checks::FUTURE, message));
    }
    let (date, name) = match line.ledger {
        LedgerKind::Monitoring => (line.on, "监控"),
        LedgerKind::Disposition => (line.on, "处置"),
        LedgerKind::Rectification => (line.closed_on.filter(|d| d.year() < this), "销号"),
    };
    let other = date.filter(|d| d.year() != this)?;
    let message = format!("{other} {name}，不是 {this} 年度的，这一行没有计入考核");
    Some((&checks::OTHER_YEAR, message))
}

/// What makes two lines the same matter.
fn matter(line: &LedgerEntry) -> [String; 8] {
    let [section, post, person] = line.scored.key();
    let date = |d: Option<PartialDate>| d.map_or(String::new(), |d| d.to_string());
    let kind = line.disposition.map_or(line.ledger.title(), |d| d.title());
    [
        section,
        post,
        person,
        kind.to_owned(),
        date(line.on),
        text::key(&line.ground),
        text::key(&line.measure),
        date(line.deadline),
    ]
}

fn finding(check: &Check, line: &LedgerEntry, message: String) -> Diagnostic {
    Diagnostic::new(check, line.place.clone(), message)
}
