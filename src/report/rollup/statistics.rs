//! 02-风险等级统计表 of many units: by unit and level, by unit and category, by unit and section; who has handed in; who lies
//! apart; the units ranked where some result scores them.

use std::collections::BTreeMap;

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::statistics::cross::CrossSheet;
use super::super::statistics::summary::{self, Parts};
use super::super::statistics::{BY_CATEGORY, basis_line, units_line};
use super::super::table::{Columns, Table, number, prose, tally};
use super::super::widths::Width::Fixed;
use super::{RollupInput, handed_in, outliers, scores};
use crate::model::{Book, Counted, CrossRow, CrossTab, Dimension, UnitSummary};
use crate::text;
use crate::writer::{Draft, Sheet};

/// Sheet of the table by unit; the summary's formulas point into it.
const BY_UNIT: &str = "单位×等级";
const BY_UNIT_SECTION: &str = "单位科室×等级";
const UNIT_CATEGORY: &str = "单位×类别";
/// Units a chart can show.
const MOST_CHARTED: usize = 60;
/// Categories with a column of their own; the rest share one, and stand one by one in the table by category.
const MOST_CATEGORIES: usize = 40;

/// The workbook.
pub fn rollup_statistics_book<'r>(input: &RollupInput<'r>, context: &ReportContext) -> Draft<'r> {
    let statistics = input.statistics;
    let table = |by, counted| statistics.table(by, counted);
    let lines = [units_line(statistics), basis_line(statistics)];
    let units = [Counted::Risks, Counted::Posts, Counted::Matters];
    let by_unit = CrossSheet::new(
        BY_UNIT,
        &units.map(|counted| table(Dimension::Unit, counted)),
    );
    let by_category = CrossSheet::new(BY_CATEGORY, &[table(Dimension::Category, Counted::Risks)]);
    let by_section = table(Dimension::UnitSection, Counted::Risks);
    let by_section = CrossSheet::new(BY_UNIT_SECTION, &[by_section]);
    let parts = Parts {
        received: (
            "收到结果（份）",
            input.units.iter().map(|unit| unit.sources.len()).sum(),
        ),
        rows: input.rows,
        statistics,
        by_section: &by_unit,
        by_category: &by_category,
        handed_in: handed_in::figures(input),
    };
    let chart = (by_unit.lines() <= MOST_CHARTED).then(|| by_unit.chart_sheet(context));
    let categories = table(Dimension::Category, Counted::Risks);
    let sheets = [
        Some(summary::sheet(&parts, &lines, context)),
        Some(by_unit.sheet(&lines, context)),
        chart.flatten(),
        categories.map(|categories| matrix(input.units, categories, context)),
        Some(by_category.sheet(&lines, context)),
        Some(by_section.sheet(&lines, context)),
        Some(handed_in::sheet(input, context)),
        Some(outliers::sheet(input.outliers, context)),
        scores::sheet(input.units, context),
    ];
    let book = context.result("廉政风险等级统计表（各单位）", Book::Statistics);
    Draft::new(book, sheets.into_iter().flatten())
}

/// A unit with its risk points by category.
struct Row<'r> {
    unit: &'r str,
    counts: Vec<usize>,
}

/// 单位×类别: how many risk points of which category each unit has.
fn matrix<'r>(
    units: &'r [UnitSummary],
    categories: &CrossTab,
    context: &ReportContext,
) -> Sheet<'r> {
    let (heads, column) = category_columns(categories, MOST_CATEGORIES);
    let of_all = heads.len();
    let rows = units.iter().map(|unit| Row {
        unit: &unit.unit,
        counts: by_category(unit, &column, of_all),
    });
    let mut columns: Columns<'r, Row<'r>> = vec![
        number(),
        prose("单位", Fixed(26.0), |r: &Row<'_>| r.unit.to_owned()),
    ];
    let tallies = heads.into_iter().enumerate();
    columns.extend(
        tallies.map(|(at, head)| tally(head, Fixed(10.0), move |r: &Row<'_>| r.counts[at])),
    );
    columns.push(tally("合计", Fixed(10.0), |r: &Row<'_>| {
        r.counts.iter().sum()
    }));
    let table = Table::fixed(columns, rows.collect());
    let what = "廉政风险类别统计表（按单位）";
    let mut canvas = Canvas::over(&table, (UNIT_CATEGORY, what), context);
    canvas.notes(["计数单位：风险点（个）。"]);
    let laid = canvas.table(table);
    canvas.totals(2, laid.totals());
    canvas.keep_heads(laid.head, laid.head, 2);
    canvas.finish()
}

/// The heads of the columns, the most frequent category first, and the column of each category by its key.
pub fn category_columns(
    categories: &CrossTab,
    most: usize,
) -> (Vec<String>, BTreeMap<String, usize>) {
    let named = categories.rows.iter().filter(|row| !row.is_blank()).count();
    let own = if named > most { most - 1 } else { named };
    let mut heads: Vec<String> = Vec::new();
    let mut column = BTreeMap::new();
    for row in &categories.rows {
        let label = row.labels.concat();
        let at = if row.is_blank() {
            heads.len()
        } else {
            column.len().min(own)
        };
        if at == heads.len() {
            let rest = at == own && !row.is_blank();
            let head = if rest {
                format!("其余 {} 类", named - own)
            } else {
                label.clone()
            };
            heads.push(head);
        }
        column.insert(text::key(&label), at);
    }
    (heads, column)
}

/// The risk points of a unit in these columns.
pub fn by_category(
    unit: &UnitSummary,
    column: &BTreeMap<String, usize>,
    columns: usize,
) -> Vec<usize> {
    let mut counts = vec![0; columns];
    let add = |row: &CrossRow| {
        if let Some(at) = column.get(&text::key(&row.labels.concat())) {
            counts[*at] += row.counts.total();
        }
    };
    unit.counts.categories.iter().for_each(add);
    counts
}
