//! Cards next to each other on one sheet: the same labels begin again in the same row.

use std::collections::BTreeMap;

use crate::ingest::label::Meaning;
use crate::ingest::view::View;
use crate::location::CellRef;
use crate::policy::Lookup;

/// Fewest labels that begin again.
const FEWEST: usize = 3;
/// Labels that begin again more often make no cards.
const MOST: usize = 100;

/// The first and last column of each card; none where no labels begin again next to each other.
pub fn zones(view: View<'_>, lookup: &Lookup<'_>) -> Vec<(u32, u32)> {
    let mut found: BTreeMap<Vec<u32>, usize> = BTreeMap::new();
    for row in view.grid().rows() {
        let lefts = again(view, row, lookup);
        if (2..=MOST).contains(&lefts.len()) {
            *found.entry(lefts).or_insert(0) += 1;
        }
    }
    let most = found.into_iter().max_by_key(|(_, times)| *times);
    let Some((lefts, _)) = most.filter(|(_, times)| *times >= FEWEST) else {
        return Vec::new();
    };
    let ends = lefts.iter().skip(1).map(|next| next - 1);
    let ends = ends.chain([CellRef::MAX_COL]);
    let firsts = [0].into_iter().chain(lefts.iter().skip(1).copied());
    firsts.zip(ends).collect()
}

/// The columns in which the first label of a row stands.
fn again(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> Vec<u32> {
    let cells = view.whole_row(row);
    let Some((_, first)) = cells.first() else {
        return Vec::new();
    };
    if Meaning::of(first, lookup).is_none() {
        return Vec::new();
    }
    let same = cells
        .iter()
        .filter(|(_, label)| label.label() == first.label());
    same.map(|(at, _)| at.col).collect()
}
