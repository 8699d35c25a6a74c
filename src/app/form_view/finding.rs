//! What is wrong with a form, with the cells where it is found.

use serde::Serialize;

use super::FormRead;
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
    /// Its cells.
    #[serde(skip)]
    pub cells: Vec<CellRef>,
}

/// The findings of a form, the worst first.
pub fn findings(read: &FormRead) -> Vec<FindingView> {
    let sheets = read.sheets();
    let view = |finding: &Diagnostic| {
        let place = &finding.place;
        let sheet = sheets
            .iter()
            .position(|s| Some(&s.name) == place.sheet.as_ref());
        FindingView {
            severity: finding.severity,
            code: finding.code.clone(),
            message: finding.message.clone(),
            help: finding.help.clone(),
            example: finding.example.clone(),
            sheet,
            sheet_name: place.sheet.as_ref().map(ToString::to_string),
            cell: place.cell.map(|cell| cell.to_string()),
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
