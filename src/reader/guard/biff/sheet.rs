//! One sheet of an .xls: where its cells with content stand, what is hidden, what is merged.

use super::record::{at_least, record, rt, u16_at};
use crate::location::{Area, CellRef};
use crate::reader::guard::{Refusal, SheetFacts, Tally, out_of_grid, placed};

/// Column IV, the last of the old formats.
const LAST_COLUMN: u16 = 255;

/// The state of a pass over one sheet.
pub(super) struct SheetScan<'t, 'l> {
    pub facts: SheetFacts,
    pub tally: &'t mut Tally<'l>,
    /// 8-bit text, as a sample for the code page.
    pub sample: &'t mut Vec<u8>,
    /// Before BIFF8: texts are bytes of some code page.
    pub old: bool,
    /// A formula whose text result must follow in a record of its own.
    pub waiting: Option<CellRef>,
}

impl SheetScan<'_, '_> {
    /// Goes through the records from `offset` to the sheet's end; returns the number of bytes read.
    pub fn run(&mut self, stream: &mut [u8], offset: usize) -> Result<usize, Refusal> {
        let (mut at, mut begun, mut nested) = (offset, false, 0usize);
        loop {
            let found = record(stream, at)?;
            at = found.end;
            match found.kind {
                rt::BOF if begun => nested += 1,
                rt::BOF => begun = true,
                rt::EOF if nested == 0 => break,
                rt::EOF => nested -= 1,
                // Embedded charts carry cells of their own.
                _ if nested > 0 => {}
                kind => self.record(kind, &mut stream[found.start..found.end])?,
            }
        }
        self.settle();
        self.dense()?;
        Ok(at - offset)
    }

    fn record(&mut self, kind: u16, data: &mut [u8]) -> Result<(), Refusal> {
        match kind {
            rt::NUMBER | rt::LABEL | rt::RSTRING | rt::BOOLERR | rt::RK | rt::LABELSST => {
                self.cell(data)?;
                if self.old && matches!(kind, rt::LABEL | rt::RSTRING) && self.sample.len() < 4096 {
                    let length = usize::from(u16_at(data, 6));
                    self.sample.extend(data.iter().skip(8).take(length));
                }
                Ok(())
            }
            rt::MULRK => self.many(data),
            rt::FORMULA => self.formula(data),
            rt::STRING => {
                self.waiting = None;
                Ok(())
            }
            rt::DIMENSIONS => {
                data.fill(0);
                Ok(())
            }
            rt::MERGECELLS => self.merges(data),
            rt::ROW => {
                at_least(data, 16)?;
                if u16_at(data, 12) & 0x20 != 0 {
                    let row = u32::from(u16_at(data, 0));
                    self.facts.hidden_rows.push(row, row);
                }
                Ok(())
            }
            rt::COLINFO => {
                if u16_at(data, 8) & 1 != 0 {
                    let last = u32::from(u16_at(data, 2).min(LAST_COLUMN));
                    self.facts
                        .hidden_cols
                        .push(u32::from(u16_at(data, 0)), last);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn cell(&mut self, data: &[u8]) -> Result<CellRef, Refusal> {
        self.settle();
        at_least(data, 6)?;
        self.place(u16_at(data, 0), u16_at(data, 2))
    }

    fn place(&mut self, row: u16, col: u16) -> Result<CellRef, Refusal> {
        if col > LAST_COLUMN {
            return Err(out_of_grid(row.into(), col.into()));
        }
        let at = CellRef::new(row.into(), col.into());
        self.tally.cells(1)?;
        self.facts.content.push(at);
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
        for col in first..=last {
            self.place(u16_at(data, 0), col)?;
        }
        Ok(())
    }

    fn formula(&mut self, data: &mut [u8]) -> Result<(), Refusal> {
        at_least(data, 22)?;
        let at = self.cell(data)?;
        // Only the stored result is used; the code, cut to nothing, cannot mislead the parser.
        data[20..22].fill(0);
        if data[12..14] == [0xFF, 0xFF] && data[6] == 0 {
            self.waiting = Some(at);
        }
        Ok(())
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
