//! The fate of every row: registered, merged, returned, or skipped with its kind.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::texts::Told;
use crate::diagnostic::{Diagnostic, Severity};
use crate::location::{CellRef, Place};
use crate::model::{
    Entry, Fate, Form, FormTable, Register, ReturnedEntry, Row, RowAccount, RowSource, SkipKind,
    SkippedRow, SkippedSource, StandIn,
};

/// The rows in the order of files, sheets and rows. Each list has something for every row.
#[derive(Debug, Default)]
pub struct Read {
    /// The rows.
    pub rows: Vec<Row>,
    /// What each row says; nothing where it is no entry.
    pub told: Vec<Told>,
    /// Why a row is sent back or marked.
    pub reasons: Vec<Vec<String>>,
    /// Risk points that sections say are no more, in forms that count.
    pub gone: Vec<Entry>,
}

impl Read {
    /// Adds the rows of a form, whose entries say what is `told`; of a form another one stands for all are skipped. With
    /// `register_errors` entries with errors are kept instead of returned. Returns the number of rows read.
    pub fn add(
        &mut self,
        form: Form,
        told: Vec<Told>,
        stand_in: Option<&StandIn>,
        register_errors: bool,
    ) -> usize {
        let errors: Vec<Diagnostic> = form
            .findings
            .into_iter()
            .filter(|f| f.severity == Severity::Error)
            .collect();
        let mut told = told.into_iter();
        let mut read = 0;
        for sheet in form.sheets {
            let place = Place::sheet(&form.file, &sheet.name);
            let errors = SheetErrors::new(&place, &errors);
            for table in sheet.tables {
                read += table.rows_read();
                if stand_in.is_none() {
                    self.gone.extend(table.gone.iter().cloned());
                }
                for (mut row, told, reasons) in
                    table_rows(table, &mut told, &place, &errors, stand_in)
                {
                    if register_errors && row.fate == Fate::Returned {
                        row.fate = Fate::Registered;
                    }
                    row.id = format!("E{:05}", self.rows.len() + 1);
                    self.rows.push(row);
                    self.told.push(told);
                    self.reasons.push(reasons);
                }
            }
        }
        read
    }
}

/// Counts what became of each file's rows, once all fates are settled.
pub fn count(rows: &[Row], register: &mut Register) {
    let mut accounts: BTreeMap<&Arc<str>, RowAccount> = BTreeMap::new();
    for of_file in rows.chunk_by(|a, b| a.place.file == b.place.file) {
        let account = accounts.entry(&of_file[0].place.file).or_default();
        for row in of_file {
            count_row(account, row);
        }
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

/// A row with what it says, and with the errors that send it back.
type Placed = (Row, Told, Vec<String>);

/// The rows of a table from top to bottom.
fn table_rows(
    table: FormTable,
    told: &mut impl Iterator<Item = Told>,
    place: &Place,
    errors: &SheetErrors<'_>,
    stand_in: Option<&StandIn>,
) -> Vec<Placed> {
    let whole = errors.of_table(&table);
    let columns = table.area.first.col..=table.area.last.col;
    let skipped = table.skipped.into_iter().map(|row| {
        let cell = CellRef::new(row.row, table.area.first.col);
        let place = Place {
            cell: Some(cell),
            ..place.clone()
        };
        let row = skipped_row(row, place, stand_in);
        (row, Told::default(), Vec::new())
    });
    let mut rows: Vec<Placed> = skipped.collect();
    for (entry, told) in table.entries.into_iter().zip(told) {
        let own = errors.of_entry(&entry, &columns, &table.header_rows);
        let reasons: Vec<String> = whole.iter().cloned().chain(own).collect();
        let row = entry_row(entry, reasons.is_empty(), stand_in);
        rows.push((row, told, reasons));
    }
    rows.sort_by_key(|(row, ..)| row.place.cell);
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

/// The errors of a sheet, in their order.
struct SheetErrors<'e> {
    /// Those without a cell: they concern the whole file or sheet, or a table without a head.
    whole: Vec<(usize, &'e Diagnostic)>,
    by_row: BTreeMap<u32, Vec<(usize, &'e Diagnostic)>>,
}

impl<'e> SheetErrors<'e> {
    fn new(place: &Place, errors: &'e [Diagnostic]) -> Self {
        let mut out = Self {
            whole: Vec::new(),
            by_row: BTreeMap::new(),
        };
        let concerns = |e: &Diagnostic| e.place.sheet.is_none() || e.place.sheet == place.sheet;
        for (order, error) in errors.iter().enumerate().filter(|(_, e)| concerns(e)) {
            let Some(cell) = error.place.cell else {
                out.whole.push((order, error));
                continue;
            };
            let rows: BTreeSet<u32> = error.more.iter().chain([&cell]).map(|c| c.row).collect();
            for row in rows {
                out.by_row.entry(row).or_default().push((order, error));
            }
        }
        out
    }

    /// Messages of the errors that concern a whole table: those of the sheet, and those in its head.
    fn of_table(&self, table: &FormTable) -> Vec<String> {
        let columns = table.area.first.col..=table.area.last.col;
        let head: BTreeSet<u32> = table.header_rows.iter().copied().collect();
        let head = head.iter().filter_map(|row| self.by_row.get(row)).flatten();
        let head = head.filter(|(_, e)| within(e, &columns));
        let mut all: Vec<&(usize, &Diagnostic)> = self.whole.iter().chain(head).collect();
        all.sort_by_key(|(order, _)| *order);
        let message = |error: &Diagnostic| match error.place.cell {
            None => error.message.clone(),
            Some(_) => reason(error),
        };
        all.into_iter().map(|(_, error)| message(error)).collect()
    }

    /// Messages of the errors in an entry's own rows and its table's columns.
    fn of_entry(
        &self,
        entry: &Entry,
        columns: &RangeInclusive<u32>,
        head: &[u32],
    ) -> impl Iterator<Item = String> {
        let own = self.by_row.range(entry.rows.first..=entry.rows.last);
        let own = own.filter(|(row, _)| !head.contains(row));
        let own = own.flat_map(|(_, errors)| errors);
        own.filter(|(_, e)| within(e, columns))
            .map(|(_, error)| reason(error))
    }
}

fn within(error: &Diagnostic, columns: &RangeInclusive<u32>) -> bool {
    error.place.cell.is_some_and(|c| columns.contains(&c.col))
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
        source: RowSource::Entry(Arc::new(entry)),
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
pub fn returned(row: &Row, reasons: &[String]) -> Option<ReturnedEntry> {
    match (&row.source, row.fate) {
        (RowSource::Entry(entry), Fate::Returned) => Some(ReturnedEntry {
            id: row.id.clone(),
            entry: Arc::clone(entry),
            reasons: reasons.to_vec(),
            struck: false,
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
