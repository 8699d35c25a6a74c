//! `inspect`: how each file was understood.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::collect::{Progress, collect};
use super::policy_file::{load_policy, occasion};
use crate::emit;
use crate::error::Error;

/// What to inspect and how to show it.
#[derive(Debug)]
pub struct InspectOptions {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Policy file.
    pub policy: Option<PathBuf>,
    /// 年度; else the policy's, else that of the date.
    pub year: Option<i32>,
    /// Date of the run: dates after it lie in the future.
    pub date: NaiveDate,
    /// JSON instead of text.
    pub json: bool,
    /// Threads, 0 for one per core.
    pub jobs: usize,
}

/// The report as text or JSON.
///
/// # Errors
/// A path does not exist, nothing can be read, or the policy is not valid.
pub fn inspect(options: &InspectOptions, progress: &dyn Progress) -> Result<String, Error> {
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
    if options.json {
        let fault = |e: serde_json::Error| Error::Workbook {
            book: "inspect".to_owned(),
            reason: e.to_string(),
        };
        return emit::inspect_json(&collected.forms).map_err(fault);
    }
    Ok(emit::inspect_text(&collected.forms))
}
