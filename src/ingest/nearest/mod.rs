//! What an unread sheet looks like, and the one change that would let it be read. A change is tried on a copy first, and named
//! only if tables are then found; no entry is ever made from it.

mod card;
mod head;
mod other;
mod trial;

use super::view::View;
use crate::policy::Lookup;
use crate::reader::Sheet;
use trial::Trial;

/// Sheets of a file that are looked at.
const SHEETS: usize = 20;

/// What the likeliest sheet of a file is nearest to, as the end of a sentence; empty where none looks like anything.
pub fn of_sheets<'s>(sheets: impl Iterator<Item = &'s Sheet>, lookup: &Lookup<'_>) -> String {
    let bounds = &lookup.policy().bounds;
    let filled = sheets.filter(|sheet| !sheet.grid.is_empty()).take(SHEETS);
    let kinds = filled.filter_map(|sheet| {
        let view = View::new(&sheet.grid, bounds.hidden_rows, bounds.hidden_columns);
        let (rank, told) = kind(&Trial::new(view, &sheet.grid.rows(), lookup))?;
        Some((rank, format!("。工作表“{}”{told}", sheet.name)))
    });
    // Of equally likely ones the first.
    let nearest = kinds.min_by_key(|(rank, _)| *rank);
    nearest.map_or_else(String::new, |(_, told)| told)
}

/// What the rows of a sheet from the first to the last are nearest to.
pub fn of_rows(view: View<'_>, (first, last): (u32, u32), lookup: &Lookup<'_>) -> Option<String> {
    let rows: Vec<u32> = (first..=last).collect();
    kind(&Trial::new(view, &rows, lookup)).map(|(_, told)| told)
}

/// The kind, in words: what it looks like, where, and what to do; with its place in the order of kinds. Those told by what
/// they are come before those told by what they lack: a table of counts has heads of a self-check table too.
fn kind(trial: &Trial<'_>) -> Option<(usize, String)> {
    let kinds: [fn(&Trial<'_>) -> Option<String>; 12] = [
        other::score_sheet,
        other::statistics,
        head::a_word_short,
        head::turned,
        card::without_risk,
        head::in_part,
        other::flow_chart,
        other::people,
        other::unknown_table,
        other::pictures,
        other::prose,
        other::hardly_anything,
    ];
    let told = kinds.iter().map(|kind| kind(trial));
    told.enumerate()
        .find_map(|(rank, told)| Some((rank, told?)))
}
