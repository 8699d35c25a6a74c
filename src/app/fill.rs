//! Fills blank ledgers and score sheets for the sample year, as people would.

use chrono::NaiveDate;

use crate::location::CellRef;
use crate::policy::{Part, Policy};
use crate::report::ScoreForm;
use crate::sample::Marker;
use crate::writer::{BookSpec, CellSpec, Content, StyleRole};

/// Writes lines into a blank ledger, from its first free row on.
pub fn ledger(book: &mut BookSpec, lines: &[Vec<Content>]) {
    let Some(sheet) = book.sheets.first_mut() else {
        return;
    };
    let first = sheet.protection.as_ref().and_then(|p| p.open_from);
    for (row, line) in (first.unwrap_or(0)..).zip(lines) {
        for (col, content) in (0..).zip(line) {
            let at = CellRef::new(row, col);
            let cell = sheet.cells.iter_mut().find(|c| c.at == at);
            if let Some(cell) = cell {
                cell.content = content.clone();
            }
        }
    }
}

/// Who marked, and when.
#[derive(Debug)]
pub struct Given {
    /// The name.
    pub by: String,
    /// The day.
    pub day: NaiveDate,
}

/// Marks everything on a blank score sheet but bonuses, which nobody proposes.
pub fn score_sheet(
    book: &mut BookSpec,
    form: &ScoreForm<'_>,
    policy: &Policy,
    given: Given,
    marker: &mut Marker,
) {
    let Some(sheet) = book.sheets.first_mut() else {
        return;
    };
    let mut cells = sheet.cells.iter_mut();
    if let Some(cell) = cells.find(style_is(StyleRole::InputCenter)) {
        cell.content = given.by.into();
    }
    if let Some(cell) = cells.find(style_is(StyleRole::InputDate)) {
        cell.content = Content::Date(given.day);
    }
    for (scored, item) in form.rows(policy) {
        let mark = cells.find(style_is(StyleRole::InputDecimal));
        let reason = cells.find(style_is(StyleRole::Input));
        let (Some(mark), Some(reason)) = (mark, reason) else {
            return;
        };
        if item.part == Part::Bonus {
            continue;
        }
        let (points, why) = marker.mark(scored, item.points);
        mark.content = Content::Number(points.as_f64());
        reason.content = why.into();
    }
}

fn style_is(style: StyleRole) -> impl Fn(&&mut CellSpec) -> bool {
    move |cell| cell.style == style
}
