//! A sheet filled from top to bottom as a section would, keeping account of what a perfect reader gets out of it.

use super::cells::Around;
use super::columns::Column;
use super::job::Job;
use super::page::{Note, Page, Says, Table};
use crate::location::{Area, CellRef};
use crate::model::Field;
use crate::sample::manner::Care;
use crate::sample::truth::{EntryTruth, FindingTruth, RowCounts};
use crate::writer::{CellSpec, Content, PrintSpec, SheetSpec, StyleRole};

/// Kinds of rows below a head, as far as one call adds one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A further row of an entry.
    Continuation,
    /// Nothing but a prefilled number.
    Blank,
    /// 示例.
    Example,
    /// Below the table.
    Footer,
    /// 合计.
    Total,
    /// Heading inside the table.
    Group,
    /// Title, key-values, head of a further printed page.
    RepeatedHead,
}

/// A sheet in the making.
pub struct Pad<'a> {
    pub(super) job: &'a Job<'a>,
    pub(super) sheet: SheetSpec,
    pub(super) row: u32,
    pub(super) left: u32,
    pub(super) columns: Vec<Column>,
    /// What stands around the present table.
    pub around: Around,
    /// Empty rows that count only if something follows them.
    pub(super) pending: usize,
    pub(super) in_body: bool,
    pub(super) tables: Vec<Table>,
    pub(super) rows: RowCounts,
    pub(super) entries: Vec<EntryTruth>,
    pub(super) notes: Vec<Note>,
    pub(super) findings: Vec<FindingTruth>,
}

