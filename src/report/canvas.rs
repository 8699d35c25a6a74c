//! A sheet filled from top to bottom: title, unit and date, tables with heads, bodies and totals, notes, signatures.
//! Every step answers with its row, so that formulas can name what they add up.

use std::fmt::Display;
use std::sync::Arc;

use super::context::{MOST_ROWS, ReportContext};
use crate::location::{Area, CellRef, column_letters};
use crate::model::Level;
use crate::writer::{
    BlockMaker, Body, Cell, CellSpec, Content, Maker, PrintSpec, RowMaker, SheetSpec, StyleRole,
};

/// Width of `制表日期：2026年11月22日` in characters.
const DATE_WIDTH: f64 = 28.0;

/// A sheet in the making.
pub struct Canvas<'a> {
    sheet: SheetSpec,
    bodies: Vec<Body<'a>>,
    /// Further parts of a table that is spread over several sheets.
    further: Vec<Body<'a>>,
    row: u32,
    columns: u32,
    most_rows: u32,
}

impl<'a> Canvas<'a> {
    /// An empty sheet with as many columns as it has widths.
    pub fn new(name: &str, widths: Vec<f64>, landscape: bool) -> Self {
        let columns = u32::try_from(widths.len()).unwrap_or(u32::MAX).max(1);
        Self {
            sheet: SheetSpec {
                name: name.to_owned(),
                widths,
                print: PrintSpec {
                    landscape,
                    ..PrintSpec::default()
                },
                ..SheetSpec::default()
            },
            bodies: Vec::new(),
            further: Vec::new(),
            row: 0,
            columns,
            most_rows: MOST_ROWS,
        }
    }

    /// The part of such a sheet that begins in this row.
    pub fn part(widths: Vec<f64>, first: u32) -> Self {
        Self {
            row: first,
            ..Self::new("", widths, true)
        }
    }

    /// Lines over the whole width and filters leave out the columns from this one on.
    pub fn narrow(&mut self, columns: usize) {
        self.columns = u32::try_from(columns).unwrap_or(u32::MAX).max(1);
    }

    /// The next free row.
    pub fn next(&self) -> u32 {
        self.row
    }

    /// Tables with more rows than a sheet takes are spread over several.
    pub fn bound(&mut self, context: &ReportContext) {
        self.most_rows = context.most_rows;
    }

    /// Rows the sheet takes.
    pub fn most_rows(&self) -> u32 {
        self.most_rows
    }

    /// The sheet's name.
    pub fn name(&self) -> &str {
        &self.sheet.name
    }

    /// Title over the whole width, below it the unit on the left and the date on the right.
    pub fn title(&mut self, context: &ReportContext, what: &str) {
        self.bound(context);
        self.headline(context.title(what));
        let row = self.advance();
        let middle = self.middle();
        let last = self.columns - 1;
        self.span(row, 0, middle, context.unit_line(), StyleRole::MetaLeft);
        if middle < last {
            let date = context.date_line();
            self.span(row, middle + 1, last, date, StyleRole::MetaRight);
        }
    }

    /// A title alone, which stands in the footer too.
    pub fn headline(&mut self, title: String) {
        self.line(title.as_str(), StyleRole::Title);
        self.sheet.print.footer_left = title;
    }

    /// Notes over the whole width.
    pub fn notes<T: Into<Content>>(&mut self, notes: impl IntoIterator<Item = T>) {
        for note in notes {
            self.line(note, StyleRole::Note);
        }
    }

    /// The last column of the unit's line: the columns right of it have just room enough for the date.
    fn middle(&self) -> u32 {
        let mut right = 0.0;
        let mut left = self.columns - 1;
        for (col, width) in (0..self.columns).zip(&self.sheet.widths).rev() {
            if right >= DATE_WIDTH || left == 0 {
                break;
            }
            if !self.sheet.hidden_columns.contains(&col) {
                right += width;
            }
            left -= 1;
        }
        left
    }

