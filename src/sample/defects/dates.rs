//! Dates that cannot be read or cannot be right.

use chrono::{Months, NaiveDate};

use super::bench::{At, Bench};
use super::kind::{Defect, Topic, in_entry, in_form};
use crate::model::Field;
use crate::sample::layout::Says;
use crate::writer::Content;

/// The family.
pub const DEFECTS: [Defect; 10] = [
    in_entry("D01", "日期看不懂", |b, at| {
        let text = unreadable(b);
        in_column(b, at, Field::ReportedOn, text)
    }),
    in_entry("D02", "日期写成了数字", |b, at| {
        let number = serial_of(b.job.date);
        [Field::ReportedOn, Field::RatedOn]
            .into_iter()
            .any(|field| in_column(b, at, field, number.clone()))
    }),
    in_entry("D03", "日期在将来", |b, at| {
        let date = b.job.manner.date_content(later(b));
        in_column(b, at, Field::ReportedOn, date)
    }),
    in_entry("D04", "日期是去年的", |b, at| {
        let date = b.job.manner.date_content(last_year(b));
        in_column(b, at, Field::ReportedOn, date)
    }),
    in_entry("D05", "评定已超过三年", |b, at| {
        let long_ago = b.job.date.checked_sub_months(Months::new(50));
        let date = b.job.manner.date_content(long_ago.unwrap_or(b.job.date));
        in_column(b, at, Field::RatedOn, date)
    }),
    in_entry("D03", "评定日期在将来", |b, at| {
        let date = b.job.manner.date_content(later(b));
        in_column(b, at, Field::RatedOn, date)
    }),
    in_entry("D01", "评定日期看不懂", |b, at| {
        let text = unreadable(b);
        in_column(b, at, Field::RatedOn, text)
    }),
    in_form(Topic::Date, "D01", "表上的日期看不懂", |b| {
        let text = unreadable(b);
        around(b, text.into())
    }),
    in_form(Topic::Date, "D03", "表上的日期在将来", |b| {
        let date = later(b);
        around_date(b, date)
    }),
    in_form(Topic::Date, "D04", "表上的日期是去年的", |b| {
        let date = last_year(b);
        around_date(b, date)
    }),
];

fn in_column(b: &mut Bench<'_>, at: At, field: Field, content: impl Into<Content>) -> bool {
    let cell = b.own(at, field);
    if let Some(cell) = cell {
        b.put(at.page, cell, content);
    }
    b.found_at(at, cell)
}

fn around_date(b: &mut Bench<'_>, date: NaiveDate) -> bool {
    let manner = &b.job.manner;
    let alone = b
        .note(Says::Date)
        .is_some_and(|(page, _, at, value)| b.shown(page, at) == value);
    let content = if alone {
        manner.date_content(date)
    } else {
        manner.date_text(date).into()
    };
    around(b, content)
}

/// Another date around the tables.
fn around(b: &mut Bench<'_>, content: Content) -> bool {
    let Some((page, number, cell, _)) = b.note(Says::Date) else {
        return false;
    };
    b.reword(page, number, content);
    b.report(page, Some(cell));
    true
}

fn unreadable(b: &mut Bench<'_>) -> &'static str {
    let words: [&str; 4] = ["11月2日", "本月初", "上周五", "十月下旬"];
    words[b.rng.below(words.len())]
}

/// A day in the last two weeks of the year: after the forms were to be in.
fn later(b: &mut Bench<'_>) -> NaiveDate {
    let day = u32::try_from(b.rng.between(16, 30)).unwrap_or(16);
    NaiveDate::from_ymd_opt(b.job.year, 12, day).unwrap_or(b.job.date)
}

fn last_year(b: &Bench<'_>) -> NaiveDate {
    let before = b.job.date.checked_sub_months(Months::new(12));
    before.unwrap_or(b.job.date)
}

/// What Excel shows of a date in a cell that has lost its format.
fn serial_of(date: NaiveDate) -> Content {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    Content::count(usize::try_from((date - epoch).num_days()).unwrap_or(0))
}
