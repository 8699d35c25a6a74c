//! The fate of every row: registered, merged, returned, or skipped with its kind.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::order::SectionOrder;
use crate::diagnostic::{Diagnostic, Severity};
use crate::location::Place;
use crate::model::{
    Entry, Fate, Form, FormSheet, FormTable, Register, RegisterItem, ReturnedEntry, Roster,
    RowAccount, SkipKind, SkippedRow, SkippedSource,
};

/// What a row held.
#[derive(Clone, Debug, PartialEq)]
pub enum RowSource {
    /// An entry.
    Entry(Box<Entry>),
    /// No entry, and what stood there.
    Skipped(SkipKind, String),
}

/// One row that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Number in the order of files, sheets and rows: `E00001`.
    pub id: String,
    /// Its first cell.
    pub place: Place,
    /// What it held.
    pub source: RowSource,
    /// What became of it.
    pub fate: Fate,
    /// The item of the register it went into.
    pub register_id: Option<String>,
    /// The file that stands for its file, where both have the same content.
    pub stand_in: Option<Arc<str>>,
}

/// Collects rows form by form.
#[derive(Default)]
pub struct Ledger {
    rows: Vec<Row>,
    reasons: BTreeMap<usize, Vec<String>>,
}

impl Ledger {
    /// Adds the rows of a form; of a form another one stands for all are skipped. Returns the form's account.
    pub fn add(&mut self, form: &Form, stand_in: Option<&Arc<str>>) -> RowAccount {
        let mut account = RowAccount::default();
        let errors = Errors::new(&form.findings);
        for sheet in &form.sheets {
            for table in &sheet.tables {
                account.read += table.rows_read();
                self.add_table(form, sheet, table, &errors, stand_in, &mut account);
            }
        }
        account
    }

    fn add_table(
        &mut self,
        form: &Form,
        sheet: &FormSheet,
        table: &FormTable,
        errors: &Errors<'_>,
        stand_in: Option<&Arc<str>>,
        account: &mut RowAccount,
    ) {
        let mut rows: Vec<(u32, Row, Vec<String>)> = Vec::new();
        for skipped in &table.skipped {
            let row = skipped_row(form, sheet, table, skipped, stand_in);
            rows.push((skipped.row, row, Vec::new()));
        }
        for entry in &table.entries {
            let reasons = errors.of(sheet, table, entry);
            rows.push((
                entry.rows.first,
                entry_row(entry, &reasons, stand_in),
                reasons,
            ));
        }
        rows.sort_by_key(|(at, _, _)| *at);
        for (_, mut row, reasons) in rows {
            row.id = format!("E{:05}", self.rows.len() + 1);
            match (&row.fate, &row.source) {
                (Fate::Registered, _) => account.registered += 1,
                (Fate::Merged, _) => account.merged += 1,
                (Fate::Returned, _) => account.returned += 1,
                (Fate::Skipped, RowSource::Skipped(kind, _)) => {
                    *account.skipped.entry(*kind).or_insert(0) += 1
                }
                (Fate::Skipped, RowSource::Entry(_)) => {
                    *account.skipped.entry(SkipKind::DuplicateFile).or_insert(0) += 1;
                }
            }
            self.reasons.insert(self.rows.len(), reasons);
            self.rows.push(row);
        }
    }

    /// Numbers the register's items and hands out the rows.
    pub fn settle(mut self, register: &mut Register, roster: &Roster, year: i32) -> Vec<Row> {
        let order = SectionOrder::new(roster);
        let mut registered: Vec<usize> = (0..self.rows.len())
            .filter(|i| self.rows[*i].fate == Fate::Registered)
            .collect();
        registered.sort_by(|a, b| self.key(&order, *a).cmp(&self.key(&order, *b)));
        for (number, index) in registered.into_iter().enumerate() {
            let id = format!("{year}-{:04}", number + 1);
            self.rows[index].register_id = Some(id.clone());
            register.items.extend(item(id, &self.rows[index]));
        }
        for (index, row) in self.rows.iter().enumerate() {
            let reasons = self.reasons.get(&index).cloned().unwrap_or_default();
            register.returned.extend(returned(row, reasons));
            register.skipped.extend(skipped(row));
        }
        self.rows
    }

