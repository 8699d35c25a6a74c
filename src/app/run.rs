//! `run`: the main job, from a folder of collected forms to the register and the statistics.

use std::path::PathBuf;

use super::books;
use super::collect::{Progress, collect};
use super::inputs::Inputs;
use super::lost;
use super::origins::Origins;
use super::outcome::{Grounds, Outcome};
use super::record::Written;
use super::result::{Finished, Kept, Staging};
use super::review;
use crate::emit::{self, SummaryInput};
use crate::error::Error;

/// What to run.
#[derive(Debug)]
pub struct RunOptions {
    /// The files.
    pub inputs: Inputs,
    /// Folder to write.
    pub out: PathBuf,
    /// Review workbooks with the leading group's decisions; of two decisions the one given later counts.
    pub review: Vec<PathBuf>,
    /// Seed of the spot check; else the year, so that every year draws anew.
    pub seed: Option<u64>,
}

/// What came of a run.
#[derive(Debug)]
pub struct RunResult {
    /// The summary for the terminal.
    pub summary: String,
    /// Number of errors found in the forms.
    pub errors: usize,
    /// The files written.
    pub written: Vec<Written>,
}

/// Runs the main job.
///
/// # Errors
/// A path does not exist, nothing can be read, a review workbook cannot be read, the policy is not valid, the output cannot be
/// written, or another run is writing it. What stood in the output folder is then untouched.
pub fn run(options: &RunOptions, progress: &dyn Progress) -> Result<RunResult, Error> {
    let (policy, occasion) = options.inputs.policy()?;
    keep_apart(options)?;
    // Before hundreds of files are read it must be certain that the result can be written.
    let mut staging = Staging::open(&options.out, progress)?;
    let mut leave_out = options.review.clone();
    leave_out.push(options.out.clone());
    let reviews = review::read(&options.review, staging.former(), &policy)?;
    let collected = collect(&options.inputs, &leave_out, &policy, occasion, progress)?;
    lost::keep_former(&collected, staging.former())?;
    let missing = lost::missing_since(&collected, staging.former());
    let given = &options.inputs.paths;
    let origins = Origins::of(given, &collected, &reviews, &policy, staging.folder());
    let grounds = Grounds {
        policy: &policy,
        occasion,
        seed: options.seed,
    };
    let outcome = Outcome::of(collected, reviews.decisions, grounds);
    let decided = &outcome.joined.review;
    review::keep_decisions(staging.folder(), &options.review, decided, &policy)?;
    books::write(&outcome, &origins, &mut staging)?;
    let Finished { written, kept } = staging.finish()?;
    let remarks = missing.into_iter().chain(kept.iter().map(remark));
    Ok(result(options, &outcome, written, remarks))
}

/// What came of the run, with remarks on what lay in the folder before: they are for the terminal alone, because the same
/// forms give the same result whatever lay there.
fn result(
    options: &RunOptions,
    outcome: &Outcome<'_>,
    written: Vec<Written>,
    more: impl Iterator<Item = String>,
) -> RunResult {
    let joined = &outcome.joined;
    let books: Vec<String> = written.iter().map(|w| w.path.clone()).collect();
    let mut remarks = joined.remarks.clone();
    remarks.extend(more);
    let summary = emit::summary(&SummaryInput {
        register: &joined.register,
        findings: &joined.findings,
        review: &joined.review,
        card: &outcome.card,
        left_out: &joined.left_out,
        remarks: &remarks,
        folder: &options.out.display().to_string(),
        books: &books,
    });
    RunResult {
        summary,
        errors: outcome.errors(),
        written,
    }
}

fn remark(Kept { from, to }: &Kept) -> String {
    format!(
        "原来的“{from}”有人填过或改过，另存为“{to}”，一个字也没有动；没有采用的内容可在其中查看。"
    )
}

/// The result must not be written where the forms lie: the books would be read as forms the next time.
fn keep_apart(options: &RunOptions) -> Result<(), Error> {
    let Ok(out) = std::fs::canonicalize(&options.out) else {
        return Ok(());
    };
    let inside = |path: &PathBuf| std::fs::canonicalize(path).is_ok_and(|p| p.starts_with(&out));
    if options.inputs.paths.iter().any(inside) {
        let reason =
            "结果文件夹不能就是收表的文件夹（或它的上级）。请另外指定一个，例如 -o 结果".to_owned();
        return Err(Error::Output {
            path: options.out.clone(),
            reason,
        });
    }
    Ok(())
}
