//! What a person sees in a cell, where it is something else than what the cell holds: number formats that put words in
//! place of numbers, and fonts whose letters are signs.

mod format;
mod signs;

use crate::reader::grid::CellValue;
use crate::text;

use format::Format;
pub(super) use signs::{Face, Signs};

/// Characters of a name or value in a message.
const QUOTED: usize = 40;

/// A name or value from a file in a message: on one line, not too long, without characters that only a terminal or a
/// renderer would heed.
pub(super) fn quoted(written: &str) -> String {
    format!("“{}”", text::excerpt(written, QUOTED))
}

/// How a cell is dressed, as far as that changes what is read in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    format: Option<Format>,
    signs: Option<Signs>,
    struck: bool,
}

impl Style {
    /// A style of this number format and font.
    pub fn new(format: Option<&str>, font: Option<&str>) -> Self {
        Self {
            format: format.and_then(Format::new),
            signs: font.and_then(Signs::of_font),
            struck: false,
        }
    }

    /// The same, where the font may have a line through it.
    pub fn with_line(self, struck: bool) -> Self {
        Self { struck, ..self }
    }

    /// Whether a cell of this style shows what it holds.
    pub fn is_plain(&self) -> bool {
        self.format.is_none() && self.signs.is_none() && !self.struck
    }

    /// The font, if its letters are signs.
    pub fn signs(&self) -> Option<Signs> {
        self.signs
    }

    /// Whether a line goes through what the cell shows.
    pub fn is_struck(&self) -> bool {
        self.struck
    }

    /// What the number format shows instead of the value; nothing where that says the same.
    pub fn shown(&self, value: &CellValue) -> Option<String> {
        self.format.as_ref()?.shown(value)
    }
}

/// Whether a text is one of the error values spreadsheets show.
pub(super) fn is_error_text(text: &str) -> bool {
    text.starts_with("Err:")
        || (text.starts_with('#') && text.ends_with(['!', '?', 'A']) && text.is_ascii())
}

/// Whether the text shown for a number says something else than the number; by the same measure as number formats are.
pub(super) fn differs(shown: &str, number: f64) -> bool {
    let is_numeral = |c: char| {
        c.is_numeric() || "一二三四五六七八九十百千万亿零〇壹贰叁肆伍陆柒捌玖拾佰仟".contains(c)
    };
    let has_digits = shown.chars().any(char::is_numeric);
    let letters = shown
        .chars()
        .filter(|c| c.is_alphabetic() && !is_numeral(*c));
    if has_digits {
        return letters.count() > format::UNIT;
    }
    let numerals = shown.chars().any(is_numeral);
    let mild = !shown.chars().any(|c| !format::is_mild(c) && !is_numeral(c));
    !mild || (!numerals && number != 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_for_a_number_is_held_against_it() {
        for (shown, number) in [
            ("一级", 1.0),
            ("√", 1.0),
            ("", 7.0),
            ("无", 0.0),
            ("每年4次以上", 4.0),
        ] {
            assert!(differs(shown, number), "{shown}");
        }
        for (shown, number) in [
            ("4", 4.0),
            ("4次", 4.0),
            ("¥1,234.50", 1234.5),
            ("50%", 0.5),
            ("三", 3.0),
            ("", 0.0),
            ("-", 0.0),
            ("1.0E+05", 100_000.0),
        ] {
            assert!(!differs(shown, number), "{shown}");
        }
    }

    #[test]
    fn quoted_names_keep_to_one_line_and_hold_no_controls() {
        assert_eq!(quoted("甲\u{1b}[2J\n乙\u{202e}\u{2066}丙"), "“甲[2J 乙丙”");
        assert_eq!(quoted(&"长".repeat(50)).chars().count(), QUOTED + 2);
    }
}
