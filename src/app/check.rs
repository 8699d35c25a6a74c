//! `check`: everything found wrong in the forms, before anything is registered.

use std::path::PathBuf;

use super::collect::{Progress, collect};
use super::policy_file::load_policy;
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit;
use crate::error::Error;

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
    let collected = collect(&options.paths, &[], &policy, options.jobs, progress)?;
    let files = collected.forms.len();
    let findings: Vec<Diagnostic> = collected
        .forms
        .into_iter()
        .flat_map(|f| f.findings)
        .collect();
    let errors = findings
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .count();
    let summary = || emit::findings_summary(&findings, files);
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
