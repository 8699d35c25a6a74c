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

/// Reads a date written as text.
pub fn read_text(written: &str) -> DateReading {
    let folded = arabic(&text::nfkc(written));
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

/// 二〇二六年十一月二日 → 2026年11月2日.
fn arabic(written: &str) -> String {
    let digit = |c: char| {
        "〇一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .or((c == '零' || c == '○').then_some(0))
    };
    let chars: Vec<char> = written.chars().collect();
    let is_digit = |i: usize| chars.get(i).is_some_and(|c| digit(*c).is_some());
    let mut out = String::new();
    for (i, c) in chars.iter().enumerate() {
        match (c, digit(*c)) {
            // 十一, 二十, 二十三: the ten stands for a one, a nought, or nothing.
            ('十', _) => {
                if i == 0 || !is_digit(i - 1) {
                    out.push('1');
                }
                if !is_digit(i + 1) {
                    out.push('0');
                }
            }
            (_, Some(value)) => out.push_str(&value.to_string()),
            _ => out.push(*c),
        }
    }
    out
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
