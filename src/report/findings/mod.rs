//! 04-问题清单: every finding with its cell, how many there are by section and by file, a message to each section, and
//! the entries sent back with all their data.

mod alike;
mod compose;
mod counts;
mod files;
mod list;
mod messages;
mod pieces;
mod sections;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::links::Links;
use super::{ReportContext, returned};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Book, Register, Roster};
use crate::writer::{BookSpec, StyleRole};

/// What the book is made of.
#[derive(Clone, Copy, Debug)]
pub struct FindingsInput<'r> {
    /// All findings.
    pub findings: &'r [Diagnostic],
    /// The register, for the files and the entries sent back.
    pub register: &'r Register,
    /// The sections in their order.
    pub roster: &'r Roster,
    /// Paths of the files by the name under which they are shown, relative to the folder of the book.
    pub addresses: &'r BTreeMap<Arc<str>, String>,
}

/// The workbook of findings. Errors come first, then what should be looked at, then notes; each in order of its place.
pub fn findings_book(input: &FindingsInput<'_>, context: &ReportContext) -> BookSpec {
    let links = Links::new(input.addresses);
    let mut ordered: Vec<&Diagnostic> = input.findings.iter().collect();
    ordered.sort_by_key(|f| std::cmp::Reverse(f.severity));
    let mut book = context.result("自查表问题清单", Book::Findings);
    book.sheets = vec![
        list::sheet(&ordered, &links, context),
        counts::sheet(&ordered, input.roster, context),
        files::sheet(&ordered, input.register, &links, context),
        messages::sheet(&ordered, input, context),
        returned::sheet(input.register, context, |entry| links.rows(entry)),
    ];
    book
}

/// The colours of a severity.
const fn style(severity: Severity) -> StyleRole {
    match severity {
        Severity::Error => StyleRole::LevelOne,
        Severity::Warning => StyleRole::LevelTwo,
        Severity::Note => StyleRole::LevelThree,
    }
}
