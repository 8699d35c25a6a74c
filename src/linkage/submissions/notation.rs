//! Dates and numbers in names of files and folders.

use regex::Captures;

use super::marks::{Marks, NameDate};
use super::patterns::{COMPACT_DATE, DAY, DOTTED, FULL_DATE, MONTH};
use crate::model::PartialDate;

/// The name without its date. Of several the one that says most counts; the others stay.
pub fn dates(name: &str, marks: &mut Marks) -> String {
    let mut out = name.to_owned();
    for pattern in [&FULL_DATE, &COMPACT_DATE, &MONTH, &DAY, &DOTTED] {
        let Some(found) = pattern.as_ref().and_then(|p| p.captures(&out)) else {
            continue;
        };
        let (Some(date), Some(at)) = (date(&found), found.name("d")) else {
            continue;
        };
        if marks.date.is_none() {
            marks.date = Some(date);
            marks.words.push(at.as_str().to_owned());
            let range = at.range();
            out.replace_range(range, " ");
        }
    }
    out
}

fn date(found: &Captures<'_>) -> Option<NameDate> {
    let part = |name: &str| {
        found
            .name(name)
            .and_then(|m| m.as_str().parse::<u32>().ok())
    };
    let (month, day) = (part("m")?, part("day"));
    if let Some(year) = part("y").and_then(|y| i32::try_from(y).ok()) {
        return PartialDate::new(year, month, day).map(NameDate::Full);
    }
    let day = day?;
    // Any leap year will do.
    PartialDate::new(2024, month, Some(day))?;
    let dotted = found.get(0).is_some_and(|m| m.as_str().contains('.'));
    // 2.1 may be a version; 11.5 and 3.15 are days.
    (!dotted || month >= 10 || day > 12).then_some(NameDate::Day(month, day))
}

/// 3, 三, 十二.
pub fn small_number(written: &str) -> Option<u32> {
    if let Ok(n) = written.parse() {
        return Some(n);
    }
    let digit = |c: char| "一二三四五六七八九".chars().zip(1..).find(|d| d.0 == c);
    let value = |c: char| digit(c).map(|d| d.1);
    let chars: Vec<char> = written.chars().collect();
    match chars.as_slice() {
        ['十'] => Some(10),
        ['十', unit] => Some(10 + value(*unit)?),
        [tens, '十'] => Some(10 * value(*tens)?),
        [unit] => value(*unit),
        _ => None,
    }
}
