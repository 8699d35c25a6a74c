//! Notes (批注) beside entries. They are no contents of the form, so nothing of them is registered; a person is told of each.

use std::collections::BTreeSet;

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::location::{Area, CellRef, Place};
use crate::model::FormTable;
use crate::reader::Grid;
use crate::text;

/// Notes whose words are told.
const SHOWN: usize = 5;

/// Tells of the notes in the rows of the entries of these tables, once for the sheet; those elsewhere explain the form.
pub fn told(tables: &[FormTable], grid: &Grid, place: &Place) -> Option<Diagnostic> {
    // A sheet may have as many notes as cells.
    let rows_of = |table: &FormTable| -> BTreeSet<u32> {
        let entries = table.entries.iter();
        entries.flat_map(|e| e.rows.first..=e.rows.last).collect()
    };
    let tables: Vec<(Area, BTreeSet<u32>)> = tables
        .iter()
        .map(|table| (table.area, rows_of(table)))
        .collect();
    let beside = |at: &CellRef| {
        tables.iter().any(|(area, rows)| {
            (area.first.col..=area.last.col).contains(&at.col) && rows.contains(&at.row)
        })
    };
    let notes: Vec<(CellRef, String)> = grid
        .notes
        .iter()
        .filter(|(at, _)| beside(at))
        .map(|(at, note)| (*at, text::excerpt(note.trim(), 40)))
        .collect();
    let (first, _) = notes.first()?;
    let words = notes.iter().take(SHOWN);
    let words: Vec<String> = words.map(|(at, note)| format!("{at}“{note}”")).collect();
    let more = if notes.len() > SHOWN { "等" } else { "" };
    let message = format!(
        "条目旁边有 {} 处批注：{}{more}；批注里的话没有登记",
        notes.len(),
        words.join("、")
    );
    let place = Place {
        cell: Some(*first),
        ..place.clone()
    };
    Some(Diagnostic {
        more: notes.iter().skip(1).map(|(at, _)| *at).collect(),
        ..Diagnostic::new(&checks::NOTED, place, message)
    })
}
