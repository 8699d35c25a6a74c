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

/// The columns of rows that hold a change.
pub fn columns<'c, R: 'c>([was, is]: [&str; 2], of: fn(&R) -> &Change) -> Columns<'c, R> {
    columns! { R;
        word("登记编号", Short(11.0, 16.0), |c| of(c).id.clone());
        word("科室", Short(9.0, 14.0), |c| of(c).section.clone());
        word("变动", Fixed(9.0), |c| of(c).class.title());
        prose("权力（业务）\n事项", Prose(12.0), |c| of(c).matter.clone().unwrap_or_default()).if_any();
        col(format!("{was}风险点"), Prose(18.0), |c| before(&of(c).risk));
        col(format!("{is}风险点"), Prose(18.0), |c| now(&of(c).risk));
        col(format!("{was}\n等级"), Fixed(7.0), |c| level(of(c).level_before, ""));
        col(format!("{is}\n等级"), Fixed(7.0), |c| level(of(c).level_now, ""));
        col(format!("{was}防控措施"), Prose(20.0), |c| before(&of(c).measures));
        col(format!("{is}防控措施"), Prose(20.0), |c| now(&of(c).measures));
        prose("原因", Prose(12.0), |c| of(c).reason.clone().unwrap_or_default()).if_any();
    }
}

/// What must be known to read the list.
pub const NOTE: &str = "前后不同的字用红色、加粗、下划线标出。消除的原因由科室在自查表“消除原因”栏填写；科室还没有报送的写“尚未报送”，不算消除。";

/// What is compared with what, in words.
pub struct Between {
    /// Title of the sheet.
    pub title: &'static str,
    /// How the earlier and the later one are called.
    pub sides: [&'static str; 2],
}

/// Two years.
pub const YEARS: Between = Between {
    title: "廉政风险点年度变动明细表",
    sides: ["上年", "今年"],
};

/// The sheet; what changed first, what is the same last.
pub fn sheet<'c>(changes: &'c [Change], between: &Between, context: &ReportContext) -> Sheet<'c> {
    let mut rows: Vec<&Change> = changes.iter().collect();
    rows.sort_by_key(|change| change.class);
    let table = Table::new(
        columns(between.sides, |change: &&Change| change),
        rows,
        PAGE,
    );
    let mut canvas = Canvas::over(&table, ("变动明细", between.title), context);
    canvas.notes([NOTE]);
    canvas.listing(table, 3, "前后都没有登记风险点。");
    canvas.finish()
}
