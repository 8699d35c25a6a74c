//! A form as the rules look at it: its tables with their places, on whose behalf each speaks, the entries a rule is for.

use chrono::NaiveDate;

use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{Column, Entry, Field, Form, FormTable, Origin, Subject, Value};
use crate::policy::{Policy, Rule};

/// Day and year of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Day of the run.
    pub date: NaiveDate,
    /// 年度.
    pub year: i32,
}

/// A form, and what it is held against.
pub struct Scope<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// Day and year.
    pub occasion: Occasion,
    /// Tables with at least one entry.
    pub tables: Vec<Table<'a>>,
}

/// A table of the form.
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
    pub fn new(form: &'a Form, policy: &'a Policy, occasion: Occasion) -> Self {
        let tables = form.sheets.iter().flat_map(|sheet| {
            let place = Place::sheet(&form.file, &sheet.name);
            let filled = sheet.tables.iter().filter(|t| !t.entries.is_empty());
            filled.map(move |table| Table {
                form: table,
                sheet: place.clone(),
                // A form that does not say is taken for a section's.
                subject: policy.subject(table).unwrap_or(Subject::Section),
            })
        });
        Self {
            policy,
            occasion,
            tables: tables.collect(),
        }
    }

    /// Entries a rule looks at, each with its table, in the order of the form.
    pub fn entries<'s>(
        &'s self,
        rule: &'s Rule,
    ) -> impl Iterator<Item = (&'s Table<'a>, &'a Entry)> + 's {
        self.tables
            .iter()
            .flat_map(move |table| table.entries(rule).map(move |entry| (table, entry)))
    }

    /// The texts a rule looks at: of its fields, in the entry's own words. What 同上 stands for was looked at above.
    pub fn texts<'s>(
        &'s self,
        rule: &'s Rule,
    ) -> impl Iterator<Item = (&'a Entry, Field, &'a Value)> + 's {
        self.entries(rule).flat_map(move |(_, entry)| {
            let own = move |field: &Field| {
                let value = entry.values.get(field)?;
                let counts = !value.text.is_empty() && value.origin != Origin::Ditto;
                counts.then_some((entry, *field, value))
            };
            rule.fields.iter().filter_map(own)
        })
    }

    /// A finding at a field of an entry, with the text found and an example of the field.
    pub fn at_field(
        &self,
        rule: &Rule,
        entry: &Entry,
        field: Field,
        values: &[(&str, &str)],
    ) -> Diagnostic {
        let mut all = vec![("field", field.title())];
        all.extend(values);
        let mut finding = rule.finding(entry.place_of(field), &all);
        let written = entry.values.get(&field).map(|v| v.raw.clone());
        finding.found = written.filter(|raw| !raw.is_empty());
        self.with_example(finding, field)
    }

    /// The finding with the policy's example of the field, where the rule has none of its own.
    pub fn with_example(&self, mut finding: Diagnostic, field: Field) -> Diagnostic {
        let example = self.policy.example(field).map(str::to_owned);
        finding.example = finding.example.or(example);
        finding
    }
}

impl<'a> Table<'a> {
    /// Entries a rule looks at.
    pub fn entries<'s>(&'s self, rule: &'s Rule) -> impl Iterator<Item = &'a Entry> + 's {
        let all = self.form.entries.iter();
        all.filter(|entry| rule.when.applies(entry, self.subject))
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

    /// The cell of a field in an entry's first row; where the table has no such column, the row's first cell.
    pub fn cell(&self, entry: &Entry, field: Field) -> CellRef {
        let column = self.column(field);
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
