//! Dates that can be read and still cannot be right, and ratings that are due again (三年一评定).

use std::sync::Arc;

use chrono::{Months, NaiveDate};
use serde::Deserialize;

use super::settings::Count;
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Field, Origin, PartialDate};
use crate::policy::rules::rule::{Fields, Kind, KindInfo, Plain, Rule};
use crate::policy::rules::scope::Scope;

/// A date lies after the day of the run.
pub const FUTURE_DATE: KindInfo = KindInfo {
    name: "future_date",
    about: "fields 中的日期晚于运行当天。",
    slots: &["field", "date", "today"],
    fields: Fields::Needed,
    make: |_, _| Ok(Arc::new(Plain(future))),
    ..KindInfo::PLAIN
};

/// A date lies outside the year of the run.
pub const OTHER_YEAR: KindInfo = KindInfo {
    name: "other_year",
    about: "fields 中的日期不在本年度。晚于运行当天的由 future_date 查。",
    slots: &["field", "date", "year"],
    fields: Fields::Needed,
    make: |_, _| Ok(Arc::new(Plain(other_year))),
    ..KindInfo::PLAIN
};

/// A date lies too far back.
pub const OUTDATED: KindInfo = KindInfo {
    name: "outdated",
    about: "fields 中的日期距运行当天超过 years 年；只写到月的，整个月都超过才算。",
    slots: &["field", "date", "years", "today"],
    fields: Fields::Needed,
    settings: &[("years", "10")],
    make: |table, _| Ok(Arc::new(Outdated::deserialize(table)?)),
    ..KindInfo::PLAIN
};

#[derive(Debug, Deserialize)]
struct Outdated {
    /// Years it is good for.
    years: Count<1>,
}

impl Kind for Outdated {
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        outdated(rule, u32::try_from(self.years.0).unwrap_or(u32::MAX), scope)
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        vec![("years", self.years.0.to_string())]
    }
}

/// A finding for each date after the day of the run.
fn future(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    found(rule, scope, |date| is_future(date, scope), &[])
}

/// A finding for each date of another year; what lies in the future is said by [`future`].
fn other_year(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let year = scope.occasion.year.to_string();
    let other = |date: PartialDate| date.year() != scope.occasion.year && !is_future(date, scope);
    found(rule, scope, other, &[("year", &year)])
}

/// A finding for each date more than `years` before the day of the run; of a month its last day counts.
fn outdated(rule: &Rule, years: u32, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let shown = years.to_string();
    let today = scope.occasion.date;
    let limit = today.checked_sub_months(Months::new(years.saturating_mul(12)));
    let over = |date: PartialDate| {
        limit.is_some_and(|limit| date.last_day().is_some_and(|day| day < limit))
    };
    found(rule, scope, over, &[("years", &shown)])
}

fn found(
    rule: &Rule,
    scope: &Scope<'_>,
    is_wrong: impl Fn(PartialDate) -> bool,
    more: &[(&str, &str)],
) -> Vec<Diagnostic> {
    let today = scope.occasion.date.to_string();
    let dates = scope
        .entries(&rule.when)
        .flat_map(|(_, entry)| dates(rule, entry));
    let wrong = dates.filter(|(_, _, date)| is_wrong(*date));
    let findings = wrong.map(|(entry, field, date)| {
        let date = date.to_string();
        let mut values = vec![("date", date.as_str()), ("today", today.as_str())];
        values.extend(more);
        rule.at_field(entry, field, &values)
    });
    findings.collect()
}

fn dates<'e>(
    rule: &Rule,
    entry: &'e Entry,
) -> impl Iterator<Item = (&'e Entry, Field, PartialDate)> {
    let fields = rule.fields.iter().copied().filter(|f| f.is_date());
    let read: Vec<(Field, PartialDate)> = fields
        .filter_map(|f| {
            let date = entry.date(f)?;
            let value = entry.values.get(&f)?;
            // A date above an earlier table was looked at there.
            (value.origin != Origin::PreviousTable).then_some((f, date))
        })
        .collect();
    read.into_iter()
        .map(move |(field, date)| (entry, field, date))
}

fn is_future(date: PartialDate, scope: &Scope<'_>) -> bool {
    first_day(date) > Some(scope.occasion.date)
}

/// The earliest day a date can mean.
fn first_day(date: PartialDate) -> Option<NaiveDate> {
    date.day().or_else(|| date.month_start())
}
