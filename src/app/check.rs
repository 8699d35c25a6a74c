//! `check`: everything found wrong in the forms, before anything is registered.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::NaiveDate;

use super::collect::{Collected, Progress, collect};
use super::join::join;
use super::policy_file::{load_policy, occasion};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit;
use crate::error::Error;
use crate::policy::Policy;
use crate::rules::Occasion;

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckFormat {
    /// With the cells around each.
    Full,
    /// One line each.
    Concise,
    /// One JSON object a line.
    Json,
}

/// What to check and how to show it.
#[derive(Debug)]
pub struct CheckOptions {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Policy file.
    pub policy: Option<PathBuf>,
    /// 年度; else the policy's, else that of the date.
    pub year: Option<i32>,
    /// Date of the run: dates after it lie in the future.
    pub date: NaiveDate,
    /// How findings are shown.
    pub format: CheckFormat,
    /// Threads, 0 for one per core.
    pub jobs: usize,
}

/// The findings as text, and how many of them are errors.
///
/// # Errors
/// A path does not exist, nothing can be read, or the policy is not valid.
pub fn check(options: &CheckOptions, progress: &dyn Progress) -> Result<(String, usize), Error> {
    let policy = load_policy(options.policy.as_deref(), &options.paths)?;
    let occasion = occasion(options.year, options.date, &policy);
    let collected = collect(
        &options.paths,
        &[],
        &policy,
        occasion,
        options.jobs,
        progress,
    )?;
    let files: BTreeSet<_> = collected.forms.iter().map(|f| f.file.clone()).collect();
    let findings = findings(collected, options, &policy, occasion);
    let errors = findings
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .count();
    let summary = || emit::findings_summary(&findings, &files);
    let text = match options.format {
        CheckFormat::Full => emit::findings_full(&findings) + &summary(),
        CheckFormat::Concise => emit::findings_concise(&findings) + &summary(),
        CheckFormat::Json => {
            let fault = |e: serde_json::Error| Error::Workbook {
                book: "check".to_owned(),
                reason: e.to_string(),
            };
            emit::findings_jsonl(&findings).map_err(fault)?
        }
    };
    Ok((text, errors))
}

/// The findings of the forms. Who handed in nothing is asked only of a whole folder: of a single form it would be everybody.
fn findings(
    collected: Collected,
    options: &CheckOptions,
    policy: &Policy,
    occasion: Occasion,
) -> Vec<Diagnostic> {
    if options.paths.iter().any(|path| path.is_dir()) {
        return join(collected, policy, occasion.year).findings;
    }
    let forms = collected.forms.into_iter();
    forms.flat_map(|form| form.findings).collect()
}
