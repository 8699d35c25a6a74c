//! Tables of an official document: as wide as the text, heads repeated, rows whole.

use super::body::paragraph;
use super::model::{Span, Table, shown};
use crate::text::print_width;

/// Width of the text in twentieths of a point.
const WIDTH: usize = 8844;
/// Half characters that a column shows at least and at most in one line, for its share of the width.
const LEAST: usize = 6;
const MOST: usize = 40;

/// A table.
pub fn table(table: &Table, controls: &mut usize) -> String {
    let widths = widths(table);
    let grid: String = widths
        .iter()
        .map(|w| format!("<w:gridCol w:w=\"{w}\"/>"))
        .collect();
    let heads = table.columns.iter().map(|column| {
        let head = [Span::Text(column.head.clone())];
        paragraph("TableHead", "", &head, controls)
    });
    let heads: Vec<String> = heads.collect();
    let head = row("<w:tblHeader/>", heads, &widths);
    let rows = table.rows.iter().map(|cells| {
        let cells = table.columns.iter().zip(cells).map(|(column, spans)| {
            let style = if column.centred {
                "TableCount"
            } else {
                "TableText"
            };
            paragraph(style, "", spans, controls)
        });
        row("", cells.collect(), &widths)
    });
    let rows: String = rows.collect();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )
}

fn row(more: &str, cells: Vec<String>, widths: &[usize]) -> String {
    let cells = cells.into_iter().zip(widths).map(|(cell, width)| {
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>{cell}</w:tc>"
        )
    });
    let cells: String = cells.collect();
    format!("<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>")
}

/// Widths by what the columns show: each its widest line, within bounds, then stretched to the width of the text.
fn widths(table: &Table) -> Vec<usize> {
    let wanted = table.columns.iter().enumerate().map(|(at, column)| {
        let cells = table.rows.iter().filter_map(|row| row.get(at));
        let cells = cells.map(|spans| width(&shown(spans)));
        let widest = cells.chain([width(&column.head)]).max().unwrap_or(0);
        widest.clamp(LEAST, MOST) + 2
    });
    let wanted: Vec<usize> = wanted.collect();
    let all: usize = wanted.iter().sum::<usize>().max(1);
    let mut widths: Vec<usize> = wanted.iter().map(|w| w * WIDTH / all).collect();
    let rest = WIDTH.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}

fn width(text: &str) -> usize {
    text.chars().map(print_width).sum()
}
