//! Reads the review workbooks given to a run, and keeps decisions from being overwritten.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::astray;
use super::join::Joined;
use super::known::Before;
use super::process::{limits, understood};
use super::reason::plain_reason;
use super::record::{REVIEW_BOOK as BOOK, ReviewRecord};
use super::renamed;
use super::result::Former;
use super::roster_file;
use crate::diagnostic::Diagnostic;
use crate::digest::sha256_hex;
use crate::error::Error;
use crate::ingest::{self, Decisions};
use crate::location::Place;
use crate::model::{About, Book, Row, Ruling, WrittenChoice, WrittenDecision};
use crate::policy::{Occasion, Policy};
use crate::reader::{self, Reading, Source};
use crate::text;

/// The books of a result into which people write what a run takes back.
const BOOKS: [&str; 2] = [BOOK, Book::Register.file_name()];
/// The code of "this is no review workbook".
const NO_REVIEW: &str = "R04";
/// The code of a decision nobody can tell the item of.
const NO_ID: &str = "R06";

/// What the review workbooks say, and which they are.
#[derive(Debug, Default)]
pub struct Reviews {
    /// The decisions, in the order of the workbooks: later ones count.
    pub decisions: Decisions,
    /// The workbooks, with what lay beside them in a folder.
    pub files: Vec<ReviewFile>,
    /// Forms that were given as review workbooks.
    pub forms: Vec<PathBuf>,
}

