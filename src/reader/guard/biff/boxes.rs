//! The boxes drawn on a sheet of an .xls, as far as they hold the text of a note: the number of the box, the length of its text,
//! and the text in the record behind that.

use std::collections::BTreeMap;

use super::record::{rt, u16_at};

/// UTF-16 units of a text that are kept.
const KEPT: usize = 200;
/// What stands for a text that is not read: that of a note from before Excel 97, or one without a box.
const UNREAD: &str = "批注的文字没有读出";

/// The texts of boxes by their numbers.
#[derive(Default)]
pub(super) struct Boxes {
    texts: BTreeMap<u16, String>,
    /// The box being read.
    number: u16,
    /// The length of its text, until that has come.
    awaited: Option<usize>,
}

impl Boxes {
    /// Takes a record of a drawing.
    pub fn record(&mut self, kind: u16, data: &[u8]) {
        match kind {
            // Its first part says what it is and its number.
            rt::OBJ => self.number = u16_at(data, 6),
            rt::TXO => self.awaited = Some(usize::from(u16_at(data, 10))).filter(|n| *n > 0),
            _ => {
                if let (Some(length), Some((flags, text))) =
                    (self.awaited.take(), data.split_first())
                {
                    let text = letters(text, flags & 1 != 0, length.min(KEPT));
                    self.texts.insert(self.number, text);
                }
            }
        }
    }

    /// The text of the box of this number.
    pub fn take(&mut self, number: u16) -> String {
        let text = self.texts.remove(&number);
        text.unwrap_or_else(|| UNREAD.to_owned())
    }
}

/// The first letters of a text, each one byte or two.
fn letters(text: &[u8], wide: bool, length: usize) -> String {
    let units: Vec<u16> = if wide {
        let pairs = text.chunks_exact(2).take(length);
        pairs.map(|pair| u16_at(pair, 0)).collect()
    } else {
        text.iter().take(length).map(|b| u16::from(*b)).collect()
    };
    String::from_utf16_lossy(&units)
}
