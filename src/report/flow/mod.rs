//! 09-权力运行流程图: each matter's steps with their risk points, one matter after the other, each on a page of its own, drawn
//! on the grid so that a person can go on with them; and a list of the matters that name no steps.

mod chart;
mod list;

pub use chart::on_page;

use super::context::ReportContext;
use crate::model::{Book, Flow, Flows, Register};
use crate::writer::{Draft, sheet_names};

/// Name of the list.
const LIST: &str = "流程图目录";
const TITLE: &str = "权力运行流程图";

/// The workbook; there is something to draw.
pub fn flow_book<'r>(
    flows: &'r Flows,
    register: &'r Register,
    context: &ReportContext,
) -> Draft<'r> {
    let groups: Vec<&[Flow]> = flows
        .drawn
        .chunk_by(|a, b| a.section == b.section)
        .collect();
    let sections = groups.iter().map(|group| match group[0].section.as_str() {
        "" => "未写明科室",
        section => section,
    });
    let names = sheet_names(std::iter::once(LIST).chain(sections));
    let mut charts = Vec::new();
    let mut places = Vec::new();
    for (name, group) in names.iter().skip(1).zip(groups) {
        let (sheet, rows) = chart::sheet(name, group, register, context);
        charts.push(sheet);
        places.extend(rows.into_iter().map(|row| (name.clone(), row)));
    }
    let first = list::sheet(LIST, flows, register, places, context);
    let sheets = std::iter::once(first).chain(charts);
    Draft::new(context.result(TITLE, Book::Flow), sheets)
}
