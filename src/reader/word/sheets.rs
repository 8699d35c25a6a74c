//! The tables of a document as sheets: what stands above a table up to the one before it becomes rows above, what stands
//! below the last one, or before a new page, rows below; headers and footers are rows below each.

use std::sync::Arc;

use super::between;
use super::passage::Passage;
use super::remarks::Remarked;
use super::table::{Block, Table};
use crate::location::{Area, CellRef};
use crate::reader::grid::{CellValue, Grid};
use crate::reader::guard::utf16_units;
use crate::reader::limits::Limits;
use crate::reader::notes::Context;
use crate::reader::workbook::{Sheet, Visibility};

/// A table with the lines around it.
#[derive(Debug)]
struct Page {
    /// The number of its table among all, in the order they begin.
    number: usize,
    above: Vec<Passage>,
    table: Table,
    below: Vec<Passage>,
    /// What stands in headers and footers.
    margins: Vec<Passage>,
}

/// The sheets of a document.
pub(super) fn sheets(
    body: Vec<Block>,
    (mut tables, margins): (Vec<Table>, &[Passage]),
    limits: &Limits,
    context: &mut Context<'_>,
) -> Vec<Sheet> {
    let mut pages = pages(body, &mut tables);
    for page in &mut pages {
        page.margins = margins.to_vec();
    }
    let mut at = 0;
    while at < pages.len() {
        let inside: Vec<usize> = pages[at]
            .table
            .nested
            .iter()
            .map(|(_, number)| *number)
            .collect();
        pages.extend(
            inside
                .into_iter()
                .map(|number| Page::new(number, Vec::new(), &mut tables)),
        );
        at += 1;
    }
    pages.sort_by_key(|page| page.number);
    let numbers: Vec<usize> = pages.iter().map(|page| page.number).collect();
    let name = |number: usize| format!("表格{}", numbers.partition_point(|n| *n < number) + 1);
    let mut sheets = Vec::new();
    for page in pages {
        let sheet_name: Arc<str> = name(page.number).into();
        let mut remarked = Remarked::default();
        for (at, number) in &page.table.nested {
            remarked.nested(in_table(*at), &name(*number));
        }
        let sheet = page.sheet(sheet_name, &mut remarked, limits);
        remarked.report(&sheet.name, context);
        sheets.push(sheet);
    }
    sheets
}

/// The tables that stand in the document itself.
fn pages(body: Vec<Block>, tables: &mut [Table]) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut lines = Vec::new();
    let mut parted = true;
    for block in body {
        match block {
            Block::Line(line) => {
                parted = true;
                if !line.is_nothing() {
                    lines.push(line);
                }
            }
            // What stands before a new page belongs to the table on the old one.
            Block::Page => {
                parted = true;
                if let Some(before) = pages.last_mut() {
                    before.below.append(&mut lines);
                }
            }
            Block::Table(number) => {
                match pages.last_mut().filter(|_| !parted) {
                    Some(before) => before.table.join(std::mem::take(&mut tables[number])),
                    None => pages.push(Page::new(number, std::mem::take(&mut lines), tables)),
                }
                parted = false;
            }
        }
    }
    if let Some(last) = pages.last_mut() {
        let own = lines.len();
        last.below.append(&mut lines);
        give_back(&mut pages, own);
    }
    pages
}

/// Gives the tables their own of the lines between them; of those below the last, `own` stand behind it on its page.
fn give_back(pages: &mut [Page], own: usize) {
    let Some(last) = pages.last() else {
        return;
    };
    let above: Vec<&[Passage]> = pages.iter().map(|page| page.above.as_slice()).collect();
    let behind = last.below.len() - own;
    let count = between::below_each(&above, &last.below[behind..]);
    for at in 1..pages.len() {
        let lines: Vec<Passage> = pages[at].above.drain(..count).collect();
        pages[at - 1].below.extend(lines);
    }
}

impl Page {
    fn new(number: usize, above: Vec<Passage>, tables: &mut [Table]) -> Self {
        Self {
            number,
            above,
            table: std::mem::take(&mut tables[number]),
            below: Vec::new(),
            margins: Vec::new(),
        }
    }

    fn sheet(self, name: Arc<str>, remarked: &mut Remarked, limits: &Limits) -> Sheet {
        let Self {
            above,
            table,
            below,
            margins,
            ..
        } = self;
        let mut grid = Grid::default();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let top = CellRef::TABLE_TOP - count(above.len());
        let bottom = CellRef::TABLE_TOP + table.rows;
        let above = (top..)
            .zip(above)
            .map(|(row, line)| (CellRef::new(row, 0), line));
        let below = (bottom..)
            .zip(below.into_iter().chain(margins))
            .map(|(row, line)| (CellRef::new(row, 0), line));
        let cells = table
            .cells
            .into_iter()
            .map(|(at, passage)| (in_table(at), passage));
        for (at, passage) in above.chain(cells).chain(below) {
            remarked.passage(at, &passage);
            if !passage.notes.is_empty() {
                grid.notes.insert(at, passage.notes.join("；"));
            }
            let units = utf16_units(&passage.now);
            if units > limits.cell_units {
                remarked.long(at, units);
                grid.set(at, CellValue::unreadable());
            } else if passage.picture && passage.is_blank() {
                grid.set(at, CellValue::Picture);
            } else {
                grid.set(at, CellValue::Text(passage.now.trim().to_owned()));
            }
        }
        for area in table.merges {
            grid.merge(Area::new(in_table(area.first), in_table(area.last)));
        }
        for (row, said) in &table.dropped {
            remarked.dropped(in_table(CellRef::new(*row, 0)), said);
        }
        let hidden = table.hidden.into_iter().map(|row| row + CellRef::TABLE_TOP);
        grid.hidden_rows = hidden
            .filter(|row| grid.row(*row).next().is_some())
            .collect();
        Sheet {
            name,
            visibility: Visibility::Visible,
            grid,
        }
    }
}

/// A position in the grid for one counted from the first cell of a table.
fn in_table(at: CellRef) -> CellRef {
    CellRef::new(at.row + CellRef::TABLE_TOP, at.col)
}
