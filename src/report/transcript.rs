//! A form that cannot be marked itself, written again as a workbook of ours: every cell at its own address, with our heads, our
//! lines and our lists of what may be chosen. Nothing that was read is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::context::ReportContext;
use super::template;
use super::widths::{Demand, Width, widths};
use crate::location::{Area, CellRef};
use crate::model::Field;
use crate::policy::Policy;
use crate::reader::{CellValue, Grid, Sheet, Visibility, Workbook};
use crate::writer::marked::REFILL;
use crate::writer::{BookSpec, CellSpec, Content, InputSpec, NoteSpec, SheetSpec, StyleRole};

/// Width of a printed page in characters.
const PAGE: f64 = 150.0;
/// Blank cells of a table that get lines at most.
const MOST_BLANKS: u64 = 50_000;

/// Values of formulas that could not be reckoned: they stay what they are.
const ERRORS: [&str; 7] = [
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
];

/// A table of a form as it was understood.
#[derive(Clone, Debug)]
pub struct FoundTable {
    /// Its sheet.
    pub sheet: Arc<str>,
    /// The rows of its head.
    pub head: Vec<u32>,
    /// Head and body.
    pub area: Area,
    /// Its columns whose field is known.
    pub columns: Vec<(u32, Field)>,
}

/// A form written again.
pub struct Transcript {
    /// The workbook.
    pub book: BookSpec,
    /// The first row of each sheet that came from a document, where lines stand above a table.
    first: BTreeMap<Arc<str>, u32>,
}

impl Transcript {
    /// Of a form with these tables. What cannot be told is to be filled in anew: a cell that could not be read, and those
    /// that are `unsure`.
    pub fn of(
        form: &Workbook,
        unsure: &BTreeSet<(Arc<str>, CellRef)>,
        tables: &[FoundTable],
        policy: &Policy,
        context: &ReportContext,
    ) -> Self {
        let mut out = Self {
            book: context.book(&policy.template.title),
            first: BTreeMap::new(),
        };
        for sheet in &form.sheets {
            let first = sheet.grid.cells().map(|(at, _)| at.row).min();
            if let Some(first) = first.filter(|_| sheet.grid.is_in_document()) {
                out.first.insert(Arc::clone(&sheet.name), first);
            }
            let tables: Vec<&FoundTable> =
                tables.iter().filter(|t| t.sheet == sheet.name).collect();
            let described = out.sheet((sheet, unsure), &tables, policy, context.year);
            out.book.sheets.push(described);
        }
        out
    }

    /// Where a cell of the form stands now.
    pub fn place(&self, sheet: &Arc<str>, at: CellRef) -> CellRef {
        let first = self.first.get(sheet).copied().unwrap_or(0);
        CellRef::new(at.row.saturating_sub(first), at.col)
    }

    /// Whether cells of a table stand lower now than a document counts them.
    pub fn moves(&self) -> bool {
        self.first.values().any(|first| *first < CellRef::TABLE_TOP)
    }

    /// Whether something is to be filled in anew.
    pub fn has_gaps(&self) -> bool {
        let refill = Content::text(REFILL);
        let mut cells = self.book.sheets.iter().flat_map(|sheet| &sheet.cells);
        cells.any(|cell| cell.content == refill)
    }

    /// The same of a range.
    pub fn area(&self, sheet: &Arc<str>, area: Area) -> Area {
        let [first, last] = [area.first, area.last].map(|at| self.place(sheet, at));
        Area::new(first, last)
    }

    /// The notes of a sheet.
    fn notes(&self, sheet: &Sheet) -> Vec<NoteSpec> {
        let notes = sheet.grid.notes.iter().map(|(at, note)| {
            let at = self.place(&sheet.name, *at);
            let text = note.clone();
            NoteSpec { at, text }
        });
        notes.collect()
    }

    fn sheet(
        &self,
        (sheet, unsure): (&Sheet, &BTreeSet<(Arc<str>, CellRef)>),
        tables: &[&FoundTable],
        policy: &Policy,
        year: i32,
    ) -> SheetSpec {
        let grid = &sheet.grid;
        let style = |at: CellRef| match tables.iter().find(|t| t.area.contains(at)) {
            Some(table) if table.head.contains(&at.row) => StyleRole::Head,
            Some(_) => StyleRole::Body,
            None => StyleRole::Plain,
        };
        let cells = grid.cells().map(|(at, value)| {
            let unsure = unsure.contains(&(Arc::clone(&sheet.name), at));
            let style = |at| match style(at) {
                StyleRole::Body if grid.struck.contains(&at) => StyleRole::Struck,
                style => style,
            };
            let (content, style) = if unsure {
                (Content::text(REFILL), style(at))
            } else {
                shown(value, style(at))
            };
            let at = self.place(&sheet.name, at);
            CellSpec { at, content, style }
        });
        let mut spec = SheetSpec {
            name: sheet.name.to_string(),
            hidden: sheet.visibility != Visibility::Visible,
            merges: grid
                .merges()
                .iter()
                .map(|m| self.area(&sheet.name, *m))
                .collect(),
            cells: cells.collect(),
            notes: self.notes(sheet),
            ..SheetSpec::default()
        };
        let place = |row: &u32| self.place(&sheet.name, CellRef::new(*row, 0)).row;
        spec.hidden_rows = grid.hidden_rows.iter().map(place).collect();
        spec.hidden_columns = grid.hidden_cols.iter().copied().collect();
        let lines = lines(grid, tables);
        let lines = lines.map(|line| self.area(&sheet.name, line));
        spec.merges.extend(lines);
        spec.widths = measured(&spec);
        spec.print.landscape = true;
        let there: BTreeSet<CellRef> = spec.cells.iter().map(|cell| cell.at).collect();
        for table in tables {
            let area = self.area(&sheet.name, table.area);
            let blanks = blanks(area).filter(|at| !there.contains(at));
            let merged = |at: &CellRef| {
                let mut merges = spec.merges.iter();
                merges.any(|m| m.contains(*at) && m.first != *at)
            };
            let blanks: Vec<CellSpec> = blanks.filter(|at| !merged(at)).map(blank).collect();
            spec.cells.extend(blanks);
            spec.inputs.extend(lists(table, area, policy, year));
        }
        spec
    }
}

