//! `run`: the main job, from a folder of collected forms to the register and the statistics; and what a result holds.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::before;
use super::file_name::unique;
use super::former_data::{CHOICES, LEDGER, NUMBERS};
use super::lost;
use super::origins::Origins;
use super::outcome::{Asked, Outcome};
use super::progress::Progress;
use super::reason::{failed, json_fault, refused};
use super::record::{RECORD, Written};
use super::result::{Finished, Former, Kept, Sink, Staging};
use super::returns::{HandedIn, Returned};
use super::review;
use super::run_json::run_json;
use super::session::{File, Inputs, Session};
use super::upward::{self, GAPS, REPORT, REPORT_TEXT, Wording};
use crate::diagnostic::errors;
use crate::emit;
use crate::error::Error;
use crate::model::{Book, Scorecard};
use crate::reader::RETURNED;
use crate::report::{self, FindingsInput, OverviewInput, ReportContext, ReturnedPaths, Upward};
use crate::writer::official::official;
use crate::writer::page::Page;
use crate::writer::{self, Draft};

/// What to run.
#[derive(Debug)]
pub struct RunOptions {
    /// The files.
    pub inputs: Inputs,
    /// Folder to write.
    pub out: PathBuf,
    /// Review workbooks with the leading group's decisions; of two decisions the one given later counts.
    pub review: Vec<PathBuf>,
    /// Results of earlier years: folders, or books.
    pub previous: Vec<PathBuf>,
    /// Seed of the spot check; else the year, so that every year draws anew.
    pub seed: Option<u64>,
    /// Whether the mid-year report is wanted.
    pub mid_year: bool,
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
/// written, another run is writing it, or the work shall stop. What stood in the output folder is then untouched.
pub fn run(options: &RunOptions, progress: &dyn Progress) -> Result<RunResult, Error> {
    let RunOptions { inputs, out, .. } = options;
    let session = Session::open(inputs, progress)?;
    let templates = upward::templates(&session.policy)?;
    inputs.keep_apart(out)?;
    // Before hundreds of files are read it must be certain that the result can be written.
    let mut staging = Staging::open(out, progress)?;
    let former = staging.former();
    same_year(former, inputs, &session)?;
    let by = (&session.policy, session.occasion);
    let reviews = review::read(&options.review, former, by)?;
    let before = before::read(former.folder(), &options.previous, &session)?;
    let leave_out = [
        options.review.as_slice(),
        options.previous.as_slice(),
        std::slice::from_ref(out),
    ]
    .concat();
    review::decided_before(&options.previous, &options.review, &before)?;
    let forms = session.forms(&inputs.paths, &leave_out)?;
    lost::keep_former(&forms, former)?;
    // Remarks on what lay in the folder are for the terminal alone: the same forms, decisions and numbers give the same result.
    let missing = lost::missing_since(&forms, former);
    let unrecorded = former.is_result() && former.record().is_none();
    let folder = staging.folder();
    let mut origins = Origins::of(&inputs.paths, &forms, &reviews, &session.policy, folder);
    origins.copies.extend(before.copies()?);
    origins.copies.extend(upward::copies(&templates));
    let (known, unread) = upward::filled(folder, &session.policy);
    let asked = Asked {
        seed: options.seed,
        mid_year: options.mid_year,
    };
    let handed_in = HandedIn::of(&forms);
    let outcome = session.outcome(forms, reviews.decisions, &before, asked)?;
    review::keep_decisions(folder, &options.review, &outcome.joined.review, &before, by)?;
    let wording = Wording { templates, known };
    let report = upward::upward(&outcome, &wording, &session.context())?;
    let gathered = Gathered {
        origins: &origins,
        handed_in: &handed_in,
        report: &report,
    };
    write(&session, &outcome, gathered, &mut staging)?;
    let finished = staging.finish()?;
    let remarks = missing.into_iter().chain(before.remarks.clone());
    let remarks = remarks.chain(left_behind(&finished, unrecorded));
    let remarks = remarks.chain(unread).chain(upward::displaced(&report));
    let written = finished.written;
    Ok(RunResult {
        summary: outcome.summary(out, &written, remarks),
        errors: errors(&outcome.joined.findings),
        written,
    })
}

/// What is told of the files that stood in the folder and stay there.
fn left_behind(finished: &Finished, unrecorded: bool) -> Vec<String> {
    let Finished { kept, left, .. } = finished;
    let mut told: Vec<String> = if unrecorded && !kept.is_empty() {
        let names: Vec<&str> = kept.iter().map(|kept| kept.to.as_str()).collect();
        vec![format!(
            "结果文件夹里的 {RECORD} 不见了或者读不懂，分不清哪些表有人填过，所以原来与这次不同的 {} 个文件都另存了：{}。没有填过的可以删去；在评审表里填过决定的，请用 --review 带上再运行一次。",
            kept.len(),
            names.join("、")
        )]
    } else {
        kept.iter().map(Kept::remark).collect()
    };
    told.extend(left.iter().map(|book| {
        format!(
            "上一次写出的“{book}”这次没有重写（没有加 --mid-year），仍是那时的情况，留着没有动。"
        )
    }));
    told
}

/// A year that only the day names must not turn last year's result into one of this year.
fn same_year(former: &Former, inputs: &Inputs, session: &Session<'_>) -> Result<(), Error> {
    let year = session.occasion.year;
    let said = inputs.year.or(session.policy.year).is_some();
    match former.record() {
        Some(record) if record.year != year && !said => Err(refused(
            former.folder(),
            &format!(
                "里面是 {} 年的结果，而按制表日期这一次是 {year} 年。还是 {} 年的，请加上 --year {}；是新的一年的，请用 -o 另外指定一个文件夹",
                record.year, record.year, record.year
            ),
        )),
        _ => Ok(()),
    }
}

/// What a result is written from beside what the forms come to.
#[derive(Clone, Copy)]
pub struct Gathered<'g> {
    /// Where all of it came from.
    pub origins: &'g Origins,
    /// The forms, to go back to their sections.
    pub handed_in: &'g HandedIn,
    /// The upward report.
    pub report: &'g Upward,
}

