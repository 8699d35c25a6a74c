//! A table as a grid: what is merged over columns and rows is found from what each cell says of itself.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::BytesStart;

use super::passage::{Marks, Number, Passage};
use super::tag::{is_on, number, value};
use crate::location::{Area, CellRef};
use crate::reader::guard::{Refusal, Tally, placed};

/// One thing after another, in a document or in a cell.
#[derive(Debug)]
pub(super) enum Block {
    /// A paragraph; a blank one parts two tables.
    Line(Passage),
    /// A new page begins.
    Page,
    /// A table, by its number.
    Table(usize),
}

/// Whether a cell goes on with the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    None,
    Begins,
    GoesOn,
}

/// A cell being read.
#[derive(Debug)]
pub(super) struct Cell {
    /// Columns it stretches over.
    pub span: u32,
    pub down: Merge,
    pub across: Merge,
    pub deleted: bool,
    pub content: Vec<Block>,
}

impl Default for Cell {
    fn default() -> Self {
        Self {
            span: 1,
            down: Merge::None,
            across: Merge::None,
            deleted: false,
            content: Vec::new(),
        }
    }
}

impl Cell {
    /// Takes note of a property.
    pub fn property(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let merge = |value: Option<String>| match value.as_deref() {
            Some("restart") => Merge::Begins,
            _ => Merge::GoesOn,
        };
        match name {
            "gridSpan" => self.span = number(tag)?.unwrap_or(1),
            "vMerge" => self.down = merge(value(tag)?),
            "hMerge" => self.across = merge(value(tag)?),
            "cellDel" => self.deleted = true,
            _ => {}
        }
        Ok(())
    }

    /// The tables inside it.
    pub fn tables(&self) -> impl Iterator<Item = usize> {
        self.content.iter().filter_map(|block| match block {
            Block::Table(table) => Some(*table),
            _ => None,
        })
    }

    /// Whether it holds no text of its own.
    pub fn is_blank(&self) -> bool {
        let mut lines = self.content.iter();
        !lines.any(|block| matches!(block, Block::Line(line) if !line.is_blank()))
    }
}

/// A row being read.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Columns left out before its first cell.
    pub before: u32,
    pub deleted: bool,
    pub hidden: bool,
    pub cells: Vec<Cell>,
}

impl Row {
    /// Takes note of a property.
    pub fn property(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        match name {
            "gridBefore" => self.before = number(tag)?.unwrap_or(0),
            "del" | "moveFrom" => self.deleted = true,
            "hidden" => self.hidden = is_on(tag)?,
            _ => {}
        }
        Ok(())
    }
}

/// A table: its cells that hold something, at positions from its own first cell.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub cells: Vec<(CellRef, Passage)>,
    /// The tables inside its cells, by their numbers.
    pub nested: Vec<(CellRef, usize)>,
    pub merges: Vec<Area>,
    pub hidden: Vec<u32>,
    /// Rows taken out by tracked changes: the row they stood before, and what they said.
    pub dropped: Vec<(u32, String)>,
    pub rows: u32,
    /// Cells merged downwards that the next row may go on with, by their first column.
    growing: BTreeMap<u32, Area>,
}

impl Table {
    /// Whether no row has been taken yet.
    pub fn is_empty(&self) -> bool {
        self.rows == 0 && self.dropped.is_empty()
    }

    /// Takes a row that has been read to its end. A row taken out by tracked changes leaves nothing but a remark.
    pub fn take(&mut self, row: Row, tally: &mut Tally<'_>) -> Result<(), Refusal> {
        if row.deleted {
            let said = row
                .cells
                .into_iter()
                .map(|cell| text(cell.content).was.trim().to_owned());
            let said: Vec<String> = said.filter(|s| !s.is_empty()).collect();
            self.dropped.push((self.rows, said.join(" ")));
            return Ok(());
        }
        let mut next = row.before;
        let mut areas: Vec<(Area, Merge)> = Vec::new();
        for cell in row.cells {
            let first = placed(self.rows, next)?;
            next = next.saturating_add(cell.span.max(1));
            let own = Area::new(first, placed(self.rows, next - 1)?);
            match areas.last_mut().filter(|_| cell.across == Merge::GoesOn) {
                Some((area, _)) => *area = area.around(own),
                None => areas.push((own, cell.down)),
            }
            self.fill(first, cell);
        }
        for (area, down) in areas {
            self.place(area, down, tally)?;
        }
        if row.hidden {
            self.hidden.push(self.rows);
        }
        self.close(self.rows, tally)?;
        self.rows += 1;
        Ok(())
    }

