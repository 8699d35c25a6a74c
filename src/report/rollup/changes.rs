//! 08-年度对比 of many units: how many risk points of each unit are new, gone, higher, lower; and which have changed, one by
//! one, unit by unit.

use std::sync::Arc;

use super::super::canvas::Canvas;
use super::super::changes::{NOTE, YEARS, change_columns, summary_of};
use super::super::context::ReportContext;
use super::super::table::{Table, word};
use super::super::widths::Width::Short;
use super::UnitClasses;
use super::parts::{Part, index};
use crate::model::{Book, UnitChange};
use crate::writer::{Draft, Sheet};

const PAGE: f64 = 200.0;

/// One of the books. The first one counts, and says what stands in which; `units` are all units with the rows that have
/// changed.
pub fn rollup_changes_book<'r>(
    changes: &'r [UnitChange],
    (classes, before): (&'r [UnitClasses], Option<i32>),
    (part, parts): (usize, &'r [Part]),
    units: &'r [(Arc<str>, usize)],
    context: &ReportContext,
) -> Draft<'r> {
    let first = (part == 0).then(|| summary(classes, before, context));
    let index = (part == 0).then(|| index(parts, units, context)).flatten();
    let sheets = [first, Some(list(changes, context)), index];
    let book = context.result("廉政风险点年度对比表（各单位）", Book::Changes);
    Draft::new(book, sheets.into_iter().flatten())
}

/// 对比汇总 by unit.
pub fn summary<'r>(
    classes: &'r [UnitClasses],
    before: Option<i32>,
    context: &ReportContext,
) -> Sheet<'r> {
    let rows = classes
        .iter()
        .map(|(unit, counts)| (unit.to_string(), counts.clone()));
    summary_of("单位", rows.collect(), before, context)
}

fn list<'r>(changes: &'r [UnitChange], context: &ReportContext) -> Sheet<'r> {
    let mut columns = vec![word("单位", Short(12.0, 22.0), |c: &&UnitChange| {
        Arc::clone(&c.unit)
    })];
    columns.extend(change_columns(YEARS.sides, |c: &&UnitChange| &c.change));
    let table = Table::new(columns, changes.iter().collect(), PAGE);
    let mut canvas = Canvas::over(&table, ("变动明细", YEARS.title), context);
    canvas.notes([NOTE, "没有变化的不列在这里，全部在 data/changes.jsonl。"]);
    canvas.listing(table, 3, "没有变化的风险点。");
    canvas.finish()
}
