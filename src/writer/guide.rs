//! Help and care for people who write into a sheet: notes at cells, and what is locked.

use rust_xlsxwriter::{Note, ProtectionOptions, Worksheet, XlsxError};

use super::fit::display_width;
use super::safe;
use super::sheet::column;
use super::spec::{NoteSpec, ProtectionSpec};
use super::style::default_format;
use crate::location::CellRef;

/// Longest note, in UTF-16 units; a longer one nobody reads.
const MAX_NOTE: usize = 1_000;
/// Width of a note in pixels, and in characters of half width that stand in one line of it.
const NOTE_WIDTH: (u32, f64) = (260, 40.0);
/// Height of a line of a note in pixels.
const NOTE_LINE: u32 = 17;

/// Puts a note at its cell.
pub fn note(spec: &NoteSpec, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let text = safe::short(&spec.text, MAX_NOTE);
    let lines: u32 = text.split('\n').map(lines).sum();
    let note = Note::new(text)
        .add_author_prefix(false)
        .set_font_name("宋体")
        .set_font_size(9)
        .set_width(NOTE_WIDTH.0)
        .set_height(NOTE_LINE * (lines + 1));
    sheet.insert_note(spec.at.row, column(spec.at.col)?, &note)?;
    Ok(())
}

/// Lines a text without breaks takes in a note.
fn lines(line: &str) -> u32 {
    let mut room = NOTE_WIDTH.1;
    let mut count = 1;
    while display_width(line) > room {
        room += NOTE_WIDTH.1;
        count += 1;
    }
    count
}

/// Locks the sheet but for what is open. Excel deletes a row only if all its cells are open, those beyond the table
/// included: so whole columns are opened, and the rows above locked again.
pub fn protect(spec: &ProtectionSpec, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    if let Some(first) = spec.open_from {
        let open = default_format().set_unlocked();
        sheet.set_column_range_format(0, column(CellRef::MAX_COL)?, &open)?;
        for row in 0..first {
            sheet.set_row_format(row, &default_format())?;
        }
    }
    sheet.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: spec.open_from.is_some(),
        delete_rows: spec.open_from.is_some(),
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    });
    Ok(())
}
