//! Strings made fit for a workbook: Excel refuses a whole file for one bad character, and rust_xlsxwriter checks
//! only some of them. Changes nothing a person could see, except where a limit of Excel leaves no choice.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// Excel's limit for the text of a cell, in UTF-16 units.
pub const MAX_TEXT: usize = 32_767;
/// Excel's limit for a sheet's name, in UTF-16 units.
const MAX_NAME: usize = 31;
/// Excel's limit for line breaks in a cell.
const MAX_BREAKS: usize = 253;
/// Longest user text in a footer; Excel allows 255 units for all three parts with their codes.
const MAX_FOOTER: usize = 160;
/// What stands at the end of a text that was cut.
const CUT_MARK: &str = "……（原文过长，此处截断，全文见原表）";

/// A character XML 1.0 cannot hold.
fn is_illegal(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The text without characters a workbook cannot hold; line breaks unified to `\n`, those above Excel's limit
/// made spaces.
pub fn text(text: &str) -> Cow<'_, str> {
    let breaks = text.bytes().filter(|b| *b == b'\n').count();
    if breaks <= MAX_BREAKS && !text.chars().any(|c| is_illegal(c) || c == '\r') {
        return Cow::Borrowed(text);
    }
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut left = MAX_BREAKS;
    let kept = unified.chars().filter(|c| !is_illegal(*c)).map(|c| {
        if c == '\n' && left == 0 {
            return ' ';
        }
        left -= usize::from(c == '\n');
        c
    });
    Cow::Owned(kept.collect())
}

/// Safe text for a cell, and whether it had to be cut.
pub fn cell(raw: &str) -> (Cow<'_, str>, bool) {
    let safe = text(raw);
    if utf16_len(&safe) <= MAX_TEXT {
        return (safe, false);
    }
    let mut cut = truncate(&safe, MAX_TEXT - utf16_len(CUT_MARK)).to_owned();
    cut.push_str(CUT_MARK);
    (Cow::Owned(cut), true)
}

/// Whether Excel would take the text for a formula, a number or a date once somebody edits the cell.
pub fn needs_quote(text: &str) -> bool {
    let numeric = |c: char| c.is_ascii_digit() || "-/.:,% ".contains(c);
    text.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠'])
        || (text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(numeric))
}

/// User text for a header or footer: one line, `&` doubled, short enough for Excel.
pub fn footer(raw: &str) -> String {
    let line = text(raw).split_whitespace().collect::<Vec<_>>().join(" ");
    truncate(&line, MAX_FOOTER).replace('&', "&&")
}

/// Safe text of at most `max` UTF-16 units, with `…` where something was left out.
pub fn short(raw: &str, max: usize) -> String {
    let safe = text(raw);
    if utf16_len(&safe) <= max {
        return safe.into_owned();
    }
    format!("{}…", truncate(&safe, max.saturating_sub(1)))
}

/// The names as Excel accepts them: no forbidden characters, no reserved word, short enough, no two alike.
pub fn sheet_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    names
        .into_iter()
        .map(|name| {
            let unique = unique_name(&plain_name(name), &taken);
            taken.insert(unique.to_lowercase());
            unique
        })
        .collect()
}

fn plain_name(name: &str) -> String {
    let swapped: String = text(name)
        .chars()
        .map(|c| match c {
            '[' => '（',
            ']' => '）',
            ':' => '：',
            '*' => '＊',
            '?' => '？',
            '/' | '\\' => '、',
            '\n' | '\t' => ' ',
            c => c,
        })
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}'))
        .collect();
    let trimmed = swapped.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    let short = truncate(trimmed, MAX_NAME).trim_end_matches(['\'', ' ']);
    if short.is_empty() {
        return "工作表".to_owned();
    }
    if short.eq_ignore_ascii_case("history") {
        return format!("{short}_");
    }
    short.to_owned()
}

fn unique_name(name: &str, taken: &BTreeSet<String>) -> String {
    let mut candidate = name.to_owned();
    let mut number = 2;
    while taken.contains(&candidate.to_lowercase()) {
        let suffix = format!("（{number}）");
        candidate = format!("{}{suffix}", truncate(name, MAX_NAME - utf16_len(&suffix)));
        number += 1;
    }
    candidate
}

/// Length in UTF-16 units, as Excel counts.
pub fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The start of `text` that has at most `max` UTF-16 units.
fn truncate(text: &str, max: usize) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > max {
            return text.split_at(at).0;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_no_workbook_can_hold_are_left_out() {
        assert_eq!(text("甲\u{0}乙\u{7}\u{fffe}丙\r\n丁"), "甲乙丙\n丁");
        assert_eq!(text("甲\t乙\n😀"), "甲\t乙\n😀");
        let many = "行\n".repeat(300);
        assert_eq!(text(&many).matches('\n').count(), MAX_BREAKS);
        assert_eq!(text(&many).matches('行').count(), 300);
    }

    #[test]
    fn long_text_is_cut_with_a_mark_and_never_inside_a_character() {
        let long = "长".repeat(40_000);
        let (cut, was_cut) = cell(&long);
        assert!(was_cut && cut.ends_with(CUT_MARK));
        assert_eq!(utf16_len(&cut), MAX_TEXT);
        let faces = "😀".repeat(20_000);
        let (emoji, _) = cell(&faces);
        assert!(utf16_len(&emoji) <= MAX_TEXT && utf16_len(&emoji) >= MAX_TEXT - 1);
        assert_eq!(cell("短"), (Cow::Borrowed("短"), false));
    }

    #[test]
    fn short_texts_never_exceed_their_limit() {
        assert_eq!(short("一二三", 3), "一二三");
        assert_eq!(short("一二三四", 3), "一二…");
        assert_eq!(utf16_len(&short(&"😀".repeat(200), 255)), 255);
        assert_eq!(short("甲\u{7}乙", 2), "甲乙");
    }

    #[test]
    fn text_that_editing_would_turn_into_something_else_is_quoted() {
        for risky in ["=1+1", "+86", "-", "@a", "2026-0001", "007", "1.2"] {
            assert!(needs_quote(risky), "{risky}");
        }
        for plain in ["一级", "1.查验不严", "预算科", "", "2026年"] {
            assert!(!needs_quote(plain), "{plain}");
        }
    }

    #[test]
    fn sheet_names_become_legal_and_unique() {
        let long = "一二三四五六七八九十".repeat(4);
        let names = sheet_names([
            "甲/乙[1]:*?\\",
            "'引号'",
            "History",
            "",
            "甲",
            "甲",
            long.as_str(),
            long.as_str(),
            "abc",
            "ABC",
            "\u{7}响\n铃",
        ]);
        let folded: BTreeSet<String> = names.iter().map(|n| n.to_lowercase()).collect();
        assert_eq!(folded.len(), names.len(), "{names:?}");
        for name in &names {
            assert!(!name.is_empty() && utf16_len(name) <= MAX_NAME, "{name}");
            assert!(
                !name.contains(['[', ']', ':', '*', '?', '/', '\\', '\'', '\u{7}', '\n']),
                "{name}"
            );
            assert!(!name.eq_ignore_ascii_case("history"));
        }
        assert_eq!(names[4], "甲");
    }

    #[test]
    fn footers_keep_their_ampersands() {
        assert_eq!(footer("甲 & 乙\n丙"), "甲 && 乙 丙");
        assert!(utf16_len(&footer(&"&".repeat(300))) <= 2 * MAX_FOOTER);
    }
}
