//! A form as a person sees it, a page of rows at a time: its cells as they look, what is wrong with them, and how it was
//! understood.

mod finding;
mod grid;
mod heads;
mod lines;
mod sections;

use std::sync::Arc;

use serde::Serialize;

use super::process::process_keeping;
use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::Form;
use crate::policy::{Occasion, Policy};
use crate::reader::{Sheet, Source, Visibility, Workbook};
use crate::text;

use finding::{FindingView, findings};
use grid::{GridView, grid};
use heads::{TableView, tables};
pub use heads::{fields, label_at};
use sections::{SectionView, sections};

/// A form with the cells it was read from.
#[derive(Debug)]
pub struct FormRead {
    /// How it was understood.
    pub form: Form,
    /// Its cells; none where it could not be read.
    pub workbook: Option<Workbook>,
}

impl FormRead {
    /// Reads a form.
    pub fn of(source: &Source, policy: &Policy, occasion: Occasion) -> Self {
        let (form, workbook) = process_keeping(source, policy, occasion);
        Self { form, workbook }
    }

    /// The cells of a file that is no form, with what was found in it.
    #[must_use]
    pub fn no_form(mut self, findings: &[Diagnostic]) -> Self {
        self.form.sheets.clear();
        self.form.findings = findings.to_vec();
        self
    }

    /// A cell of a sheet by the name people know it by; in a table of a document rows are counted from its first.
    pub fn cell(&self, sheet: usize, written: &str) -> Option<CellRef> {
        let at: CellRef = written.trim().to_uppercase().parse().ok()?;
        let grid = &self.sheets().get(sheet)?.grid;
        let below = grid.is_in_document() && !at.is_in_document();
        let row = if below {
            at.row + CellRef::TABLE_TOP
        } else {
            at.row
        };
        Some(grid.anchor(CellRef::new(row, at.col)))
    }

    /// The number of a sheet by its name, or by its number itself; the first one where there is no such.
    pub fn sheet(&self, written: &str) -> usize {
        let named = self
            .sheets()
            .iter()
            .position(|sheet| *sheet.name == *written);
        let numbered = written.parse().ok().filter(|at| *at < self.sheets().len());
        named.or(numbered).unwrap_or(0)
    }

    /// Its sheets.
    pub fn sheets(&self) -> &[Sheet] {
        self.workbook.as_ref().map_or(&[], |book| &book.sheets)
    }
}

/// What of a form is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Window {
    /// The sheet, by number.
    pub sheet: usize,
    /// The first line, by number; none: that of the cell.
    pub line: Option<usize>,
    /// The first column; none: that of the cell.
    pub column: Option<u32>,
    /// A cell that is looked at.
    pub cell: Option<CellRef>,
}

/// A form as it is shown.
#[derive(Debug, Serialize)]
pub struct FormView {
    /// Its name.
    pub file: Arc<str>,
    /// What it is taken for.
    pub kind: &'static str,
    /// Its sheets.
    pub sheets: Vec<SheetTab>,
    /// The number of the one shown.
    pub sheet: usize,
    /// The cells of the one shown; none where there is none.
    pub grid: Option<GridView>,
    /// How its tables were understood.
    pub tables: Vec<TableView>,
    /// The sections the form names.
    pub sections: Vec<SectionView>,
    /// What is wrong with it, the worst first.
    pub findings: Vec<FindingView>,
}

/// A sheet by its name.
#[derive(Debug, Serialize)]
pub struct SheetTab {
    /// The name.
    pub name: Arc<str>,
    /// Whether it is hidden.
    pub hidden: bool,
    /// How many findings stand on it.
    pub findings: usize,
}

impl FormView {
    /// What of a form is to be shown.
    pub fn of(read: &FormRead, policy: &Policy, window: Window) -> Self {
        let all = read.sheets();
        let sheet = window.sheet.min(all.len().saturating_sub(1));
        let findings = findings(read);
        let tab = |at: usize, sheet: &Sheet| SheetTab {
            name: Arc::clone(&sheet.name),
            hidden: sheet.visibility != Visibility::Visible,
            findings: findings.iter().filter(|f| f.sheet == Some(at)).count(),
        };
        let shown = all.get(sheet);
        let tables = shown.map(|s| tables(read, s, policy)).unwrap_or_default();
        Self {
            file: Arc::clone(&read.form.file),
            kind: read.form.kind.title(),
            sheets: all.iter().enumerate().map(|(at, s)| tab(at, s)).collect(),
            sheet,
            grid: shown.map(|s| grid(s, (sheet, window), &tables, &findings)),
            sections: sections(&read.form, policy),
            tables,
            findings,
        }
    }
}

/// A text of a cell as far as it is shown.
fn cut(written: &str, most: usize) -> (String, bool) {
    let long = written.chars().nth(most).is_some();
    let shown: String = written.chars().take(most).collect();
    (text::printable(&shown), long)
}
