//! Risk points of last year that their section says are no more: rows of a prefilled form with a 消除原因.

use super::view::View;
use crate::model::{Entry, Field, SkipKind, SkippedRow};

/// The entries that stand, and those that are gone.
pub fn parted(entries: Vec<Entry>) -> (Vec<Entry>, Vec<Entry>) {
    entries
        .into_iter()
        .partition(|entry| entry.text(Field::Gone).is_none())
}

/// The rows of those that are gone.
pub fn rows(gone: &[Entry], view: View<'_>) -> Vec<SkippedRow> {
    let rows = gone.iter().flat_map(|e| e.rows.first..=e.rows.last);
    let row = |row: u32| {
        let cells = view.whole_row(row);
        let texts: Vec<&str> = cells.iter().map(|(_, text)| text.text()).collect();
        SkippedRow {
            row,
            kind: SkipKind::Gone,
            text: texts.join(" | "),
        }
    };
    rows.map(row).collect()
}
