//! Dates as people write them. What is ambiguous is not guessed.

use chrono::NaiveDate;
use regex::Regex;
use std::sync::LazyLock;

use crate::model::PartialDate;
use crate::reader::CellValue;
use crate::text;

/// What a date cell was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateReading {
    /// A date.
    Known(PartialDate),
    /// A plain number that is the serial number of a date.
    Serial(PartialDate),
    /// Nothing that can be decided.
    Unknown,
}

/// Numbers people mean as dates when they stand in a date column: 1954-10-03 to 2119-01-11.
const SERIALS: std::ops::RangeInclusive<f64> = 20_000.0..=80_000.0;

static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(\d{4})(?:年|[-./])(\d{1,2})(?:(?:月|[-./])(?:(\d{1,2})[日号]?)?)?$").ok()
});
static COMPACT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\d{4})(\d{2})(\d{2})$").ok());

/// A date at the end of a line, perhaps in brackets, perhaps with 填报 behind it.
static AT_END: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let year = "[0-9〇○零一二三四五六七八九]{4}";
    let part = "[0-9一二三四五六七八九十]{1,3}";
    let date = format!(
        r"{year}\s*年\s*{part}\s*月(?:\s*{part}\s*[日号])?|{year}\s*[-./]\s*{part}\s*[-./]\s*{part}"
    );
    let behind = r"\s*[)\]】]?\s*(?:填报|填表|填写|制表|上报|报送|填|制)?\s*[)\]】]?\s*";
    Regex::new(&format!("(?s)^(.*?)({date}){behind}$")).ok()
});

/// What stands before a date at the end of a line, and the date as it is written there. Of a line that is nothing but a
/// date, the month may be all there is: 2026.10.
pub fn at_end(line: &str) -> Option<(String, String)> {
    let folded = text::nfkc(line);
    let is_part = |c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || "〇○零一二三四五六七八九十年月日号-./:T".contains(c)
    };
    // Eight digits alone may be any number.
    let whole = folded.chars().all(is_part) && !folded.chars().all(|c| c.is_ascii_digit());
    if whole && read_text(&folded) != DateReading::Unknown {
        return Some((String::new(), folded.trim().to_owned()));
    }
    let found = AT_END.as_ref()?.captures(&folded)?;
    let part = |i: usize| found.get(i).map_or("", |m| m.as_str());
    Some((part(1).to_owned(), part(2).to_owned()))
}

/// Whether a place for a date was left open: ____年__月__日.
pub fn is_open(written: &str) -> bool {
    let mut chars = written.chars();
    chars.all(|c| c.is_whitespace() || "年月日_＿-/.／．".contains(c))
}

/// A date whose parts stand in cells of their own: 2026 | 年 | 10 | 月 | 12 | 日; those cells, and the date.
pub fn in_pieces<'t, C>(cells: impl Iterator<Item = (C, &'t str)>) -> Option<(Vec<C>, String)> {
    let mut whole = String::new();
    let mut own = Vec::new();
    for (cell, text) in cells.take(6) {
        let piece = text::squash(&text::nfkc(text));
        let is_piece = piece
            .chars()
            .all(|c| c.is_ascii_digit() || "年月日".contains(c));
        if !is_piece || piece.is_empty() {
            break;
        }
        whole.push_str(&piece);
        own.push(cell);
        let known = || read_text(&whole) != DateReading::Unknown;
        if own.len() > 1 && whole.ends_with('日') && known() {
            return Some((own, whole));
        }
    }
    None
}

/// Whether a cell is a date or a part of one, or a place left open for it.
pub fn is_part(written: &str) -> bool {
    let folded = text::squash(&text::nfkc(written));
    let part = folded
        .chars()
        .all(|c| c.is_ascii_digit() || "年月日".contains(c));
    (part && folded.contains(['年', '月', '日'])) || read_text(&folded) != DateReading::Unknown
}

/// Reads the value of a date cell.
pub fn read_value(value: &CellValue) -> DateReading {
    match value {
        CellValue::Date(at) => known(at.date().into()),
        CellValue::Number(n) if SERIALS.contains(n) => {
            serial(*n).map_or(DateReading::Unknown, DateReading::Serial)
        }
        // 2024.1 may be January or October: a number has lost its last zero.
        CellValue::Number(n) if n.fract() != 0.0 => DateReading::Unknown,
        other => read_text(&other.display()),
    }
}