/// The texts above and below tables, each over the columns up to the next: it would be broken into the width of one column.
fn lines<'g>(grid: &'g Grid, tables: &'g [&FoundTable]) -> impl Iterator<Item = Area> + 'g {
    let last = grid.cells().map(|(at, _)| at.col).max().unwrap_or(0);
    let rows = grid.rows().into_iter().filter(|row| {
        let beside =
            |table: &&FoundTable| (table.area.first.row..=table.area.last.row).contains(row);
        let above = (CellRef::MAX_ROW + 1..CellRef::TABLE_TOP).contains(row);
        above || !tables.is_empty() && !tables.iter().any(beside)
    });
    rows.flat_map(move |row| {
        let cells: Vec<CellRef> = grid.row(row).map(|(at, _)| at).collect();
        let next = cells.iter().skip(1).map(|at| at.col - 1).chain([last]);
        let lines = cells.iter().zip(next);
        let lines = lines.filter(|(at, last)| at.col < *last);
        let lines = lines.map(|(at, last)| Area::new(*at, CellRef::new(row, last)));
        let free = |line: &Area| {
            let mut cells = (line.first.col..=line.last.col).map(|col| CellRef::new(row, col));
            cells.all(|at| grid.merge_of(at).is_none())
        };
        lines.filter(free).collect::<Vec<_>>()
    })
}

/// What a cell shows, and how.
fn shown(value: &CellValue, style: StyleRole) -> (Content, StyleRole) {
    match value {
        CellValue::Number(number) => (Content::Number(*number), style),
        CellValue::Date(at) if at.time() == chrono::NaiveTime::MIN => {
            (Content::Date(at.date()), StyleRole::Date)
        }
        CellValue::Error(error) if ERRORS.contains(&error.as_str()) => {
            let (formula, result) = (format!("={error}"), error.clone());
            (Content::TextFormula { formula, result }, style)
        }
        CellValue::Error(_) | CellValue::NoResult | CellValue::Picture => {
            (Content::text(REFILL), style)
        }
        value => (Content::text(value.display()), style),
    }
}

fn blank(at: CellRef) -> CellSpec {
    CellSpec {
        at,
        ..CellSpec::default()
    }
}

/// The cells of a table that get lines; of a boundless one none.
fn blanks(area: Area) -> impl Iterator<Item = CellRef> {
    let size = |first: u32, last: u32| u64::from(last.saturating_sub(first)) + 1;
    let rows = size(area.first.row, area.last.row);
    let few = rows * size(area.first.col, area.last.col) <= MOST_BLANKS;
    let rows = (area.first.row..=area.last.row).filter(move |_| few);
    rows.flat_map(move |row| {
        (area.first.col..=area.last.col).map(move |col| CellRef::new(row, col))
    })
}

/// What may be chosen below the heads that are known, as on a blank form.
fn lists(
    table: &FoundTable,
    area: Area,
    policy: &Policy,
    year: i32,
) -> impl Iterator<Item = InputSpec> {
    let head = table
        .head
        .iter()
        .max()
        .map(|head| head - table.area.first.row);
    let body = head.map(|head| area.first.row + head + 1);
    let body = body.filter(|first| *first <= area.last.row);
    let columns = table.columns.iter();
    columns.filter_map(move |(col, field)| {
        let last = CellRef::new(area.last.row, *col);
        let body = Area::new(CellRef::new(body?, *col), last);
        template::list(*field, body, policy, year)
    })
}

/// The widths of the columns; a text that is spread over several makes none of them wide.
fn measured(sheet: &SheetSpec) -> Vec<f64> {
    let last = sheet
        .cells
        .iter()
        .map(|cell| cell.at.col)
        .max()
        .unwrap_or(0);
    let mut demands: Vec<Demand> = (0..=last).map(|_| Demand::default()).collect();
    let spread = |at: CellRef| {
        let mut merges = sheet.merges.iter();
        merges.any(|m| m.contains(at) && m.first.col < m.last.col)
    };
    for cell in sheet.cells.iter().filter(|cell| !spread(cell.at)) {
        if cell.style != StyleRole::Plain {
            demands[cell.at.col as usize].add(&cell.content.shown());
        }
    }
    let columns = demands.iter().map(|demand| (Width::Prose(8.0), "", demand));
    widths(&columns.collect::<Vec<_>>(), PAGE)
}
