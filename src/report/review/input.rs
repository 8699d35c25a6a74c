//! What may be written into the cells of decisions, and how a decision's day is shown.

use chrono::{Datelike, NaiveDate};

use super::super::canvas::short;
use crate::location::Area;
use crate::model::{Level, PartialDate};
use crate::writer::{Allowed, Cell, Content, InputSpec, Message, Otherwise, StyleRole};

/// The drop-down list of levels.
pub fn level_input(area: Area) -> InputSpec {
    InputSpec {
        area,
        allowed: Allowed::OneOf(Level::ALL.map(|l| l.title().to_owned()).to_vec()),
        otherwise: Otherwise::Refuse,
        prompt: Message::new("审定等级", "从列表中选一级、二级或三级；暂不审定的，留空。"),
        alert: Message::default(),
    }
}

/// A day of the review: from the year before to the year after.
pub fn date_input(area: Area, year: i32) -> InputSpec {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let year = year.clamp(1901, 9998);
    InputSpec {
        area,
        allowed: Allowed::Dates(day(year - 1, 1, 1), day(year + 1, 12, 31)),
        otherwise: Otherwise::Ask,
        prompt: Message::new(
            "审定日期",
            format!("写成 {}-11-20 的样子。", day(year, 1, 1).year()),
        ),
        alert: Message::new(
            "请核对日期",
            "不像是今年前后的日期。确实无误的，点“是”保留。",
        ),
    }
}

/// A day as a date, a month as text.
pub fn date(on: Option<PartialDate>) -> Cell {
    match (on, on.and_then(PartialDate::day)) {
        (_, Some(day)) => (Content::Date(day), StyleRole::Date),
        (Some(month), None) => short(month.to_string()),
        (None, None) => short(""),
    }
}
