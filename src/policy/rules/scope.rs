//! A form as the rules look at it: its tables with their places, on whose behalf each speaks, the entries a rule is for.

use chrono::NaiveDate;

use crate::location::{CellRef, Place};
use crate::model::{Column, Entry, Evidence, Field, Form, FormTable, Level, Subject};

/// Day and year of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Day of the run.
    pub date: NaiveDate,
    /// 年度.
    pub year: i32,
}

/// Under which conditions a rule looks at an entry; an empty condition asks nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// Levels that count.
    pub levels: Vec<Level>,
    /// On whose behalf the form speaks.
    pub subjects: Vec<Subject>,
    /// Sections, by their names in the roster.
    pub sections: Vec<String>,
    /// Fields that are filled.
    pub filled: Vec<Field>,
}

impl When {
    /// Whether the rule looks at this entry of a form that speaks for `subject`.
    pub fn applies(&self, entry: &Entry, subject: Subject) -> bool {
        let level = || entry.effective_level().0;
        let section = || entry.text(Field::Section);
        (self.levels.is_empty() || level().is_some_and(|l| self.levels.contains(&l)))
            && (self.subjects.is_empty() || self.subjects.contains(&subject))
            && (self.sections.is_empty()
                || section().is_some_and(|s| self.sections.iter().any(|own| own == s)))
            && self.filled.iter().all(|field| entry.answers(*field))
    }
}

/// A form, and the day it is looked at.
#[derive(Debug)]
pub struct Scope<'a> {
    /// Day and year.
    pub occasion: Occasion,
    /// Tables with at least one entry.
    pub tables: Vec<Table<'a>>,
    /// Whether a row that names people and says nothing else is reported whole, not blank by blank.
    pub whole_rows: bool,
}

/// A table of the form.
#[derive(Debug)]
pub struct Table<'a> {
    /// The table.
    pub form: &'a FormTable,
    /// File and sheet.
    pub sheet: Place,
    /// On whose behalf it speaks.
    pub subject: Subject,
}

impl<'a> Scope<'a> {
    /// The tables of a form that have entries.
    pub fn new(
        form: &'a Form,
        subject: impl Fn(&FormTable) -> Subject,
        occasion: Occasion,
        whole_rows: bool,
    ) -> Self {
        let tables = form.sheets.iter().flat_map(|sheet| {
            let sheet_place = Place::sheet(&form.file, &sheet.name);
            let filled = sheet.tables.iter().filter(|t| !t.entries.is_empty());
            filled.map(move |form| (form, sheet_place.clone()))
        });
        let tables = tables.map(|(form, sheet)| Table {
            form,
            sheet,
            subject: subject(form),
        });
        Self {
            occasion,
            tables: tables.collect(),
            whole_rows,
        }
    }

    /// Entries for which the conditions hold, each with its table, in the order of the form.
    pub fn entries<'s>(
        &'s self,
        when: &'s When,
    ) -> impl Iterator<Item = (&'s Table<'a>, &'a Entry)> + 's {
        let tables = self.tables.iter();
        tables.flat_map(move |table| table.entries(when).map(move |entry| (table, entry)))
    }
}

impl<'a> Table<'a> {
    /// Entries for which the conditions hold.
    pub fn entries<'s>(&'s self, when: &'s When) -> impl Iterator<Item = &'a Entry> + 's {
        let all = self.form.entries.iter();
        all.filter(|entry| when.applies(entry, self.subject))
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<&'a Column> {
        self.form.columns.iter().find(|c| c.field == Some(field))
    }

    /// The place of a cell of this table's sheet.
    pub fn place(&self, cell: CellRef) -> Place {
        Place {
            cell: Some(cell),
            ..self.sheet.clone()
        }
    }

    /// The cell of a field in an entry's first row; where the table has no such column, the row's first cell. On a card, and
    /// where several entries stand in a row, it is the cell the entry was read from.
    pub fn cell(&self, entry: &Entry, field: Field) -> CellRef {
        let column = self.column(field);
        let columns = &self.form.columns;
        let own = |c: &Column| matches!(c.by, Evidence::Label | Evidence::Beside);
        if let Some(cell) = entry.place_of(field).cell
            && column.is_some()
            && columns.iter().any(own)
        {
            return cell;
        }
        let col = column.map_or(self.form.area.first.col, |c| c.cell.col);
        CellRef::new(entry.rows.first, col)
    }

    /// The head's first cell; of a table without a head, its sheet.
    pub fn head(&self) -> Place {
        let first = Some(self.form.area.first).filter(|_| !self.form.header_rows.is_empty());
        Place {
            cell: first,
            ..self.sheet.clone()
        }
    }
}
