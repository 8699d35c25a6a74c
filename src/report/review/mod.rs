//! 05-评审表: what the leading group must decide, to be filled in at its meeting and read back by `run --review`: levels, and
//! entries that may be one; on further sheets what it has decided before, so that the latest workbook alone carries every decision.

mod decided;
mod open;
mod pairs;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::ReportContext;
use super::links::Links;
use crate::location::Area;
use crate::model::{Book, Level, Register, Review};
use crate::writer::{Allowed, BookSpec, InputSpec, Message, Otherwise};

/// The workbook. `addresses` are the paths of the forms, relative to its folder.
pub fn review_book(
    review: &Review,
    register: &Register,
    addresses: &BTreeMap<Arc<str>, String>,
    context: &ReportContext,
) -> BookSpec {
    let links = Links::new(addresses);
    let mut book = context.result("廉政风险等级评审表", Book::Review);
    book.sheets.push(open::sheet(review, &links, context));
    let pairs = pairs::sheets(review, register, &links, context);
    book.sheets.extend(pairs);
    book.sheets.extend(decided::settled(review, context));
    book.sheets.extend(decided::unused(review, context));
    book
}

/// The drop-down list of levels.
fn level_input(area: Area) -> InputSpec {
    InputSpec {
        area,
        allowed: Allowed::OneOf(Level::ALL.map(|l| l.title().to_owned()).to_vec()),
        otherwise: Otherwise::Refuse,
        prompt: Message::new("审定等级", "从列表中选一级、二级或三级；暂不审定的，留空。"),
        alert: Message::default(),
    }
}

/// A day of the review: from the year before to the year after.
fn date_input(area: Area, year: i32) -> InputSpec {
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
