//! A sheet as a reader sees it, on which a number is found by the head above it and the words left of it: the report quotes
//! the cells of the books, so that no figure is reckoned twice.

use std::collections::BTreeMap;

use crate::location::CellRef;
use crate::model::Book;
use crate::writer::{Content, Sheet, SheetSpec};

/// What the line of totals is called.
pub const TOTAL: &str = "合计";

/// A sheet of a book.
#[derive(Debug)]
pub struct Page {
    /// The book.
    pub book: Book,
    /// The sheet's name.
    pub sheet: String,
    texts: BTreeMap<CellRef, String>,
    numbers: BTreeMap<CellRef, f64>,
}

impl Page {
    /// A sheet with all its rows.
    pub fn of(book: Book, sheet: Sheet<'_>) -> Self {
        Self::described(book, &sheet.described())
    }

    /// A sheet that is described already.
    pub fn described(book: Book, sheet: &SheetSpec) -> Self {
        let mut page = Self {
            book,
            sheet: sheet.name.clone(),
            texts: BTreeMap::new(),
            numbers: BTreeMap::new(),
        };
        for cell in &sheet.cells {
            match &cell.content {
                Content::Number(value) | Content::Formula { result: value, .. } => {
                    page.numbers.insert(cell.at, *value);
                }
                other => {
                    let shown = other.shown().replace('\n', "");
                    if !shown.is_empty() {
                        page.texts.insert(cell.at, shown);
                    }
                }
            }
        }
        page
    }

    /// The number in a cell.
    pub fn number(&self, at: CellRef) -> Option<f64> {
        self.numbers.get(&at).copied()
    }

    /// The first cell with this text.
    pub fn find(&self, text: &str) -> Option<CellRef> {
        let mut texts = self.texts.iter();
        texts.find(|(_, own)| *own == text).map(|(at, _)| *at)
    }

    /// The last cell with this text.
    pub fn find_last(&self, text: &str) -> Option<CellRef> {
        let mut texts = self.texts.iter().rev();
        texts.find(|(_, own)| *own == text).map(|(at, _)| *at)
    }

    /// The number right below a head.
    pub fn below(&self, head: &str) -> Option<CellRef> {
        let head = self.find(head)?;
        self.holding(CellRef::new(head.row + 1, head.col))
    }

    /// The number below a head in the line that begins with these words.
    pub fn beside(&self, head: &str, line: &str) -> Option<CellRef> {
        let head = self.find(head)?;
        let mut below = self.texts.range(CellRef::new(head.row + 1, 0)..);
        let line = below.find(|(at, text)| at.col <= head.col && *text == line);
        self.holding(CellRef::new(line?.0.row, head.col))
    }

    /// The lines below a head, each with what it is called, down to the totals or to an empty line.
    pub fn lines(&self, head: &str) -> Vec<(&str, u32)> {
        let Some(head) = self.find(head) else {
            return Vec::new();
        };
        let rows = head.row + 1..;
        let named = rows.map(|row| (self.texts.get(&CellRef::new(row, head.col)), row));
        // The second row of a head that stands in two.
        let below_head = |row: u32| {
            let first = self.numbers.range(CellRef::new(row, 0)..);
            let mut first = first.take_while(|(at, _)| at.row == row);
            first.next().is_none() && row == head.row + 1
        };
        let named = named.skip_while(|(text, row)| text.is_none() && below_head(*row));
        let named = named.map_while(|(text, row)| Some((text?.as_str(), row)));
        let named = named.take_while(|(text, _)| *text != TOTAL);
        named.collect()
    }

    /// The heads right of a cell, with the head above each that it shares with others.
    pub fn heads(&self, from: CellRef) -> Vec<(&str, &str, u32)> {
        let row = CellRef::new(from.row, from.col + 1)..;
        let heads = self.texts.range(row);
        let heads = heads.take_while(|(at, _)| at.row == from.row);
        let above = |col: u32| {
            let row = from.row.checked_sub(1)?;
            let shared = self
                .texts
                .range(CellRef::new(row, 0)..=CellRef::new(row, col));
            shared.last().map(|(_, text)| text.as_str())
        };
        let heads = heads.map(|(at, text)| (text.as_str(), above(at.col).unwrap_or(""), at.col));
        heads.collect()
    }

    fn holding(&self, at: CellRef) -> Option<CellRef> {
        self.numbers.contains_key(&at).then_some(at)
    }
}
