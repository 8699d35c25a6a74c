//! The files of a result: the books, the data, and what a repetition needs.

use super::origins::Origins;
use super::outcome::Outcome;
use super::record::RECORD;
use super::result::Sink;
use super::run_json::{Facts, run_json};
use crate::emit;
use crate::error::Error;
use crate::model::Book;
use crate::report::{self, FindingsInput};

/// Writes every file of the result, its record at the end.
///
/// # Errors
/// A book cannot be built, or a file cannot be written.
pub fn write(outcome: &Outcome<'_>, origins: &Origins, sink: &mut dyn Sink) -> Result<(), Error> {
    books(outcome, origins, sink)?;
    data(outcome, sink)?;
    for (copy, bytes) in &origins.copies {
        sink.file(copy, bytes)?;
    }
    let facts = Facts {
        outcome,
        origins,
        outputs: sink.written(),
    };
    let facts = run_json(&facts).map_err(|e| json_fault(&e))?;
    sink.file(RECORD, facts.as_bytes())
}

fn books(outcome: &Outcome<'_>, origins: &Origins, sink: &mut dyn Sink) -> Result<(), Error> {
    let (joined, policy) = (&outcome.joined, outcome.grounds.policy);
    let (context, addresses) = (&outcome.context(), &origins.addresses);
    let register = report::register_book(&joined.register, context);
    sink.book(Book::Register.file_name(), &register)?;
    let statistics = report::statistics_book(&joined.register, &joined.statistics, context);
    sink.book(Book::Statistics.file_name(), &statistics)?;
    let scores = report::score_book(&outcome.card, &policy.scoring, addresses, context);
    sink.book(Book::Scores.file_name(), &scores)?;
    let findings = FindingsInput {
        findings: &joined.findings,
        register: &joined.register,
        roster: &policy.roster,
        addresses,
    };
    let findings = report::findings_book(&findings, context);
    sink.book(Book::Findings.file_name(), &findings)?;
    let review = report::review_book(&joined.review, &joined.register, addresses, context);
    sink.book(Book::Review.file_name(), &review)?;
    let public = report::public_book(&outcome.public, &policy.public.columns, context);
    sink.book(Book::Public.file_name(), &public)
}

fn data(outcome: &Outcome<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    let (joined, policy) = (&outcome.joined, outcome.grounds.policy);
    let register = &joined.register;
    let files = [
        ("data/register.jsonl", emit::register_jsonl(register)),
        ("data/entries.jsonl", emit::entries_jsonl(&joined.rows)),
        ("data/merges.jsonl", emit::merges_jsonl(&register.links)),
        (
            "data/findings.jsonl",
            emit::findings_jsonl(&joined.findings),
        ),
        (
            "data/scores.jsonl",
            emit::scores_jsonl(&outcome.card, &policy.scoring),
        ),
    ];
    for (name, lines) in files {
        sink.file(name, lines.map_err(|e| json_fault(&e))?.as_bytes())?;
    }
    Ok(())
}

fn json_fault(error: &serde_json::Error) -> Error {
    Error::Workbook {
        book: "data".to_owned(),
        reason: error.to_string(),
    }
}
