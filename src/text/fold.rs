//! The way nearly every text takes to its comparable form: character by character, in one pass. What takes more than that
//! (combining marks, ligatures, traditional script) is left to the libraries that know all of Unicode.

use super::{is_invisible, is_traditional};

/// What becomes of a character by itself.
enum Folded {
    /// It, or its plain form.
    Kept(char),
    /// White space.
    Space,
    /// Only a library can tell.
    Unknown,
}

/// NFKC, simplified script and lower case of a character that none of those after it can change. A mark that would combine
/// with it is unknown itself.
fn folded(c: char) -> Folded {
    match c {
        ' ' | '\t' | '\n' | '\r' | '\u{3000}' => Folded::Space,
        '!'..='~' => Folded::Kept(c.to_ascii_lowercase()),
        '\u{4e00}'..='\u{9fff}' if is_traditional(c) => Folded::Unknown,
        '\u{4e00}'..='\u{9fff}'
        | '、'
        | '。'
        | '《'
        | '》'
        | '“'
        | '”'
        | '‘'
        | '’'
        | '【'
        | '】' => Folded::Kept(c),
        '！'..='～' => {
            plain_width(c).map_or(Folded::Unknown, |c| Folded::Kept(c.to_ascii_lowercase()))
        }
        _ => Folded::Unknown,
    }
}

/// The ASCII character a full-width one stands for.
fn plain_width(c: char) -> Option<char> {
    const SHIFT: u32 = '！' as u32 - '!' as u32;
    char::from_u32(u32::from(c) - SHIFT)
}

/// NFKC, simplified script, lower case and no white space; none where a library has to be asked.
pub(super) fn key(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match folded(c) {
            Folded::Kept(c) => out.push(c),
            Folded::Space => {}
            Folded::Unknown => return None,
        }
    }
    Some(out)
}

/// Whether NFKC leaves the text as it is, as far as that can be told from each character by itself.
pub(super) fn is_compatible(text: &str) -> bool {
    let plain = |c| matches!(c, '\u{0}'..='\u{7f}' | '\u{4e00}'..='\u{9fff}' | '、' | '。' | '《' | '》' | '“' | '”' | '‘' | '’' | '【' | '】');
    text.chars().all(plain)
}

/// Whether there is nothing in the text that nobody sees, and no line break but `\n`.
pub(super) fn is_clean(text: &str) -> bool {
    !text.chars().any(|c| c == '\r' || is_invisible(c))
}
