//! What became of the decisions, and how is told what is wrong with one.

use crate::diagnostic::{Check, Diagnostic};
use crate::model::{Unused, WrittenDecision};

/// What became of the decisions.
#[derive(Debug, Default)]
pub struct Applied {
    /// Those that count, each of them applied to at least one entry.
    pub used: Vec<WrittenDecision>,
    /// Those that do not.
    pub unused: Vec<Unused>,
    /// What was found on the way.
    pub findings: Vec<Diagnostic>,
}

/// A finding at the cell of a decision.
pub fn finding(check: &Check, written: &WrittenDecision, message: String) -> Diagnostic {
    let mut finding = Diagnostic::new(check, written.place.clone(), message);
    finding.found = Some(written.ruling.title().to_owned());
    finding
}
