//! Two entries side by side, with the characters marked that differ.

use serde::Serialize;

use crate::app::Spot;
use crate::ingest::{StandingRow, StandingSheet};
use crate::model::PAIR_HEADS;
use crate::text;

/// Longest texts in which differences are marked, in characters.
const LONGEST: usize = 2_000;
/// What a pair says once.
const WHY: &str = "为什么";
const NUMBER: &str = "序号";
/// Where each stands; that these differ says nothing.
const SOURCE: &str = "出处";

/// A stretch of a text, and whether the other text lacks it.
type Run = (String, bool);

/// A pair.
#[derive(Serialize)]
pub struct Pair {
    /// Its place, by which a choice names it.
    pub at: String,
    id: String,
    why: Vec<String>,
    /// What both say under each head.
    lines: Vec<(String, [Vec<Run>; 2])>,
    choice: String,
    reason: String,
    by: String,
    on: String,
}

/// The two rows of a pair.
pub fn pair(spot: Spot, sheet: &StandingSheet, row: &StandingRow) -> Pair {
    let own = |at: usize, which: usize| row.shown.get(which).and_then(|cells| cells.get(at));
    let once = |head: &str| {
        let key = text::label_key(head);
        let said = [WHY, NUMBER].into_iter().chain(PAIR_HEADS);
        said.into_iter().any(|known| text::label_key(known) == key)
    };
    let heads = sheet
        .heads
        .iter()
        .enumerate()
        .filter(|(_, head)| !once(head));
    let lines = heads.filter_map(|(at, head)| {
        let [upper, lower] = [0, 1].map(|which| own(at, which).map_or("", String::as_str));
        let says = !upper.is_empty() || !lower.is_empty();
        let against = |own, other| runs(own, if head == SOURCE { own } else { other });
        says.then(|| (head.clone(), [against(upper, lower), against(lower, upper)]))
    });
    let verdict = &row.verdict;
    Pair {
        at: format!("{}.{}", spot.sheet, spot.row),
        id: row.id.clone(),
        why: sheet.shown(row, WHY).lines().map(str::to_owned).collect(),
        lines: lines.collect(),
        choice: verdict.ruling.text.clone(),
        reason: verdict.reason.text.clone(),
        by: verdict.by.text.clone(),
        on: verdict.on.text.clone(),
    }
}

/// A text in stretches; those are marked that the other lacks.
fn runs(own: &str, other: &str) -> Vec<Run> {
    let [ours, theirs]: [Vec<char>; 2] = [own, other].map(|text| text.chars().collect());
    if own == other || own.is_empty() || ours.len().max(theirs.len()) > LONGEST {
        return vec![(own.to_owned(), false)];
    }
    let runs = text::differences(&ours, &theirs)
        .into_iter()
        .map(|stretch| {
            let text: String = ours[stretch.first].iter().collect();
            let marked = !stretch.same && text.chars().any(|c| !c.is_whitespace());
            (text, marked)
        });
    runs.filter(|(text, _)| !text.is_empty()).collect()
}
