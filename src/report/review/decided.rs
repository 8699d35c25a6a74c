//! 已定事项 and 未采用的决定: what the leading group decided before. Read back like the open items, so nothing is asked twice and
//! nothing is dropped; a decision can be changed here, or taken back by deleting its row.

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, count, short, text};
use super::super::widths::Width::{self, Fixed, Prose, Short};
use super::super::widths::fitting;
use super::{date_input, level_input};
use crate::location::{Area, CellRef};
use crate::model::{PartialDate, REVIEW_HEADS, Review, WrittenDecision};
use crate::writer::{Content, SheetSpec, StyleRole};

const PAGE: f64 = 176.0;
/// Columns of the level and of the day.
const AT: (u32, u32) = (5, 8);

/// Decisions that were applied; none where there are none.
pub fn settled(review: &Review, context: &ReportContext) -> Option<SheetSpec> {
    let rows = review.settled.iter().map(|settled| {
        let registered = match settled.register_ids.as_slice() {
            [] => "所在条目已退回".to_owned(),
            ids => ids.join("、"),
        };
        (&settled.written, short(registered))
    });
    let note = "这些事项已经审定，不再列入待评审。带入本文件即带入这些决定；要改变一项决定，改它的审定等级；要撤回，删去整行。";
    sheet(
        ("已定事项", "廉政风险等级审定结果"),
        ("登记编号", Short(12.0, 14.0)),
        note,
        rows.collect(),
        context,
    )
}

/// Decisions that were not applied; none where there are none.
pub fn unused(review: &Review, context: &ReportContext) -> Option<SheetSpec> {
    let rows = review.unused.iter();
    let rows = rows.map(|unused| (&unused.written, text(unused.why.as_str())));
    let note =
        "这些决定没有采用，原因见最后第二栏。条目恢复原样后会自动采用；确实不再需要的，删去整行。";
    sheet(
        ("未采用的决定", "未采用的评审决定"),
        ("没有采用的原因", Prose(18.0)),
        note,
        rows.collect(),
        context,
    )
}

fn sheet(
    (name, title): (&str, &str),
    more: (&'static str, Width),
    note: &str,
    decisions: Vec<(&WrittenDecision, Cell)>,
    context: &ReportContext,
) -> Option<SheetSpec> {
    if decisions.is_empty() {
        return None;
    }
    let [id, level, reason, by, on, section, post, matter, risk] = REVIEW_HEADS;
    let heads = [
        ("序号", Fixed(6.0)),
        (section, Short(9.0, 12.0)),
        (post, Short(8.0, 12.0)),
        (matter, Prose(14.0)),
        (risk, Prose(16.0)),
        (level, Fixed(10.0)),
        (reason, Prose(14.0)),
        (by, Short(9.0, 12.0)),
        (on, Fixed(12.0)),
        more,
        (id, Fixed(16.0)),
    ];
    let numbered = (1..).zip(decisions);
    let rows: Vec<Vec<Cell>> = numbered.map(|(n, (d, own))| cells(n, d, own)).collect();
    let mut canvas = Canvas::new(name, fitting(&heads, &rows, PAGE), true);
    canvas.title(context, title);
    canvas.line(note, StyleRole::Note);
    let head = canvas.heads(heads.iter().map(|h| h.0));
    for row in rows {
        canvas.cells(row);
    }
    let last = canvas.next() - 1;
    canvas.filter(head, last);
    canvas.keep_heads(head, head, 2);
    let column = |col| Area::new(CellRef::new(head + 1, col), CellRef::new(last, col));
    let inputs = &mut canvas.sheet().inputs;
    inputs.push(level_input(column(AT.0)));
    inputs.push(date_input(column(AT.1), context.date_year()));
    Some(canvas.finish())
}

fn cells(number: usize, written: &WrittenDecision, own: Cell) -> Vec<Cell> {
    let WrittenDecision {
        id,
        about,
        decision,
    } = written;
    vec![
        count(number),
        short(about.section.as_str()),
        short(about.post.as_str()),
        text(about.matter.as_str()),
        text(about.risk.as_str()),
        (decision.level.title().into(), StyleRole::InputCenter),
        text(decision.reason.as_str()),
        short(decision.by.as_str()),
        date(decision.on),
        own,
        short(id.to_string()),
    ]
}

/// A day as a date, a month as text.
pub fn date(on: Option<PartialDate>) -> Cell {
    match (on, on.and_then(PartialDate::day)) {
        (_, Some(day)) => (Content::Date(day), StyleRole::Date),
        (Some(month), None) => short(month.to_string()),
        (None, None) => short(""),
    }
}
