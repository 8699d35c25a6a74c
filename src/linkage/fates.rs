//! The fate of every row: registered, merged, returned, or skipped with its kind.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::location::{CellRef, Place};
use crate::model::{
    Entry, Fate, Form, FormTable, Register, ReturnedEntry, Row, RowAccount, RowSource, SkipKind,
    SkippedRow, SkippedSource, StandIn,
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

    /// Adds the rows of a form; of a form another one stands for all are skipped. Returns the number of rows read.
    pub fn add(&mut self, form: Form, stand_in: Option<&StandIn>) -> usize {
        let errors: Vec<Diagnostic> = form
            .findings
            .into_iter()
            .filter(|f| f.severity == Severity::Error)
            .collect();
        let mut read = 0;
        for sheet in form.sheets {
            let place = Place::sheet(&form.file, &sheet.name);
            for table in sheet.tables {
                read += table.rows_read();
                for (mut row, reasons) in table_rows(table, &place, &errors, stand_in) {
                    if self.register_errors && row.fate == Fate::Returned {
                        row.fate = Fate::Registered;
                    }
                    self.push(row, reasons);
                }
            }
        }
        read
    }

    fn push(&mut self, mut row: Row, reasons: Vec<String>) {
        row.id = format!("E{:05}", self.rows.len() + 1);
        if !reasons.is_empty() {
            self.reasons.insert(self.rows.len(), reasons);
        }
        self.rows.push(row);
    }

    /// The rows in the order of files, sheets and rows, and why some of them are sent back or marked, by their indices.
    pub fn close(self) -> (Vec<Row>, BTreeMap<usize, Vec<String>>) {
        (self.rows, self.reasons)
    }
}

/// Counts what became of each file's rows, once all fates are settled.
pub fn count(rows: &[Row], register: &mut Register) {
    let mut accounts: BTreeMap<Arc<str>, RowAccount> = BTreeMap::new();
    for row in rows {
        count_row(
            accounts.entry(Arc::clone(&row.place.file)).or_default(),
            row,
        );
    }
    for file in &mut register.files {
        let read = file.rows.read;
        file.rows = accounts.remove(&file.file).unwrap_or_default();
        file.rows.read = read;
        register.rows.add(&file.rows);
    }
}

fn count_row(account: &mut RowAccount, row: &Row) {
    match (&row.fate, &row.source) {
        (Fate::Registered, _) => account.registered += 1,
        (Fate::Merged, _) => account.merged += 1,
        (Fate::Returned, _) => account.returned += 1,
        (Fate::Skipped, RowSource::Skipped(kind, _)) => {
            *account.skipped.entry(*kind).or_insert(0) += 1;
        }
        (Fate::Skipped, RowSource::Entry(_)) => {
            let kind = row.stand_in.as_ref();
            let kind = kind.map_or(SkipKind::DuplicateFile, |s| s.kind);
            *account.skipped.entry(kind).or_insert(0) += 1;
        }
    }
}

/// The rows of a table from top to bottom, each with the errors that send it back.
fn table_rows(
    table: FormTable,
    place: &Place,
    errors: &[Diagnostic],
    stand_in: Option<&StandIn>,
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

fn entry_row(entry: Entry, sound: bool, stand_in: Option<&StandIn>) -> Row {
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

fn skipped_row(row: SkippedRow, place: Place, stand_in: Option<&StandIn>) -> Row {
    let kind = stand_in.map_or(row.kind, |s| s.kind);
    Row {
        id: String::new(),
        place,
        source: RowSource::Skipped(kind, row.text),
        fate: Fate::Skipped,
        register_id: None,
        stand_in: stand_in.cloned(),
    }
}

/// The row as an entry sent back, if it is one.
pub fn returned(row: &Row, reasons: Vec<String>) -> Option<ReturnedEntry> {
    match (&row.source, row.fate) {
        (RowSource::Entry(entry), Fate::Returned) => Some(ReturnedEntry {
            id: row.id.clone(),
            entry: entry.as_ref().clone(),
            reasons,
        }),
        _ => None,
    }
}

/// The row as one that is no entry, if it is one.
pub fn skipped(row: &Row) -> Option<SkippedSource> {
    if row.fate != Fate::Skipped {
        return None;
    }
    let (kind, text) = match &row.source {
        RowSource::Skipped(kind, text) => (*kind, text.clone()),
        RowSource::Entry(_) => {
            let stand_in = row.stand_in.as_ref()?;
            (stand_in.kind, stand_in.why.to_string())
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
