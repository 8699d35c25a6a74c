//! Characters nobody sees: left out of what is compared, and kept from terminals, which take some of them for commands.

use std::fmt::Write as _;

/// A character nobody sees and nobody meant: controls, zero-width and bidirectional marks, non-characters.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A text as it may be shown on a terminal: without anything invisible but line breaks and tabs.
pub fn printable(text: &str) -> String {
    text.chars()
        .filter(|c| *c != '\r' && !is_invisible(*c))
        .collect()
}

/// JSON as it may be shown on a terminal: what is invisible in its texts is written as an escape, which says the same.
pub fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_invisible(c) {
            // Writing into a String cannot fail.
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// A name as it stands in a line of a message: of line breaks and invisible characters their numbers are shown, so that two
/// names that differ stay two.
pub fn named(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if is_invisible(c) || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLEARS_THE_SCREEN: &str = "预算科\u{1b}[2J\u{9b}2J\r\u{202e}\u{2066}。\n第二行\t完";

    #[test]
    fn no_command_reaches_a_terminal() {
        assert_eq!(printable(CLEARS_THE_SCREEN), "预算科[2J2J。\n第二行\t完");
        let json = serde_json::to_string(CLEARS_THE_SCREEN).expect("JSON");
        let shown = escaped(&json);
        assert!(
            !shown.chars().any(|c| is_invisible(c) || c == '\r'),
            "{shown}"
        );
        let read: String = serde_json::from_str(&shown).expect("JSON");
        assert_eq!(read, CLEARS_THE_SCREEN);
    }

    #[test]
    fn names_keep_to_one_line_and_apart() {
        let names = ["表\n2.xlsx", "表\u{202e}2.xlsx", "表2.xlsx"].map(named);
        assert_eq!(names[0], "表\\u{a}2.xlsx");
        assert!(names.iter().all(|n| !n.contains('\n')));
        assert!(names[0] != names[1] && names[1] != names[2]);
    }
}
