//! A text as it is searched, and the way back: each folded character knows the bytes it was written with, so that what
//! is found in the folded text can be cut out of the original.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::{fold, folded, is_invisible};

/// A folded text with the way back to the original.
#[derive(Clone, Debug)]
pub struct Projection {
    folded: String,
    /// For each byte of the folded text the original bytes of its character.
    from: Vec<(usize, usize)>,
}

impl Projection {
    /// Folds for the search of names: NFKC, 繁→简, lower case; what only spreads a name out (white space, invisible
    /// characters, middle dots, dots and strokes) is left out.
    pub fn squashed(text: &str) -> Self {
        Self::of(text, |c| {
            c.is_whitespace() || is_filler(c) || ".-_~".contains(c)
        })
    }

    /// Folds for the search of numbers: NFKC and lower case; white space stays, since it also keeps two numbers apart.
    pub fn spaced(text: &str) -> Self {
        Self::of(text, |c| !c.is_whitespace() && is_filler(c))
    }

    fn of(text: &str, dropped: impl Fn(char) -> bool) -> Self {
        let mut out = Self {
            folded: String::with_capacity(text.len()),
            from: Vec::with_capacity(text.len()),
        };
        for (start, c) in text.char_indices() {
            if dropped(c) {
                continue;
            }
            if let Some(plain) = fold::single(c) {
                if !dropped(plain) {
                    out.folded.push(plain);
                    out.from
                        .resize(out.folded.len(), (start, start + c.len_utf8()));
                }
                continue;
            }
            let wide: String = std::iter::once(c).nfkc().filter(|n| !dropped(*n)).collect();
            out.folded.push_str(&folded(&wide));
            out.from
                .resize(out.folded.len(), (start, start + c.len_utf8()));
        }
        out
    }

    /// The folded text.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The bytes of the original that bytes of the folded text were made from.
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        let at = |index: usize| self.from.get(index).copied().unwrap_or_default();
        if range.is_empty() {
            return 0..0;
        }
        at(range.start).0..at(range.end - 1).1
    }
}

/// A character that stands between the characters of a name without being one of them: nobody sees it, or it is one of
/// the dots that part the names of some peoples.
fn is_filler(c: char) -> bool {
    is_invisible(c)
        || matches!(c,
            '·' | '•' | '・' | '･' | '‧' | '∙' | '⋅' | '᛫' | '●' | '﹒'
            | '\u{300}'..='\u{36f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{2065}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_cut_out_as_it_was_written() {
        for (written, cut) in [
            ("由张一审核", "张一"),
            ("由張　一審核", "張　一"),
            ("由张\u{200b} \u{fe00}一审核", "张\u{200b} \u{fe00}一"),
            ("由张·一审核", "张·一"),
            ("㈱由张\n一", "张\n一"),
        ] {
            let projection = Projection::squashed(written);
            let at = projection.folded().find("张一").expect("found");
            let range = projection.original(&(at..at + "张一".len()));
            assert_eq!(written.get(range), Some(cut), "{written}");
        }
    }

    #[test]
    fn numbers_keep_what_parts_them() {
        let projection = Projection::spaced("１３８ 0000\u{200b}1111");
        assert_eq!(projection.folded(), "138 00001111");
    }
}
