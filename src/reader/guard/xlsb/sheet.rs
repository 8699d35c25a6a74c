//! One worksheet of a binary package: where its cells with content stand, what is hidden, what is merged; and the part made
//! anew with every cell in the one record of its kind that calamine knows.

use super::records::{Records, brt, bytes_at, counted_at, cut, u32_at, write};
use crate::location::{Area, CellRef};
use crate::reader::guard::{Refusal, SheetFacts, Tally, placed};
use crate::reader::shown::Style;

/// The state of a pass over a sheet.
pub(super) struct SheetScan<'t, 'l> {
    tally: &'t mut Tally<'l>,
    /// UTF-16 units of each shared string.
    strings: &'t [usize],
    styles: &'t [Style],
    calculated: bool,
    facts: SheetFacts,
    made: Vec<u8>,
    row: u32,
    /// The column after the last cell; a short record does not say its own.
    next: u32,
    /// The next cell has more to it than its value: a picture.
    meta: bool,
}

/// What was found in a sheet.
pub(super) struct Found {
    pub facts: SheetFacts,
    /// Whether some formula has a result that takes calculating.
    pub calculated: bool,
    /// The part made anew.
    pub anew: Vec<u8>,
}

/// A cell as its record gives it.
struct Cell<'d> {
    kind: u16,
    /// Three bytes of style and one of flags.
    dress: &'d [u8],
    value: &'d [u8],
}

impl<'t, 'l> SheetScan<'t, 'l> {
    pub fn new(tally: &'t mut Tally<'l>, strings: &'t [usize], styles: &'t [Style]) -> Self {
        Self {
            tally,
            strings,
            styles,
            calculated: false,
            facts: SheetFacts::default(),
            made: Vec::new(),
            row: 0,
            next: 0,
            meta: false,
        }
    }

    /// Goes through the records.
    pub fn run(mut self, bytes: &[u8]) -> Result<Found, Refusal> {
        write(&mut self.made, brt::WS_DIM, &[&[0; 16]]);
        write(&mut self.made, brt::BEGIN_SHEET_DATA, &[]);
        let mut records = Records(bytes);
        let mut in_data = false;
        while let Some((kind, data)) = records.next()? {
            match kind {
                brt::BEGIN_SHEET_DATA => in_data = true,
                brt::END_SHEET_DATA => in_data = false,
                brt::COL_INFO if data.get(16).is_some_and(|flags| flags & 1 != 0) => {
                    let last = u32_at(data, 4)?.min(CellRef::MAX_COL);
                    self.facts.hidden_cols.push(u32_at(data, 0)?, last);
                }
                brt::MERGE_CELL => {
                    self.tally.merge()?;
                    let first = placed(u32_at(data, 0)?, u32_at(data, 8)?)?;
                    let last = placed(u32_at(data, 4)?, u32_at(data, 12)?)?;
                    self.facts.merges.push(Area::new(first, last));
                }
                kind if in_data => self.data(kind, data)?,
                _ => {}
            }
        }
        write(&mut self.made, brt::END_SHEET_DATA, &[]);
        Ok(Found {
            facts: self.facts,
            calculated: self.calculated,
            anew: self.made,
        })
    }

    /// A record between the begin and the end of the cells.
    fn data(&mut self, kind: u16, data: &[u8]) -> Result<(), Refusal> {
        let (kind, col, rest) = match kind {
            brt::ROW_HDR => return self.start_row(data),
            brt::VALUE_META => {
                self.meta = true;
                return Ok(());
            }
            brt::CELL_BLANK..=brt::FMLA_ERROR | brt::CELL_RSTRING => {
                (kind, u32_at(data, 0)?, &data[4..])
            }
            brt::SHORT_BLANK => (brt::CELL_BLANK, self.next, data),
            // Short records have the order of the long ones.
            brt::SHORT_RK..=brt::SHORT_ISST => {
                (kind - brt::SHORT_RK + brt::CELL_RK, self.next, data)
            }
            _ => return Ok(()),
        };
        self.next = col.saturating_add(1);
        let meta = std::mem::take(&mut self.meta);
        if kind == brt::CELL_BLANK {
            return Ok(());
        }
        let at = placed(self.row, col)?;
        let cell = Cell {
            kind,
            dress: bytes_at(rest, 0, 4)?,
            value: &rest[4..],
        };
        if meta && matches!(kind, brt::CELL_ERROR | brt::FMLA_ERROR) {
            self.facts.pictures.insert(at);
        }
        self.cell(at, &cell)
    }

