//! 公示表: one line for each risk, between the lines a notice must have: who publishes, for how long, whom to call.

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, count, short, text};
use super::super::widths::Width::{self, Fixed, Prose, Short};
use super::super::widths::fitting;
use super::level_cell;
use crate::model::{Field, PublicColumn, PublicItem};
use crate::writer::{SheetSpec, StyleRole};

/// Width of a printed page in characters: what still reads well on a wall.
const PAGE: f64 = 160.0;
/// What the book is.
pub const TITLE: &str = "廉政风险点及防控措施公示表";
const PERIOD: &str = "公示时间：　　　　年　　月　　日至　　　　年　　月　　日";
const NOTE: &str = "注：风险等级分为一级、二级、三级，一级最高，监管责任按等级确定；写“待审定”的，由领导小组审定等级后另行公布。";
const TELEPHONE: &str =
    "对公示内容有意见的，请在公示期内反映。　　监督电话：　　　　　　　　　　　　　　监督信箱：";
const STAMP: &str = "（单位盖章）　　　　　　　　　年　　月　　日　　　";

/// The sheet.
pub fn sheet(items: &[PublicItem], columns: &[PublicColumn], context: &ReportContext) -> SheetSpec {
    let columns: Vec<PublicColumn> = columns
        .iter()
        .copied()
        .filter(|c| stays(*c, items))
        .collect();
    let rows = (1..).zip(items).map(|(number, item)| {
        let cells = columns.iter().map(|c| cell(*c, number, item));
        cells.collect::<Vec<Cell>>()
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let heads: Vec<(&str, Width)> = columns.iter().map(|c| look(*c)).collect();
    let mut canvas = Canvas::new("公示表", fitting(&heads, &rows, PAGE), true);
    let last = u32::try_from(columns.len()).unwrap_or(1).max(1) - 1;
    canvas.line(context.title(TITLE), StyleRole::Title);
    canvas.sheet().print.footer_left = context.title(TITLE);
    above(&mut canvas, last, context);
    let head = canvas.heads(heads.iter().map(|h| h.0));
    if rows.is_empty() {
        canvas.line("本次没有登记风险点。", StyleRole::Note);
    }
    for row in rows {
        canvas.cells(row);
    }
    canvas.line(NOTE, StyleRole::Note);
    canvas.line(TELEPHONE, StyleRole::Sign);
    canvas.line(STAMP, StyleRole::MetaRight);
    canvas.keep_heads(head, head, 0);
    canvas.finish()
}

/// The line of the unit and the time of publication, which share the width.
fn above(canvas: &mut Canvas, last: u32, context: &ReportContext) {
    let row = canvas.advance();
    let widths = canvas.sheet().widths.clone();
    let half = widths.iter().sum::<f64>() / 2.0;
    let mut left = 0.0;
    let within = widths.iter().take_while(|width| {
        left += **width;
        left <= half
    });
    let middle = u32::try_from(within.count())
        .unwrap_or(1)
        .clamp(1, last.max(1))
        - 1;
    canvas.span(row, 0, middle, unit_line(context), StyleRole::MetaLeft);
    if middle < last {
        canvas.span(row, middle + 1, last, PERIOD, StyleRole::MetaRight);
    }
}

fn unit_line(context: &ReportContext) -> String {
    format!("公示单位：{}", context.unit)
}

/// Whether a column is printed: what says nothing anywhere is left out, but for what a reader looks for.
fn stays(column: PublicColumn, items: &[PublicItem]) -> bool {
    match column {
        PublicColumn::Seq
        | PublicColumn::Supervision
        | PublicColumn::Of(Field::Section | Field::Risk | Field::Level | Field::Measures) => true,
        PublicColumn::Of(field) => items.iter().any(|i| !i.text(field).is_empty()),
    }
}

/// Head and width of a column.
const fn look(column: PublicColumn) -> (&'static str, Width) {
    match column {
        PublicColumn::Seq => ("序号", Fixed(6.0)),
        PublicColumn::Supervision => ("监管\n责任", Fixed(12.0)),
        PublicColumn::Of(field) => match field {
            Field::Matter => ("权力（业务）\n事项", Prose(14.0)),
            Field::Risk => ("风险点", Prose(16.0)),
            Field::Manifestation => ("表现形式", Prose(18.0)),
            Field::Measures => ("防控措施", Prose(20.0)),
            Field::Indicator => ("监测指标", Prose(10.0)),
            Field::Level => ("风险\n等级", Fixed(8.0)),
            Field::Owner => ("责任岗位", Short(10.0, 14.0)),
            Field::Head => ("部门\n责任", Short(8.0, 12.0)),
            Field::Category => ("风险类别", Short(8.0, 10.0)),
            field => (field.title(), Short(8.0, 13.0)),
        },
    }
}

fn cell(column: PublicColumn, number: usize, item: &PublicItem) -> Cell {
    match column {
        PublicColumn::Seq => count(number),
        PublicColumn::Supervision => short(item.supervision()),
        PublicColumn::Of(Field::Level) => level_cell(item),
        PublicColumn::Of(field) if field.is_prose() => text(item.text(field)),
        PublicColumn::Of(field) => short(item.text(field)),
    }
}
