//! A line that agrees with the levels that were there before it: 同意自评等级, 同意科室意见. It speaks of all entries, or of those of
//! the person whose form ends with it.

use std::collections::BTreeMap;

use super::giving::Own;
use super::told::Read;
use crate::diagnostic::Diagnostic;
use crate::ingest::agreement::{self, Agreed};
use crate::ingest::checks;
use crate::location::Place;
use crate::model::{Entry, Level};
use crate::text;

/// Gives the entries that it speaks of the level that is agreed with; `before` are the other lines with its label.
pub fn settle(
    own: &Own<'_>,
    agreed: Agreed,
    entries: &mut [Entry],
    before: &[&Own<'_>],
) -> (Read, Vec<Diagnostic>) {
    let meant = meant(own, entries, before);
    let known: BTreeMap<usize, Level> = meant
        .iter()
        .filter_map(|at| Some((*at, agreed.level(&entries[*at])?)))
        .collect();
    let open = meant.len() - known.len();
    let (read, mut found) = own.lay(entries, known, &mut Vec::new());
    found.extend((open > 0).then(|| told(own)));
    (read, found)
}

/// The entries of whom it speaks: those between it and the line of the same label before it.
pub fn meant(own: &Own<'_>, entries: &[Entry], others: &[&Own<'_>]) -> Vec<usize> {
    if let Some(entry) = own.entry {
        return vec![entry];
    }
    let row = own.line.cell.row;
    let rows = others.iter().map(|other| other.line.cell.row);
    let before = rows.filter(|other| *other < row).max();
    let above = |at: &usize| {
        let last = entries[*at].rows.last;
        last < row && before.is_none_or(|before| before < last)
    };
    let all: Vec<usize> = (0..entries.len()).collect();
    if others.len() > 1 {
        return all.into_iter().filter(above).collect();
    }
    all
}

fn told(own: &Own<'_>) -> Diagnostic {
    let place = Place {
        cell: Some(own.line.cell),
        ..own.place.clone()
    };
    let words = format!("“{}”", text::excerpt(&own.line.text, 20));
    let message = agreement::open(own.line.name(), &words);
    Diagnostic::new(&checks::LEVEL_AGREED_OPEN, place, message).found(&*own.line.text)
}
