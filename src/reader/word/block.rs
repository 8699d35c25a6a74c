//! The blocks of a document as they are read: paragraphs and tables one after another, and tables inside cells.

use super::inline::Ended;
use super::table::{Block, Cell, Row, Table};
use crate::reader::checks;
use crate::reader::guard::{Refusal, Tally, placed, utf16_units};
use crate::reader::limits::Limits;

/// Tables inside each other, at most.
const DEEPEST: usize = 20;

/// A table being read.
struct Open {
    number: usize,
    /// The first row, until it is known whether the table is a mere frame.
    first: Option<Row>,
    row: Option<Row>,
    cell: Option<Cell>,
}

/// What has been read of a document.
pub(super) struct Blocks<'a> {
    pub tally: Tally<'a>,
    limits: &'a Limits,
    /// The tables by their numbers, in the order they begin.
    pub tables: Vec<Table>,
    pub body: Vec<Block>,
    /// Whether another document is embedded, which only Word itself can unpack.
    pub embedded: bool,
    open: Vec<Open>,
    /// Whether the next paragraph goes on in the line of the one before.
    same_line: bool,
}

impl<'a> Blocks<'a> {
    pub fn new(limits: &'a Limits) -> Self {
        Self {
            tally: Tally::new(limits),
            limits,
            tables: Vec::new(),
            body: Vec::new(),
            embedded: false,
            open: Vec::new(),
            same_line: false,
        }
    }

    /// Where the next block goes.
    fn content(&mut self) -> &mut Vec<Block> {
        let cell = self
            .open
            .iter_mut()
            .rev()
            .find_map(|open| open.cell.as_mut());
        match cell {
            Some(cell) => &mut cell.content,
            None => &mut self.body,
        }
    }

    /// Takes a paragraph. It counts as a cell does, wherever it stands.
    pub fn paragraph(&mut self, ended: Ended) -> Result<(), Refusal> {
        if !ended.passage.is_nothing() {
            self.tally.cells(1)?;
            self.tally.text(utf16_units(&ended.passage.struck), 1)?;
        }
        let same_line = std::mem::replace(&mut self.same_line, ended.end_deleted);
        let in_body = self.open.is_empty();
        let content = self.content();
        if in_body && ended.page_before {
            new_page(content);
        }
        match content.last_mut() {
            Some(Block::Line(line)) if same_line => line.append(ended.passage, true),
            // Many blank lines part two tables no more than one does, or than a new page.
            Some(Block::Line(line)) if line.is_nothing() && ended.passage.is_nothing() => {}
            Some(Block::Page) if ended.passage.is_nothing() => {}
            _ => content.push(Block::Line(ended.passage)),
        }
        if in_body && ended.page_after {
            new_page(content);
        }
        Ok(())
    }

    pub fn begin_table(&mut self) -> Result<(), Refusal> {
        if self.open.len() >= DEEPEST {
            return Err(Refusal::odd("文档中的表格套得太深"));
        }
        if self.tables.len() >= self.limits.sheets {
            let message = format!("文档中的表格超过 {} 个，未读取", self.limits.sheets);
            return Err(Refusal::new(&checks::TOO_LARGE, message));
        }
        self.open.push(Open {
            number: self.tables.len(),
            first: None,
            row: None,
            cell: None,
        });
        self.tables.push(Table::default());
        self.same_line = false;
        Ok(())
    }

    /// Begins a row; says whether there is a table that it can stand in.
    pub fn begin_row(&mut self) -> bool {
        let open = self.open.last_mut().filter(|open| open.row.is_none());
        open.map(|open| open.row = Some(Row::default())).is_some()
    }

    /// Begins a cell; says whether there is a row that it can stand in.
    pub fn begin_cell(&mut self) -> Result<bool, Refusal> {
        self.same_line = false;
        if let Some(row) = self.row() {
            // However narrow its cells are, a row has no more of them than a sheet has columns.
            placed(0, u32::try_from(row.cells.len()).unwrap_or(u32::MAX))?;
        }
        let open = self.open.last_mut();
        let open = open.filter(|open| open.row.is_some() && open.cell.is_none());
        Ok(open.map(|open| open.cell = Some(Cell::default())).is_some())
    }

    pub fn row(&mut self) -> Option<&mut Row> {
        self.open.last_mut()?.row.as_mut()
    }

    pub fn cell(&mut self) -> Option<&mut Cell> {
        self.open.last_mut()?.cell.as_mut()
    }

    pub fn in_deleted_row(&self) -> bool {
        let mut rows = self.open.iter().filter_map(|open| open.row.as_ref());
        rows.any(|row| row.deleted)
    }

    pub fn end_cell(&mut self) {
        if let Some(open) = self.open.last_mut()
            && let Some((row, cell)) = open.row.as_mut().zip(open.cell.take())
        {
            row.cells.push(cell);
        }
    }

    pub fn end_row(&mut self) -> Result<(), Refusal> {
        let Some(open) = self.open.last_mut() else {
            return Ok(());
        };
        let Some(row) = open.row.take() else {
            return Ok(());
        };
        let number = open.number;
        let begins = self.tables[number].is_empty() && open.first.is_none();
        if begins && is_frame(&row) {
            open.first = Some(row);
            return Ok(());
        }
        let first = open.first.take();
        first
            .into_iter()
            .chain([row])
            .try_for_each(|row| self.take(number, row))
    }

    /// Gives a row to its table. A cell that holds nothing but a table says what that table says.
    fn take(&mut self, number: usize, mut row: Row) -> Result<(), Refusal> {
        for cell in row.cells.iter_mut().filter(|cell| cell.is_blank()) {
            let inside: Vec<usize> = cell.tables().collect();
            for table in inside {
                let lines = self.tables[table].lines();
                self.tally.text(utf16_units(&lines.now), 1)?;
                cell.content.push(Block::Line(lines));
            }
        }
        self.tables[number].take(row, &mut self.tally)
    }

    /// Ends a table. What stands in a frame around it stands in the document itself.
    pub fn end_table(&mut self) -> Result<(), Refusal> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let frame = open.first.and_then(|row| row.cells.into_iter().next());
        if let Some(frame) = frame {
            self.content().extend(frame.content);
        } else {
            self.tables[open.number].finish(&mut self.tally)?;
            self.content().push(Block::Table(open.number));
        }
        self.same_line = false;
        Ok(())
    }
}

/// Begins a new page; one after the other are one.
fn new_page(content: &mut Vec<Block>) {
    if !matches!(content.last(), Some(Block::Page)) {
        content.push(Block::Page);
    }
}

/// Whether a row is one cell around a table.
fn is_frame(row: &Row) -> bool {
    !row.deleted && matches!(&row.cells[..], [cell] if cell.tables().next().is_some())
}