/// A review workbook that was read.
#[derive(Debug)]
pub struct ReviewFile {
    /// Where it lay.
    pub path: PathBuf,
    /// Its name as shown.
    pub shown: Arc<str>,
    /// Its digest.
    pub sha256: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Reads the review workbooks, in the order they are given. Those of the former result are known by the names under which
/// they stay there, if they stay. A form among them is read with the others, if it lies in none of the `results`.
///
/// # Errors
/// A path does not exist, a file cannot be read or says nothing that can be read, or a folder has no review workbook:
/// what the group has decided would be missing from the result.
pub fn read(
    paths: &[PathBuf],
    former: &Former,
    results: &[PathBuf],
    by: (&Policy, Occasion),
) -> Result<Reviews, Error> {
    let mut out = Reviews::default();
    let own = former.folder().canonicalize().ok();
    // Two of one name are told apart by the folders they lie in.
    let known = reader::discover(paths, &[])?.sources.into_iter();
    let known = known.filter_map(|s| Some((s.path.canonicalize().ok()?, s.shown)));
    let known: BTreeMap<PathBuf, Arc<str>> = known.collect();
    for path in paths {
        let found = reader::discover(std::slice::from_ref(path), &[])?;
        // Of a folder: whether there is neither a review workbook in it nor anything but forms.
        let (mut none, mut others) = (true, found.sources.is_empty());
        for mut source in found.sources {
            let there = source.path.canonicalize().ok();
            if let Some(shown) = there.as_ref().and_then(|there| known.get(there)) {
                source.shown = Arc::clone(shown);
            }
            let mut books = BOOKS.into_iter();
            let book = books.find(|b| there.is_some() && there == own.as_ref().map(|o| o.join(b)));
            if let Some(kept) = book.and_then(|book| former.stays_as(book)) {
                source.shown = kept.into();
            }
            let (read, file) = match read_one(source, by)? {
                Read::Review(read, file) => (read, file),
                Read::Form(path) => {
                    apart_from(results, &path)?;
                    out.forms.push(path);
                    continue;
                }
            };
            let is_review = is_review(&read);
            none &= !is_review;
            others |= !is_review;
            if !is_review && !path.is_dir() {
                return Err(unreadable(&file.path, &read.findings));
            }
            out.take(read, by.0);
            out.files.push(file);
        }
        if none && others {
            let reason = "这个文件夹里没有填好的评审表".to_owned();
            let path = path.clone();
            return Err(Error::Review { path, reason });
        }
    }
    Ok(out)
}

/// Reads the review workbooks of a run again, from the copies its result keeps.
///
/// # Errors
/// A copy cannot be read.
pub fn read_again(
    records: &[ReviewRecord],
    folder: &Path,
    by: (&Policy, Occasion),
) -> Result<Reviews, Error> {
    let mut out = Reviews::default();
    for record in records {
        let source = Source {
            path: folder.join(&record.copy),
            shown: Arc::clone(&record.file),
        };
        if let Read::Review(read, file) = read_one(source, by)? {
            out.take(read, by.0);
            out.files.push(file);
        }
    }
    Ok(out)
}

/// A form in a result is of the program's making, or would go with it.
fn apart_from(results: &[PathBuf], form: &Path) -> Result<(), Error> {
    let there = form.canonicalize().ok();
    let holds = |result: &PathBuf| {
        let result = result.canonicalize();
        result.is_ok_and(|result| there.as_ref().is_some_and(|f| f.starts_with(result)))
    };
    if !results.iter().any(holds) {
        return Ok(());
    }
    Err(Error::Review {
        path: form.to_path_buf(),
        reason: "这是自查表一类的表，不是评审表，又放在结果文件夹里，不能当作收来的表。要登记它的，请放进收表文件夹".to_owned(),
    })
}

impl Reviews {
    fn take(&mut self, read: Decisions, policy: &Policy) {
        let out = &mut self.decisions;
        out.decisions.extend(read.decisions);
        out.choices.extend(read.choices);
        out.checks.extend(read.checks);
        out.opinions.extend(read.opinions);
        let findings = read.findings.into_iter();
        out.findings
            .extend(findings.filter_map(|f| policy.rule_book.adjusted(f)));
    }
}

/// What a file given as a review workbook is.
enum Read {
    Review(Decisions, ReviewFile),
    Form(PathBuf),
}

fn is_review(read: &Decisions) -> bool {
    !read.findings.iter().any(|f| f.code == NO_REVIEW)
}

/// Reads a workbook of which something must come.
fn read_one(source: Source, by: (&Policy, Occasion)) -> Result<Read, Error> {
    let failed = |reason: String| Error::Review {
        path: source.path.clone(),
        reason,
    };
    let reading = reader::read(&source, &limits(by.0));
    let read = decisions_of(&reading, &source, by);
    let mut read = read.map_err(|f| unreadable(&source.path, &f))?;
    let sha256 = reading.sha256.clone();
    let (form, _) = understood(reading, &source, by);
    let is_roster = roster_file::is_named(&source.path);
    if !is_roster && astray::is_form(&form, &read, is_review(&read)) {
        return Ok(Read::Form(source.path));
    }
    read.findings.extend(astray::unread(&form));
    let bytes = fs::read(&source.path).map_err(|e| failed(plain_reason(&e)))?;
    if sha256_hex(&bytes) != sha256 {
        return Err(failed("读取的时候它被改动了，请保存好再运行".to_owned()));
    }
    let nothing = read.decisions.is_empty() && read.choices.is_empty();
    if nothing && read.findings.iter().any(|f| f.code == NO_ID) {
        return Err(unreadable(&source.path, &read.findings));
    }
    let file = ReviewFile {
        path: source.path,
        shown: source.shown,
        sha256,
        bytes,
    };
    Ok(Read::Review(read, file))
}

/// What a review workbook says, with its digest; or what is wrong with it, where it cannot be read at all.
pub fn decisions(
    source: &Source,
    by: (&Policy, Occasion),
) -> Result<(Decisions, String), Vec<Diagnostic>> {
    let reading = reader::read(source, &limits(by.0));
    let read = decisions_of(&reading, source, by)?;
    Ok((read, reading.sha256))
}

fn decisions_of(
    reading: &Reading,
    source: &Source,
    by: (&Policy, Occasion),
) -> Result<Decisions, Vec<Diagnostic>> {
    let findings = || reading.findings.iter().cloned();
    let Some(workbook) = &reading.workbook else {
        return Err(findings().collect());
    };
    let mut read = ingest::decisions(workbook, &source.shown, by);
    read.findings.extend(findings());
    Ok(read)
}

/// The error for a workbook of which nothing can be read, in the words of the first finding that says so.
fn unreadable(path: &Path, findings: &[Diagnostic]) -> Error {
    let worst = findings.iter().rev().max_by_key(|f| {
        let tells = f.code == NO_REVIEW || f.code == NO_ID;
        (tells, f.severity)
    });
    let at = |f: &Diagnostic| f.place.cell.map(|c| format!("（单元格 {c}）"));
    let reason = worst.map_or("没有读出任何内容".to_owned(), |f| {
        format!("{}{}", f.message, at(f).unwrap_or_default())
    });
    Error::Review {
        path: path.to_path_buf(),
        reason,
    }
}

/// Refuses to write over a review workbook that holds decisions this run does not know; one of those given is known.
///
/// # Errors
/// There are such decisions; the message says how many and what to do.
pub fn keep_decisions(
    folder: &Path,
    given: &[PathBuf],
    joined: &Joined,
    before: &Before,
    by: (&Policy, Occasion),
) -> Result<(), Error> {
    let review = &joined.review;
    let path = folder.join(BOOK);
    let Ok(there) = path.canonicalize() else {
        return Ok(());
    };
    if given
        .iter()
        .any(|p| p.canonicalize().is_ok_and(|p| p == there))
    {
        return Ok(());
    }
    let source = Source {
        path: path.clone(),
        shown: BOOK.into(),
    };
    // One that cannot be read any more is not as it was written, so it is kept aside.
    let Ok((mut there, _)) = decisions(&source, by) else {
        return Ok(());
    };
    renamed::follow(&mut there, joined.rows.iter().filter_map(Row::entry), by.0);
    let settled = review.settled.iter().map(|s| &s.written);
    let taken = settled.chain(review.unused.iter().map(|u| &u.written));
    let taken: BTreeSet<_> = taken.map(WrittenDecision::said).collect();
    let chosen: BTreeSet<_> = review.pairs.chosen().map(WrittenChoice::said).collect();
    let choices = there.choices.iter().map(WrittenChoice::said);
    let passed_on = passed_on(before);
    let kept_elsewhere = |w: &&WrittenDecision| {
        taken.contains(&w.said()) || passed_on.contains(&(matter(&w.about), w.ruling))
    };
    let lost = choices.filter(|said| !chosen.contains(said)).count()
        + there
            .decisions
            .iter()
            .filter(|w| !kept_elsewhere(w))
            .count();
    if lost == 0 {
        return Ok(());
    }
    let reason = format!(
        "其中已填写的 {lost} 项审定或合并决定没有带入本次运行，覆盖后就丢失了。请带上它再写出一次结果（命令行：末尾加上 --review {}）；不再需要这些决定的，先把该文件移走",
        path.display()
    );
    Err(Error::Kept { path, reason })
}

/// Refuses to begin a year's result anew from another one of the same year without the decisions taken in it.
///
/// # Errors
/// There are such decisions, and none is given.
pub fn decided_before(
    results: &[PathBuf],
    given: &Decisions,
    before: &Before,
) -> Result<(), Error> {
    let nothing = given.decisions.is_empty() && given.choices.is_empty();
    let Some(start) = before.start.as_ref().filter(|_| nothing) else {
        return Ok(());
    };
    let decided = start.items.iter().filter(|item| item.decision.is_some());
    let struck = start
        .retired
        .iter()
        .filter(|number| number.struck && number.year == start.year);
    let count = decided.count() + struck.count() + start.choices.len();
    let books = results.iter().map(|folder| folder.join(BOOK));
    match books.into_iter().find(|book| book.is_file()) {
        Some(book) if count > 0 => Err(Error::Previous {
            path: book.parent().map(Path::to_path_buf).unwrap_or_default(),
            reason: format!(
                "这是本年度的结果，其中有领导小组的 {count} 项决定，不带评审表就会全部重新审定。请把 {0} 放进“结果”文件夹再写出结果（命令行：末尾加上 --review {0}）",
                book.display()
            ),
        }),
        _ => Ok(()),
    }
}

/// The levels last year's result passes on, and on what: nobody wrote them into a workbook of this year.
fn passed_on(before: &Before) -> BTreeSet<([String; 3], Ruling)> {
    let place = Place::file(&"".into());
    let items = before.last_year.iter().flat_map(|former| &former.items);
    let confirmed = items.filter_map(|item| {
        let about = About::entry(&item.entry(&place));
        Some((matter(&about), Ruling::Level(item.confirmed?)))
    });
    confirmed.collect()
}

/// By what an entry goes on to be the same when people change.
fn matter(about: &About) -> [String; 3] {
    [&about.section, &about.matter, &about.risk].map(|said| text::key(said))
}
