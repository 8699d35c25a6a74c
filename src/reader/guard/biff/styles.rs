//! Fonts, number formats and cell styles of an .xls.

use super::record::u16_at;
use crate::reader::shown::Style;

/// What the globals say of styles, in the order of their records.
#[derive(Default)]
pub(super) struct Styles {
    /// Names, and whether a line goes through the letters.
    fonts: Vec<(String, bool)>,
    formats: Vec<(u16, String)>,
    /// Font and format of each cell style.
    cells: Vec<(u16, u16)>,
}

impl Styles {
    pub fn font(&mut self, data: &[u8], old: bool) {
        let struck = u16_at(data, 2) & 8 != 0;
        self.fonts.push((short_text(data, 14, old), struck));
    }

    pub fn format(&mut self, data: &[u8], old: bool) {
        let text = if old {
            short_text(data, 2, old)
        } else {
            let count = usize::from(u16_at(data, 2));
            text(data.get(4..).unwrap_or_default(), count)
        };
        self.formats.push((u16_at(data, 0), text));
    }

    pub fn cell(&mut self, data: &[u8]) {
        self.cells.push((u16_at(data, 0), u16_at(data, 2)));
    }

    /// The styles by their numbers.
    pub fn finish(self) -> Vec<Style> {
        let style = |(font, format): &(u16, u16)| {
            // There is no font 4: it is passed over in counting.
            let font = usize::from(*font) - usize::from(*font > 4);
            let format = self.formats.iter().find(|f| f.0 == *format);
            let font = self.fonts.get(font);
            Style::new(format.map(|f| f.1.as_str()), font.map(|f| f.0.as_str()))
                .with_line(font.is_some_and(|f| f.1))
        };
        self.cells.iter().map(style).collect()
    }
}

/// A text whose length takes one byte. Before BIFF8 it is bytes of some code page; only plain letters are taken then.
fn short_text(data: &[u8], at: usize, old: bool) -> String {
    let count = usize::from(data.get(at).copied().unwrap_or(0));
    let rest = data.get(at + 1..).unwrap_or_default();
    if old {
        let letters = rest.iter().take(count).filter(|b| b.is_ascii());
        return letters.map(|b| char::from(*b)).collect();
    }
    text(rest, count)
}

/// A text of so many characters with its byte of flags before it.
fn text(data: &[u8], count: usize) -> String {
    let Some((flags, rest)) = data.split_first() else {
        return String::new();
    };
    let units: Vec<u16> = if flags & 1 == 0 {
        rest.iter().take(count).map(|b| u16::from(*b)).collect()
    } else {
        let pairs = rest.chunks_exact(2).take(count);
        pairs.map(|p| u16::from_le_bytes([p[0], p[1]])).collect()
    };
    String::from_utf16_lossy(&units)
}
