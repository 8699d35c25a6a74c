//! `[notices]`: until when sections are asked to answer.

use std::ops::Range;

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::decode::{Set, Whole};
use super::source::Report;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenNotices {
    reply_days: Set<Whole<0, 365>>,
    reply_by: Set<String>,
}

/// 回复期限.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    by: Option<NaiveDate>,
    days: u64,
}

impl Reply {
    /// The day that is set, where it does not lie ahead of this one, and so is not used.
    pub fn passed(self, written: NaiveDate) -> Option<NaiveDate> {
        self.by.filter(|by| *by <= written)
    }

    /// Until when a notice written on this day asks for an answer: the day that is set, while it lies ahead, else so many
    /// days later; none where there are none.
    pub fn date(self, written: NaiveDate) -> Option<NaiveDate> {
        let ahead = self.by.filter(|by| *by > written);
        let later = || written.checked_add_days(Days::new(self.days));
        ahead.or_else(|| later().filter(|_| self.days > 0))
    }
}

/// Builds it of what is written.
pub fn build(written: &WrittenNotices, report: &Report) -> Reply {
    Reply {
        by: day(&written.reply_by, "notices.reply_by", report),
        days: written.reply_days.number().unwrap_or(0),
    }
}

/// A date as it is written in the policy; none where it is empty.
pub fn day(written: &Set<String>, name: &str, report: &Report) -> Option<NaiveDate> {
    let day = written.as_ref().filter(|day| !day.value.is_empty())?;
    let read = NaiveDate::parse_from_str(&day.value, "%Y-%m-%d").ok();
    if read.is_none() {
        let title = format!("“{name}”写的“{}”不是日期", day.value);
        let help = "请写成 \"2026-11-20\" 的样子；没有的，写 \"\"。";
        let span: &Range<usize> = &day.span;
        report.wrong(span, title, help);
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_that_is_set_counts_while_it_lies_ahead() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
        let on = |by, days| Reply { by, days }.date(day(10).expect("a day"));
        assert_eq!(on(day(20), 5), day(20));
        assert_eq!(on(day(9), 5), day(15));
        assert_eq!(on(None, 5), day(15));
        assert_eq!(on(day(9), 0), None);
    }
}
