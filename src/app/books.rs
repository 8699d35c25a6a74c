//! The files of a result: the books, the data, and what a repetition needs.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::origins::Origins;
use super::outcome::Outcome;
use super::record::RECORD;
use super::result::Sink;
use super::run_json::{Facts, run_json};
use crate::emit;
use crate::error::Error;
use crate::model::Book;
use crate::report::{self, FindingsInput, ReportContext};
use crate::writer::{self, Draft};

/// Writes every file of the result, its record at the end.
///
/// # Errors
/// A book cannot be built, or a file cannot be written.
pub fn write(outcome: &Outcome<'_>, origins: &Origins, sink: &mut dyn Sink) -> Result<(), Error> {
    let context = outcome.context();
    let files = files(outcome, &origins.addresses, &context);
    let made = files
        .par_iter()
        .map(|(name, make)| Ok((*name, make()?)))
        .collect::<Result<Vec<_>, Error>>()?;
    for (name, bytes) in &made {
        sink.file(name, bytes)?;
    }
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

/// A file of the result, made when its turn comes: what it is made of is gone before the next one begins.
type File<'o> = (
    &'static str,
    Box<dyn Fn() -> Result<Vec<u8>, Error> + Send + Sync + 'o>,
);

/// The books and the data.
fn files<'o>(
    outcome: &'o Outcome<'_>,
    addresses: &'o BTreeMap<Arc<str>, String>,
    context: &'o ReportContext,
) -> Vec<File<'o>> {
    let (joined, policy) = (&outcome.joined, outcome.grounds.policy);
    let (register, review) = (&joined.register, &joined.review);
    let (card, scheme) = (&outcome.card, &policy.scoring);
    let (public, columns) = (&outcome.public, &policy.public.columns);
    let findings = FindingsInput {
        findings: &joined.findings,
        register,
        roster: &policy.roster,
        addresses,
    };
    vec![
        book(Book::Register, || report::register_book(register, context)),
        book(Book::Statistics, || {
            report::statistics_book(register, &joined.statistics, context)
        }),
        book(Book::Scores, || {
            report::score_book(card, scheme, addresses, context)
        }),
        book(Book::Findings, move || {
            report::findings_book(&findings, context)
        }),
        book(Book::Review, || {
            report::review_book(review, register, addresses, context)
        }),
        book(Book::Public, || {
            report::public_book(public, columns, context)
        }),
        lines("data/register.jsonl", || emit::register_jsonl(register)),
        lines("data/entries.jsonl", || emit::entries_jsonl(&joined.rows)),
        lines("data/merges.jsonl", || emit::merges_jsonl(&register.links)),
        lines("data/findings.jsonl", || {
            emit::findings_jsonl(&joined.findings)
        }),
        lines("data/scores.jsonl", || emit::scores_jsonl(card, scheme)),
    ]
}

fn book<'o>(book: Book, describe: impl Fn() -> Draft<'o> + Send + Sync + 'o) -> File<'o> {
    let make = move || writer::draft_to_bytes(&describe());
    (book.file_name(), Box::new(make))
}

fn lines<'o>(
    name: &'static str,
    make: impl Fn() -> Result<String, serde_json::Error> + Send + Sync + 'o,
) -> File<'o> {
    let make = move || make().map(String::into_bytes).map_err(|e| json_fault(&e));
    (name, Box::new(make))
}

fn json_fault(error: &serde_json::Error) -> Error {
    Error::Workbook {
        book: "data".to_owned(),
        reason: error.to_string(),
    }
}
