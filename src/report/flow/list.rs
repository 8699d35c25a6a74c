//! 流程图目录: every matter; those with a chart lead to it, the others are listed with what is missing.

use super::super::canvas::{Canvas, count, short};
use super::super::context::ReportContext;
use super::super::table::{Columns, Table, col, columns, number, prose, tally};
use super::super::widths::Width::Fixed;
use super::TITLE;
use crate::location::CellRef;
use crate::model::{Flow, Flows, Register};
use crate::writer::{Cell, Content, LinkTarget, Sheet, StyleRole};

/// A matter.
struct Row {
    section: String,
    matter: String,
    /// Its steps, and where its chart stands; none where no step is named.
    chart: Option<(usize, String, u32)>,
    items: usize,
    points: usize,
}

fn columns<'c>() -> Columns<'c, Row> {
    columns! { Row;
        number();
        prose("科室", Fixed(18.0), |r: &Row| r.section.clone());
        col("权力（业务）事项", Fixed(40.0), |r: &Row| matter(r));
        col("环节", Fixed(8.0), |r: &Row| r.chart.as_ref().map_or(short("—"), |(steps, ..)| count(*steps)));
        tally("登记条数", Fixed(10.0), |r: &Row| r.items);
        tally("风险点", Fixed(10.0), |r: &Row| r.points);
        prose("流程图", Fixed(24.0), |r: &Row| if r.chart.is_some() { "见各科室" } else { "没有写明环节，未画" });
    }
}

fn matter(row: &Row) -> Cell {
    let Some((_, sheet, at)) = &row.chart else {
        return (row.matter.clone().into(), StyleRole::Body);
    };
    let target = LinkTarget::Inside {
        sheet: sheet.clone(),
        cell: CellRef::new(*at, 0),
    };
    let text = row.matter.clone();
    (Content::Link { target, text }, StyleRole::Link)
}

/// The sheet.
pub fn sheet<'r>(
    name: &str,
    flows: &Flows,
    register: &Register,
    places: Vec<(String, u32)>,
    context: &ReportContext,
) -> Sheet<'r> {
    let row = |(flow, place): (&Flow, Option<(String, u32)>)| {
        let items = flow.steps.iter().flat_map(|step| &step.items);
        let points = items
            .clone()
            .map(|item| register.items[*item].entry.risk_points());
        let named = flow.steps.iter().filter(|step| step.name.is_some()).count();
        Row {
            section: flow.section.clone(),
            matter: flow.matter.clone(),
            chart: place.map(|(sheet, at)| (named, sheet, at)),
            items: items.clone().count(),
            points: points.sum(),
        }
    };
    let places = places.into_iter().map(Some).chain(std::iter::repeat(None));
    let all = flows.drawn.iter().chain(&flows.without).zip(places);
    let rows: Vec<Row> = all.map(row).collect();
    let table = Table::fixed(columns(), rows);
    let mut canvas = Canvas::over(&table, (name, TITLE), context);
    canvas.notes([
        "有“环节”“流程”“步骤”一栏的自查表，按栏里写的环节画图，先后照表中的顺序；没有写环节的事项只列在这里。图在单元格里，可以直接修改。",
    ]);
    canvas.listing(table, 3, "没有登记权力（业务）事项。");
    canvas.finish()
}
