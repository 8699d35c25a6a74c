//! 报送情况: each unit of the roster and each that came beside it, what stands for it, and what was found in its forms.

use super::super::canvas::{Canvas, short};
use super::super::context::ReportContext;
use super::super::links::to;
use super::super::statistics::summary::HandedIn as Figures;
use super::super::table::{Columns, Table, col, columns, number, prose, tally, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use super::RollupInput;
use crate::model::{HandedIn, UnitSummary};
use crate::writer::{Cell, Sheet, StyleRole};

const PAGE: f64 = 170.0;
/// Name of the sheet.
pub const SHEET: &str = "报送情况";
/// What is said where nobody can say who is silent.
pub const NO_ROSTER: &str =
    "没有单位名单，无法核对哪些单位尚未报送。需要核对的，请在口径文件里写 [[units]] 后重新汇总。";

type Row<'r> = &'r UnitSummary;

fn columns<'r>() -> Columns<'r, Row<'r>> {
    columns! { Row<'_>;
        number();
        prose("单位", Short(16.0, 30.0), |u| u.unit.to_string());
        word("类别", Short(8.0, 14.0), |u| u.group.clone()).if_any();
        col("报送情况", Fixed(11.0), |u| state(u));
        word("制表日期", Short(11.0, 12.0), |u| u.date.clone()).if_any();
        tally("读取\n行数", Fixed(9.0), |u| u.counts.rows.read);
        tally("登记", Fixed(8.0), |u| u.counts.rows.registered);
        tally("合并", Fixed(8.0), |u| u.counts.rows.merged);
        tally("退回", Fixed(8.0), |u| u.counts.rows.returned);
        tally("跳过", Fixed(8.0), |u| u.counts.rows.skipped_total());
        tally("错误", Fixed(8.0), |u| u.counts.findings[0]);
        tally("注意", Fixed(8.0), |u| u.counts.findings[1]);
        col("来源（打开）", Short(20.0, 40.0), |u| source(u));
        prose("说明", Prose(20.0), |u| u.why.clone()).if_any();
    }
}

fn state(unit: &UnitSummary) -> Cell {
    match unit.state {
        HandedIn::Read if !unit.known => short("名单外"),
        HandedIn::Read => short(unit.state.title()),
        _ => (unit.state.title().into(), StyleRole::Alert),
    }
}

/// Where what stands for the unit lies; of several files the first leads there.
fn source(unit: &UnitSummary) -> Cell {
    match unit.sources.as_slice() {
        [] => short(""),
        [one] => to(one, one),
        [first, ..] => to(first, &unit.sources.join("、")),
    }
}

/// The sheet.
pub fn sheet<'r>(input: &RollupInput<'r>, context: &ReportContext) -> Sheet<'r> {
    let table = Table::new(columns(), input.units.iter().collect(), PAGE);
    let mut canvas = Canvas::over(&table, (SHEET, "各单位报送情况"), context);
    if !input.roster {
        canvas.notes([NO_ROSTER]);
    }
    let laid = canvas.table(table);
    canvas.totals(1, laid.totals());
    canvas.filter(laid.head, laid.last);
    canvas.keep_heads(laid.head, laid.head, 2);
    canvas.finish()
}

/// How many units are in this state.
pub fn in_state(units: &[UnitSummary], state: HandedIn) -> usize {
    units.iter().filter(|unit| unit.state == state).count()
}

/// The names of the units in this state.
pub fn names(units: &[UnitSummary], state: HandedIn) -> String {
    let own = units.iter().filter(|unit| unit.state == state);
    own.map(|unit| &*unit.unit).collect::<Vec<_>>().join("、")
}

/// The figures of the summary.
pub fn figures(input: &RollupInput<'_>) -> Figures {
    let units = input.units;
    let of = |state| in_state(units, state);
    let listed = units.iter().filter(|unit| unit.known).count();
    let apart: std::collections::BTreeSet<&str> = input.outliers.iter().map(|o| &*o.unit).collect();
    let heads = [
        "应报单位",
        "已报单位",
        "未报单位",
        "已交未读出单位",
        "名单外单位",
        "离群单位",
    ];
    let expected = if input.roster { listed } else { units.len() };
    let counts = [
        expected,
        of(HandedIn::Read),
        of(HandedIn::Nothing),
        of(HandedIn::Unread),
        units.len() - listed,
        apart.len(),
    ];
    Figures {
        figures: Some((heads, counts)),
        note: (!input.roster).then(|| NO_ROSTER.to_owned()),
    }
}
