//! 变动明细: every risk point with what became of it, the words that changed marked.

use super::super::canvas::{Canvas, level};
use super::super::context::ReportContext;
use super::super::pair::marked;
use super::super::table::{Columns, Table, col, columns, prose, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use crate::model::{BothTexts, Change};
use crate::writer::{Cell, Sheet, StyleRole};

const PAGE: f64 = 184.0;

/// One side of two texts, marked where the other one differs.
fn side(own: Option<&str>, other: Option<&str>) -> Cell {
    let own = own.unwrap_or_default();
    (marked(own, other.unwrap_or(own)), StyleRole::Body)
}

fn before(both: &BothTexts) -> Cell {
    side(both.before.as_deref(), both.now.as_deref())
}

fn now(both: &BothTexts) -> Cell {
    side(both.now.as_deref(), both.before.as_deref())
}

fn columns<'c>() -> Columns<'c, &'c Change> {
    columns! { &Change;
        word("登记编号", Short(11.0, 16.0), |c| c.id.clone());
        word("科室", Short(9.0, 14.0), |c| c.section.clone());
        word("变动", Fixed(9.0), |c| c.class.title());
        prose("权力（业务）\n事项", Prose(12.0), |c| c.matter.clone().unwrap_or_default()).if_any();
        col("上年风险点", Prose(18.0), |c| before(&c.risk));
        col("今年风险点", Prose(18.0), |c| now(&c.risk));
        col("上年\n等级", Fixed(7.0), |c| level(c.level_before, ""));
        col("今年\n等级", Fixed(7.0), |c| level(c.level_now, ""));
        col("上年防控措施", Prose(20.0), |c| before(&c.measures));
        col("今年防控措施", Prose(20.0), |c| now(&c.measures));
        prose("原因", Prose(12.0), |c| c.reason.clone().unwrap_or_default()).if_any();
    }
}

/// The sheet; what changed first, what is the same last.
pub fn sheet<'c>(changes: &'c [Change], context: &ReportContext) -> Sheet<'c> {
    let mut rows: Vec<&Change> = changes.iter().collect();
    rows.sort_by_key(|change| change.class);
    let table = Table::new(columns(), rows, PAGE);
    let mut canvas = Canvas::over(&table, ("变动明细", "廉政风险点年度变动明细表"), context);
    canvas.notes([
        "两年之间不同的字用红色、加粗、下划线标出。消除的原因由科室在自查表“消除原因”栏填写。",
    ]);
    canvas.listing(table, 3, "两年都没有登记风险点。");
    canvas.finish()
}
