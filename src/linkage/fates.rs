//! The fate of every row: registered, merged, returned, or skipped with its kind.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::order::SectionOrder;
use crate::diagnostic::{Diagnostic, Severity};
use crate::location::{CellRef, Place};
use crate::model::{
    Entry, Fate, FollowUp, Form, FormTable, Register, RegisterItem, ReturnedEntry, Roster, Row,
    RowAccount, RowSource, SkipKind, SkippedRow, SkippedSource,
};

/// Collects rows form by form.
pub struct Ledger {
    /// Whether entries with errors are registered all the same, with the errors noted.
    register_errors: bool,
    rows: Vec<Row>,
    reasons: BTreeMap<usize, Vec<String>>,
}

impl Ledger {
    /// An empty ledger; `register_errors` keeps entries with errors instead of returning them.
    pub fn new(register_errors: bool) -> Self {
        Self {
            register_errors,
            rows: Vec::new(),
            reasons: BTreeMap::new(),
        }
    }

    /// Adds the rows of a form; of a form another one stands for all are skipped. Returns the form's account.
    pub fn add(&mut self, form: Form, stand_in: Option<&Arc<str>>) -> RowAccount {
        let errors: Vec<Diagnostic> = form
            .findings
            .into_iter()
            .filter(|f| f.severity == Severity::Error)
            .collect();
        let mut account = RowAccount::default();
        for sheet in form.sheets {
            let place = Place::sheet(&form.file, &sheet.name);
            for table in sheet.tables {
                account.read += table.rows_read();
                for (mut row, reasons) in table_rows(table, &place, &errors, stand_in) {
                    if self.register_errors && row.fate == Fate::Returned {
                        row.fate = Fate::Registered;
                    }
                    count(&mut account, &row);
                    self.push(row, reasons);
                }
            }
        }
        account
    }

    fn push(&mut self, mut row: Row, reasons: Vec<String>) {
        row.id = format!("E{:05}", self.rows.len() + 1);
        if !reasons.is_empty() {
            self.reasons.insert(self.rows.len(), reasons);
        }
        self.rows.push(row);
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
            let errors = self.reasons.get(&index).cloned().unwrap_or_default();
            register.items.extend(item(id, &self.rows[index], errors));
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

fn count(account: &mut RowAccount, row: &Row) {
    match (&row.fate, &row.source) {
        (Fate::Registered, _) => account.registered += 1,
        (Fate::Merged, _) => account.merged += 1,
        (Fate::Returned, _) => account.returned += 1,
        (Fate::Skipped, RowSource::Skipped(kind, _)) => {
            *account.skipped.entry(*kind).or_insert(0) += 1;
        }
        (Fate::Skipped, RowSource::Entry(_)) => {
            *account.skipped.entry(SkipKind::DuplicateFile).or_insert(0) += 1;
        }
    }
}

/// The rows of a table from top to bottom, each with the errors that send it back.
fn table_rows(
    table: FormTable,
    place: &Place,
    errors: &[Diagnostic],
    stand_in: Option<&Arc<str>>,
) -> Vec<(Row, Vec<String>)> {
    let errors = TableErrors::new(&table, place, errors);
    let skipped = table.skipped.into_iter().map(|row| {
        let cell = CellRef::new(row.row, table.area.first.col);
        (
            skipped_row(
                row,
                Place {
                    cell: Some(cell),
                    ..place.clone()
                },
                stand_in,
            ),
            Vec::new(),
        )
    });
    let mut rows: Vec<(Row, Vec<String>)> = skipped.collect();
    for entry in table.entries {
        let reasons = errors.of(&entry);
        rows.push((entry_row(entry, reasons.is_empty(), stand_in), reasons));
    }
    rows.sort_by_key(|(row, _)| row.place.cell);
    rows
}

/// Why an entry is sent back, beginning with the cell to mend.
fn reason(error: &Diagnostic) -> String {
    let cell = error
        .place
        .cell
        .map_or_else(String::new, |cell| format!("{cell} "));
    format!("{cell}{}", error.message)
}

/// The errors of a table, by the row they stand in.
struct TableErrors {
    whole: Vec<String>,
    by_row: BTreeMap<u32, Vec<String>>,
}

impl TableErrors {
    fn new(table: &FormTable, place: &Place, errors: &[Diagnostic]) -> Self {
        let mut out = Self {
            whole: Vec::new(),
            by_row: BTreeMap::new(),
        };
        let columns = table.area.first.col..=table.area.last.col;
        let concerns = |e: &&Diagnostic| e.place.sheet.is_none() || e.place.sheet == place.sheet;
        for error in errors.iter().filter(concerns) {
            match error.place.cell {
                // What concerns the whole file or sheet, or a table without a head.
                None => out.whole.push(error.message.clone()),
                Some(cell) if !columns.contains(&cell.col) => {}
                Some(cell) if table.header_rows.contains(&cell.row) => {
                    out.whole.push(reason(error));
                }
                Some(cell) => out.by_row.entry(cell.row).or_default().push(reason(error)),
            }
        }
        out
    }

    /// Messages of the errors in an entry's own rows, and of those that concern its whole table.
    fn of(&self, entry: &Entry) -> Vec<String> {
        let own = self
            .by_row
            .range(entry.rows.first..=entry.rows.last)
            .flat_map(|(_, messages)| messages);
        self.whole.iter().chain(own).cloned().collect()
    }
}

fn entry_row(entry: Entry, sound: bool, stand_in: Option<&Arc<str>>) -> Row {
    let fate = match (stand_in, sound) {
        (Some(_), _) => Fate::Skipped,
        (None, true) => Fate::Registered,
        (None, false) => Fate::Returned,
    };
    Row {
        id: String::new(),
        place: entry.place.clone(),
        source: RowSource::Entry(Box::new(entry)),
        fate,
        register_id: None,
        stand_in: stand_in.cloned(),
    }
}

fn skipped_row(row: SkippedRow, place: Place, stand_in: Option<&Arc<str>>) -> Row {
    let kind = stand_in.map_or(row.kind, |_| SkipKind::DuplicateFile);
    Row {
        id: String::new(),
        place,
        source: RowSource::Skipped(kind, row.text),
        fate: Fate::Skipped,
        register_id: None,
        stand_in: stand_in.cloned(),
    }
}

fn item(id: String, row: &Row, errors: Vec<String>) -> Option<RegisterItem> {
    let RowSource::Entry(entry) = &row.source else {
        return None;
    };
    let (effective, basis) = entry.effective_level();
    Some(RegisterItem {
        id,
        sources: vec![row.id.clone()],
        entry: entry.as_ref().clone(),
        members: Vec::new(),
        effective,
        basis,
        errors,
        follow_up: FollowUp::default(),
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
        row: row.place.cell.map_or(0, CellRef::excel_row),
        kind,
        text,
    })
}