    /// Notes how far a cell stretches.
    fn place(&mut self, area: Area, down: Merge, tally: &mut Tally<'_>) -> Result<(), Refusal> {
        let (row, col) = (area.first.row, area.first.col);
        let above = self.growing.get(&col).copied();
        let above = above.filter(|a| a.last.row + 1 == row && a.last.col == area.last.col);
        match (down, above) {
            (Merge::None, _) => self.merged(area, tally),
            (Merge::GoesOn, Some(above)) => {
                self.growing.insert(col, above.around(area));
                Ok(())
            }
            _ => {
                let ended = self.growing.insert(col, area);
                ended.map_or(Ok(()), |ended| self.merged(ended, tally))
            }
        }
    }

    /// Keeps what stands in a cell. What stands in one that goes on with another is not seen, but it is there.
    fn fill(&mut self, at: CellRef, cell: Cell) {
        self.nested.extend(cell.tables().map(|table| (at, table)));
        let deleted = cell.deleted;
        let mut passage = text(cell.content);
        if deleted {
            (passage.now, passage.struck) = (String::new(), String::new());
        }
        if !passage.is_nothing() {
            self.cells.push((at, passage));
        }
    }

    /// Ends the merged cells that did not go on in this row.
    fn close(&mut self, row: u32, tally: &mut Tally<'_>) -> Result<(), Refusal> {
        let growing = std::mem::take(&mut self.growing);
        for (col, area) in growing {
            if area.last.row == row {
                self.growing.insert(col, area);
            } else {
                self.merged(area, tally)?;
            }
        }
        Ok(())
    }

    fn merged(&mut self, area: Area, tally: &mut Tally<'_>) -> Result<(), Refusal> {
        if area.first != area.last {
            tally.merge()?;
            self.merges.push(area);
        }
        Ok(())
    }

    /// Ends the table. A number that Word counts where the other cells of the column have text behind theirs is the number
    /// of a list nobody wrote in.
    pub fn finish(&mut self, tally: &mut Tally<'_>) -> Result<(), Refusal> {
        self.close(u32::MAX, tally)?;
        let listed = |(_, passage): &&(CellRef, Passage)| passage.number == Number::Before;
        let lists: BTreeSet<u32> = self
            .cells
            .iter()
            .filter(listed)
            .map(|(at, _)| at.col)
            .collect();
        self.cells
            .retain(|(at, passage)| passage.number != Number::Alone || !lists.contains(&at.col));
        Ok(())
    }

    /// Puts the rows of another table below: the two stand on each other without a line between.
    pub fn join(&mut self, below: Self) {
        let down = |at: CellRef| CellRef::new(at.row + self.rows, at.col);
        self.cells.extend(
            below
                .cells
                .into_iter()
                .map(|(at, passage)| (down(at), passage)),
        );
        self.nested.extend(
            below
                .nested
                .into_iter()
                .map(|(at, tables)| (down(at), tables)),
        );
        self.merges.extend(
            below
                .merges
                .iter()
                .map(|m| Area::new(down(m.first), down(m.last))),
        );
        self.hidden
            .extend(below.hidden.iter().map(|row| row + self.rows));
        self.dropped.extend(
            below
                .dropped
                .into_iter()
                .map(|(row, said)| (row + self.rows, said)),
        );
        self.rows += below.rows;
    }

    /// Its text, row by row.
    pub fn lines(&self) -> Passage {
        let mut rows: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for (at, passage) in &self.cells {
            rows.entry(at.row).or_default().push(passage.now.trim());
        }
        let rows: Vec<String> = rows
            .into_values()
            .map(|row| row.join(" ").trim().to_owned())
            .collect();
        let mut out = Passage::default();
        out.push(&rows.join("\n"), Marks::default());
        out
    }
}

/// The paragraphs of a cell, one below the other.
fn text(content: Vec<Block>) -> Passage {
    let mut out = Passage::default();
    for block in content {
        if let Block::Line(line) = block {
            out.append(line, false);
        }
    }
    out
}