impl<'a> Pad<'a> {
    /// An empty sheet whose tables begin in column `left`, counted from 0.
    pub fn new(job: &'a Job<'a>, name: &str, left: u32, columns: Vec<Column>) -> Self {
        let mut widths = vec![4.0; usize::try_from(left).unwrap_or(0)];
        widths.extend(columns.iter().map(|c| c.width));
        Self {
            job,
            sheet: SheetSpec {
                name: name.to_owned(),
                widths,
                print: PrintSpec {
                    landscape: true,
                    ..PrintSpec::default()
                },
                ..SheetSpec::default()
            },
            row: 0,
            left,
            columns,
            around: Around::default(),
            pending: 0,
            in_body: false,
            tables: Vec::new(),
            rows: RowCounts::default(),
            entries: Vec::new(),
            notes: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The sheet with its account.
    pub fn finish(self) -> Page {
        Page {
            sheet: self.sheet,
            tables: self.tables,
            rows: self.rows,
            entries: self.entries,
            notes: self.notes,
            findings: self.findings,
        }
    }

    /// The next free row, counted from 0.
    pub fn next_row(&self) -> u32 {
        self.row
    }

    pub(super) fn last_col(&self) -> u32 {
        self.left + u32::try_from(self.columns.len()).unwrap_or(1).max(1) - 1
    }

    /// Places a cell anywhere. A date looks like one, whatever surrounds it.
    pub fn put(&mut self, row: u32, col: u32, content: impl Into<Content>, style: StyleRole) {
        let content = content.into();
        let style = match content {
            Content::Date(_) => StyleRole::Date,
            _ => style,
        };
        self.sheet.cells.push(CellSpec {
            at: CellRef::new(row, col),
            content,
            style,
        });
    }

    /// Keeps in mind what stands behind a key in this column of the present row.
    pub fn mark(&mut self, key: &str, value: &str, col: u32) {
        let at = CellRef::new(self.row, col);
        let note = |says| Note {
            says,
            at,
            value: value.to_owned(),
        };
        self.notes.extend(Says::of_key(key).map(note));
    }

    /// Keeps in mind what a perfect checker reports.
    pub(super) fn report(&mut self, cell: CellRef, (code, what): (&'static str, &'static str)) {
        self.findings.push(FindingTruth {
            sheet: Some(self.sheet.name.clone()),
            cell: Some(cell),
            code,
            what,
        });
    }

    /// Merges cells; a single cell stays as it is.
    pub fn merge(&mut self, first: CellRef, last: CellRef) {
        if first != last {
            self.sheet.merges.push(Area::new(first, last));
        }
    }

    /// Column of a field, counted from 0 on the sheet.
    pub fn col(&self, field: Field) -> Option<u32> {
        let index = self.columns.iter().position(|c| c.field == Some(field))?;
        Some(self.left + u32::try_from(index).ok()?)
    }

    /// Leaves a row empty.
    pub fn skip(&mut self) {
        self.row += 1;
        self.pending += usize::from(self.in_body);
    }

    /// Key-values in cells of their own, beside each other.
    pub fn cells(&mut self, pairs: &[(&str, Content)]) {
        for (col, (key, value)) in (0..).step_by(2).zip(pairs) {
            self.put(self.row, col, *key, StyleRole::BodyCenter);
            self.mark(key, &value.shown(), col + 1);
            self.put(self.row, col + 1, value.clone(), StyleRole::BodyCenter);
        }
        self.row += 1;
    }

    /// A line over the first cells of the sheet, wherever the table begins.
    pub fn logo(&mut self, text: &str) {
        self.put(self.row, 0, text, StyleRole::Plain);
        self.merge(CellRef::new(self.row, 0), CellRef::new(self.row, 4));
        self.row += 1;
    }

    /// A line across the table; above the head it is no row of the table.
    pub fn line(&mut self, text: &str, style: StyleRole) {
        let (row, left, last) = (self.row, self.left, self.last_col());
        self.put(row, left, text, style);
        self.merge(CellRef::new(row, left), CellRef::new(row, last));
        self.row += 1;
    }

    /// The title of a table. What is below the table before is its own.
    pub fn title(&mut self, text: &str) {
        self.in_body = false;
        self.pending = 0;
        let style = match self.job.manner.care {
            Care::Neat | Care::Lined => StyleRole::Title,
            Care::Raw => StyleRole::Heading,
        };
        self.notes.push(Note {
            says: Says::Title,
            at: CellRef::new(self.row, self.left),
            value: text.to_owned(),
        });
        self.line(text, style);
    }

    /// Key-values beside each other in one line: 科室：预算科    填报日期：2026.11.2.
    pub fn key_values(&mut self, pairs: &[(String, String)]) {
        for (key, value) in pairs {
            self.mark(key, value, self.left);
        }
        let texts: Vec<String> = pairs.iter().map(|(k, v)| format!("{k}：{v}")).collect();
        self.line(&texts.join("        "), StyleRole::MetaLeft);
    }

    /// Other columns from here on, for a second table.
    pub fn set_columns(&mut self, columns: Vec<Column>) {
        let left = usize::try_from(self.left).unwrap_or(0);
        for (index, column) in columns.iter().enumerate() {
            match self.sheet.widths.get_mut(left + index) {
                Some(width) => *width = width.max(column.width),
                None => self.sheet.widths.push(column.width),
            }
        }
        self.columns = columns;
    }

    /// Counts one row of the table that is no entry.
    pub fn count(&mut self, kind: RowKind) {
        self.rows.blank += self.pending;
        self.pending = 0;
        let counter = match kind {
            RowKind::Continuation => &mut self.rows.continuation,
            RowKind::Blank => &mut self.rows.blank,
            RowKind::Example => &mut self.rows.example,
            RowKind::Footer => &mut self.rows.footer,
            RowKind::Total => &mut self.rows.total,
            RowKind::Group => &mut self.rows.group,
            RowKind::RepeatedHead => &mut self.rows.repeated_head,
        };
        *counter += 1;
    }

    /// A line below the table.
    pub fn footer(&mut self, text: &str) {
        self.line(text, StyleRole::Note);
        self.count(RowKind::Footer);
    }

    /// A heading across the table.
    pub fn group(&mut self, text: &str) {
        let style = match self.job.manner.care {
            Care::Raw => StyleRole::Plain,
            _ => StyleRole::Body,
        };
        self.line(text, style);
        self.count(RowKind::Group);
    }

    pub(super) fn body_style(&self, field: Option<Field>) -> StyleRole {
        match self.job.manner.care {
            Care::Neat if !field.is_some_and(Field::is_prose) => StyleRole::BodyCenter,
            Care::Neat | Care::Lined => StyleRole::Body,
            Care::Raw => StyleRole::Plain,
        }
    }
}
