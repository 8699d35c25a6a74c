//! `check`: everything found wrong in the forms, before anything is registered.

use super::collect::{Collected, Progress, collect};
use super::inputs::Inputs;
use super::join::join;
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit;
use crate::error::Error;
use crate::ingest::Decisions;
use crate::policy::Policy;
use crate::rules::Occasion;
use std::collections::BTreeSet;

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
    /// The files.
    pub inputs: Inputs,
    /// How findings are shown.
    pub format: CheckFormat,
}

/// The findings as text, and how many of them are errors.
///
/// # Errors
/// A path does not exist, nothing can be read, or the policy is not valid.
pub fn check(options: &CheckOptions, progress: &dyn Progress) -> Result<(String, usize), Error> {
    let (policy, occasion) = options.inputs.policy()?;
    let collected = collect(&options.inputs, &[], &policy, occasion, progress)?;
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
    if options.inputs.paths.iter().any(|path| path.is_dir()) {
        return join(collected, Decisions::default(), policy, occasion.year).findings;
    }
    let forms = collected.forms.into_iter();
    forms.flat_map(|form| form.findings).collect()
}