    /// Text over the whole width.
    pub fn line(&mut self, text: impl Into<Content>, style: StyleRole) -> u32 {
        let row = self.advance();
        self.span(row, 0, self.columns - 1, text, style);
        row
    }

    /// An empty row.
    pub fn gap(&mut self) {
        let row = self.advance();
        self.sheet.heights.push((row, 12.0));
    }

    /// A row of column heads.
    pub fn heads<'h>(&mut self, heads: impl IntoIterator<Item = &'h str>) -> u32 {
        self.cells(heads.into_iter().map(|h| (h.into(), StyleRole::Head)))
    }

    /// Column heads in two rows: `(group, head)` for each column. Columns without a group fill both rows; equal
    /// groups side by side share one cell. Answers with the lower row.
    pub fn grouped_heads(&mut self, heads: &[(String, &str)]) -> u32 {
        let upper = self.advance();
        let lower = self.advance();
        let mut col = 0;
        for run in heads.chunk_by(|a, b| !a.0.is_empty() && a.0 == b.0) {
            let width = u32::try_from(run.len()).unwrap_or(1);
            let (group, head) = (run[0].0.as_str(), run[0].1);
            if group.is_empty() {
                self.merged_head((upper, lower), (col, col), head);
            } else {
                self.merged_head((upper, upper), (col, col + width - 1), group);
                for (at, (_, head)) in (col..).zip(run) {
                    self.put(lower, at, *head, StyleRole::Head);
                }
            }
            col += width;
        }
        lower
    }

    fn merged_head(&mut self, (top, bottom): (u32, u32), (left, right): (u32, u32), head: &str) {
        self.sheet.merges.push(Area::new(
            CellRef::new(top, left),
            CellRef::new(bottom, right),
        ));
        self.put(top, left, head, StyleRole::Head);
    }

    /// A row of cells from the first column on.
    pub fn cells(&mut self, cells: impl IntoIterator<Item = Cell>) -> u32 {
        let row = self.advance();
        for (col, (content, style)) in (0..).zip(cells) {
            self.put(row, col, content, style);
        }
        row
    }

    /// Rows that are made one by one when they are written.
    pub fn body(&mut self, rows: u32, make: RowMaker<'a>) {
        self.made(rows, Maker::Rows(make));
    }

    /// Rows that are made at once when they are written.
    pub fn block(&mut self, rows: u32, make: BlockMaker<'a>) {
        self.made(rows, Maker::Block(make));
    }

    fn made(&mut self, rows: u32, maker: Maker<'a>) {
        let first = self.row;
        self.bodies.push(Body { first, rows, maker });
        self.row += rows;
    }

    /// Rows that begin in this row of one more sheet.
    pub fn further(&mut self, first: u32, rows: u32, make: RowMaker<'a>) {
        let maker = Maker::Rows(make);
        self.further.push(Body { first, rows, maker });
    }

    /// One cell.
    pub fn put(&mut self, row: u32, col: u32, content: impl Into<Content>, style: StyleRole) {
        self.sheet.cells.push(CellSpec {
            at: CellRef::new(row, col),
            content: content.into(),
            style,
        });
    }

    /// One cell merged over columns of a row.
    pub fn span(
        &mut self,
        row: u32,
        left: u32,
        right: u32,
        content: impl Into<Content>,
        style: StyleRole,
    ) {
        let area = Area::new(CellRef::new(row, left), CellRef::new(row, right));
        if left != right {
            self.sheet.merges.push(area);
        }
        self.put(row, left, content, style);
    }

    /// A row of totals, of which the first cells, as many as `label`, are one.
    pub fn totals(&mut self, label: u32, cells: Vec<Cell>) {
        let row = self.cells(cells);
        if label > 1 {
            let area = Area::new(CellRef::new(row, 0), CellRef::new(row, label - 1));
            self.sheet.merges.push(area);
        }
    }

    /// The next row begins a new page.
    pub fn begin_page(&mut self) {
        self.sheet.print.page_starts.push(self.row);
    }

    /// Makes a table easy to read and print: its heads stay in view and are repeated on every page.
    pub fn keep_heads(&mut self, first: u32, last: u32, columns: u32) {
        self.sheet.freeze = Some(CellRef::new(last + 1, columns));
        self.sheet.print.repeat_rows = Some((first, last));
    }

    /// Filter buttons on a head row, for the rows down to `last`.
    pub fn filter(&mut self, head: u32, last: u32) {
        let right = self.columns - 1;
        self.sheet.filter = Some(Area::new(CellRef::new(head, 0), CellRef::new(last, right)));
    }

    /// The sheet, its bodies, and those of further sheets.
    pub fn into_parts(self) -> (SheetSpec, Vec<Body<'a>>, Vec<Body<'a>>) {
        (self.sheet, self.bodies, self.further)
    }

    /// The sheet itself, for charts and other things a table does not need.
    pub fn sheet(&mut self) -> &mut SheetSpec {
        &mut self.sheet
    }

    /// Takes the next row, to be filled cell by cell.
    pub fn advance(&mut self) -> u32 {
        self.row += 1;
        self.row - 1
    }
}

