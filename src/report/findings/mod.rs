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

pub use alike::for_section;
pub(super) use list::sheet as list;
pub use messages::{Notice, notices};
pub use sections::UNKNOWN as UNKNOWN_SECTION;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::context::ReportContext;
use super::links::Links;
use super::returned;
use crate::diagnostic::Diagnostic;
use crate::model::{Book, Register, Roster};
use crate::writer::{Draft, Sheet};

/// What the book is made of.
#[derive(Clone, Copy, Debug)]
pub struct FindingsInput<'r> {
    /// All findings.
    pub findings: &'r [Diagnostic],
    /// The register, for the files and the entries sent back.
    pub register: &'r Register,
    /// The sections in their order.
    pub roster: &'r Roster,
    /// Until when sections are asked to answer; none where the notices say nothing of it.
    pub reply: Option<NaiveDate>,
    /// Paths of the files by the name under which they are shown, relative to the folder of the book.
    pub addresses: &'r BTreeMap<Arc<str>, String>,
    /// What goes back to the sections.
    pub returned: &'r ReturnedPaths,
}

/// Where what goes back to the sections stands, seen from the folder of the book.
#[derive(Clone, Debug, Default)]
pub struct ReturnedPaths {
    /// The marked form of each file that goes back.
    pub forms: BTreeMap<Arc<str>, String>,
    /// The notice of each section.
    pub notices: BTreeMap<String, String>,
}

pub(super) fn ordered(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut ordered: Vec<&Diagnostic> = findings.iter().collect();
    ordered.sort_by_key(|f| std::cmp::Reverse(f.severity));
    ordered
}

/// 按科室统计: how many findings of which kind each section has.
pub fn counts<'r>(
    findings: &'r [Diagnostic],
    roster: &Roster,
    context: &ReportContext,
) -> Sheet<'r> {
    counts::sheet(&ordered(findings), roster, context)
}

/// The workbook of findings. Errors come first, then what should be looked at, then notes; each in order of its place.
pub fn findings_book<'r>(input: &FindingsInput<'r>, context: &ReportContext) -> Draft<'r> {
    let links = Links::new(input.addresses);
    let ordered = ordered(input.findings);
    let sheets = [
        list::sheet(&ordered, ("自查表问题清单", "科室"), links, context),
        counts::sheet(&ordered, input.roster, context),
        files::sheet(&ordered, input, context),
        messages::sheet(&ordered, input, context),
        returned::sheet(input.register, context, move |entry| links.rows(entry)),
    ];
    Draft::new(context.result("自查表问题清单", Book::Findings), sheets)
}