/// Writes a result: the books, the data, what a repetition needs, what goes back to the sections, and the record of it all at
/// the end.
///
/// # Errors
/// A book cannot be built, a file cannot be written, or the work shall stop.
pub fn write(
    session: &Session<'_>,
    outcome: &Outcome<'_>,
    gathered: Gathered<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let Gathered {
        origins,
        handed_in,
        report,
    } = gathered;
    let context = session.context();
    let findings = &outcome.joined.findings;
    let returned = Returned::make(session, handed_in, findings, &format!("{RETURNED}/"), sink)?;
    let mut books = books(outcome, (&origins.addresses, &returned.paths), &context);
    // Behind the public edition.
    let public = |(name, _): &File<'_>| name == Book::Public.file_name();
    let behind = books
        .iter()
        .position(public)
        .map_or(books.len(), |at| at + 1);
    books.splice(behind..behind, letter(report));
    let mut data = data(outcome);
    let gaps = |out: &mut (dyn Write + Send)| upward::gap_lines(&report.gaps, out);
    data.push((GAPS.into(), Box::new(gaps)));
    let large = outcome.joined.rows.len() > LARGE;
    let mut rest = pages(outcome, &context);
    rest.extend(data);
    session.write([&books, &rest], large, sink)?;
    for (copy, bytes) in &origins.copies {
        sink.file(copy, bytes)?;
    }
    drop(books);
    returned.add(sink);
    let record = run_json(outcome, (origins, report), sink.written());
    let record = record.map_err(json_fault(RECORD))?;
    sink.record(record.as_bytes())
}

