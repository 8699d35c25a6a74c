//! The forms as they were read, and what was left out.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::process::leave_out_own;
use crate::ingest;
use crate::model::Form;
use crate::policy::Policy;
use crate::reader::{Discovery, Skipped};
use crate::text;

/// The forms of a run, sorted by file, and the files left out by reason.
#[derive(Debug)]
pub struct Collected {
    /// The forms.
    pub forms: Vec<Form>,
    /// Where each file lies, by the name under which it is shown.
    pub paths: BTreeMap<Arc<str>, PathBuf>,
    /// Files left out.
    pub left_out: BTreeMap<String, usize>,
}

impl Collected {
    /// What was read of what was found.
    pub fn new(forms: Vec<Form>, found: Discovery) -> Self {
        let paths = found.sources.into_iter().map(|s| (s.shown, s.path));
        Self {
            forms,
            paths: paths.collect(),
            left_out: reasons(found.skipped),
        }
    }

    /// Without the program's own registers, which repeat what forms say. That of another unit is read as what it reports.
    #[must_use]
    pub fn without_own(mut self, policy: &Policy) -> Self {
        let own_unit = text::key(&policy.unit);
        for form in &mut self.forms {
            let unit = form.unit().map(text::key);
            let is_anothers = unit.is_some_and(|unit| !own_unit.is_empty() && unit != own_unit);
            if !is_anothers {
                leave_out_own(form, policy);
            }
        }
        self
    }

    /// With the sections of other units told apart from the run's own.
    #[must_use]
    pub fn of_their_units(mut self, policy: &Policy) -> Self {
        let told = ingest::keep_units_apart(&mut self.forms, policy);
        if let Some(finding) = told.and_then(|finding| policy.rule_book.adjusted(finding))
            && let Some(form) = self.forms.iter_mut().find(|f| f.file == finding.place.file)
        {
            form.findings.push(finding);
            form.findings.sort();
        }
        self
    }
}

/// Files left out, by the reason shown to people; reasons without a file are not named.
fn reasons(skipped: Skipped) -> BTreeMap<String, usize> {
    let counts = [
        ("锁定文件（~$）", skipped.locks),
        ("临时文件", skipped.temporary),
        ("隐藏文件", skipped.hidden),
        ("结果文件夹中的文件", skipped.left_out),
        ("撤回的文件夹", skipped.withdrawn),
        ("非表格文件", skipped.other),
        ("管道、设备或套接字", skipped.special),
    ];
    counts
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(why, n)| (why.to_owned(), n))
        .collect()
}