/// Month and day of a date without its year: 11月12日.
static OF_YEAR: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\d{1,2})月(\d{1,2})[日号]$").ok());

/// The day that a text without a year means, where it can only be one by `today`: in that year, or in the one that is now.
/// None where it is no such text; no day where it may be of either year, or of neither.
pub fn of_year(written: &str, year: i32, today: NaiveDate) -> Option<DateReading> {
    let folded = text::squash(&text::arabic(&text::nfkc(written)));
    let found = OF_YEAR.as_ref()?.captures(&folded)?;
    let part = |at: usize| found.get(at)?.as_str().parse::<u32>().ok();
    let (month, day_of_month) = (part(1)?, part(2)?);
    let this = chrono::Datelike::year(&today);
    let years = std::collections::BTreeSet::from([year, this]);
    let days = years
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day_of_month));
    let mut gone_by = days.filter(|day| *day <= today);
    let only = gone_by.next().filter(|_| gone_by.next().is_none());
    Some(only.map_or(DateReading::Unknown, |day| DateReading::Known(day.into())))
}

/// Reads a date written as text.
pub fn read_text(written: &str) -> DateReading {
    let folded = text::arabic(&text::nfkc(written));
    let whole = text::squash(&folded);
    // A time of day behind the date does not matter here.
    let day = folded
        .split([' ', 'T'])
        .find(|part| !part.is_empty())
        .unwrap_or("");
    let captures = |date| {
        let patterns = [&PATTERN, &COMPACT].into_iter().filter_map(|p| p.as_ref());
        patterns.into_iter().find_map(|p| p.captures(date))
    };
    let Some(found) = captures(&whole).or_else(|| captures(day)) else {
        return DateReading::Unknown;
    };
    let part = |i: usize| found.get(i).and_then(|m| m.as_str().parse::<u32>().ok());
    let year = part(1).and_then(|y| i32::try_from(y).ok());
    match (year, part(2)) {
        (Some(year), Some(month)) => {
            PartialDate::new(year, month, part(3)).map_or(DateReading::Unknown, DateReading::Known)
        }
        _ => DateReading::Unknown,
    }
}

const fn known(date: PartialDate) -> DateReading {
    DateReading::Known(date)
}

fn serial(number: f64) -> Option<PartialDate> {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    // In range by the caller's check, so the cast keeps the whole part.
    #[expect(clippy::cast_possible_truncation, reason = "checked against SERIALS")]
    let days = number.trunc() as i64;
    epoch
        .checked_add_signed(chrono::Duration::days(days))
        .map(PartialDate::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_notation() {
        for (written, iso) in [
            ("2026-11-2", "2026-11-02"),
            ("2026.11.2", "2026-11-02"),
            ("2026/11/2", "2026-11-02"),
            ("2026年11月2日", "2026-11-02"),
            ("２０２６年１１月２日", "2026-11-02"),
            ("2026 年 11 月 2 日", "2026-11-02"),
            ("20261102", "2026-11-02"),
            ("2026-11-02 14:30", "2026-11-02"),
            ("二〇二六年十一月二日", "2026-11-02"),
            ("二○二六年十月三十日", "2026-10-30"),
            ("2026年11月", "2026-11"),
            ("2026.11", "2026-11"),
        ] {
            assert_eq!(
                read_text(written),
                DateReading::Known(iso.parse().expect("a date")),
                "{written}"
            );
        }
    }

    #[test]
    fn what_is_no_date_is_not_guessed() {
        for written in [
            "11月2日",
            "2026",
            "2026-13-1",
            "2026-2-30",
            "去年",
            "2026.11.2.1",
            "",
        ] {
            assert_eq!(read_text(written), DateReading::Unknown, "{written}");
        }
        assert_eq!(read_value(&CellValue::Number(2024.1)), DateReading::Unknown);
    }

    #[test]
    fn serial_numbers_become_dates_and_say_so() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 2).expect("a date");
        assert_eq!(
            read_value(&CellValue::Number(46_328.0)),
            DateReading::Serial(day.into())
        );
    }
}
