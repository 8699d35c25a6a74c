//! Dates as forms give them: to the day, or only to the month.

use std::fmt;
use std::str::FromStr;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date of which the day may be unknown (2026年11月). Shown and stored as `2026-11-02` or `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    year: i32,
    month: u32,
    day: Option<u32>,
}

impl PartialDate {
    /// A date to the day or to the month; none if there is no such date between 1900 and 2200.
    pub fn new(year: i32, month: u32, day: Option<u32>) -> Option<Self> {
        let real = NaiveDate::from_ymd_opt(year, month, day.unwrap_or(1)).is_some();
        (real && (1900..=2200).contains(&year)).then_some(Self { year, month, day })
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The first day of its month.
    pub fn month_start(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month, 1)
    }

    /// The day, where it is known.
    pub fn day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month, self.day?)
    }

    /// The latest day it can mean: of a month its last day.
    pub fn last_day(self) -> Option<NaiveDate> {
        let month_end = || {
            self.month_start()?
                .checked_add_months(Months::new(1))?
                .pred_opt()
        };
        self.day().or_else(month_end)
    }

    /// The same day or month so many years later; of 29 February, 28 February where there is no other.
    pub fn years_later(self, years: i32) -> Option<Self> {
        let year = self.year.checked_add(years)?;
        let leap_day = || Self::new(year, self.month, self.day?.checked_sub(1));
        Self::new(year, self.month, self.day).or_else(leap_day)
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(date: NaiveDate) -> Self {
        use chrono::Datelike;
        Self {
            year: date.year(),
            month: date.month(),
            day: Some(date.day()),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

impl FromStr for PartialDate {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = "not a date of the form 2026-11-02 or 2026-11";
        let mut parts = text.split('-').map(|p| p.parse::<u32>().ok());
        let year = parts
            .next()
            .flatten()
            .and_then(|y| i32::try_from(y).ok())
            .ok_or(bad)?;
        let month = parts.next().flatten().ok_or(bad)?;
        let day = parts.next().map(|d| d.ok_or(bad)).transpose()?;
        Self::new(year, month, day).ok_or(bad)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
