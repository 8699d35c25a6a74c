//! Dates in ledgers: those of forms, and those in words: 2026年9月底前, 9月中旬, 三季度末, 年底前, 立行立改, 长期坚持.

use std::sync::LazyLock;

use regex::Regex;

use super::super::date::{self, DateReading};
use crate::model::PartialDate;
use crate::policy::WordSet;
use crate::text;

/// What a deadline says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// The latest day or month it means.
    By(PartialDate),
    /// Words that name no day: 立行立改.
    Words,
    /// Nothing anybody can read.
    Unread,
}

/// Parts of a month of which nobody can say when they are over.
const VAGUE: [&str; 4] = ["月初", "月中", "月份初", "月份中"];

/// The year, if any, the month or another part of the year, and the part of the month.
static IN_WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let year = r"(?:(\d{4})年?度?|(今年|本年度?|当年)|(明年|次年))?";
    let month =
        r"(?:(\d{1,2})月份?|第?([1-4])季度|(上半年|年中)|(下半年|年底|年末|年内|年终|底|末|内))";
    let part = r"(?:(\d{1,2})[日号]|(上旬)|(中旬)|下旬|初|中|底|末|内)?";
    Regex::new(&format!("^{year}[.,]?{month}{part}$")).ok()
});

static DOTTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\d{4})[.\-/](\d{1,2})([^\d.\-/月].*)$").ok());

/// Reads a deadline; `year` is that of the ledger, for those that name none.
pub fn read(written: &str, year: Option<i32>, within: &WordSet) -> Deadline {
    let bare = text::without_brackets(written);
    let parts = bare
        .split(|c| (c != '/' && text::is_list_mark(c)) || "。并".contains(c))
        .map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let readings: Vec<Deadline> = parts.iter().map(|p| part(p, year, within)).collect();
    if readings.is_empty() || readings.contains(&Deadline::Unread) {
        return Deadline::Unread;
    }
    let days = readings.into_iter().filter_map(|reading| match reading {
        Deadline::By(day) => Some(day),
        _ => None,
    });
    days.max_by_key(|day| day.last_day())
        .map_or(Deadline::Words, Deadline::By)
}

/// The month, or the day, that words with a year of their own mean: 2026年3月上旬.
pub fn month(written: &str) -> Option<PartialDate> {
    let day = in_words(bare(&folded(written)), None)?;
    let named = written.contains(['日', '号']);
    PartialDate::new(day.year(), month_of(day)?, None).filter(|_| !named)
}

fn month_of(day: PartialDate) -> Option<u32> {
    use chrono::Datelike;
    day.month_start().map(|first| first.month())
}

fn folded(written: &str) -> String {
    text::arabic(&text::squash(&text::nfkc(written)))
}

/// Without the words that say that it is a deadline.
fn bare(folded: &str) -> &str {
    let ends = [
        "完成",
        "整改到位",
        "整改",
        "到位",
        "之前",
        "以前",
        "前",
        "止",
    ];
    let mut rest = folded;
    while let Some(shorter) = ends.iter().find_map(|end| rest.strip_suffix(end)) {
        rest = shorter;
    }
    rest
}

fn part(written: &str, year: Option<i32>, within: &WordSet) -> Deadline {
    let key = text::label_key(written);
    if within.exact(&key).is_some() || within.exact(bare(&key)).is_some() {
        return Deadline::Words;
    }
    let folded = folded(written);
    // 2026年3月至9月, 3月-9月 end in September.
    let dash = || {
        let parted = folded.rsplit_once('-');
        parted.filter(|(from, _)| from.ends_with(['月', '日']))
    };
    let parted = folded.rsplit_once(['至', '到', '~', '—']).or_else(dash);
    let (from, to) = parted.unwrap_or(("", &folded));
    let began = in_words(bare(from), year).map(PartialDate::year).or(year);
    let to = bare(to);
    match in_words(to, began).filter(|_| !VAGUE.iter().any(|part| to.ends_with(part))) {
        Some(day) => Deadline::By(day),
        // 一个月内, 春节前: a deadline in words.
        None if key.ends_with(['前', '内']) && !names_a_day(&key) => Deadline::Words,
        None => Deadline::Unread,
    }
}

