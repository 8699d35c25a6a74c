//! Cells go into a worksheet: a style for one that stays, or another cell in its place. Nothing else moves.

use std::collections::BTreeMap;

use super::super::safe::{MAX_TEXT, short};
use super::sheet::{Row, Sheet};
use super::xml::{Edits, Kind, Tag, child, literal, prefixed};
use crate::location::CellRef;

/// What becomes of a cell.
pub enum Write {
    /// It gets this style; what it says stays.
    Style(usize),
    /// This one stands in its place, written without a prefix.
    Cell(String),
}

impl Write {
    /// The cell where none is there yet.
    fn cell(&self, at: CellRef) -> String {
        match self {
            Self::Style(style) => empty_cell(at, *style),
            Self::Cell(cell) => cell.clone(),
        }
    }
}

/// A cell that says this.
pub fn text_cell(at: CellRef, style: usize, text: &str) -> String {
    let text = literal(&short(text, MAX_TEXT));
    format!(
        "<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
    )
}

/// A cell that says nothing.
pub fn empty_cell(at: CellRef, style: usize) -> String {
    format!("<c r=\"{at}\" s=\"{style}\"/>")
}

impl Sheet<'_> {
    /// Puts everything in its place.
    pub fn write(&self, writes: BTreeMap<CellRef, Write>, edits: &mut Edits) {
        let mut rows: BTreeMap<u32, Vec<(u32, Write)>> = BTreeMap::new();
        for (at, write) in writes {
            rows.entry(at.row).or_default().push((at.col, write));
        }
        for (number, writes) in rows {
            if let Some(row) = self.rows.get(&number) {
                self.write_into(number, row, &writes, edits);
                continue;
            }
            let cells = writes.iter();
            let cells = cells.map(|(col, write)| write.cell(CellRef::new(number, *col)));
            let cells: String = cells.collect();
            let new = format!("<row r=\"{}\">{cells}</row>", number + 1);
            self.add_row(number, &prefixed(&self.tags, &new), edits);
        }
    }

    fn write_into(&self, number: u32, row: &Row, writes: &[(u32, Write)], edits: &mut Edits) {
        let tag = &self.tags[row.tag];
        let mut inside = String::new();
        let mut grows = false;
        for (col, write) in writes {
            let new = write.cell(CellRef::new(number, *col));
            let new = prefixed(&self.tags, &new);
            match (row.cells.get(col), write) {
                (Some(there), Write::Style(style)) => {
                    let tag = &self.tags[there.tag];
                    let style = style.to_string();
                    edits.replace(tag.at.clone(), tag.with(&[("s", Some(&style))]));
                }
                (Some(there), Write::Cell(_)) => {
                    edits.replace(self.span(there.tag, there.end), new);
                }
                (None, _) => {
                    grows = true;
                    match row.cells.range(*col..).next() {
                        Some((_, after)) => edits.insert(self.tags[after.tag].at.start, new),
                        None => inside += &new,
                    }
                }
            }
        }
        if tag.kind == Kind::Empty {
            let open = Tag {
                kind: Kind::Open,
                ..tag.clone()
            }
            .with(&[("spans", None)]);
            let close = prefixed(&self.tags, "</row>");
            edits.replace(tag.at.clone(), open + &inside + &close);
            return;
        }
        if grows {
            edits.replace(tag.at.clone(), tag.with(&[("spans", None)]));
        }
        if !inside.is_empty() {
            edits.insert(self.tags[row.end].at.start, inside);
        }
    }

    fn add_row(&self, number: u32, new: &str, edits: &mut Edits) {
        if let Some((_, after)) = self.rows.range(number..).next() {
            edits.insert(self.tags[after.tag].at.start, new);
        } else if let Some(data) = child(&self.tags, "sheetData") {
            edits.append(&self.tags, data, new);
        }
    }
}