/// The report as a document, and as text.
fn letter(report: &Upward) -> [File<'_>; 2] {
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

/// Begins the name of the book of a special check.
const SPECIAL: &str = "03-专项考核-";
/// Rows from which on a year is large: so many may stand in one book at a time.
const LARGE: usize = 20_000;

fn books<'o>(
    outcome: &'o Outcome<'_>,
    (addresses, returned): (&'o BTreeMap<Arc<str>, String>, &'o ReturnedPaths),
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
    let mut taken = BTreeSet::new();
    let special = outcome.scores.checks.iter().map(|card| {
        let name = unique(&format!("{SPECIAL}{}", card.scheme), &mut taken);
        let (_, make) = book(Book::Special, score_book(card));
        (name.into(), make)
    });
    // Behind the scores of the year.
    files.splice(3..3, special);
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
            report::flow_book(&outcome.flows, register, context)
        }));
    }
    files
}

/// The pages for a browser.
fn pages<'o>(outcome: &'o Outcome<'_>, context: &'o ReportContext) -> Vec<File<'o>> {
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
        page("00-总览.html", move || {
            report::overview_page(&overview, context)
        }),
        page("06-公示表.html", || {
            report::public_page(&outcome.public, columns, context)
        }),
    ]
}

fn data<'o>(outcome: &'o Outcome<'_>) -> Vec<File<'o>> {
    let (joined, register) = (&outcome.joined, &outcome.joined.register);
    let (cards, policy) = (&outcome.scores, outcome.policy);
    let mut files = vec![
        lines("data/register.jsonl", |out| {
            emit::register_jsonl(register, out)
        }),
        lines("data/entries.jsonl", |out| {
            emit::entries_jsonl(&joined.rows, out)
        }),
        lines("data/merges.jsonl", |out| {
            emit::merges_jsonl(&register.links, out)
        }),
        lines("data/findings.jsonl", |out| {
            emit::findings_jsonl(&joined.findings, out)
        }),
        lines("data/scores.jsonl", |out| {
            let cards = cards.all();
            let schemed = cards.map(|card| (card, policy.scheme(&card.scheme)));
            emit::scores_jsonl(schemed, out)
        }),
    ];
    let coverage = &joined.statistics.coverage;
    if !coverage.sections.is_empty() {
        files.push(lines("data/coverage.jsonl", |out| {
            emit::coverage_jsonl(coverage, out)
        }));
    }
    let ledger = &joined.annex.ledger;
    if !ledger.is_empty() {
        files.push(lines("data/ledgers.jsonl", |out| {
            emit::ledgers_jsonl(ledger, &cards.ledger, out)
        }));
    }
    if !register.retired.is_empty() {
        files.push(lines(NUMBERS, |out| emit::numbers_jsonl(register, out)));
    }
    if outcome.joined.review.pairs.chosen().next().is_some() {
        let pairs = &outcome.joined.review.pairs;
        files.push(lines(CHOICES, |out| emit::choices_jsonl(pairs, out)));
    }
    let ledger = &joined.annex.ledger;
    if !ledger.is_empty() {
        files.push(lines(LEDGER, |out| emit::ledger_jsonl(ledger, out)));
    }
    if let Some(changes) = &outcome.changes {
        files.push(lines("data/changes.jsonl", |out| {
            emit::changes_jsonl(changes, out)
        }));
    }
    files
}

/// A book of a result.
pub(super) fn book<'o>(
    book: Book,
    describe: impl Fn() -> Draft<'o> + Send + Sync + 'o,
) -> File<'o> {
    let make = move |out: &mut (dyn Write + Send)| writer::write(describe(), out);
    (book.file_name().into(), Box::new(make))
}

/// A page of a result.
fn page<'o>(name: &'static str, describe: impl Fn() -> Page + Send + Sync + 'o) -> File<'o> {
    let make = move |out: &mut (dyn Write + Send)| {
        writer::page::page(&describe(), out).map_err(|fault| failed(Path::new(name), &fault))
    };
    (name.into(), Box::new(make))
}

/// A file of lines of JSON.
pub(super) fn lines<'o>(
    name: &'static str,
    make: impl Fn(&mut dyn Write) -> serde_json::Result<()> + Send + Sync + 'o,
) -> File<'o> {
    let make = move |out: &mut (dyn Write + Send)| make(out).map_err(json_fault(name));
    (name.into(), Box::new(make))
}
