//! Rows of a table's body: entries in one row or several, and rows that look like one.

use std::collections::BTreeMap;

use super::cells;
use super::columns::Column;
use super::pad::{Pad, RowKind};
use crate::location::CellRef;
use crate::model::Field;
use crate::sample::compose::Fact;
use crate::sample::truth::EntryTruth;
use crate::writer::Content;

impl Pad<'_> {
    /// A row that has only these texts, each in its field's column.
    pub fn row_of(&mut self, kind: RowKind, texts: &[(Field, &str)]) {
        let row = self.row;
        for (col, column) in (self.left..).zip(self.columns.clone()) {
            let text = texts.iter().find(|(f, _)| column.field == Some(*f));
            let style = self.body_style(column.field);
            self.put(row, col, text.map_or("", |(_, t)| *t), style);
        }
        self.row += 1;
        self.count(kind);
    }

    /// An entry in one row.
    pub fn entry(&mut self, fact: &Fact, seq: usize) {
        self.entry_with(fact, seq, |_, content| content);
    }

    /// An entry in one row, whose cells `write` may change: the field and what would be written there.
    pub fn entry_with(
        &mut self,
        fact: &Fact,
        seq: usize,
        write: impl Fn(Field, Content) -> Content,
    ) {
        let row = self.row;
        let mut places = BTreeMap::new();
        for (col, column) in (self.left..).zip(self.columns.clone()) {
            let content = match column.field {
                Some(field) => {
                    places.insert(field, CellRef::new(row, col));
                    let content = cells::content(self.job, &self.columns, fact, field, seq);
                    write(field, content)
                }
                None => cells::aside(self.job, fact, column.aside),
            };
            self.put(row, col, content, self.body_style(column.field));
        }
        self.rows.blank += self.pending;
        self.pending = 0;
        self.tell(fact, &self.columns.clone(), places);
        self.row += 1;
    }

    /// Keeps account of an entry that stands in these cells and begins in the present row.
    pub fn tell(&mut self, fact: &Fact, columns: &[Column], places: BTreeMap<Field, CellRef>) {
        self.rows.entries += 1;
        let truth = cells::truth(self.job, columns, &self.around, fact);
        let sheet = self.sheet.name.clone();
        let fault = self.job.manner.level_fault(fact.level);
        if let Some((cell, fault)) = places.get(&Field::Level).copied().zip(fault) {
            self.report(cell, fault);
        }
        let truth = EntryTruth {
            sheet,
            row: self.row + 1,
            cells: places,
            ..truth
        };
        self.entries.push(truth);
    }

    /// The numbers of the columns, right under the head.
    pub fn numbers(&mut self) {
        let row = self.row;
        for (col, number) in (self.left..).zip(1..=self.columns.len()) {
            self.put(row, col, Content::count(number), self.body_style(None));
        }
        self.row += 1;
        self.count(RowKind::RepeatedHead);
    }

    /// A further row of the entry above that holds only `text` in the column of `field`; the other columns are left free.
    pub fn continuation(&mut self, field: Field, text: &str) {
        let row = self.row;
        if let Some(col) = self.col(field) {
            self.put(row, col, text, self.body_style(Some(field)));
        }
        self.row += 1;
        self.count(RowKind::Continuation);
    }

    /// Merges the column of a field over rows, the cells below the first being free.
    pub fn merge_down(&mut self, field: Field, first: u32, last: u32) {
        let Some(col) = self.col(field) else { return };
        self.sheet
            .cells
            .retain(|c| c.at.col != col || c.at.row <= first || c.at.row > last);
        let anchor = CellRef::new(first, col);
        for cell in self.entries.iter_mut().flat_map(|e| e.cells.values_mut()) {
            if cell.col == col && (first..=last).contains(&cell.row) {
                *cell = anchor;
            }
        }
        self.merge(anchor, CellRef::new(last, col));
    }
}
