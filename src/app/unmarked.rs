//! Takes the program's own marks off a form that comes back: what the section wrote is read, and nothing of ours.

use std::collections::BTreeMap;

use crate::location::CellRef;
use crate::reader::{CellValue, Grid, Workbook};
use crate::writer::marked::{COLUMN, DEGREES, LIST};

/// Leaves out the sheet of faults and, on every sheet, the column of what is to be mended with all that stands below its
/// head. Marks are known by their own names: a column that bears this name in a workbook that was never marked stays.
pub fn leave_out(workbook: &mut Workbook) {
    let sheets = workbook.sheets.len();
    if sheets > 1 {
        workbook.sheets.retain(|sheet| &*sheet.name != LIST);
    }
    let was_marked = workbook.sheets.len() < sheets;
    for sheet in &mut workbook.sheets {
        let mut heads = heads(&sheet.grid);
        heads.retain(|head| was_marked || says_what_to_mend(&sheet.grid, *head));
        sheet.grid.retain(|at| {
            let below = |head: &CellRef| head.col == at.col && head.row <= at.row;
            !heads.iter().any(below)
        });
    }
}

/// The cells that hold the head of such a column: in each row the last, ours stands right of all others.
fn heads(grid: &Grid) -> Vec<CellRef> {
    let is_ours = |value: &CellValue| matches!(value, CellValue::Text(t) if t.trim() == COLUMN);
    let named = grid.cells().filter(|(_, value)| is_ours(value));
    let by_row: BTreeMap<u32, CellRef> = named.map(|(at, _)| (at.row, at)).collect();
    by_row.into_values().collect()
}

/// Whether something below a head begins as our texts do.
fn says_what_to_mend(grid: &Grid, head: CellRef) -> bool {
    let below = |at: CellRef| at.col == head.col && at.row > head.row;
    grid.cells().any(|(at, value)| {
        below(at)
            && DEGREES
                .iter()
                .any(|degree| value.display().contains(degree))
    })
}
