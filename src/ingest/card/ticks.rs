//! Levels printed side by side behind a label, of which one is ticked: in its cell, in the cell beside it or in the one below.

use std::collections::BTreeSet;

use crate::ingest::tick::{self, Choice};
use crate::ingest::view::RowCells;
use crate::location::CellRef;
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// What was chosen.
pub struct Chosen {
    /// The cell of the mark; of the first level where there is none.
    pub cell: CellRef,
    /// The levels with their marks; empty where nothing is marked.
    pub text: String,
    /// How many cells of the row it takes.
    pub cells: usize,
    /// Whether the marks stand in the row below.
    pub below: bool,
}

/// What is chosen by the cells behind a label and those `below`; none where they are no such levels.
pub fn chosen(
    cells: &[(CellRef, Written<'_>)],
    below: &RowCells<'_>,
    lookup: &Lookup<'_>,
) -> Option<Chosen> {
    let own = cells.iter();
    let own: Vec<_> = own
        .take_while(|(_, written)| is_mark(written) || level(written, lookup).is_some())
        .collect();
    let levels = own.iter().filter_map(|(_, w)| level(w, lookup));
    let levels: BTreeSet<String> = levels.collect();
    if levels.len() < 2 {
        return None;
    }
    let marked = |written: &Written<'_>| {
        matches!(tick::choice(written), Choice::Ticked(_)) || tick::is_tick(written)
    };
    let under = |at: CellRef| below.iter().find(|(mark, _)| mark.col == at.col);
    let is_below = !below.is_empty()
        && below
            .iter()
            .all(|(at, w)| is_mark(w) && own.iter().any(|(o, _)| o.col == at.col));
    // A mark is written close to the word that stands beside it, or above.
    let mut words: Vec<String> = Vec::new();
    let mut marks: Vec<CellRef> = Vec::new();
    for (at, written) in &own {
        let said = text::squash(written.text());
        match words.last_mut().filter(|_| is_mark(written)) {
            Some(word) => word.push_str(&said),
            None => words.push(said),
        }
        marks.extend(marked(written).then_some(*at));
        if is_below && let Some((mark, sign)) = under(*at) {
            if let Some(word) = words.last_mut() {
                word.push_str(sign.text().trim());
            }
            marks.extend(marked(sign).then_some(*mark));
        }
    }
    let first = own.first()?.0;
    Some(Chosen {
        cell: marks.first().copied().unwrap_or(first),
        text: if marks.is_empty() {
            String::new()
        } else {
            words.join(" ")
        },
        cells: own.len(),
        below: is_below,
    })
}

/// The level that a cell names beside its marks.
fn level(written: &str, lookup: &Lookup<'_>) -> Option<String> {
    if written.chars().nth(12).is_some() {
        return None;
    }
    let word: String = written.chars().filter(|c| c.is_alphanumeric()).collect();
    let plain = !word.is_ascii();
    (plain && lookup.level_word(&word).is_level()).then_some(word)
}

/// Whether a cell holds nothing but a mark.
fn is_mark(written: &str) -> bool {
    tick::is_tick(written)
        || tick::is_empty_box(written) && !written.contains(char::is_alphanumeric)
}