    fn key<'s>(&'s self, order: &SectionOrder<'_>, index: usize) -> (usize, &'s str, usize) {
        let (rank, section) = match &self.rows[index].source {
            RowSource::Entry(entry) => order.key(entry),
            RowSource::Skipped(..) => (usize::MAX, ""),
        };
        (rank, section, index)
    }
}

/// Errors of a form by sheet, to see which entries they concern.
struct Errors<'f> {
    errors: Vec<&'f Diagnostic>,
}

impl<'f> Errors<'f> {
    fn new(findings: &'f [Diagnostic]) -> Self {
        Self {
            errors: findings
                .iter()
                .filter(|f| f.severity == Severity::Error)
                .collect(),
        }
    }

    /// Messages of the errors in an entry's own rows, and of those that concern its whole table.
    fn of(&self, sheet: &FormSheet, table: &FormTable, entry: &Entry) -> Vec<String> {
        let heads: BTreeSet<u32> = table.header_rows.iter().copied().collect();
        let concerns = |finding: &&&Diagnostic| {
            let Some(cell) = finding.place.cell else {
                return false;
            };
            let own = (entry.rows.first..=entry.rows.last).contains(&cell.row);
            let here = finding.place.sheet.as_ref() == Some(&sheet.name);
            let columns = table.area.first.col..=table.area.last.col;
            here && columns.contains(&cell.col) && (own || heads.contains(&cell.row))
        };
        self.errors
            .iter()
            .filter(concerns)
            .map(|f| f.message.clone())
            .collect()
    }
}

fn entry_row(entry: &Entry, reasons: &[String], stand_in: Option<&Arc<str>>) -> Row {
    let fate = match (stand_in, reasons.is_empty()) {
        (Some(_), _) => Fate::Skipped,
        (None, true) => Fate::Registered,
        (None, false) => Fate::Returned,
    };
    Row {
        id: String::new(),
        place: entry.place.clone(),
        source: RowSource::Entry(Box::new(entry.clone())),
        fate,
        register_id: None,
        stand_in: stand_in.cloned(),
    }
}

fn skipped_row(
    form: &Form,
    sheet: &FormSheet,
    table: &FormTable,
    row: &SkippedRow,
    stand_in: Option<&Arc<str>>,
) -> Row {
    let cell = crate::location::CellRef::new(row.row, table.area.first.col);
    let kind = stand_in.map_or(row.kind, |_| SkipKind::DuplicateFile);
    Row {
        id: String::new(),
        place: Place::cell(&form.file, &sheet.name, cell),
        source: RowSource::Skipped(kind, row.text.clone()),
        fate: Fate::Skipped,
        register_id: None,
        stand_in: stand_in.cloned(),
    }
}

fn item(id: String, row: &Row) -> Option<RegisterItem> {
    let RowSource::Entry(entry) = &row.source else {
        return None;
    };
    let (effective, basis) = entry.effective_level();
    Some(RegisterItem {
        id,
        sources: vec![row.id.clone()],
        entry: entry.as_ref().clone(),
        effective,
        basis,
    })
}

fn returned(row: &Row, reasons: Vec<String>) -> Option<ReturnedEntry> {
    match (&row.source, row.fate) {
        (RowSource::Entry(entry), Fate::Returned) => Some(ReturnedEntry {
            id: row.id.clone(),
            entry: entry.as_ref().clone(),
            reasons,
        }),
        _ => None,
    }
}

fn skipped(row: &Row) -> Option<SkippedSource> {
    if row.fate != Fate::Skipped {
        return None;
    }
    let (kind, text) = match &row.source {
        RowSource::Skipped(kind, text) => (*kind, text.clone()),
        RowSource::Entry(_) => {
            let same = row.stand_in.as_deref().unwrap_or("");
            (SkipKind::DuplicateFile, format!("与“{same}”内容完全相同"))
        }
    };
    Some(SkippedSource {
        file: Arc::clone(&row.place.file),
        sheet: row.place.sheet.clone().unwrap_or_else(|| Arc::from("")),
        row: row
            .place
            .cell
            .map_or(0, crate::location::CellRef::excel_row),
        kind,
        text,
    })
}
