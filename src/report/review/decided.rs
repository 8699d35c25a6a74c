//! 已定事项 and 未采用的决定: what the leading group decided before. Read back like the open items, so nothing is asked twice and
//! nothing is dropped; a decision can be changed here, or taken back by deleting its row.

use super::super::canvas::{Canvas, short, text};
use super::super::context::ReportContext;
use super::super::table::{Columns, Table, col, columns, number, prose, word};
use super::super::widths::Width::{self, Fixed, Prose, Short};
use super::input::{date, date_input, ruling_input};
use crate::model::{REVIEW_HEADS, Review, Ruling, WrittenDecision};
use crate::writer::{Cell, Sheet, StyleRole};

const PAGE: f64 = 176.0;
const SETTLED: &str = "这些事项已经审定，不再列入待评审。带入本文件即带入这些决定；要改变一项决定，改它的审定等级；三年到期重新评定、等级不变的，把审定日期改为重新评定的那一天；要撤回，删去整行。";
const UNUSED: &str =
    "这些决定没有采用，原因见最后第二栏。条目恢复原样后会自动采用；确实不再需要的，删去整行。";

/// A decision, and what became of it.
type Row<'r> = (&'r WrittenDecision, Cell);

/// Decisions that were applied; none where there are none.
pub fn settled<'r>(review: &'r Review, context: &ReportContext) -> Option<Sheet<'r>> {
    let rows = review.settled.iter().map(|settled| {
        let registered = match settled.register_ids.as_slice() {
            [] if settled.written.ruling == Ruling::Struck => "不登记".to_owned(),
            [] => "所在条目已退回".to_owned(),
            ids => ids.join("、"),
        };
        (&settled.written, short(registered))
    });
    let fate = ("登记编号", Short(12.0, 14.0));
    let names = ("已定事项", "廉政风险等级审定结果");
    sheet(names, SETTLED, fate, rows.collect(), context)
}

/// Decisions that were not applied; none where there are none.
pub fn unused<'r>(review: &'r Review, context: &ReportContext) -> Option<Sheet<'r>> {
    let rows = review.unused.iter();
    let rows = rows.map(|unused| (&unused.written, text(unused.why.as_str())));
    let fate = ("没有采用的原因", Prose(18.0));
    let names = ("未采用的决定", "未采用的评审决定");
    sheet(names, UNUSED, fate, rows.collect(), context)
}

fn columns<'r>(fate: (&str, Width)) -> Columns<'r, Row<'r>> {
    let [id, level, reason, by, on, section, post, matter, risk] = REVIEW_HEADS;
    columns! { Row<'_>;
        number();
        word(section, Short(9.0, 12.0), |r| r.0.about.section.clone());
        word(post, Short(8.0, 12.0), |r| r.0.about.post.clone());
        prose(matter, Prose(14.0), |r| r.0.about.matter.clone());
        prose(risk, Prose(16.0), |r| r.0.about.risk.clone());
        col(level, Fixed(10.0), |r| (r.0.ruling.title().into(), StyleRole::InputCenter));
        prose(reason, Prose(14.0), |r| r.0.reason.clone());
        word(by, Short(9.0, 12.0), |r| r.0.by.clone());
        col(on, Fixed(12.0), |r| date(r.0.on));
        col(fate.0, fate.1, |r| r.1.clone());
        word(id, Fixed(16.0), |r| r.0.id.as_ref().map_or(String::new(), ToString::to_string));
    }
}

fn sheet<'r>(
    (name, title): (&str, &str),
    note: &str,
    fate: (&str, Width),
    rows: Vec<Row<'r>>,
    context: &ReportContext,
) -> Option<Sheet<'r>> {
    if rows.is_empty() {
        return None;
    }
    let [_, level, _, _, on, ..] = REVIEW_HEADS;
    let table = Table::new(columns(fate), rows, PAGE);
    let mut canvas = Canvas::over(&table, (name, title), context);
    canvas.notes([note]);
    let laid = canvas.listing(table, 2, "");
    let inputs = &mut canvas.sheet().inputs;
    inputs.push(ruling_input(laid.column(level)));
    inputs.push(date_input(laid.column(on), context.date_year()));
    Some(canvas.finish())
}
