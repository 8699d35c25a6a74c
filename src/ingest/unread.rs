//! What looks like a table though no head was understood: it must be seen by somebody, for its rows are registered nowhere.

use std::collections::BTreeSet;

use super::checks;
use super::keyvalue;
use super::locate::Layout;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::location::{Area, CellRef, Place};
use crate::model::Field;
use crate::policy::Lookup;

/// Fewest cells in a row of a table.
const CELLS: usize = 3;
/// Fewest rows of a table, its head included.
const ROWS: usize = 2;
/// Fewest columns that a row shares with the row above it.
const SHARED: usize = 2;

/// First and last row of each run of rows that look like those of a table: several cells below each other that are no
/// key-values.
pub fn blocks(view: View<'_>, rows: &[u32], lookup: &Lookup<'_>) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    let mut above: Vec<u32> = Vec::new();
    for row in rows.iter().copied() {
        let columns = columns(view, row, lookup);
        let shared = columns.iter().filter(|c| above.contains(c)).count();
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == row && shared >= SHARED => *last = row,
            _ if !columns.is_empty() => runs.push((row, row)),
            _ => {}
        }
        above = columns;
    }
    runs.retain(|(first, last)| (last - first) as usize + 1 >= ROWS);
    runs
}

/// The columns of a row that may be one of a table; none where it is too short or says keys with their values.
fn columns(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> Vec<u32> {
    let cells = view.whole_row(row);
    let explained = || keyvalue::read_row(view, row, lookup).len() * 2 >= cells.len();
    if cells.len() < CELLS || explained() {
        return Vec::new();
    }
    cells.iter().map(|(at, _)| at.col).collect()
}

/// The texts in the lines above and below a table. What stands in a table nobody understood is no note on this one.
pub fn notes(view: View<'_>, above: &[u32], below: &[u32], lookup: &Lookup<'_>) -> Vec<String> {
    let unread = rows_of(view, &blocks(view, above, lookup));
    let above = above.iter().filter(|row| !unread.contains(row));
    let cells = above.chain(below).flat_map(|row| view.whole_row(*row));
    cells.map(|(_, text)| text.text().to_owned()).collect()
}

/// A card: labels of an entry's fields on the left, their values on the right.
fn card(view: View<'_>, rows: &[u32], lookup: &Lookup<'_>) -> Option<(u32, u32)> {
    let labelled = |row: &&u32| {
        let cells = view.whole_row(**row);
        let label = cells.first().filter(|_| cells.len() == 2);
        let field = label.and_then(|(_, text)| lookup.field(text));
        field.is_some_and(Field::is_telling)
    };
    let telling: Vec<u32> = rows.iter().filter(labelled).copied().collect();
    let (first, last) = (*telling.first()?, *telling.last()?);
    (telling.len() >= ROWS).then_some((first, last))
}

/// First and last row of each part of the sheet that looks like a table and belongs to none that was found.
pub fn blocks_outside(view: View<'_>, layout: &Layout, lookup: &Lookup<'_>) -> Vec<(u32, u32)> {
    let inside = |row: &u32| {
        let mut areas = layout.areas();
        areas.any(|a| (a.first.row..=a.last.row).contains(row))
    };
    let rows: Vec<u32> = view
        .grid()
        .rows()
        .into_iter()
        .filter(|r| !inside(r))
        .collect();
    let cards = card(view, &rows, lookup).filter(|_| layout.is_empty());
    let mut found = blocks(view, &rows, lookup);
    found.extend(cards);
    found
}

/// The rows with content of such parts.
pub fn rows_of(view: View<'_>, blocks: &[(u32, u32)]) -> BTreeSet<u32> {
    let rows = |(first, last): &(u32, u32)| view.grid().rows_in(*first..=*last);
    blocks.iter().flat_map(rows).collect()
}

/// The finding that says of such a part that it was not registered, and what it is nearest to.
pub fn finding(
    view: View<'_>,
    (first, last): (u32, u32),
    place: &Place,
    nearest: Option<&str>,
) -> Diagnostic {
    let cells: Vec<CellRef> = (first..=last)
        .flat_map(|row| view.whole_row(row))
        .map(|(at, _)| at)
        .collect();
    let left = cells.iter().map(|c| c.col).min().unwrap_or(0);
    let right = cells.iter().map(|c| c.col).max().unwrap_or(0);
    let area = Area::new(CellRef::new(first, left), CellRef::new(last, right));
    let message = format!(
        "{area} 像是一张表（{} 行），但表头没有读懂，其中的内容没有登记{}",
        last - first + 1,
        nearest.map_or(String::new(), |kind| format!("；{kind}"))
    );
    Diagnostic::new(
        &checks::UNREAD,
        Place {
            cell: Some(area.first),
            ..place.clone()
        },
        message,
    )
}
