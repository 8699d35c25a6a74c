//! Takes the program's own marks off a form that comes back: what the section wrote is read, and nothing of ours.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::reader::checks::UNREADABLE_CELL;
use crate::reader::{CellValue, Grid, Sheet, Workbook};
use crate::writer::marked::{self, LIST, REFILL};

/// What was to be known of the marks that were left out.
#[derive(Default)]
pub struct LeftOut {
    /// The cells that were to be filled in anew and are not: what they hold is no content.
    pub unfilled: Vec<Diagnostic>,
    /// Digests of the files that the form was marked from, the latest first.
    pub from: Vec<String>,
}

/// Leaves out the sheet of faults and, on every sheet, the column of what is to be mended with all that stands below its
/// head. Marks are known by their own names: a column that bears this name in a workbook that was never marked stays.
pub fn leave_out(workbook: &mut Workbook, file: &Arc<str>) -> LeftOut {
    let sheets = workbook.sheets.len();
    let mut out = LeftOut::default();
    if sheets > 1 {
        let is_list = |sheet: &Sheet| &*sheet.name == LIST && marked::is_list(texts(&sheet.grid));
        workbook.sheets.retain(|sheet| {
            let is_list = is_list(sheet);
            if is_list {
                out.from = marked::marked_from(texts(&sheet.grid));
            }
            !is_list
        });
    }
    let was_marked = workbook.sheets.len() < sheets;
    for sheet in &mut workbook.sheets {
        if let Some(head) = marked::column(texts(&sheet.grid), was_marked) {
            let below = |at: CellRef| head.col == at.col && head.row <= at.row;
            sheet.grid.retain(|at| !below(at));
        }
        for at in to_fill_in(&sheet.grid) {
            sheet.grid.set(at, CellValue::NoResult);
            let place = Place::cell(file, &sheet.name, at);
            let message = format!("这一格写着“{REFILL}”，还没有重新填写");
            out.unfilled
                .push(Diagnostic::new(&UNREADABLE_CELL, place, message));
        }
    }
    out
}

fn texts(grid: &Grid) -> impl Iterator<Item = (CellRef, &str)> {
    grid.cells().filter_map(|(at, value)| match value {
        CellValue::Text(text) => Some((at, text.as_str())),
        _ => None,
    })
}

fn to_fill_in(grid: &Grid) -> Vec<CellRef> {
    let is_left = |value: &CellValue| matches!(value, CellValue::Text(t) if t.trim() == REFILL);
    let left = grid.cells().filter(|(_, value)| is_left(value));
    left.map(|(at, _)| at).collect()
}
