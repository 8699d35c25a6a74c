//! The shared strings of an .xls: how long each is, across the records they are continued in. A string is stored once and
//! used in every cell, so its length must be known before calamine is let at it.

use super::record::{Record, record, rt, u16_at, u32_at};
use crate::reader::guard::Refusal;

/// The stretches of bytes a list of strings lies in: its record and those that continue it.
struct Stretches<'s> {
    stretches: std::vec::IntoIter<&'s [u8]>,
    data: &'s [u8],
}

/// UTF-16 units of each string of the list in the record `first`.
pub(super) fn units(stream: &[u8], first: &Record) -> Result<Vec<usize>, Refusal> {
    let mut stretches = vec![stream.get(first.start + 8..first.end).unwrap_or_default()];
    let mut at = first.end;
    while let Ok(next) = record(stream, at)
        && next.kind == rt::CONTINUE
    {
        stretches.push(&stream[next.start..next.end]);
        at = next.end;
    }
    let mut stretches = Stretches {
        stretches: stretches.into_iter(),
        data: &[],
    };
    let mut units = Vec::new();
    while stretches.has_more() {
        units.push(stretches.string()?);
    }
    Ok(units)
}

impl Stretches<'_> {
    fn has_more(&mut self) -> bool {
        while self.data.is_empty() {
            match self.stretches.next() {
                Some(next) => self.data = next,
                None => return false,
            }
        }
        true
    }

    /// Passes over one string; returns its length in characters.
    fn string(&mut self) -> Result<usize, Refusal> {
        let units = usize::from(u16_at(self.data, 0));
        let flags = *self.data.get(2).ok_or_else(cut)?;
        let (rich, extended) = (flags & 8 != 0, flags & 4 != 0);
        let runs = if rich { u16_at(self.data, 3) } else { 0 };
        let more = if extended {
            u32_at(self.data, if rich { 5 } else { 3 })
        } else {
            0
        };
        let head = 3 + if rich { 2 } else { 0 } + if extended { 4 } else { 0 };
        self.data = self.data.get(head..).ok_or_else(cut)?;
        self.characters(units, flags & 1 != 0)?;
        self.skip(usize::from(runs) * 4 + more as usize)?;
        Ok(units)
    }

    /// Passes over characters; where they go on in the next record, it says anew how wide they are.
    fn characters(&mut self, mut left: usize, mut wide: bool) -> Result<(), Refusal> {
        loop {
            let width = if wide { 2 } else { 1 };
            let here = left.min(self.data.len() / width);
            self.data = &self.data[here * width..];
            left -= here;
            if left == 0 {
                return Ok(());
            }
            self.data = self.stretches.next().ok_or_else(cut)?;
            let (flags, rest) = self.data.split_first().ok_or_else(cut)?;
            (wide, self.data) = (flags & 1 != 0, rest);
        }
    }

    fn skip(&mut self, mut left: usize) -> Result<(), Refusal> {
        while left > 0 {
            if !self.has_more() {
                return Err(cut());
            }
            let here = left.min(self.data.len());
            self.data = &self.data[here..];
            left -= here;
        }
        Ok(())
    }
}

fn cut() -> Refusal {
    Refusal::damaged("文字的目录不完整")
}
