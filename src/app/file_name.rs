//! Names of files made of what people have written.

use std::collections::BTreeSet;

/// Characters of a file's name; file systems allow 255 bytes, and a Chinese character takes three.
const MOST_CHARACTERS: usize = 70;

/// A name no system objects to.
pub fn safe(name: &str) -> String {
    let safe: String = name
        .chars()
        .map(|c| match c {
            '/' | '\\' | '|' => '、',
            '<' => '（',
            '>' => '）',
            ':' => '：',
            '?' => '？',
            '*' => '＊',
            '"' => '”',
            c if c.is_control() => ' ',
            c => c,
        })
        .take(MOST_CHARACTERS)
        .collect();
    let safe = safe.trim_matches(|c: char| c == '.' || c == '~' || c.is_whitespace());
    let safe = if safe.is_empty() { "未命名" } else { safe };
    safe.to_owned()
}

/// The name of a workbook no system objects to, and no other form has.
pub fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    numbered(&safe(name), ".xlsx", taken)
}

/// The same without what says that it is a workbook: the name of a folder.
pub fn unique_stem(name: &str, taken: &mut BTreeSet<String>) -> String {
    numbered(&safe(name), "", taken)
}

/// A name that no other has, with a number before its ending where that is needed.
pub fn numbered(name: &str, ending: &str, taken: &mut BTreeSet<String>) -> String {
    let mut numbers = 1..;
    loop {
        let suffix = match numbers.next() {
            None | Some(1) => String::new(),
            Some(number) => format!("（{number}）"),
        };
        let candidate = format!("{name}{suffix}{ending}");
        if taken.insert(candidate.to_lowercase()) {
            return candidate;
        }
    }
}
