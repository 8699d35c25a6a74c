//! 定级: what the policy suggests for each entry from the answers of its form, on which grounds, and what it leaves open.
//!
//! Never touches a level somebody wrote. What cannot be decided stays undecided, with a finding at its cell and a doubt for
//! the leading group; words in a text only raise a question.

mod answers;
mod checks;
mod criteria;
mod findings;
mod numbers;

pub use checks::ALL as CHECKS;

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Field, Form, FormTable, Grading, Level, Reason};
use crate::policy::{GradingPolicy, Method, Policy};
use answers::Answers;

/// What came of grading one entry.
#[derive(Debug, Default)]
struct Outcome {
    suggested: Option<Level>,
    reasons: Vec<Reason>,
    /// Answers not given, or not understood, on which the level depends.
    missing: Vec<Field>,
    /// All that counts is answered, and no criterion applies.
    open_case: bool,
    /// Answers that do not fit together: their fields, and why.
    contradictions: Vec<(Vec<Field>, String)>,
}

/// Suggests a level for every entry of a self-check form, holds it against the level declared, and returns what was found.
pub fn grade(form: &mut Form, policy: &Policy) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !form.kind.is_report() {
        return found;
    }
    let fields = policy.grading.fields();
    let mut not_asked = None;
    for table in form.sheets.iter_mut().flat_map(|s| &mut s.tables) {
        let asked = asked(table, &fields);
        if !asked.is_empty() {
            found.extend(grade_table(table, &asked, policy));
        } else if !fields.is_empty() {
            not_asked = not_asked.or_else(|| table.entries.first().map(|e| head_of(table, e)));
        }
        found.extend(table.entries.iter().filter_map(findings::compared));
        found.extend(findings::weighty(&table.entries, &policy.grading));
    }
    found.extend(not_asked.map(findings::not_asked));
    found
}

/// The place of a table's head, and the section of its first entry.
fn head_of(table: &FormTable, entry: &Entry) -> findings::At {
    findings::At::new(entry, table.columns.first().map(|c| c.cell))
}

/// The fields the table asks for, in a column or around it.
fn asked(table: &FormTable, fields: &[Field]) -> BTreeSet<Field> {
    let columns = table.columns.iter().filter_map(|c| c.field);
    let around = table.entries.iter().flat_map(|e| e.values.keys().copied());
    let known: BTreeSet<Field> = columns.chain(around).collect();
    fields
        .iter()
        .filter(|f| known.contains(f))
        .copied()
        .collect()
}

fn grade_table(table: &mut FormTable, asked: &BTreeSet<Field>, policy: &Policy) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut report = findings::Report::new(table, asked);
    // Of a row that says nothing else it has been said that it is blank.
    for entry in table.entries.iter_mut().filter(|e| says_something(e)) {
        let outcome = outcome(&Answers::of(entry), &policy.grading);
        found.extend(report.entry(entry, &outcome));
        entry.grading = Grading {
            doubts: findings::doubts(entry, &outcome),
            suggested: outcome.suggested,
            reasons: outcome.reasons,
        };
    }
    found.extend(report.columns());
    found
}

fn outcome(answers: &Answers<'_>, grading: &GradingPolicy) -> Outcome {
    match grading.method {
        Method::Answers => criteria::outcome(answers, grading),
        Method::Matrix => numbers::matrix(answers, grading),
        Method::Count => numbers::count(answers, grading),
        Method::None => Outcome::default(),
    }
}

fn says_something(entry: &Entry) -> bool {
    let fields = [Field::Risk, Field::Level, Field::Measures];
    fields.iter().any(|f| entry.text(*f).is_some())
}
