//! What a result holds: its books, its pages, its data. Each is described and made when it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use super::data::Data;
use super::file_name::unique;
use super::former_data::{CHOICES, LEDGER, NUMBERS};
use super::outcome::Outcome;
use super::reason::failed;
use super::session::File;
use super::upward::{GAPS, REPORT, REPORT_TEXT};
use crate::emit;
use crate::model::{Book, Scorecard};
use crate::report::{self, FindingsInput, OverviewInput, ReportContext, ReturnedPaths, Upward};
use crate::writer::official::official;
use crate::writer::page::Page;
use crate::writer::{self, Draft};

/// The report as a document, and as text.
pub fn letter(report: &Upward) -> [File<'_>; 2] {
    let put = |name: &'static str, bytes: &[u8], out: &mut (dyn Write + Send)| {
        out.write_all(bytes)
            .map_err(|e| failed(Path::new(name), &e))
    };
    let letter = &report.letter;
    let document = move |out: &mut (dyn Write + Send)| put(REPORT, &official(letter)?, out);
    let text = move |out: &mut (dyn Write + Send)| {
        put(
            REPORT_TEXT,
            report::markdown(&letter.paragraphs).as_bytes(),
            out,
        )
    };
    [
        (REPORT.into(), Box::new(document)),
        (REPORT_TEXT.into(), Box::new(text)),
    ]
}

/// The page of a year, or of many units.
pub const OVERVIEW: &str = "00-总览.html";
/// Begins the name of the book of a special check.
const SPECIAL: &str = "03-专项考核-";

/// The books, with the report between them.
pub fn books<'o>(
    outcome: &'o Outcome<'_>,
    (addresses, returned): (&'o BTreeMap<Arc<str>, String>, &'o ReturnedPaths),
    report: &'o Upward,
    context: &'o ReportContext,
) -> Vec<File<'o>> {
    let (joined, policy) = (&outcome.joined, outcome.policy);
    let (register, review) = (&joined.register, &joined.review);
    let score_book = |card: &'o Scorecard| {
        let scheme = policy.scheme(&card.scheme);
        move || report::score_book(card, scheme, addresses, context)
    };
    let (public, columns) = (&outcome.public, &policy.public.columns);
    let findings = FindingsInput {
        findings: &joined.findings,
        register,
        roster: &policy.roster,
        reply: policy.reply.date(context.date),
        addresses,
        returned,
    };
    let mut files = vec![
        book(Book::Register, || {
            report::register_book(register, &review.pairs, context)
        }),
        book(Book::Statistics, || {
            report::statistics_book(register, &joined.statistics, context)
        }),
        book(Book::Scores, score_book(&outcome.scores.year)),
        book(Book::Findings, move || {
            report::findings_book(&findings, context)
        }),
        book(Book::Review, || {
            report::review_book(review, register, addresses, context)
        }),
        book(Book::Public, || {
            report::public_book(public, columns, context)
        }),
    ];
    files.extend(letter(report));
    let mut taken = BTreeSet::new();
    let special = outcome.scores.checks.iter().map(|card| {
        let name = unique(&format!("{SPECIAL}{}", card.scheme), &mut taken);
        let (_, make) = book(Book::Special, score_book(card));
        (name.into(), make)
    });
    // Behind the scores of the year.
    files.splice(3..3, special);
    files.extend(in_some_years(outcome, addresses, context));
    files
}

/// The books for which not every year has something.
fn in_some_years<'o>(
    outcome: &'o Outcome<'_>,
    addresses: &'o BTreeMap<Arc<str>, String>,
    context: &'o ReportContext,
) -> Vec<File<'o>> {
    let mut files = Vec::new();
    if let Some(changes) = &outcome.changes {
        files.push(book(Book::Changes, || {
            report::changes_book(changes, outcome.last_year, context)
        }));
    }
    if let Some(half) = &outcome.mid_year {
        files.push(book(Book::MidYear, || {
            report::mid_year_book(half, addresses, context)
        }));
    }
    if !outcome.flows.drawn.is_empty() {
        files.push(book(Book::Flow, || {
            report::flow_book(&outcome.flows, &outcome.joined.register, context)
        }));
    }
    files
}

/// The pages for a browser.
pub fn pages<'o>(outcome: &'o Outcome<'_>, context: &'o ReportContext) -> Vec<File<'o>> {
    let overview = OverviewInput {
        register: &outcome.joined.register,
        statistics: &outcome.joined.statistics,
        findings: &outcome.joined.findings,
        review: &outcome.joined.review,
        card: &outcome.scores.year,
        scheme: outcome.policy.scheme(&outcome.scores.year.scheme),
        changes: outcome.changes.as_deref(),
        last_year: outcome.last_year,
        flows: &outcome.flows,
    };
    let columns = &outcome.policy.public.columns;
    vec![
        page(OVERVIEW, move || report::overview_page(&overview, context)),
        page("06-公示表.html", || {
            report::public_page(&outcome.public, columns, context)
        }),
    ]
}

/// The data.
pub fn data<'o>(outcome: &'o Outcome<'_>, report: &'o Upward) -> Vec<File<'o>> {
    let (joined, register) = (&outcome.joined, &outcome.joined.register);
    let (cards, policy) = (&outcome.scores, outcome.policy);
    let mut data = Data::new(outcome.partition());
    data.table(&emit::REGISTER, |out| emit::register_rows(register, out));
    data.table(&emit::ENTRIES, |out| emit::entries_rows(&joined.rows, out));
    data.table(&emit::MERGES, |out| emit::merges_rows(&register.links, out));
    data.table(&emit::FINDINGS, |out| {
        emit::findings_rows(&joined.findings, out)
    });
    data.table(&emit::SCORES, |out| {
        let cards = cards.all();
        let schemed = cards.map(|card| (card, policy.scheme(&card.scheme)));
        emit::scores_rows(schemed, out)
    });
    if let Some(changes) = &outcome.changes {
        data.table(&emit::CHANGES, |out| emit::changes_rows(changes, out));
    }
    data.lines("data/public.jsonl", |out| {
        emit::public_rows(register, &outcome.public, out)
    });
    let coverage = &joined.statistics.coverage;
    if !coverage.sections.is_empty() {
        data.lines("data/coverage.jsonl", |out| {
            emit::coverage_rows(coverage, out)
        });
    }
    if !register.retired.is_empty() {
        data.lines(NUMBERS, |out| emit::numbers_rows(register, out));
    }
    if outcome.joined.review.pairs.chosen().next().is_some() {
        let pairs = &outcome.joined.review.pairs;
        data.lines(CHOICES, |out| emit::choices_rows(pairs, out));
    }
    let ledger = &joined.annex.ledger;
    if !ledger.is_empty() {
        data.lines(LEDGER, |out| emit::ledger_rows(ledger, &cards.ledger, out));
    }
    data.lines(GAPS, |out| out.all(report.gaps.iter()));
    data.files()
}

/// A book of a result.
pub fn book<'o>(book: Book, describe: impl Fn() -> Draft<'o> + Send + Sync + 'o) -> File<'o> {
    let make = move |out: &mut (dyn Write + Send)| writer::write(describe(), out);
    (book.file_name().into(), Box::new(make))
}

/// A page of a result.
pub fn page<'o>(name: &'static str, describe: impl Fn() -> Page + Send + Sync + 'o) -> File<'o> {
    let make = move |out: &mut (dyn Write + Send)| {
        writer::page::page(&describe(), out).map_err(|fault| failed(Path::new(name), &fault))
    };
    (name.into(), Box::new(make))
}
