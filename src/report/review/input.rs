//! What may be written into the cells of decisions, and how a decision's day is shown.

use chrono::{Datelike, NaiveDate};

use super::super::canvas::short;
use crate::location::Area;
use crate::model::{PartialDate, REVIEW_WHOLE, Ruling, Stroke};
use crate::writer::{Allowed, Cell, Content, InputSpec, Message, Otherwise, StyleRole};

/// The drop-down list of levels, and of what leaves the register. Words that name a level (同意建议, 维持自评) are read as well.
pub fn ruling_input(area: Area) -> InputSpec {
    InputSpec {
        area,
        allowed: Allowed::OneOf(Ruling::ALL.map(|r| r.title().to_owned()).to_vec()),
        otherwise: Otherwise::Ask,
        prompt: Message::new(
            "审定等级",
            "从列表中选一级、二级或三级，也可以写“同意建议”“维持自评”；不应登记的选“不登记”，并写明理由；暂不审定的，留空。",
        ),
        alert: Message::new(
            "请核对审定等级",
            "不是列表里的词。写的是“同意建议”“维持自评”一类的，点“是”保留。",
        ),
    }
}

/// The cell that confirms many at once.
pub fn stroke_input(area: Area, stroke: Stroke) -> InputSpec {
    let (title, prompt) = match stroke {
        Stroke::All => (
            REVIEW_WHOLE,
            "选中即全部其余条目都按“拟审定等级”审定；另外填了审定等级的行除外。",
        ),
        Stroke::Section => (
            "本科室其余一并审定",
            "选中即本科室其余条目都按“拟审定等级”审定；另外填了审定等级的行除外。",
        ),
    };
    InputSpec {
        area,
        allowed: Allowed::OneOf(vec![stroke.title().to_owned()]),
        otherwise: Otherwise::Refuse,
        prompt: Message::new(title, prompt),
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
