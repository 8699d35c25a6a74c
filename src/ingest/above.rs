//! Which lines above a head belong to its table.

use super::filled::is_total;
use super::key;
use super::keyvalue;
use super::label::{Meaning, signs_or_opines};
use super::pages::{is_page_line, page_key};
use super::view::{RowCells, View};
use crate::model::Field;
use crate::policy::Lookup;

/// Lines above the head of a second table that belong to it, at most.
const MOST_LINES_ABOVE: u32 = 4;

/// The lines above a head. Above the first table of a sheet everything; further down only what adjoins the head.
pub fn lines_above(
    view: View<'_>,
    first: u32,
    before: Option<u32>,
    rows: &[u32],
    lookup: &Lookup<'_>,
) -> Vec<u32> {
    let candidates: Vec<u32> = rows.iter().copied().filter(|r| *r < first).collect();
    let Some(before) = before else {
        let start = candidates.len().saturating_sub(12);
        return candidates[start..].to_vec();
    };
    let mut lines = Vec::new();
    let mut expected = first;
    for row in candidates.into_iter().rev().filter(|r| *r > before) {
        let adjoins = expected - row == 1 || (lines.is_empty() && expected - row <= 3);
        let short = first - row <= MOST_LINES_ABOVE + 2 && lines.len() < MOST_LINES_ABOVE as usize;
        if !adjoins || !short || !is_line_above(view, row, lookup) {
            break;
        }
        lines.push(row);
        expected = row;
    }
    lines.reverse();
    lines
}

/// A title or key-value line, not a body row and not the signatures under the table before.
fn is_line_above(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> bool {
    let cells = view.whole_row(row);
    let Some((_, first)) = cells.first() else {
        return false;
    };
    let pairs = keyvalue::read_row(view, row, lookup);
    let signature = lookup.after_footer(first).is_some()
        && !pairs.iter().any(|kv| {
            key::is_unit_key(&kv.key) || key::field_of(&kv.key, lookup) == Some(Field::Section)
        });
    // What is said of the table above is no line of this one.
    let signature = signature || signs_or_opines(*first);
    let total = is_total(first, lookup);
    let keyed = cells.len() == 1 || pairs.len() * 2 >= cells.len();
    !signature && !total && (keyed || is_labelled(view, &cells, lookup))
}

/// Whether a row says something of a post or person that is no key elsewhere, merged over several columns: 岗位职责 | 车辆调度.
fn is_labelled(view: View<'_>, cells: &RowCells<'_>, lookup: &Lookup<'_>) -> bool {
    match cells.as_slice() {
        [(_, label), (at, _)] => {
            view.width(*at) > 1 && Meaning::of(label, lookup) == Some(Meaning::Other)
        }
        _ => false,
    }
}

/// Whether a head that repeats an earlier one only begins a new printed page: the lines above it say nothing new.
pub fn repeats_page(view: View<'_>, known: &[u32], above: &[u32]) -> bool {
    let lines = |rows: &[u32]| -> Vec<String> {
        rows.iter()
            .flat_map(|r| view.whole_row(*r))
            .map(|(_, t)| t.text().to_owned())
            .collect()
    };
    let known = lines(known);
    let known: Vec<String> = known
        .iter()
        .map(|line| page_key(line).into_owned())
        .collect();
    lines(above).iter().all(|line| is_page_line(line, &known))
}
