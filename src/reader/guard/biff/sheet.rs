//! One sheet of an .xls: where its cells with content stand, what is hidden, what is merged.

use super::boxes::Boxes;
use super::record::{at_least, pass_over, record, rt, u16_at, u32_at};
use crate::location::{Area, CellRef};
use crate::reader::guard::{Refusal, SheetFacts, Tally, out_of_grid, placed};
use crate::reader::shown::Style;

/// Column IV, the last of the old formats.
const LAST_COLUMN: u16 = 255;

/// The state of a pass over one sheet.
pub(super) struct SheetScan<'t, 'l> {
    pub facts: SheetFacts,
    pub tally: &'t mut Tally<'l>,
    /// 8-bit text, as a sample for the code page.
    pub sample: &'t mut Vec<u8>,
    pub styles: &'t [Style],
    /// UTF-16 units of each shared string.
    pub strings: &'t [usize],
    /// Before BIFF8: texts are bytes of some code page.
    pub old: bool,
    /// Whether the formulas have been calculated by a program that says so.
    pub calculated: bool,
    /// A formula whose text result must follow in a record of its own.
    pub waiting: Option<CellRef>,
    /// The texts of the boxes drawn so far.
    pub boxes: Boxes,
}

impl SheetScan<'_, '_> {
    /// Goes through the records from `offset` to the sheet's end; returns the number of bytes read.
    pub fn run(&mut self, stream: &mut [u8], offset: usize) -> Result<usize, Refusal> {
        let (mut at, mut begun, mut nested) = (offset, false, 0usize);
        loop {
            let found = record(stream, at)?;
            let here = std::mem::replace(&mut at, found.end);
            match found.kind {
                rt::BOF if begun => nested += 1,
                rt::BOF => begun = true,
                rt::EOF if nested == 0 => break,
                rt::EOF => nested -= 1,
                // Embedded charts carry cells of their own.
                _ if nested > 0 => {}
                kind => {
                    if !self.record(kind, &mut stream[found.start..found.end])? {
                        pass_over(stream, here);
                    }
                }
            }
        }
        self.settle();
        self.dense()?;
        let mut placed = self.facts.content.clone();
        placed.sort_unstable();
        let twice = placed.windows(2).filter(|pair| pair[0] == pair[1]);
        self.facts.twice = twice.map(|pair| pair[0]).collect();
        Ok(at - offset)
    }

    /// Takes one record; says whether calamine may see it.
    fn record(&mut self, kind: u16, data: &mut [u8]) -> Result<bool, Refusal> {
        match kind {
            rt::NUMBER | rt::RK => _ = self.cell(data)?,
            rt::LABEL | rt::RSTRING => return self.label(data),
            rt::BOOLERR => {
                self.cell(data)?;
                at_least(data, 8)?;
                // An error calamine does not know would end the reading of the whole file.
                return Ok(data[7] == 0 || data[7] == 1 && is_known_error(data[6]));
            }
            rt::LABELSST => {
                let at = self.cell(data)?;
                let string = self.strings.get(u32_at(data, 6) as usize);
                return self.text(at, string.copied().unwrap_or(0));
            }
            rt::MULRK => self.many(data)?,
            rt::FORMULA => return self.formula(data),
            rt::STRING => return self.string(data),
            rt::DIMENSIONS => data.fill(0),
            rt::MERGECELLS => self.merges(data)?,
            rt::ROW => {
                at_least(data, 16)?;
                if u16_at(data, 12) & 0x20 != 0 {
                    let row = u32::from(u16_at(data, 0));
                    self.facts.hidden_rows.push(row, row);
                }
            }
            rt::OBJ | rt::TXO | rt::CONTINUE => self.boxes.record(kind, data),
            rt::NOTE => {
                let at = placed(u16_at(data, 0).into(), u16_at(data, 2).into())?;
                let text = self.boxes.take(u16_at(data, 6));
                self.facts.notes.insert(at, text);
            }
            rt::COLINFO if u16_at(data, 8) & 1 != 0 => {
                let last = u32::from(u16_at(data, 2).min(LAST_COLUMN));
                self.facts
                    .hidden_cols
                    .push(u32::from(u16_at(data, 0)), last);
            }
            _ => {}
        }
        Ok(true)
    }

    /// A cell with its own text.
    fn label(&mut self, data: &[u8]) -> Result<bool, Refusal> {
        let at = self.cell(data)?;
        if self.old && self.sample.len() < 4096 {
            let length = usize::from(u16_at(data, 6));
            self.sample.extend(data.iter().skip(8).take(length));
        }
        self.text(at, usize::from(u16_at(data, 6)))
    }

