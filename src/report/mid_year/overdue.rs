//! 逾期事项: what should be done by now and is not.

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::links::Links;
use super::super::table::{Columns, Table, col, columns, number, prose, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use crate::model::Overdue;
use crate::writer::Sheet;

const PAGE: f64 = 150.0;

fn columns(links: Links<'_>) -> Columns<'_, &Overdue> {
    columns! { &Overdue;
        number();
        word("类别", Short(12.0, 20.0), |o| o.what.clone());
        word("科室", Short(9.0, 16.0), |o| o.scored.section.clone());
        word("岗位", Short(8.0, 14.0), |o| o.scored.post.clone().unwrap_or_default()).if_any();
        word("姓名", Short(7.0, 9.0), |o| o.scored.person.clone().unwrap_or_default()).if_any();
        prose("事项", Prose(30.0), |o| o.matter.clone());
        word("期限", Fixed(12.0), |o| o.due.to_string());
        word("已逾期", Fixed(9.0), |o| format!("{} 天", o.days));
        col("出处", Fixed(28.0), |o| links.place(&o.place));
    }
}

/// The sheet.
pub fn sheet<'r>(overdue: &'r [Overdue], links: Links<'r>, context: &ReportContext) -> Sheet<'r> {
    let table = Table::new(columns(links), overdue.iter().collect(), PAGE);
    let title = ("逾期事项", "廉政风险防控逾期事项清单");
    let mut canvas = Canvas::over(&table, title, context);
    canvas.notes([format!(
        "截至{}：整改台账没有销号、处置台账没有办结的，以及等级到期没有重新评定的；逾期最久的在前。",
        context.date
    )]);
    canvas.listing(table, 2, "没有逾期未办的事项。");
    canvas.finish()
}
