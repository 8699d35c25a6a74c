//! `run`: the main job, from a folder of collected forms to the register and the statistics.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::addresses::addresses;
use super::collect::{Progress, collect};
use super::inputs::Inputs;
use super::join::{Joined, join};
use super::output::{Staging, Written};
use super::review;
use super::run_json::{Facts, run_json};
use super::senders::senders;
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{self, SummaryInput};
use crate::error::Error;
use crate::followup;
use crate::model::Scorecard;
use crate::policy::Policy;
use crate::publicity::{self, People, Published};
use crate::report::{self, FindingsInput, ReportContext};
use crate::rules::Occasion;
use crate::score::{self, Year};

/// Name of the score book in the output folder.
const SCORES: &str = "03-年度考核评分表.xlsx";

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
/// A path does not exist, nothing can be read, the policy is not valid, or the output cannot be written.
pub fn run(options: &RunOptions, progress: &dyn Progress) -> Result<RunResult, Error> {
    let (policy, occasion) = options.inputs.policy()?;
    keep_apart(options)?;
    // Before hundreds of files are read it must be certain that the result can be written.
    let mut staging = Staging::new(&options.out)?;
    let mut leave_out = options.review.clone();
    leave_out.push(options.out.clone());
    let year = occasion.year;
    let aside = staging.keep_aside(review::BOOK);
    let scores_aside = staging.keep_aside(SCORES);
    let own = (staging.folder(), aside.as_deref());
    let decisions = review::read(&options.review, own, &policy)?;
    let collected = collect(&options.inputs, &leave_out, &policy, occasion, progress)?;
    let collected = collected.without_own(&policy);
    let addresses = addresses(&collected.paths, staging.folder());
    let people = People::of(&collected.forms, &policy);
    let senders = senders(&collected.forms, &policy);
    let mut joined = join(collected, decisions, &policy, year);
    let seed = options.seed.unwrap_or_else(|| year.unsigned_abs().into());
    followup::follow_up(&mut joined.register, &policy, occasion.date, seed);
    let Published { items, findings } = publicity::publish(&joined.register, &people, &policy);
    let (card, mut of_scores) = score(&joined, &policy, occasion);
    for finding in of_scores.iter_mut().filter(|f| f.section.is_none()) {
        finding.section = senders.get(&finding.place.file).cloned();
    }
    let later = findings.into_iter().chain(of_scores);
    let later = later.filter_map(|f| policy.rule_book.adjusted(f));
    joined.findings.extend(later);
    joined.remarks.extend(card.remarks.iter().cloned());
    for (book, kept) in [(review::BOOK, aside), (SCORES, scores_aside)] {
        joined.remarks.extend(
            kept.map(|kept| {
                format!("原来填过的“{book}”另存为“{kept}”，没有采用的内容可在其中查看。")
            }),
        );
    }
    review::keep_decisions(staging.folder(), &options.review, &joined.review, &policy)?;
    let context = ReportContext {
        unit: policy.unit.clone(),
        year,
        date: occasion.date,
    };
    write_books(&mut staging, &joined, &card, &policy, &addresses, &context)?;
    let public = report::public_book(&items, &policy.public.columns, &context);
    staging.book("06-公示表.xlsx", &public)?;
    write_data(&mut staging, &joined)?;
    let lines = emit::scores_jsonl(&card, &policy.scoring).map_err(|e| json_fault(&e))?;
    staging.file("data/scores.jsonl", lines.as_bytes())?;
    let facts = Facts {
        policy: &policy,
        year,
        date: occasion.date,
        register: &joined.register,
        card: &card,
        findings: &joined.findings,
        left_out: &joined.left_out,
        remarks: &joined.remarks,
        outputs: staging.written(),
    };
    let facts = run_json(&facts).map_err(|e| json_fault(&e))?;
    staging.file("run.json", facts.as_bytes())?;
    Ok(result(options, &joined, &card, staging.finish()?))
}

/// The scores of the year, by what all forms, ledgers and score sheets say together.
fn score(joined: &Joined, policy: &Policy, occasion: Occasion) -> (Scorecard, Vec<Diagnostic>) {
    let year = Year {
        register: &joined.register,
        rows: &joined.rows,
        findings: &joined.findings,
        errors: &joined.errors,
        coverage: &joined.statistics.coverage,
        ledger: &joined.annex.ledger,
        sheets: &joined.annex.sheets,
        year: occasion.year,
        date: occasion.date,
    };
    score::score(&year, policy)
}

fn write_books(
    staging: &mut Staging,
    joined: &Joined,
    card: &Scorecard,
    policy: &Policy,
    addresses: &BTreeMap<Arc<str>, String>,
    context: &ReportContext,
) -> Result<(), Error> {
    let register = report::register_book(&joined.register, context);
    staging.book("01-廉政风险点登记汇总表.xlsx", &register)?;
    let statistics = report::statistics_book(&joined.register, &joined.statistics, context);
    staging.book("02-风险等级统计表.xlsx", &statistics)?;
    let scores = report::score_book(card, &policy.scoring, addresses, context);
    staging.book(SCORES, &scores)?;
    let findings = FindingsInput {
        findings: &joined.findings,
        register: &joined.register,
        roster: &policy.roster,
        addresses,
    };
    let findings = report::findings_book(&findings, context);
    staging.book("04-问题清单.xlsx", &findings)?;
    let review = report::review_book(&joined.review, &joined.register, addresses, context);
    staging.book(review::BOOK, &review)
}

fn write_data(staging: &mut Staging, joined: &Joined) -> Result<(), Error> {
    let files = [
        (
            "data/register.jsonl",
            emit::register_jsonl(&joined.register),
        ),
        ("data/entries.jsonl", emit::entries_jsonl(&joined.rows)),
        (
            "data/merges.jsonl",
            emit::merges_jsonl(&joined.register.links),
        ),
        (
            "data/findings.jsonl",
            emit::findings_jsonl(&joined.findings),
        ),
    ];
    for (name, lines) in files {
        staging.file(name, lines.map_err(|e| json_fault(&e))?.as_bytes())?;
    }
    Ok(())
}

fn result(
    options: &RunOptions,
    joined: &Joined,
    card: &Scorecard,
    written: Vec<Written>,
) -> RunResult {
    let books: Vec<String> = written.iter().map(|w| w.path.clone()).collect();
    let summary = emit::summary(&SummaryInput {
        register: &joined.register,
        findings: &joined.findings,
        review: &joined.review,
        card,
        left_out: &joined.left_out,
        remarks: &joined.remarks,
        folder: &options.out.display().to_string(),
        books: &books,
    });
    let errors = joined
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .count();
    RunResult {
        summary,
        errors,
        written,
    }
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

fn json_fault(error: &serde_json::Error) -> Error {
    Error::Workbook {
        book: "data".to_owned(),
        reason: error.to_string(),
    }
}