    fn start_row(&mut self, data: &[u8]) -> Result<(), Refusal> {
        self.row = placed(u32_at(data, 0)?, 0)?.row;
        self.next = 0;
        if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
            self.facts.hidden_rows.push(self.row, self.row);
        }
        write(&mut self.made, brt::ROW_HDR, &[&self.row.to_le_bytes()]);
        Ok(())
    }

    fn cell(&mut self, at: CellRef, cell: &Cell<'_>) -> Result<(), Refusal> {
        self.tally.cells(1)?;
        self.facts.content.push(at);
        let style = usize::from(cell.dress[0])
            | usize::from(cell.dress[1]) << 8
            | usize::from(cell.dress[2]) << 16;
        if self.styles.get(style).is_some_and(|s| !s.is_plain()) {
            self.facts.styled.push((at, style));
        }
        let (kind, value) = match cell.kind {
            brt::CELL_RK => (brt::CELL_RK, bytes_at(cell.value, 0, 4)?),
            brt::CELL_ERROR | brt::FMLA_ERROR => (brt::CELL_ERROR, bytes_at(cell.value, 0, 1)?),
            brt::CELL_BOOL | brt::FMLA_BOOL => (brt::CELL_BOOL, bytes_at(cell.value, 0, 1)?),
            brt::CELL_REAL => (brt::CELL_REAL, bytes_at(cell.value, 0, 8)?),
            brt::FMLA_NUM => {
                let number = bytes_at(cell.value, 0, 8)?;
                self.result(at, number == [0; 8], cell.value.get(8));
                (brt::CELL_REAL, number)
            }
            brt::CELL_ISST => return self.shared(at, cell),
            brt::CELL_ST => return self.text(at, cell, 0),
            brt::FMLA_STRING => {
                let (text, units) = counted_at(cell.value, 0)?;
                self.result(at, units == 0, cell.value.get(text.len()));
                return self.text(at, cell, 0);
            }
            brt::CELL_RSTRING => return self.text(at, cell, 1),
            _ => return Err(cut()),
        };
        self.write(at, kind, cell.dress, value);
        Ok(())
    }

    /// Takes note of a formula that came to nothing, perhaps only because nobody calculated it; its flags may say so.
    fn result(&mut self, at: CellRef, is_nothing: bool, flags: Option<&u8>) {
        let wished = flags.is_some_and(|flags| flags & 2 != 0);
        if is_nothing && wished {
            self.facts.no_result.insert(at);
        } else if is_nothing {
            self.facts.doubtful.insert(at);
        }
        self.calculated |= !is_nothing;
    }

    /// A cell that names a shared string.
    fn shared(&mut self, at: CellRef, cell: &Cell<'_>) -> Result<(), Refusal> {
        let index = u32_at(cell.value, 0)?;
        let Some(units) = self.strings.get(index as usize).copied() else {
            self.facts.dangling.insert(at);
            return Ok(());
        };
        if self.tally.text(units, 1)? {
            self.facts.long.insert(at, units);
        } else {
            self.write(at, brt::CELL_ISST, cell.dress, &index.to_le_bytes());
        }
        Ok(())
    }

    /// A cell with its own text, which begins so many bytes into its value.
    fn text(&mut self, at: CellRef, cell: &Cell<'_>, begin: usize) -> Result<(), Refusal> {
        let (text, units) = counted_at(cell.value, begin)?;
        if self.tally.text(units, 1)? {
            self.facts.long.insert(at, units);
        } else {
            self.write(at, brt::CELL_ST, cell.dress, text);
        }
        Ok(())
    }

    fn write(&mut self, at: CellRef, kind: u16, dress: &[u8], value: &[u8]) {
        write(&mut self.made, kind, &[&at.col.to_le_bytes(), dress, value]);
    }
}
