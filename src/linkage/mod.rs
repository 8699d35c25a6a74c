//! From forms to one register: which files stand for which, which entries are one, what happens to every row, and in what
//! order items stand. The order of record linkage: block → compare → decide → cluster → merge.
//! Does not open files and does not count; every row read leaves with exactly one fate (invariant 6).

mod account;
mod block;
mod checks;
mod choices;
mod cluster;
mod compare;
mod decide;
mod fates;
mod forest;
mod found;
mod identity;
mod items;
mod kin;
mod learn;
mod link;
mod links;
mod merge;
mod order;
mod record;
mod settle;
mod side;
mod stock;
mod submissions;
mod texts;
mod worth;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{
    Form, InputFile, OpinionLine, PairReview, Register, Row, RowAccount, WrittenChoice,
};
use crate::policy::Policy;
pub use checks::ALL as CHECKS;
use compare::Folder;
use fates::Read;
pub use identity::{
    CHECKS as NUMBER_CHECKS, Endings, Numbering, key as identity_key, number_of as printed_number,
};
use std::sync::Arc;
pub use submissions::CHECKS as SUBMISSION_CHECKS;
use submissions::Submissions;
use texts::Texts;

/// The register and the fate of every row.
#[derive(Debug, Default)]
pub struct Consolidated {
    /// The register.
    pub register: Register,
    /// Every row in the order of files, sheets and rows.
    pub rows: Vec<Row>,
    /// Entries that may be one, and what was decided about them.
    pub pairs: PairReview,
    /// What the forms say of risk points that stand no more.
    pub endings: Endings,
    /// Of the cross checks and ballots given beside the forms those that no newer file replaces.
    pub opinions: Vec<OpinionLine>,
    /// What was found on the way.
    pub findings: Vec<Diagnostic>,
}

/// What was given beside the forms.
#[derive(Debug, Default)]
pub struct Given {
    /// What people decided about repeats, in the order they were given.
    pub choices: Vec<WrittenChoice>,
    /// Lines of cross checks and ballots.
    pub opinions: Vec<OpinionLine>,
}

/// Consolidates the forms of a year. `forms` must be sorted by file.
pub fn consolidate(
    forms: Vec<Form>,
    given: Given,
    policy: &Policy,
    numbering: Numbering<'_>,
) -> Consolidated {
    let folder = Folder::new(&policy.linkage);
    let (texts, told) = Texts::of(forms.iter().map(Form::entries), &folder);
    let Given {
        choices,
        mut opinions,
    } = given;
    let mut submissions = submissions::settle((&forms, &told), &mut opinions, &texts, policy);
    let mut read = Read::default();
    let mut register = Register::default();
    for (form, told) in forms.into_iter().zip(told) {
        let columns = form.tables().flat_map(|table| &table.columns);
        for column in columns.filter(|c| c.field.is_none() && !c.label.is_empty()) {
            *register.unmapped.entry(column.label.clone()).or_insert(0) += 1;
        }
        let mut file = input_file(&form, &submissions);
        let stand_in = submissions.stand_in(&form.file);
        file.rows.read = read.add(form, told, stand_in, policy.register_errors);
        register.files.push(file);
    }
    let terms = items::Terms {
        policy,
        folder: &folder,
        texts: &texts,
        numbering,
    };
    let filled = terms.fill(&mut register, &mut read, choices);
    let rows = read.rows;
    fates::count(&rows, &mut register);
    let mut findings = std::mem::take(&mut submissions.findings);
    findings.extend(filled.findings);
    Consolidated {
        register,
        rows,
        pairs: filled.pairs,
        endings: filled.endings,
        opinions,
        findings,
    }
}

fn input_file(form: &Form, submissions: &Submissions) -> InputFile {
    let newer = submissions.newer(&form.file);
    let mut findings = [0; 3];
    for finding in &form.findings {
        findings[2 - finding.severity as usize] += 1;
    }
    InputFile {
        file: form.file.clone(),
        sha256: form.sha256.clone(),
        bytes: form.bytes,
        kind: form.kind,
        tables: form.tables().count(),
        ledger_lines: form.annex.ledger.len() + form.annex.checks.len(),
        marks: form.annex.marks(),
        opinions: form.annex.opinions.len(),
        rows: RowAccount::default(),
        findings,
        trouble: trouble(form).map(|f| f.message.clone()),
        cells: form.cells(),
        section: form.named_section.clone(),
        duplicate_of: submissions.duplicate_of(&form.file).cloned(),
        replaced_by: newer.map(|n| Arc::clone(&n.file)),
        replaced_why: newer.map(|n| Arc::clone(&n.why)),
    }
}

/// What keeps a file from being read: an error that concerns it as a whole. Of a file from which nothing was read the
/// gravest finding says why, whatever it concerns.
fn trouble(form: &Form) -> Option<&Diagnostic> {
    let whole = |f: &&Diagnostic| f.severity == Severity::Error && f.place.sheet.is_none();
    let nothing = form.tables().next().is_none() && form.annex.is_empty();
    let gravest = form.findings.iter().filter(|_| nothing);
    // Of equally grave ones the first.
    let gravest = gravest.rev().max_by_key(|f| f.severity);
    form.findings.iter().find(whole).or(gravest)
}
