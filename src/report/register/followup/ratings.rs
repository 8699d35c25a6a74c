//! 评定到期清单: items whose level must be rated again, overdue ones first.

use super::super::super::ReportContext;
use super::super::super::canvas::{Canvas, column, short};
use super::super::super::widths::Width::{Fixed, Short};
use super::super::columns::{Column, Columns, ID, LEVEL, MATTER, PERSON, POST, RISK, SECTION};
use super::{Sentence, numbered, numbered_widths, rated};
use crate::model::{PartialDate, RatingStatus, Register, RegisterItem};
use crate::writer::{SheetSpec, StyleRole};

/// Name of the sheet.
pub const SHEET: &str = "评定到期清单";

const STATUS: Column = ("状态", Fixed(9.0), true, |i| {
    let status = i.follow_up.rating.status;
    match status {
        RatingStatus::Overdue => (status.title().into(), StyleRole::Alert),
        _ => short(status.title()),
    }
});

const COLUMNS: &[Column] = &[
    ID,
    SECTION,
    POST,
    PERSON,
    MATTER,
    RISK,
    LEVEL,
    ("上次评定", Short(12.0, 12.0), true, |i| {
        let from = i.follow_up.rating.from;
        short(from.map_or(String::new(), |(_, on)| on.to_string()))
    }),
    ("日期取自", Fixed(10.0), true, |i| {
        short(
            i.follow_up
                .rating
                .from
                .map_or("", |(basis, _)| basis.title()),
        )
    }),
    ("下次评定", Short(12.0, 12.0), true, |i| {
        let next = i.follow_up.rating.next;
        short(next.map_or(String::new(), |on| on.to_string()))
    }),
    STATUS,
];

/// The sheet; none where nothing is due.
pub fn sheet(register: &Register, context: &ReportContext) -> Option<SheetSpec> {
    let is_due = |i: &&RegisterItem| {
        matches!(
            i.follow_up.rating.status,
            RatingStatus::Overdue | RatingStatus::Due
        )
    };
    let mut items: Vec<&RegisterItem> = register.items.iter().filter(is_due).collect();
    if items.is_empty() {
        return None;
    }
    let day = |i: &RegisterItem| i.follow_up.rating.next.and_then(PartialDate::last_day);
    // Stable: what is due on one day keeps the order of the register.
    items.sort_by_key(|i| (i.follow_up.rating.status, day(i)));
    let columns = Columns::of(COLUMNS, &items);
    let mut canvas = Canvas::new(SHEET, numbered_widths(&columns, &items, &[]), true);
    canvas.title(context, "廉政风险等级评定到期清单");
    canvas.line(rule(register), StyleRole::Note);
    let head = canvas.heads(["序号"].into_iter().chain(columns.heads()));
    for (number, item) in (1..).zip(&items) {
        canvas.cells(numbered(number, &columns, item));
    }
    let last = canvas.next() - 1;
    let states = column(columns.position(&STATUS) + 1, head + 1, last);
    let live = |status: RatingStatus| format!("COUNTIF({states},\"{}\")", status.title());
    let (overdue, due) = (RatingStatus::Overdue, RatingStatus::Due);
    let total = Sentence::new("合计：")
        .count("已超期 ", &live(overdue), rated(register, overdue), " 个")
        .count("，到期 ", &live(due), rated(register, due), " 个")
        .end("。");
    canvas.line(total, StyleRole::TotalText);
    canvas.line(others(register), StyleRole::Note);
    canvas.filter(head, last);
    canvas.keep_heads(head, head, 2);
    Some(canvas.finish())
}

fn rule(register: &Register) -> String {
    let terms = register.rating_terms;
    format!(
        "等级每 {} 年评定一次。下次评定的日期早于制表日期的为“已超期”，当天和之后 {} 天以内的为“到期”；只写到月的日期按月末算。\
        列在这里的风险点请提请领导小组重新评定。",
        terms.years, terms.ahead_days
    )
}

fn others(register: &Register) -> String {
    let of = |status| rated(register, status);
    format!(
        "另有 {} 个未到期，{} 个没有可以推算的日期，排不出下次评定，均不列入本表。",
        of(RatingStatus::NotYet),
        of(RatingStatus::Unknown)
    )
}
