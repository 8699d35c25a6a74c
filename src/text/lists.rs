//! Lists in one text: their numbers, their items, and lines that were broken only for width.

use super::{ascii_meets, clean};

/// Whether a character stands between the names, the numbers or the words of a list in one cell.
pub const fn is_list_mark(c: char) -> bool {
    matches!(
        c,
        '、' | '､' | '﹑' | '，' | ',' | '﹐' | '；' | ';' | '﹔' | '/' | '／' | '┋' | '\n'
    )
}

/// What follows the list number at the start of `text`: `1.` `1．` `1、` `(1)` `①` `⒈` `㈠` `一是` `第一，` `一、`; none if there
/// is no such number.
pub fn after_list_number(text: &str) -> Option<&str> {
    let mut rest = text.chars();
    let first = rest.next()?;
    if is_whole_number(first) {
        return Some(rest.as_str());
    }
    let bracketed = matches!(first, '(' | '（' | '﹙');
    if !bracketed && first != '第' {
        rest = text.chars();
    }
    let mut digits = 0;
    while let Some(after) = rest
        .as_str()
        .strip_prefix(is_list_digit)
        .filter(|_| digits < 3)
    {
        rest = after.chars();
        digits += 1;
    }
    let mark = rest.next().filter(|_| digits > 0)?;
    let after = rest.as_str();
    let closes = match mark {
        ')' | '）' | '﹚' => true,
        '.' | '．' | '﹒' | '。' | '｡' => !bracketed && !after.starts_with(is_digit),
        '、' | '､' | '﹑' | '是' => !bracketed,
        ',' | '，' | '﹐' => first == '第',
        _ => false,
    };
    closes.then_some(after)
}

/// `text` without the list number at its start.
pub fn without_list_number(text: &str) -> &str {
    after_list_number(text).unwrap_or(text)
}

/// One character that is a list number by itself: ①, ⑴, ⒈, ㈠, ❶.
fn is_whole_number(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{249b}' | '\u{24f5}'..='\u{24fe}' | '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{3229}'
        | '\u{3251}'..='\u{325f}' | '\u{3280}'..='\u{3289}' | '\u{32b1}'..='\u{32bf}')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_list_digit(c: char) -> bool {
    is_digit(c) || "一二三四五六七八九十".contains(c)
}

/// The items of a list: cut at line breaks and semicolons, and after a full stop where a number follows; without their
/// numbers.
pub fn list_items(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    for line in clean(text).split(['\n', '；', ';']) {
        let mut item = String::new();
        let mut sentences = line.split_inclusive('。').peekable();
        while let Some(sentence) = sentences.next() {
            item.push_str(sentence);
            let next = sentences.peek().map(|s| s.trim_start());
            if next.is_none_or(|s| after_list_number(s).is_some()) {
                items.push(std::mem::take(&mut item));
            }
        }
    }
    let bare = items
        .iter()
        .map(|item| without_list_number(item.trim()).trim().to_owned());
    bare.filter(|item| !item.is_empty()).collect()
}

/// Joins the lines of a value that was broken only to fit the column's width: `科室↵负责人` → `科室负责人`.
/// A break before a list number or after a sentence mark is kept.
pub fn unbroken(text: &str) -> String {
    let mut out = String::new();
    for line in clean(text)
        .split('\n')
        .map(str::trim)
        .filter(|l| !l.is_empty())
    {
        let ended = out
            .chars()
            .last()
            .is_none_or(|c| "。；;！？：:".contains(c));
        if !out.is_empty() && (ended || after_list_number(line).is_some()) {
            out.push('\n');
        } else if ascii_meets(&out, line) {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_numbers_are_told_from_plain_numbers() {
        for numbered in [
            "1.甲",
            "1、甲",
            "（1）甲",
            "1)甲",
            "①甲",
            "一是甲",
            "一、甲",
            "第一，甲",
            "(一)甲",
            "12.甲",
            "1．甲",
            "１．甲",
            "１、甲",
            "1､甲",
            "1。甲",
            "1﹒甲",
            "﹙1﹚甲",
            "⑿甲",
            "⒈甲",
            "㈠甲",
            "㉑甲",
            "❶甲",
        ] {
            assert_eq!(after_list_number(numbered), Some("甲"), "{numbered}");
        }
        for plain in [
            "3.5万元",
            "一般事项",
            "2026年",
            "十万元以上",
            "甲1.",
            "(甲)",
            "1",
            "１．５万元",
            "第",
            "(",
            "（一",
            "",
        ] {
            assert_eq!(after_list_number(plain), None, "{plain}");
        }
    }

    #[test]
    fn breaks_for_width_are_joined_and_lists_kept() {
        assert_eq!(unbroken("科室\r\n负责人"), "科室负责人");
        assert_eq!(unbroken("1.受理\n2.审核\n意见"), "1.受理\n2.审核意见");
    }
}
