//! A worksheet, its rows and cells told apart.

use std::collections::BTreeMap;
use std::ops::Range;

use super::columns::column_range;
use super::xml::{Kind, Tag, child, end, tags};
use super::{Fault, Unmarkable};
use crate::location::{Area, CellRef};

const NO_PLACE: Unmarkable = Unmarkable("表中的单元格没有写明位置");

/// A cell that is there.
pub struct There {
    pub tag: usize,
    pub end: usize,
    pub has_content: bool,
}

/// A row that is there.
pub struct Row {
    pub tag: usize,
    pub end: usize,
    pub cells: BTreeMap<u32, There>,
}

/// A worksheet, its parts told apart.
pub struct Sheet<'p> {
    pub text: &'p str,
    pub tags: Vec<Tag<'p>>,
    pub rows: BTreeMap<u32, Row>,
    pub merges: Vec<Area>,
    /// The style of each range of columns.
    columns: Vec<(Range<u32>, usize)>,
}

impl<'p> Sheet<'p> {
    /// Looks through a worksheet.
    pub fn new(text: &'p str) -> Result<Self, Unmarkable> {
        let tags = tags(text)?;
        let mut rows = BTreeMap::new();
        let mut row: Option<(u32, Row)> = None;
        let (mut merges, mut columns) = (Vec::new(), Vec::new());
        for (index, tag) in tags.iter().enumerate() {
            if tag.kind == Kind::Close {
                continue;
            }
            match (tag.name, tag.depth) {
                ("row", 2) => {
                    keep(&mut rows, row.take())?;
                    let number: u32 = tag
                        .number("r")
                        .and_then(|n| n.try_into().ok())
                        .ok_or(NO_PLACE)?;
                    let end = end(&tags, index);
                    let begun = Row {
                        tag: index,
                        end,
                        cells: BTreeMap::new(),
                    };
                    row = Some((number.checked_sub(1).ok_or(NO_PLACE)?, begun));
                }
                ("c", 3) => {
                    let at: CellRef = tag
                        .attribute("r")
                        .and_then(|r| r.parse().ok())
                        .ok_or(NO_PLACE)?;
                    let end = end(&tags, index);
                    let there = There {
                        tag: index,
                        end,
                        has_content: end > index + 1,
                    };
                    let (number, row) = row.as_mut().ok_or(NO_PLACE)?;
                    if at.row != *number || row.cells.insert(at.col, there).is_some() {
                        return Err(NO_PLACE);
                    }
                }
                ("mergeCell", 2) => merges.extend(tag.attribute("ref").and_then(|r| area(&r))),
                ("col", 2) => columns.extend(column_range(tag)),
                _ => {}
            }
        }
        keep(&mut rows, row)?;
        Ok(Self {
            text,
            tags,
            rows,
            merges,
            columns,
        })
    }

    /// The cell that shows what this one holds.
    fn anchor(&self, at: CellRef) -> CellRef {
        let merged = self.merges.iter().find(|m| m.contains(at));
        merged.map_or(at, |m| m.first)
    }

    /// Faults by the cells that show them.
    pub fn by_cell<'f>(&self, faults: &[&'f Fault]) -> BTreeMap<CellRef, Vec<&'f Fault>> {
        let mut cells: BTreeMap<CellRef, Vec<&Fault>> = BTreeMap::new();
        for fault in faults {
            if let Some(at) = fault.cell.filter(|at| !at.is_in_document()) {
                cells.entry(self.anchor(at)).or_default().push(fault);
            }
        }
        cells
    }

    /// The relationship of the drawing of notes that is there.
    pub fn drawing(&self) -> Option<String> {
        let tag = &self.tags[child(&self.tags, "legacyDrawing")?];
        tag.relation()
    }

    /// The style of a cell: its own, else that of its row or its column.
    pub fn style(&self, at: CellRef) -> usize {
        let row = self.rows.get(&at.row);
        if let Some(cell) = row.and_then(|row| row.cells.get(&at.col)) {
            return self.tags[cell.tag].number("s").unwrap_or(0);
        }
        let row = row.map(|row| &self.tags[row.tag]);
        let own = row.and_then(|tag| tag.attribute("customFormat").and_then(|_| tag.number("s")));
        let column = self
            .columns
            .iter()
            .find(|(range, _)| range.contains(&at.col));
        own.or(column.map(|(_, style)| *style)).unwrap_or(0)
    }

    /// The tag of the formula that several cells share, where this cell has one, with the number of those cells.
    pub fn shared(&self, cell: &There) -> Option<(usize, String)> {
        let mut inside = (cell.tag..=cell.end).filter(|at| self.tags[*at].kind != Kind::Close);
        let formula = inside.find(|at| self.tags[*at].name == "f")?;
        let tag = &self.tags[formula];
        let shared = tag.attribute("t").as_deref() == Some("shared");
        Some((formula, tag.attribute("si").filter(|_| shared)?))
    }

    /// The number of the cells for which this one holds the formula: the others name its number alone.
    pub fn shares(&self, cell: &There) -> Option<String> {
        let (formula, number) = self.shared(cell)?;
        self.tags[formula].attribute("ref").map(|_| number)
    }

    /// The bytes of an element that begins and ends with these tags.
    pub fn span(&self, tag: usize, end: usize) -> Range<usize> {
        self.tags[tag].at.start..self.tags[end].at.end
    }

    /// An element as written.
    pub fn written(&self, tag: usize, end: usize) -> &'p str {
        self.text.get(self.span(tag, end)).unwrap_or_default()
    }
}

/// Takes in a row; none may be there twice.
fn keep(rows: &mut BTreeMap<u32, Row>, row: Option<(u32, Row)>) -> Result<(), Unmarkable> {
    let twice = row.is_some_and(|(number, row)| rows.insert(number, row).is_some());
    if twice { Err(NO_PLACE) } else { Ok(()) }
}

/// A range of cells as written.
pub fn area(written: &str) -> Option<Area> {
    let (first, last) = written.split_once(':').unwrap_or((written, written));
    Some(Area::new(first.parse().ok()?, last.parse().ok()?))
}
