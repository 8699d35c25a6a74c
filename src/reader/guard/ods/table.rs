//! One table of an OpenDocument spreadsheet: where its cells stand after all repeats, spans, hidden rows and columns; and
//! the table made anew.

use quick_xml::events::BytesStart;

use super::cell::{Cell, Content};
use super::styles::Styles;
use crate::location::{Area, CellRef};
use crate::reader::guard::meter::local_attribute;
use crate::reader::guard::{Refusal, SheetFacts, Tally, placed};
use crate::reader::shown::{Face, Signs};

/// A merged cell, which rows repeated may stand for many.
struct Span {
    at: CellRef,
    rows: u32,
    cols: u32,
    repeat_rows: u32,
    repeat_cols: u32,
}

/// A table being gone through. Positions are those after all repeats.
#[derive(Default)]
pub(super) struct Table {
    facts: SheetFacts,
    row: u32,
    row_repeat: u32,
    col: u32,
    column: u32,
    /// Columns whose cells are set in a font of signs, where they do not say otherwise.
    fonts: Vec<(u32, u32, Signs)>,
    row_font: Option<Signs>,
    spans: Vec<Span>,
    first_row: Option<u32>,
    last: Corner,
    /// Cells calamine holds before it multiplies rows.
    held: u64,
    row_end: u32,
    /// Empty cells of the row that nothing has followed yet.
    empty: u32,
    anew: String,
}

/// The last row and column with content.
#[derive(Clone, Copy, Default)]
struct Corner {
    row: u32,
    col: u32,
}

impl Table {
    pub fn new(name: String) -> Self {
        let mut table = Self::default();
        table.facts.name = name;
        table
    }

    pub fn name(&self) -> &str {
        &self.facts.name
    }

    pub fn column(&mut self, tag: &BytesStart<'_>, styles: &Styles) -> Result<(), Refusal> {
        let repeat = repeat(tag, "number-columns-repeated")?;
        let next = self.column.saturating_add(repeat);
        let last = (next - 1).min(CellRef::MAX_COL);
        if is_hidden(tag)? && self.column <= CellRef::MAX_COL {
            self.facts.hidden_cols.push(self.column, last);
        }
        if let Some(signs) = default_font(tag, styles)? {
            self.fonts.push((self.column, last, signs));
        }
        self.column = next;
        Ok(())
    }

    pub fn start_row(&mut self, tag: &BytesStart<'_>, styles: &Styles) -> Result<(), Refusal> {
        self.row_repeat = repeat(tag, "number-rows-repeated")?;
        self.row_font = default_font(tag, styles)?;
        self.col = 0;
        self.row_end = 0;
        self.empty = 0;
        if is_hidden(tag)? && self.row <= CellRef::MAX_ROW {
            let last = self.row.saturating_add(self.row_repeat) - 1;
            self.facts
                .hidden_rows
                .push(self.row, last.min(CellRef::MAX_ROW));
        }
        let row = format!(
            "<table:table-row table:number-rows-repeated=\"{}\">",
            self.row_repeat
        );
        self.anew.push_str(&row);
        Ok(())
    }

    /// Begins a cell, and notes what it is merged with.
    pub fn start_cell(
        &mut self,
        tag: &BytesStart<'_>,
        styles: &Styles,
        most: usize,
    ) -> Result<Cell, Refusal> {
        let repeat_cols = repeat(tag, "number-columns-repeated")?;
        let (rows, cols) = (
            repeat(tag, "number-rows-spanned")?,
            repeat(tag, "number-columns-spanned")?,
        );
        if (rows > 1 || cols > 1) && self.row <= CellRef::MAX_ROW && self.col <= CellRef::MAX_COL {
            self.spans.push(Span {
                at: CellRef::new(self.row, self.col),
                rows,
                cols,
                repeat_rows: self.row_repeat,
                repeat_cols,
            });
        }
        let own = local_attribute(tag, "style-name")?;
        let line = own.as_ref().and_then(|style| styles.is_struck(style));
        let signs = own.map_or_else(
            || self.default_signs(),
            |style| styles.font(&style).and_then(Face::signs),
        );
        let cell = Cell::new(tag, repeat_cols, signs, most)?;
        Ok(cell.with_line(line == Some(true)))
    }

    /// The font of signs that a cell has from its row or column.
    fn default_signs(&self) -> Option<Signs> {
        let mut columns = self.fonts.iter();
        let column = columns.find(|(first, last, _)| (*first..=*last).contains(&self.col));
        self.row_font.or(column.map(|(_, _, signs)| *signs))
    }

