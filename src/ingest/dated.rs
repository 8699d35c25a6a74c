//! The dates of entries: by the type of the cell where a value is the whole cell, else by its text.

use std::collections::BTreeMap;

use super::checks;
use super::date::{self, DateReading};
use super::unlabelled::Bare;
use super::view::View;
use crate::diagnostic::{Confidence, Diagnostic};
use crate::location::{CellRef, Place};
use crate::model::{Entry, Field, FormSheet, Value};
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

/// Several dates of which any may be the form's.
#[derive(Clone, Debug)]
pub enum WhichDate {
    /// None of them has a label, and none counts.
    Unlabelled(Vec<Bare>),
    /// Each of them is labelled as 填报日期, and none counts.
    Labelled(Vec<Bare>),
    /// The first is labelled and counts, the others have no label.
    Beside(Bare, Vec<Bare>),
}

/// The finding for several such dates.
pub fn which(dates: &WhichDate, place: &Place) -> Diagnostic {
    let named = |dates: &[Bare]| {
        let named = dates
            .iter()
            .map(|date| format!("{}“{}”", date.cell, date.written));
        named.collect::<Vec<_>>().join("、")
    };
    let (at, message) = match dates {
        WhichDate::Unlabelled(dates) => {
            let message = "都没有写明是什么日期，看不出哪一个是填报日期，都没有取用";
            (dates.first(), format!("{}{message}", named(dates)))
        }
        WhichDate::Labelled(dates) => {
            let message = "都写作填报日期，日子不一样，看不出以哪一个为准，都没有取用";
            (dates.get(1), format!("{}{message}", named(dates)))
        }
        WhichDate::Beside(taken, others) => {
            let own = named(std::slice::from_ref(taken));
            let others_named = named(others);
            let message = format!(
                "填报日期以写明的{own}为准；{others_named}没有写明是什么日期，与它不一样，没有取用"
            );
            (others.first(), message)
        }
    };
    let place = Place {
        cell: at.map(|date| date.cell),
        ..place.clone()
    };
    let finding = Diagnostic::new(&checks::WHICH_DATE, place, message);
    finding.found(at.map_or("", |date| date.written.as_str()))
}

/// A finding for a file that nowhere says when it was filled in; `findings` are those of its dates so far.
pub fn missing(sheets: &[FormSheet], place: &Place, findings: &[Diagnostic]) -> Option<Diagnostic> {
    let tables = || {
        sheets
            .iter()
            .flat_map(|s| s.tables.iter().map(move |t| (s, t)))
    };
    let (sheet, first) = tables().find(|(_, table)| !table.entries.is_empty())?;
    let dated = |entry: &Entry| {
        let value = entry.values.get(&Field::ReportedOn);
        value.is_some_and(|v| !v.text.is_empty())
    };
    let told = findings.iter().any(|f| f.code == checks::WHICH_DATE.code);
    if told || tables().any(|(_, table)| table.entries.iter().any(dated)) {
        return None;
    }
    let place = Place {
        sheet: Some(sheet.name.clone()),
        cell: first.title_at.or(Some(first.area.first)),
        ..place.clone()
    };
    let message = "没有写明填报日期，表头、表尾也没有单独写着的日期";
    Some(Diagnostic::new(&checks::NO_DATE, place, message))
}
