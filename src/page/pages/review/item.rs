//! A row to be decided as the page shows it.

use serde::Serialize;

use crate::app::{Spot, put_forward, section_of};
use crate::ingest::{StandingRow, StandingSheet};
use crate::model::{Field, Level, REVIEW_HEADS, REVIEW_LEVELS, REVIEW_QUESTION, REVIEW_STROKE};
use crate::text;

/// A row.
#[derive(Serialize)]
pub struct Item {
    /// Its place, by which a decision names it.
    pub at: String,
    id: String,
    section: String,
    post: String,
    matter: String,
    risk: String,
    /// What else it shows, under its heads.
    more: Vec<(String, String)>,
    declared: String,
    suggested: String,
    proposed: String,
    /// The level that agreeing gives it.
    agreed: Option<(u8, &'static str)>,
    questions: Vec<String>,
    ruling: String,
    reason: String,
    by: String,
    on: String,
    /// Whether it is confirmed with all that is left.
    confirmed: bool,
}

/// The row of a sheet.
pub fn item(spot: Spot, sheet: &StandingSheet, row: &StandingRow, confirmed: bool) -> Item {
    let shown = |head: &str| sheet.shown(row, head).to_owned();
    let [_, _, _, _, _, _, post, matter, risk] = REVIEW_HEADS;
    let [declared, suggested, proposed] = REVIEW_LEVELS;
    let named = REVIEW_HEADS.into_iter().chain(REVIEW_LEVELS);
    let named = named.chain([REVIEW_QUESTION, REVIEW_STROKE, Field::Seq.title()]);
    let named: Vec<String> = named.map(text::label_key).collect();
    let cells = sheet
        .heads
        .iter()
        .zip(row.shown.first().into_iter().flatten());
    let more =
        cells.filter(|(head, cell)| !cell.is_empty() && !named.contains(&text::label_key(head)));
    let verdict = &row.verdict;
    let level = put_forward(sheet, row);
    Item {
        at: format!("{}.{}", spot.sheet, spot.row),
        id: row.id.clone(),
        section: section_of(sheet, row).to_owned(),
        post: shown(post),
        matter: shown(matter),
        risk: shown(risk),
        more: more
            .map(|(head, cell)| (head.clone(), cell.clone()))
            .collect(),
        declared: shown(declared),
        suggested: shown(suggested),
        proposed: shown(proposed),
        agreed: level.map(|level| (level.number(), Level::title(level))),
        questions: shown(REVIEW_QUESTION).lines().map(str::to_owned).collect(),
        ruling: verdict.ruling.text.clone(),
        reason: verdict.reason.text.clone(),
        by: verdict.by.text.clone(),
        on: verdict.on.text.clone(),
        confirmed,
    }
}
