//! What is wrong with a form, with the page of rows on which each cell is found.

use serde::Serialize;

use super::FormRead;
use super::lines::{Line, line_of, lines, page_of};
use crate::diagnostic::{Diagnostic, Severity};
use crate::location::CellRef;

/// A finding as it is shown beside its form.
#[derive(Debug, Serialize)]
pub struct FindingView {
    /// How much it matters.
    pub severity: Severity,
    /// Its code.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What is right, for example.
    pub example: Option<String>,
    /// The number of its sheet.
    pub sheet: Option<usize>,
    /// The name of its sheet, where it is known.
    pub sheet_name: Option<String>,
    /// The name of its first cell.
    pub cell: Option<String>,
    /// The first line of the page with that cell.
    pub line: usize,
    /// Its cells.
    #[serde(skip)]
    pub cells: Vec<CellRef>,
}

/// The findings of a form, the worst first.
pub fn findings(read: &FormRead) -> Vec<FindingView> {
    let sheets = read.sheets();
    let all: Vec<Vec<Line>> = sheets.iter().map(|sheet| lines(&sheet.grid)).collect();
    let view = |finding: &Diagnostic| {
        let place = &finding.place;
        let sheet = sheets
            .iter()
            .position(|s| Some(&s.name) == place.sheet.as_ref());
        let line = place.cell.zip(sheet);
        let line = line.map_or(0, |(cell, sheet)| page_of(line_of(&all[sheet], cell.row)));
        FindingView {
            severity: finding.severity,
            code: finding.code.clone(),
            message: finding.message.clone(),
            help: finding.help.clone(),
            example: finding.example.clone(),
            sheet,
            sheet_name: place.sheet.as_ref().map(|name| name.to_string()),
            cell: place.cell.map(|cell| cell.to_string()),
            line,
            cells: place
                .cell
                .into_iter()
                .chain(finding.more.iter().copied())
                .collect(),
        }
    };
    let mut views: Vec<FindingView> = read.form.findings.iter().map(view).collect();
    views.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    views
}
