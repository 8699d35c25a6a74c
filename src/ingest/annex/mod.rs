//! What comes in beside the self-check forms: ledgers (台账) and score sheets (评分表), told apart by their titles.

mod checks;
mod head;
mod ledger;
mod line;
mod marks;
mod whom;

use std::sync::Arc;

use super::listed::Table;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Annex, FormKind};
use crate::policy::Lookup;
use crate::reader::{Visibility, Workbook};

pub use checks::ALL as CHECKS;

/// Reads a workbook of one of these kinds; nothing of any other. What cannot be understood is a finding.
pub fn read(
    kind: FormKind,
    workbook: &Workbook,
    file: &Arc<str>,
    lookup: &Lookup<'_>,
) -> (Annex, Vec<Diagnostic>) {
    let mut annex = Annex::default();
    let mut findings = Vec::new();
    let unread = match kind {
        FormKind::Ledger => &checks::LEDGER_UNREAD,
        FormKind::ScoreSheet => &checks::SHEET_UNREAD,
        _ => return (annex, findings),
    };
    let mut tables = 0;
    for sheet in &workbook.sheets {
        if sheet.visibility != Visibility::Visible && !lookup.policy().bounds.hidden_sheets {
            continue;
        }
        let table = Table {
            view: View::new(&sheet.grid, true, true),
            place: Place::sheet(file, &sheet.name),
            lookup,
        };
        let read = match kind {
            FormKind::Ledger => ledger::read(&table, &mut annex.ledger, &mut findings),
            _ => marks::read(&table, file, &mut annex.sheets, &mut findings),
        };
        tables += usize::from(read);
    }
    if tables == 0 {
        let message = format!("{}，没有读取", unread.title);
        findings.push(Diagnostic::new(unread, Place::file(file), message));
    }
    (annex, findings)
}
