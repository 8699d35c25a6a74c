//! How the rows of many units are laid into books: unit by unit, each book with as many rows as it takes, and an index of what
//! stands where.

use std::ops::Range;
use std::sync::Arc;

use super::super::canvas::Canvas;
use super::super::canvas::short;
use super::super::context::ReportContext;
use super::super::links::to;
use super::super::table::{Columns, Table, col, columns, number, prose, tally};
use super::super::widths::Width::Short;
use crate::model::Book;
use crate::writer::Sheet;

/// One of the books of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its file.
    pub file: String,
    /// Its units, by their places.
    pub units: Range<usize>,
    /// Its rows.
    pub rows: usize,
}

/// Lays units with so many rows each into books of at most `most` rows. A unit is never parted: one with more rows has a book
/// of its own, and goes over several of its sheets where one cannot take it.
pub fn parts(book: Book, rows: &[usize], most: usize) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for (at, rows) in rows.iter().enumerate() {
        match out.last_mut() {
            Some(last) if last.rows == 0 || last.rows + rows <= most => {
                last.units.end = at + 1;
                last.rows += rows;
            }
            _ => out.push(Part {
                file: String::new(),
                units: at..at + 1,
                rows: *rows,
            }),
        }
    }
    if out.is_empty() {
        out.push(Part {
            file: String::new(),
            units: 0..0,
            rows: 0,
        });
    }
    let stem = book.file_name().trim_end_matches(".xlsx");
    for (number, part) in (1..).zip(&mut out) {
        part.file = match number {
            1 => format!("{stem}.xlsx"),
            _ => format!("{stem}（{number}）.xlsx"),
        };
    }
    out
}

/// A unit in the index.
struct Row<'r> {
    unit: &'r Arc<str>,
    rows: usize,
    file: &'r str,
}

fn columns<'r>() -> Columns<'r, Row<'r>> {
    columns! { Row<'_>;
        number();
        prose("单位", Short(20.0, 40.0), |r| r.unit.to_string());
        tally("行数", Short(8.0, 12.0), |r: &Row<'_>| r.rows);
        col("在哪一册（打开）", Short(24.0, 50.0), |r| if r.rows == 0 { short("") } else { to(r.file, r.file) });
    }
}

/// 分册索引: which unit stands in which book; none where there is but one.
pub fn index<'r>(
    parts: &'r [Part],
    units: &'r [(Arc<str>, usize)],
    context: &ReportContext,
) -> Option<Sheet<'r>> {
    if parts.len() < 2 {
        return None;
    }
    let rows = parts.iter().flat_map(|part| {
        units[part.units.clone()].iter().map(|(unit, rows)| Row {
            unit,
            rows: *rows,
            file: &part.file,
        })
    });
    let table = Table::new(columns(), rows.collect(), 110.0);
    let mut canvas = Canvas::over(&table, ("分册索引", "分册索引"), context);
    let all: usize = parts.iter().map(|part| part.rows).sum();
    canvas.notes([format!(
        "共 {all} 行，一册放不下，按单位分在 {} 册，一个单位的都在一册里。",
        parts.len()
    )]);
    let laid = canvas.table(table);
    canvas.totals(1, laid.totals());
    canvas.keep_heads(laid.head, laid.head, 2);
    Some(canvas.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_never_parted_and_every_row_has_its_book() {
        let parts = parts(Book::Register, &[3, 0, 4, 9, 1, 1], 7);
        let found: Vec<_> = parts.iter().map(|p| (p.units.clone(), p.rows)).collect();
        assert_eq!(found, [(0..3, 7), (3..4, 9), (4..6, 2)]);
        assert_eq!(parts[1].file, "01-廉政风险点登记汇总表（2）.xlsx");
    }
}