    /// The text that a formula before it came to.
    fn string(&mut self, data: &[u8]) -> Result<bool, Refusal> {
        let Some(at) = self.waiting.take() else {
            return Ok(false);
        };
        let units = usize::from(u16_at(data, 0));
        let (head, width) = match data.get(2).filter(|_| !self.old) {
            Some(flags) => (3, 1 + usize::from(flags & 1)),
            None => (2, 1),
        };
        // Where it goes on in a further record, calamine would take what is here for the whole.
        if data.len() < head + units * width {
            self.facts.dangling.insert(at);
            return Ok(false);
        }
        self.text(at, units)
    }

    /// Counts the text of a cell; says whether it is short enough for one.
    fn text(&mut self, at: CellRef, units: usize) -> Result<bool, Refusal> {
        let long = self.tally.text(units, 1)?;
        if long {
            self.facts.long.insert(at, units);
        }
        Ok(!long)
    }

    fn cell(&mut self, data: &[u8]) -> Result<CellRef, Refusal> {
        self.settle();
        at_least(data, 6)?;
        self.place(u16_at(data, 0), u16_at(data, 2), u16_at(data, 4))
    }

    fn place(&mut self, row: u16, col: u16, style: u16) -> Result<CellRef, Refusal> {
        if col > LAST_COLUMN {
            return Err(out_of_grid(row.into(), col.into()));
        }
        let at = CellRef::new(row.into(), col.into());
        self.tally.cells(1)?;
        self.facts.content.push(at);
        let style = usize::from(style);
        if self.styles.get(style).is_some_and(|s| !s.is_plain()) {
            self.facts.styled.push((at, style));
        }
        Ok(at)
    }

    fn many(&mut self, data: &[u8]) -> Result<(), Refusal> {
        self.settle();
        at_least(data, 12)?;
        let (first, last) = (u16_at(data, 2), u16_at(data, data.len() - 2));
        let fits = last >= first && data.len() == 6 + 6 * (usize::from(last - first) + 1);
        if !fits {
            return Err(Refusal::damaged("工作簿记录长度有误"));
        }
        for (col, number) in (first..=last).zip(data[4..].chunks(6)) {
            self.place(u16_at(data, 0), col, u16_at(number, 0))?;
        }
        Ok(())
    }

    fn formula(&mut self, data: &mut [u8]) -> Result<bool, Refusal> {
        at_least(data, 22)?;
        let at = self.cell(data)?;
        // Only the stored result is used; the code, cut to nothing, cannot mislead the parser.
        data[20..22].fill(0);
        // What programs that cannot calculate write for a result: an empty text or 0, with the wish to have it calculated;
        // some leave the wish to Excel, which calculates what no program says to have calculated.
        let result = &data[6..14];
        let blank = result == [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
        let wished = data[14] & 2 != 0;
        if blank && (wished || !self.calculated) || result == [0; 8] && wished {
            self.facts.no_result.insert(at);
        }
        match (&data[12..14], data[6]) {
            ([0xFF, 0xFF], 0) => self.waiting = Some(at),
            ([0xFF, 0xFF], 2) => return Ok(is_known_error(data[8])),
            ([0xFF, 0xFF], 4..) => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    /// A formula still waiting for its text when the next cell comes has none.
    fn settle(&mut self) {
        if let Some(at) = self.waiting.take() {
            self.facts.no_result.insert(at);
        }
    }

    fn merges(&mut self, data: &[u8]) -> Result<(), Refusal> {
        let count = usize::from(u16_at(data, 0));
        at_least(data, 2 + count * 8)?;
        for range in data[2..].chunks_exact(8).take(count) {
            self.tally.merge()?;
            let corner = |row, col| placed(u16_at(range, row).into(), u16_at(range, col).into());
            self.facts
                .merges
                .push(Area::new(corner(0, 4)?, corner(2, 6)?));
        }
        Ok(())
    }

    fn dense(&self) -> Result<(), Refusal> {
        let content = &self.facts.content;
        let rows = || content.iter().map(|c| c.row);
        let cols = || content.iter().map(|c| c.col);
        let (Some(top), Some(bottom), Some(left), Some(right)) =
            (rows().min(), rows().max(), cols().min(), cols().max())
        else {
            return Ok(());
        };
        self.tally.dense(
            u64::from(bottom - top) + 1,
            u64::from(right - left) + 1,
            CellRef::new(bottom, right),
        )
    }
}

/// The error values calamine has names for.
fn is_known_error(code: u8) -> bool {
    matches!(code, 0x00 | 0x07 | 0x0F | 0x17 | 0x1D | 0x24 | 0x2A | 0x2B)
}
