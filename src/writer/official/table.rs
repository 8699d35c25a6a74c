//! Tables of an official document: as wide as the text, heads repeated, rows whole.

use std::fmt::Write as _;

use super::line::paragraph;
use super::model::{Span, Table, shown};
use crate::text::print_width;

/// Width of the text in twentieths of a point.
const WIDTH: usize = 8844;
/// Width of half a character in twentieths of a point, of the usual size and of the small one.
const HALF: [usize; 2] = [120, 105];
/// Room left and right in a cell, in half characters.
const ROOM: usize = 3;
/// Half characters that a column of prose has at least.
const LEAST: usize = 8;

/// A table.
pub fn table(table: &Table, controls: &mut usize) -> String {
    let widths = widths(table);
    let grid = widths.iter().fold(String::new(), |mut grid, width| {
        let _ = write!(grid, "<w:gridCol w:w=\"{width}\"/>");
        grid
    });
    let heads = table.columns.iter().map(|column| {
        let head = [Span::Text(column.head.clone())];
        let style = if table.small {
            "SmallHead"
        } else {
            "TableHead"
        };
        paragraph(style, "", &head, controls)
    });
    let heads: Vec<String> = heads.collect();
    let head = row("<w:tblHeader/>", heads, &widths);
    let rows = table.rows.iter().map(|cells| {
        let cells = table.columns.iter().zip(cells).map(|(column, spans)| {
            let style = match (column.centred, table.small) {
                (true, false) => "TableCount",
                (false, false) => "TableText",
                (true, true) => "SmallCount",
                (false, true) => "SmallText",
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

/// Widths by what the columns show: each its widest line; where they have no room side by side, those with prose give way,
/// and where room is left all take part in it.
fn widths(table: &Table) -> Vec<usize> {
    let wanted = table.columns.iter().enumerate().map(|(at, column)| {
        let cells = table.rows.iter().filter_map(|row| row.get(at));
        let cells = cells.map(|spans| width(&shown(spans)));
        let widest = cells.chain([width(&column.head)]).max().unwrap_or(0);
        // Faces that stand in for the official ones have wider figures.
        let wider = if column.centred { widest / 8 } else { 0 };
        widest + wider + ROOM
    });
    let wanted: Vec<usize> = wanted.collect();
    let room = WIDTH / HALF[usize::from(table.small)];
    // With so much at most for a column of prose.
    let taken = |most: usize| {
        let columns = table.columns.iter().zip(&wanted);
        let taken = columns.map(|(c, w)| if c.centred { *w } else { (*w).min(most) });
        taken.collect::<Vec<usize>>()
    };
    let fits = |most: &usize| taken(*most).iter().sum::<usize>() <= room;
    let taken = taken((LEAST..=room).rev().find(fits).unwrap_or(LEAST));
    let all: usize = taken.iter().sum::<usize>().max(1);
    let mut widths: Vec<usize> = taken.iter().map(|w| w * WIDTH / all).collect();
    let rest = WIDTH.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}

fn width(text: &str) -> usize {
    text.chars().map(print_width).sum()
}
