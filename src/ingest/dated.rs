//! The dates of entries: by the type of the cell where a value is the whole cell, else by its text.

use std::collections::BTreeMap;

use super::checks;
use super::date::{self, DateReading};
use super::view::View;
use crate::diagnostic::{Confidence, Diagnostic};
use crate::location::CellRef;
use crate::model::{Entry, Field, Value};
use crate::text;

/// The date of a value.
pub fn date_of(value: &Value, view: View<'_>) -> DateReading {
    let whole = value
        .cell
        .filter(|cell| view.own(*cell).is_some_and(|own| *own == *value.raw));
    match whole.and_then(|cell| view.value(cell)) {
        Some(content) => date::read_value(content),
        None => date::read_text(&value.text),
    }
}

/// Findings for dates that could not be read, each cell once.
pub fn check_dates(entries: &[Entry], view: View<'_>) -> Vec<Diagnostic> {
    let mut findings: BTreeMap<CellRef, Diagnostic> = BTreeMap::new();
    for entry in entries {
        for field in [Field::ReportedOn, Field::RatedOn] {
            let written = entry.values.get(&field).filter(|v| !v.text.is_empty());
            let Some((value, cell)) = written.and_then(|v| Some((v, v.cell?))) else {
                continue;
            };
            if let Some(finding) = check_date(entry, field, value, view) {
                findings.entry(cell).or_insert(finding);
            }
        }
    }
    findings.into_values().collect()
}

fn check_date(entry: &Entry, field: Field, value: &Value, view: View<'_>) -> Option<Diagnostic> {
    let place = entry.place_of(field);
    let finding = match (entry.date(field), date_of(value, view)) {
        (None, _) => {
            let message = format!("“{}”读不出日期", text::excerpt(&value.raw, 30));
            Diagnostic::new(&checks::DATE, place, message)
        }
        (Some(date), DateReading::Serial(_)) => {
            let message = format!("日期写成了数字 {}，换算为 {date}", value.raw);
            Diagnostic::new(&checks::DATE_NUMBER, place, message).confidence(Confidence::Medium)
        }
        _ => return None,
    };
    Some(finding.found(&*value.raw))
}
