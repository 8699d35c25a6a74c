//! 公示表: one line for each risk, between the lines a notice must have: who publishes, for how long, whom to call.

use super::super::canvas::{Canvas, level};
use super::super::context::ReportContext;
use super::super::table::{Column, Table, col, number, prose, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use crate::model::{Field, PublicColumn, PublicItem};
use crate::writer::{Sheet, StyleRole};

/// Width of a printed page in characters: what still reads well on a wall.
const PAGE: f64 = 160.0;
/// What the book is.
pub const TITLE: &str = "廉政风险点及防控措施公示表";
/// What stands where nothing is published.
pub const NOTHING: &str = "本次没有登记风险点。";
/// Words of the notice.
pub const PERIOD: &str = "公示时间：　　　　年　　月　　日至　　　　年　　月　　日";
/// Words of the notice.
pub const NOTE: &str = "注：风险等级分为一级、二级、三级，一级最高，监管责任按等级确定；写“待审定”的，由领导小组审定等级后另行公布。";
/// Words of the notice.
pub const TELEPHONE: &str =
    "对公示内容有意见的，请在公示期内反映。　　监督电话：　　　　　　　　　　　　　　监督信箱：";
/// Words of the notice.
pub const STAMP: &str = "（单位盖章）　　　　　　　　　年　　月　　日　　　";

type Item<'r> = &'r PublicItem;

fn item<'i>(item: &'i Item<'_>) -> &'i PublicItem {
    item
}

/// The sheet.
pub fn sheet<'r>(
    items: &'r [PublicItem],
    columns: &[PublicColumn],
    context: &ReportContext,
) -> Sheet<'r> {
    let columns = columns.iter().map(|own| column(*own, item)).collect();
    laid_out(Table::new(columns, items.iter().collect(), PAGE), context)
}

/// A table of what the public may read, between its title and where to turn to.
pub fn laid_out<'r, T: Send + Sync + 'r>(
    table: Table<'r, T>,
    context: &ReportContext,
) -> Sheet<'r> {
    let is_empty = table.is_empty();
    let mut canvas = Canvas::new("公示表", table.widths.clone(), true);
    canvas.bound(context);
    canvas.headline(context.title(TITLE));
    above(&mut canvas, context);
    let laid = canvas.table(table);
    if is_empty {
        canvas.notes([NOTHING]);
    }
    canvas.notes([NOTE]);
    canvas.line(TELEPHONE, StyleRole::Sign);
    canvas.line(STAMP, StyleRole::MetaRight);
    canvas.keep_heads(laid.head, laid.head, 0);
    canvas.finish()
}

/// The line of the unit and the time of publication, which share the width.
fn above(canvas: &mut Canvas<'_>, context: &ReportContext) {
    let row = canvas.advance();
    let widths = canvas.sheet().widths.clone();
    let last = u32::try_from(widths.len()).unwrap_or(1).max(1) - 1;
    let half = widths.iter().sum::<f64>() / 2.0;
    let mut left = 0.0;
    let within = widths.iter().take_while(|width| {
        left += **width;
        left <= half
    });
    let middle = u32::try_from(within.count()).unwrap_or(1);
    let middle = middle.clamp(1, last.max(1)) - 1;
    let unit = format!("公示单位：{}", context.unit);
    canvas.span(row, 0, middle, unit, StyleRole::MetaLeft);
    if middle < last {
        canvas.span(row, middle + 1, last, PERIOD, StyleRole::MetaRight);
    }
}

/// A column of the notice: what says nothing anywhere is left out, but for what a reader looks for.
pub fn column<'r, R: 'r>(column: PublicColumn, of: fn(&R) -> &PublicItem) -> Column<'r, R> {
    let head = heading(column);
    let field = match column {
        PublicColumn::Seq => return number(),
        PublicColumn::Supervision => {
            return word(head, Fixed(12.0), move |i: &R| {
                value(column, of(i)).to_owned()
            });
        }
        PublicColumn::Of(field) => field,
    };
    let width = match field {
        Field::Matter => Prose(14.0),
        Field::Risk => Prose(16.0),
        Field::Manifestation => Prose(18.0),
        Field::Measures => Prose(20.0),
        Field::Indicator => Prose(10.0),
        Field::Level => Fixed(8.0),
        Field::Owner => Short(10.0, 14.0),
        Field::Head => Short(8.0, 12.0),
        Field::Category => Short(8.0, 10.0),
        _ => Short(8.0, 13.0),
    };
    let show = move |i: &R| value(column, of(i)).to_owned();
    let column = match field {
        Field::Level => col(head, width, move |i: &R| {
            let item = of(i);
            level(item.level, item.level_title())
        }),
        field if field.is_prose() => prose(head, width, show),
        _ => word(head, width, show),
    };
    match field {
        Field::Section | Field::Risk | Field::Level | Field::Measures => column,
        _ => column.if_any(),
    }
}

/// The head of a column.
pub fn heading(column: PublicColumn) -> &'static str {
    let field = match column {
        PublicColumn::Seq => return "序号",
        PublicColumn::Supervision => return "监管\n责任",
        PublicColumn::Of(field) => field,
    };
    match field {
        Field::Matter => "权力（业务）\n事项",
        Field::Level => "风险\n等级",
        Field::Owner => "责任岗位",
        Field::Head => "部门\n责任",
        field => field.title(),
    }
}

/// What a column says of an item.
pub fn value(column: PublicColumn, item: &PublicItem) -> &str {
    match column {
        PublicColumn::Seq => "",
        PublicColumn::Supervision => item.supervision(),
        PublicColumn::Of(field) => item.text(field),
    }
}