    /// Notes what a cell came to in all the places its repeats put it.
    pub fn end_cell(&mut self, mut cell: Cell, tally: &mut Tally<'_>) -> Result<(), Refusal> {
        if let Some(note) = cell.note.take() {
            let at = placed(self.row, self.col)?;
            self.facts.notes.insert(at, note);
        }
        let (repeat_cols, units, struck) = (cell.repeat, cell.units, cell.struck());
        let next = self.col.saturating_add(repeat_cols);
        let content = cell.finish();
        if content.is_blank && !content.no_result {
            self.empty = self.empty.saturating_add(repeat_cols);
            self.col = next;
            return Ok(());
        }
        let count = u64::from(repeat_cols).saturating_mul(u64::from(self.row_repeat));
        tally.cells(usize::try_from(count).unwrap_or(usize::MAX))?;
        let long = tally.text(units, count)?;
        let last = placed(
            self.row.saturating_add(self.row_repeat - 1),
            next.saturating_sub(1),
        )?;
        for row in self.row..=last.row {
            for col in self.col..=last.col {
                let at = CellRef::new(row, col);
                self.note(at, &content, long.then_some(units));
                self.facts.struck.extend(struck.map(|whole| (at, whole)));
            }
        }
        self.first_row.get_or_insert(self.row);
        self.last.row = last.row;
        self.last.col = self.last.col.max(last.col);
        self.row_end = last.col + 1;
        self.put(content.attribute.filter(|_| !long), repeat_cols);
        self.col = next;
        Ok(())
    }

    fn note(&mut self, at: CellRef, content: &Content, long: Option<usize>) {
        let facts = &mut self.facts;
        facts.content.push(at);
        if let Some(units) = long {
            facts.long.insert(at, units);
        }
        if content.no_result {
            facts.no_result.insert(at);
        }
        if content.is_error {
            facts.errors.insert(at);
        }
        if let Some(shown) = &content.shown {
            facts.shown.insert(at, shown.clone());
        }
    }

    fn put(&mut self, attribute: Option<String>, repeat: u32) {
        let Some(attribute) = attribute else {
            self.empty = self.empty.saturating_add(repeat);
            return;
        };
        let empty = std::mem::take(&mut self.empty);
        let mut cell = |repeat: u32, attribute: &str| {
            let cell = format!(
                "<table:table-cell table:number-columns-repeated=\"{repeat}\" {attribute}/>"
            );
            self.anew.push_str(&cell);
        };
        if empty > 0 {
            cell(empty, "");
        }
        cell(repeat, &attribute);
    }

    pub fn end_row(&mut self, tally: &Tally<'_>) -> Result<(), Refusal> {
        self.anew.push_str("</table:table-row>");
        self.held += u64::from(self.row_end);
        tally.dense(self.held, 1, CellRef::new(self.last.row, self.last.col))?;
        self.row = self.row.saturating_add(self.row_repeat);
        Ok(())
    }

    /// What was found, and the rows anew.
    pub fn finish(mut self, tally: &mut Tally<'_>) -> Result<(SheetFacts, String), Refusal> {
        let Some(first) = self.first_row else {
            return Ok((self.facts, String::new()));
        };
        let rows = u64::from(self.last.row - first) + 1;
        let last = CellRef::new(self.last.row, self.last.col);
        tally.dense(rows, u64::from(last.col) + 1, last)?;
        for span in std::mem::take(&mut self.spans) {
            // Below the last row there is nothing a merged range could say.
            let bottom = span
                .at
                .row
                .saturating_add(span.repeat_rows - 1)
                .min(last.row);
            for row in span.at.row..=bottom {
                for step in 0..span.repeat_cols.min(CellRef::MAX_COL) {
                    tally.merge()?;
                    let first = placed(row, span.at.col.saturating_add(step))?;
                    let end = CellRef::new(
                        row.saturating_add(span.rows - 1).min(CellRef::MAX_ROW),
                        first
                            .col
                            .saturating_add(span.cols - 1)
                            .min(CellRef::MAX_COL),
                    );
                    self.facts.merges.push(Area::new(first, end));
                }
            }
        }
        Ok((self.facts, self.anew))
    }
}

/// The font that cells of a row or column have if they name no style, if it is one of signs.
fn default_font(tag: &BytesStart<'_>, styles: &Styles) -> Result<Option<Signs>, Refusal> {
    let style = local_attribute(tag, "default-cell-style-name")?;
    Ok(style
        .and_then(|style| styles.font(&style))
        .and_then(Face::signs))
}

/// A count that is 1 when absent, or 0.
fn repeat(tag: &BytesStart<'_>, name: &str) -> Result<u32, Refusal> {
    match local_attribute(tag, name)? {
        None => Ok(1),
        Some(count) => match count.parse::<u32>() {
            Ok(count) => Ok(count.max(1)),
            Err(_) => Err(Refusal::damaged("重复次数有误")),
        },
    }
}

fn is_hidden(tag: &BytesStart<'_>) -> Result<bool, Refusal> {
    let visibility = local_attribute(tag, "visibility")?;
    Ok(matches!(visibility.as_deref(), Some("collapse" | "filter")))
}
