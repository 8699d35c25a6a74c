//! A page of the cells of a sheet: merged ones as they are merged, whatever the page cuts off of them.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::finding::FindingView;
use super::heads::TableView;
use super::lines::{Line, ON_A_PAGE, line_of, lines, page_of, stretches};
use super::{Window, cut};
use crate::diagnostic::Severity;
use crate::location::{Area, CellRef, column_letters, row_number};
use crate::reader::{CellValue, Grid, Sheet};

/// Columns on a page.
const COLUMNS: u32 = 40;
/// Characters of a cell that are shown.
const SHOWN: usize = 1_000;

/// A page of cells.
#[derive(Debug, Serialize)]
pub struct GridView {
    /// Its columns.
    pub columns: Vec<ColumnView>,
    /// Its rows.
    pub rows: Vec<RowView>,
    /// The first line shown, by number.
    pub first: usize,
    /// Lines of the whole sheet.
    pub all: usize,
    /// Lines on a page.
    pub on_a_page: usize,
    /// The first column, by number.
    pub first_column: u32,
    /// Columns of the whole sheet.
    pub all_columns: u32,
    /// Columns on a page.
    pub most_columns: u32,
    /// Hidden rows of the whole sheet that have content.
    pub hidden_rows: usize,
    /// Hidden columns that have content.
    pub hidden_columns: usize,
}

/// The head of a column.
#[derive(Debug, Serialize)]
pub struct ColumnView {
    /// Its letters.
    pub letters: String,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// A line.
#[derive(Debug, Serialize)]
pub struct RowView {
    /// The number people know it by; of rows without content the first.
    pub number: u32,
    /// The last of several rows without content.
    pub until: Option<u32>,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its cells.
    pub cells: Vec<CellView>,
}

/// A cell.
#[derive(Debug, Serialize)]
pub struct CellView {
    /// Its name.
    pub at: String,
    /// What it shows.
    pub text: String,
    /// Whether more stands in it.
    pub more: bool,
    /// Whether it holds a number.
    pub number: bool,
    /// Columns and rows it stretches over on this page.
    pub columns: u32,
    /// Rows.
    pub rows: u32,
    /// The field it is the head of; an empty text where it is a head of none.
    pub head: Option<&'static str>,
    /// The worst finding here.
    pub severity: Option<Severity>,
    /// The findings here, by number.
    pub findings: Vec<usize>,
}

/// The page of a sheet that begins with a line and a column.
pub fn grid(
    sheet: &Sheet,
    (number, window): (usize, Window),
    tables: &[TableView],
    findings: &[FindingView],
) -> GridView {
    let cells = &sheet.grid;
    let all = lines(cells);
    let line = window
        .line
        .or_else(|| Some(line_of(&all, window.cell?.row)));
    let first = page_of(line.unwrap_or(0).min(all.len().saturating_sub(1)));
    let page = all.get(first..).unwrap_or_default();
    let page = page.get(..ON_A_PAGE).unwrap_or(page);
    let width = cells.cells().map(|(at, _)| at.col + 1).max().unwrap_or(0);
    let column = window
        .column
        .or(window.cell.map(|cell| cell.col))
        .unwrap_or(0);
    let first_column = column.min(width.saturating_sub(1)) / COLUMNS * COLUMNS;
    let columns = first_column..width.min(first_column + COLUMNS);
    let marks = Marks {
        cells,
        heads: tables.iter().flat_map(TableView::heads).collect(),
        findings,
        at_cells: at_cells(cells, number, findings),
    };
    let rows = stretches(page);
    let row = |line: &Line| marks.row(line, &rows, columns.clone());
    GridView {
        columns: columns
            .clone()
            .map(|col| ColumnView {
                letters: column_letters(col),
                hidden: cells.hidden_cols.contains(&col),
            })
            .collect(),
        rows: page.iter().map(row).collect(),
        first,
        all: all.len(),
        on_a_page: ON_A_PAGE,
        first_column,
        all_columns: width,
        most_columns: COLUMNS,
        hidden_rows: cells.hidden_rows.len(),
        hidden_columns: cells.hidden_cols.len(),
    }
}

/// The findings of each cell of a sheet, by number.
fn at_cells(cells: &Grid, sheet: usize, findings: &[FindingView]) -> BTreeMap<CellRef, Vec<usize>> {
    let mut out: BTreeMap<CellRef, Vec<usize>> = BTreeMap::new();
    let all = findings.iter().enumerate();
    for (index, finding) in all.filter(|(_, finding)| finding.sheet == Some(sheet)) {
        for at in &finding.cells {
            out.entry(cells.anchor(*at)).or_default().push(index);
        }
    }
    out
}

/// What is said of cells.
struct Marks<'m> {
    cells: &'m Grid,
    heads: BTreeMap<CellRef, &'static str>,
    findings: &'m [FindingView],
    at_cells: BTreeMap<CellRef, Vec<usize>>,
}

impl Marks<'_> {
    /// A line of a page whose rows stand together in these `stretches`.
    fn row(&self, line: &Line, stretches: &[Range<u32>], columns: Range<u32>) -> RowView {
        let row = match *line {
            Line::Row(row) => row,
            Line::Gap(first, last) => {
                return RowView {
                    number: row_number(first),
                    until: Some(row_number(last)),
                    hidden: false,
                    cells: Vec::new(),
                };
            }
        };
        let stretch = stretches.iter().find(|rows| rows.contains(&row));
        let stretch = stretch.cloned().unwrap_or(row..row + 1);
        let seen = Area::new(
            CellRef::new(stretch.start, columns.start),
            CellRef::new(stretch.end - 1, columns.end.max(columns.start + 1) - 1),
        );
        let cells = columns.map(|col| CellRef::new(row, col));
        RowView {
            number: row_number(row),
            until: None,
            hidden: self.cells.hidden_rows.contains(&row),
            cells: cells.filter_map(|at| self.cell(at, seen)).collect(),
        }
    }

    /// A cell, or what of a merged one begins here within what is seen; none where it has begun before.
    fn cell(&self, at: CellRef, seen: Area) -> Option<CellView> {
        let whole = self.cells.merge_of(at).unwrap_or(Area::new(at, at));
        let first = CellRef::new(
            whole.first.row.max(seen.first.row),
            whole.first.col.max(seen.first.col),
        );
        if first != at {
            return None;
        }
        let last = CellRef::new(
            whole.last.row.min(seen.last.row),
            whole.last.col.min(seen.last.col),
        );
        let value = self.cells.get(whole.first);
        let (text, more) = cut(&value.map(CellValue::display).unwrap_or_default(), SHOWN);
        let findings = self.at_cells.get(&whole.first).cloned().unwrap_or_default();
        let severity = findings.iter().map(|at| self.findings[*at].severity).max();
        let head = self.heads.get(&whole.first).or_else(|| self.heads.get(&at));
        Some(CellView {
            at: whole.first.to_string(),
            text,
            more,
            number: matches!(value, Some(CellValue::Number(_))),
            columns: last.col - at.col + 1,
            rows: last.row - at.row + 1,
            head: head.copied(),
            severity,
            findings,
        })
    }
}
