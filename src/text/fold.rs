//! The way nearly every text takes to its comparable form: character by character, in one pass. What takes more than that
//! (combining marks, ligatures) is left to the libraries that know all of Unicode.

use super::{is_invisible, simple};

/// NFKC of a character that none of those after it can change; none where only a library can tell. A mark that would
/// combine with it is unknown itself.
fn compatible(c: char) -> Option<char> {
    match c {
        '!'..='~'
        | '\u{4e00}'..='\u{9fff}'
        | ' '
        | '\t'
        | '\n'
        | '\r'
        | '、'
        | '。'
        | '《'
        | '》'
        | '“'
        | '”'
        | '‘'
        | '’'
        | '【'
        | '】' => Some(c),
        '\u{3000}' => Some(' '),
        '！'..='～' => plain_width(c),
        _ => None,
    }
}

/// The ASCII character a full-width one stands for.
fn plain_width(c: char) -> Option<char> {
    const SHIFT: u32 = '！' as u32 - '!' as u32;
    char::from_u32(u32::from(c) - SHIFT)
}

/// The text with each character's NFKC as `of` has it, which may leave it out; none where a library has to be asked.
fn pass(text: &str, of: impl Fn(char) -> Option<char>) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if let Some(own) = of(compatible(c)?) {
            out.push(own);
        }
    }
    Some(out)
}

const fn is_seen(c: char) -> bool {
    !matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// What [`super::nfkc`] gives.
pub(super) fn nfkc(text: &str) -> Option<String> {
    pass(text, Some)
}

/// What [`super::plain`] gives.
pub(super) fn plain(text: &str) -> Option<String> {
    pass(text, |c| is_seen(c).then_some(c))
}

/// What [`super::folded`] gives.
pub(super) fn folded(text: &str) -> Option<String> {
    pass(text, |c| Some(simple(c.to_ascii_lowercase())))
}

/// What [`super::key`] gives.
pub(super) fn key(text: &str) -> Option<String> {
    pass(text, |c| is_seen(c).then(|| simple(c.to_ascii_lowercase())))
}

/// What [`super::folded`] makes of a single character.
pub(super) fn single(c: char) -> Option<char> {
    compatible(c).map(|c| simple(c.to_ascii_lowercase()))
}

/// Whether there is nothing in the text that nobody sees, and no line break but `\n`.
pub(super) fn is_clean(text: &str) -> bool {
    !text.chars().any(|c| c == '\r' || is_invisible(c))
}
