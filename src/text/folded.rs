//! A text in its comparable form that still knows which characters of the original each of its own came from, so that what is
//! found in the one can be changed in the other.

use std::ops::Range;

use super::{is_invisible, nfkc, simplified};

/// A text folded as [`super::key`] folds it, without the marks people put between the characters of a name.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, the bytes of the original its character came from.
    from: Vec<Range<usize>>,
}

impl Folded {
    /// Folds a text.
    pub fn new(original: &str) -> Self {
        let mut out = Self::default();
        for (start, c) in original.char_indices() {
            if c.is_whitespace()
                || is_invisible(c)
                || "·・•‧.．-".contains(c) && between(original, start, c)
            {
                continue;
            }
            let end = start + c.len_utf8();
            let folded = simplified(&nfkc(c.encode_utf8(&mut [0; 4]))).to_lowercase();
            out.from.extend((0..folded.len()).map(|_| start..end));
            out.text.push_str(&folded);
        }
        out
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that bytes of the folded text came from, whatever stands between them included.
    pub fn original(&self, folded: Range<usize>) -> Option<Range<usize>> {
        let first = self.from.get(folded.start)?.start;
        let last = self.from.get(folded.end.checked_sub(1)?)?.end;
        Some(first..last)
    }
}

/// Whether a mark stands between two characters neither of which is a digit or a Latin letter.
fn between(original: &str, at: usize, mark: char) -> bool {
    let plain = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
    let before = original[..at].chars().next_back();
    let after = original[at + mark.len_utf8()..].chars().next();
    plain(before) && plain(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_in_the_folded_text_is_found_in_the_original() {
        for (original, folded, name) in [
            ("由张一复核", "由张一复核", "张一"),
            ("由張 一復核", "由张一复核", "張 一"),
            ("由张\u{3000}一、李二", "由张一、李二", "张\u{3000}一"),
            ("由张·一复核", "由张一复核", "张·一"),
            ("（张\u{200b}一）", "(张一)", "张\u{200b}一"),
        ] {
            let text = Folded::new(original);
            assert_eq!(text.as_str(), folded);
            let at = text.as_str().find("张一").expect("the name");
            let range = text.original(at..at + "张一".len()).expect("a range");
            assert_eq!(&original[range], name);
        }
        assert_eq!(Folded::new("3.5 万").as_str(), "3.5万");
    }
}