/// Body text.
pub fn text(text: impl Into<Arc<str>>) -> Cell {
    (Content::text(text), StyleRole::Body)
}

/// Short body text, centred.
pub fn short(text: impl Into<Arc<str>>) -> Cell {
    (Content::text(text), StyleRole::BodyCenter)
}

/// A count in the body.
pub fn count(count: usize) -> Cell {
    (Content::count(count), StyleRole::Count)
}

/// 平 where a sum is right and 不平 where it is not, by a formula as well.
pub fn balance(same: &str, balances: bool, style: StyleRole) -> Cell {
    let formula = format!("=IF({same},\"平\",\"不平\")");
    let (result, style) = if balances {
        ("平".to_owned(), style)
    } else {
        ("不平".to_owned(), StyleRole::Alert)
    };
    (Content::TextFormula { formula, result }, style)
}

/// A level as shown, or the word for an open one, in its colours.
pub fn level(level: Option<Level>, open: &str) -> Cell {
    let style = match level {
        Some(Level::One) => StyleRole::LevelOne,
        Some(Level::Two) => StyleRole::LevelTwo,
        Some(Level::Three) => StyleRole::LevelThree,
        None => StyleRole::LevelOpen,
    };
    let word = level.map_or(open, |level| level.title());
    (word.into(), style)
}

/// Part of a column as a formula names it.
pub fn column(col: u32, first: u32, last: u32) -> Area {
    Area::new(CellRef::new(first, col), CellRef::new(last, col))
}

/// A formula whose result is a count.
pub fn live_count(formula: String, result: usize) -> Content {
    match Content::count(result) {
        Content::Number(result) => Content::Formula { formula, result },
        other => other,
    }
}

/// The sum of a range and its result.
pub fn sum(area: impl Display, result: usize) -> Content {
    live_count(format!("=SUM({area})"), result)
}

/// One cell's share of another, 0 where there is nothing to share.
pub fn share(part: CellRef, whole: CellRef, counts: (usize, usize)) -> Content {
    let whole = if part.row == whole.row {
        whole.to_string()
    } else {
        format!("{}${}", column_letters(whole.col), whole.excel_row())
    };
    Content::Formula {
        formula: format!("=IF({whole}=0,0,{part}/{whole})"),
        result: quotient(counts),
    }
}

/// One cell's share of the sum of a range, 0 where there is nothing to share.
pub fn share_of(part: CellRef, all: Area, counts: (usize, usize)) -> Content {
    Content::Formula {
        formula: format!("=IF(SUM({all})=0,0,{part}/SUM({all}))"),
        result: quotient(counts),
    }
}

fn quotient(counts: (usize, usize)) -> f64 {
    match (Content::count(counts.0), Content::count(counts.1)) {
        (Content::Number(part), Content::Number(whole)) if whole > 0.0 => part / whole,
        _ => 0.0,
    }
}
