//! What has come in so far: read, joined and held against the roster as `check` does, for whoever wants to see it file by file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::collect::Collected;
use super::progress::Progress;
use super::senders::sender;
use super::session::{Inputs, Session};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::{Coverage, Field, Form, InputFile};
use crate::policy::Policy;

/// What has come in.
#[derive(Debug)]
pub struct Inbox {
    /// 年度.
    pub year: i32,
    /// The files, in the order of their names.
    pub files: Vec<Came>,
    /// Who has handed in.
    pub coverage: Coverage,
    /// What is wrong with the forms, and with all of them together.
    pub findings: Vec<Diagnostic>,
    /// Files that are no forms, by reason.
    pub left_out: BTreeMap<String, usize>,
}

/// A file that came in.
#[derive(Debug)]
pub struct Came {
    /// What became of it.
    pub file: InputFile,
    /// Whose it is: the sections its entries name, else the one its name names, or who fills in what it is.
    pub from: Vec<String>,
    /// Entries read from it.
    pub entries: usize,
}

/// Reads what has come in.
///
/// # Errors
/// As for [`check`](super::check()).
pub fn inbox(inputs: &Inputs, progress: &dyn Progress) -> Result<Inbox, Error> {
    let session = Session::open(inputs, progress)?;
    let forms = session.forms(&inputs.paths, &[])?;
    let policy = &session.policy;
    let of = |form: &Form| {
        let told = (whose(form, policy), form.entries().count());
        (Arc::clone(&form.file), told)
    };
    let mut said: BTreeMap<_, _> = forms.forms.iter().map(of).collect();
    let Collected { left_out, .. } = &forms;
    let left_out = left_out.clone();
    let joined = session.joined(forms)?;
    let files = joined.register.files.into_iter().map(|file| {
        let (from, entries) = said.remove(&file.file).unwrap_or_default();
        Came {
            file,
            from,
            entries,
        }
    });
    Ok(Inbox {
        year: session.occasion.year,
        files: files.collect(),
        coverage: joined.statistics.coverage,
        findings: joined.findings,
        left_out,
    })
}

fn whose(form: &Form, policy: &Policy) -> Vec<String> {
    let sections = form
        .entries()
        .filter_map(|entry| entry.text(Field::Section));
    let sections: BTreeSet<&str> = sections.collect();
    if sections.is_empty() {
        let named = form.named_section.clone();
        return named.or_else(|| sender(form, policy)).into_iter().collect();
    }
    sections.into_iter().map(str::to_owned).collect()
}