/// Whether words that could not be read mean a certain month or year, and not a time from now on: 13月底前, but 一个月内.
fn names_a_day(key: &str) -> bool {
    let digits = key.chars().filter(char::is_ascii_digit).count();
    digits > 3 || (key.contains('月') && !key.contains("个月"))
}

fn in_words(folded: &str, year: Option<i32>) -> Option<PartialDate> {
    if let DateReading::Known(day) = date::read_text(folded) {
        return Some(day);
    }
    // 2026.9底 is 2026年9月底.
    let dotted = DOTTED.as_ref()?.replace(folded, "$1年$2月$3");
    let found = IN_WORDS.as_ref()?.captures(&dotted)?;
    let number = |at: usize| found.get(at).and_then(|m| m.as_str().parse::<u32>().ok());
    let said = |at: usize| found.get(at).is_some();
    let own = number(1).and_then(|year| i32::try_from(year).ok());
    let year = own.or_else(|| year?.checked_add(i32::from(said(3))))?;
    let quarter = number(5).map(|quarter| quarter * 3);
    let month = number(4)
        .or(quarter)
        .unwrap_or(if said(6) { 6 } else { 12 });
    // 9月底: a year alone has no end of its own but December.
    let day = number(8).or(if said(9) {
        Some(10)
    } else if said(10) {
        Some(20)
    } else {
        None
    });
    PartialDate::new(year, month, day.filter(|_| said(4)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    #[test]
    fn deadlines_in_words_are_read() {
        let policy = Policy::embedded().expect("valid");
        let within = &policy.scoring.within;
        let by = |iso: &str| Deadline::By(iso.parse().expect("a date"));
        for (written, expected) in [
            ("2026年9月底前", by("2026-09")),
            ("2026年9月30日前", by("2026-09-30")),
            ("2026-09-30前完成", by("2026-09-30")),
            ("2026.9底前", by("2026-09")),
            ("二〇二六年九月底前", by("2026-09")),
            ("9月底前", by("2026-09")),
            ("9月30日", by("2026-09-30")),
            ("9月上旬", by("2026-09-10")),
            ("9月中旬", by("2026-09-20")),
            ("9月下旬前", by("2026-09")),
            ("9月初", Deadline::Unread),
            ("2026年9月中前", Deadline::Unread),
            ("三季度末", by("2026-09")),
            ("第三季度", by("2026-09")),
            ("2026年第二季度末前", by("2026-06")),
            ("上半年", by("2026-06")),
            ("年底前", by("2026-12")),
            ("2026年底前", by("2026-12")),
            ("今年年底", by("2026-12")),
            ("明年3月底前", by("2027-03")),
            ("2026年3月至9月", by("2026-09")),
            ("2026年3月-9月", by("2026-09")),
            ("立行立改，2026年6月底前完成", by("2026-06")),
            ("立行立改", Deadline::Words),
            ("立行立改、长期坚持", Deadline::Words),
            ("立行立改。", Deadline::Words),
            ("一个月内", Deadline::Words),
            ("15个工作日内", Deadline::Words),
            ("春节前", Deadline::Words),
            ("尽快", Deadline::Unread),
            ("13月底前", Deadline::Unread),
            ("2026-2-30", Deadline::Unread),
            ("2026.13底前", Deadline::Unread),
            ("11日", Deadline::Unread),
        ] {
            assert_eq!(read(written, Some(2026), within), expected, "{written}");
        }
        assert_eq!(read("9月底前", None, within), Deadline::Unread);
        assert_eq!(month("2026年3月上旬"), "2026-03".parse().ok());
        assert_eq!(month("2026年3月初"), "2026-03".parse().ok());
        assert_eq!(month("三月初"), None);
    }
}
