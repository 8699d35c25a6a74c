//! Help and care for people who write into a sheet: notes at cells, and what is locked.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Note, ProtectionOptions, Worksheet, XlsxError};

use super::fit::display_width;
use super::place::column;
use super::safe;
use super::spec::{NoteSpec, ProtectionSpec};
use super::style::{Marks, default_format};
use crate::location::{Area, CellRef};

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

/// The cells that may be written, found by their rows: a score book opens a hundred thousand of them one by one.
#[derive(Debug, Default)]
pub struct OpenCells {
    from: Option<u32>,
    rows: BTreeMap<u32, Vec<Area>>,
    tall: Vec<Area>,
}

impl OpenCells {
    /// Of a sheet; all cells of one without protection count as locked, which nothing enforces.
    pub fn of(spec: Option<&ProtectionSpec>) -> Self {
        let Some(spec) = spec else {
            return Self::default();
        };
        let mut out = Self {
            from: spec.open_from,
            ..Self::default()
        };
        for area in &spec.open {
            match area.height() {
                1 => out.rows.entry(area.first.row).or_default().push(*area),
                _ => out.tall.push(*area),
            }
        }
        out
    }

    fn has(&self, at: CellRef) -> bool {
        let own = self.rows.get(&at.row).into_iter().flatten();
        self.from.is_some_and(|row| at.row >= row)
            || own.chain(&self.tall).any(|area| area.contains(at))
    }

    /// What the format of a cell says of it.
    pub fn marks(&self, at: CellRef) -> Marks {
        Marks {
            open: self.has(at),
            ..Marks::default()
        }
    }
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
