//! How readers report: notes about the file as a whole, and remarks on its cells.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::checks;
use super::guard::Facts;
use crate::diagnostic::{Check, Diagnostic};
use crate::location::{CellRef, Place};

/// Findings of one kind shown one by one in a sheet; the rest are counted.
const SHOWN: usize = 20;

/// Cells to report, each with what is to be said of it.
pub(super) type Remarks = BTreeMap<CellRef, String>;

/// What all readers need: the file's name for places, and where findings go.
pub(super) struct Context<'c> {
    pub file: &'c Arc<str>,
    pub findings: &'c mut Vec<Diagnostic>,
}

impl Context<'_> {
    /// Reports what one check found in the cells of a sheet.
    pub fn cells(&mut self, sheet: &Arc<str>, check: &Check, cells: &Remarks) {
        for (at, message) in cells.iter().take(SHOWN) {
            let place = Place::cell(self.file, sheet, *at);
            self.findings.push(Diagnostic::new(check, place, message));
        }
        if cells.len() > SHOWN {
            let place = Place::sheet(self.file, sheet);
            let message = format!("另有 {} 处，不再逐一列出", cells.len() - SHOWN);
            self.findings.push(Diagnostic::new(check, place, message));
        }
    }
}

/// Notes about the file.
pub(super) fn of_package(facts: &Facts, file: &Arc<str>) -> Vec<Diagnostic> {
    let note = |check: &Check, message: &str| Diagnostic::new(check, Place::file(file), message);
    let mut notes = Vec::new();
    if facts.macros {
        notes.push(note(
            &checks::MACROS,
            "文件含有宏（程序代码），读取时不会运行",
        ));
    }
    if facts.external_links {
        notes.push(note(
            &checks::EXTERNAL_LINKS,
            "文件中的公式引用了其他文件，采用保存时的结果",
        ));
    }
    notes
}
