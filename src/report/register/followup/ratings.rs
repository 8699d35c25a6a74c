//! 评定到期清单: items whose level must be rated again, overdue ones first.

use super::super::super::canvas::{Canvas, short};
use super::super::super::context::ReportContext;
use super::super::super::table::{Columns, Table, col, columns, number, word};
use super::super::super::widths::Width::{Fixed, Short};
use super::super::columns::{Item, LEVEL, effective, id, matter, person, post, risk, section};
use super::super::sentence::{PAGE, Sentence, rated};
use crate::model::{PartialDate, RatingStatus, Register, RegisterItem};
use crate::writer::{Cell, Sheet, StyleRole};

/// Name of the sheet.
pub const SHEET: &str = "评定到期清单";
/// Head of the column that says whether an item is due.
const STATUS: &str = "状态";

fn columns<'r>() -> Columns<'r, Item<'r>> {
    columns! { Item<'_>;
        number();
        id();
        section();
        post();
        person();
        matter();
        risk();
        effective(LEVEL);
        word("上次评定", Short(12.0, 12.0), |i| i.follow_up.rating.from.map_or(String::new(), |(_, on)| on.to_string()));
        word("日期取自", Fixed(10.0), |i| i.follow_up.rating.from.map_or("", |(basis, _)| basis.title()));
        word("下次评定", Short(12.0, 12.0), |i| i.follow_up.rating.next.map_or(String::new(), |on| on.to_string()));
        col(STATUS, Fixed(9.0), |i| status(i.follow_up.rating.status));
    }
}

fn status(status: RatingStatus) -> Cell {
    match status {
        RatingStatus::Overdue => (status.title().into(), StyleRole::Alert),
        _ => short(status.title()),
    }
}

/// The sheet; none where nothing is due.
pub fn sheet<'r>(register: &'r Register, context: &ReportContext) -> Option<Sheet<'r>> {
    let is_due = |i: &&RegisterItem| {
        matches!(
            i.follow_up.rating.status,
            RatingStatus::Overdue | RatingStatus::Due
        )
    };
    let mut items: Vec<Item<'_>> = register.items.iter().filter(is_due).collect();
    if items.is_empty() {
        return None;
    }
    let day = |i: &RegisterItem| i.follow_up.rating.next.and_then(PartialDate::last_day);
    // Stable: what is due on one day keeps the order of the register.
    items.sort_by_key(|i| (i.follow_up.rating.status, day(i)));
    let table = Table::new(columns(), items, PAGE);
    let mut canvas = Canvas::over(&table, (SHEET, "廉政风险等级评定到期清单"), context);
    canvas.notes([rule(register)]);
    let laid = canvas.listing(table, 2, "");
    let states = laid.ranges(STATUS);
    let live = |status: RatingStatus| {
        states.added(|range| format!("COUNTIF({range},\"{}\")", status.title()))
    };
    let (overdue, due) = (RatingStatus::Overdue, RatingStatus::Due);
    let total = Sentence::new("合计：")
        .count("已超期 ", &live(overdue), rated(register, overdue), " 条")
        .count("，到期 ", &live(due), rated(register, due), " 条")
        .end("。");
    canvas.line(total, StyleRole::TotalText);
    canvas.notes([others(register)]);
    Some(canvas.finish())
}

fn rule(register: &Register) -> String {
    let terms = register.rating_terms;
    format!(
        "等级每 {} 年评定一次。下次评定的日期早于制表日期的为“已超期”，当天和之后 {} 天以内的为“到期”；只写到月的日期按月末算。\
        列在这里的风险点请提请领导小组重新评定；评定以后，在 05 里写上（改）审定日期。",
        terms.years, terms.ahead_days
    )
}

fn others(register: &Register) -> String {
    let of = |status| rated(register, status);
    format!(
        "另有 {} 条未到期，{} 条没有可以推算的日期，排不出下次评定，均不列入本表。",
        of(RatingStatus::NotYet),
        of(RatingStatus::Unknown)
    )
}
