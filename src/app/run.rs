//! `run`: the main job, from a folder of collected forms to the register and the statistics; and what a result holds.

use std::path::PathBuf;

use super::astray;
use super::before;
use super::contents;
use super::data::nameable;
use super::lost;
use super::origins::Origins;
use super::outcome::{Asked, Outcome};
use super::progress::Progress;
use super::reason::{json_fault, refused};
use super::record::{RECORD, Written};
use super::result::{Finished, Former, Kept, Sink, Staging};
use super::returns::{HandedIn, Returned};
use super::review;
use super::run_json::run_json;
use super::session::{Inputs, Session};
use super::upward::{self, Wording};
use crate::columnar::Partition;
use crate::diagnostic::errors;
use crate::error::Error;
use crate::reader::RETURNED;
use crate::report::{Main, Upward};

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
    /// Whether the earlier result that the folder keeps from a former run counts no more.
    pub drop_previous: bool,
    /// Seed of the spot check; else the year, so that every year draws anew.
    pub seed: Option<u64>,
    /// Whether the mid-year report is wanted.
    pub mid_year: bool,
    /// Whether the tables are wanted as Parquet too.
    pub parquet: bool,
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

/// Whether the columns that are wanted can be named by year and unit.
fn can_be_parted(options: &RunOptions, session: &Session<'_>) -> Result<(), Error> {
    if !options.parquet {
        return Ok(());
    }
    nameable(&Partition {
        year: session.occasion.year,
        unit: session.policy.unit.clone(),
        date: None,
    })
}

impl RunOptions {
    const fn asked(&self) -> Asked {
        Asked {
            seed: self.seed,
            mid_year: self.mid_year,
            parquet: self.parquet,
        }
    }
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
    can_be_parted(options, &session)?;
    // Before hundreds of files are read it must be certain that the result can be written.
    let mut staging = Staging::open(out, progress)?;
    let former = staging.former();
    of_one_unit(former)?;
    same_year(former, inputs, &session)?;
    let by = (&session.policy, session.occasion);
    let results = [options.previous.as_slice(), std::slice::from_ref(out)].concat();
    let mut reviews = review::read(&options.review, former, &results, by)?;
    let earlier = (options.previous.as_slice(), options.drop_previous);
    let before = before::read(former.folder(), earlier, &session)?;
    review::decided_before(&options.previous, &reviews.decisions, &before)?;
    let books = reviews.files.iter().map(|file| file.path.clone());
    let leave_out: Vec<PathBuf> = books.chain(results).collect();
    let elsewhere = astray::elsewhere(&reviews.forms, &inputs.paths);
    let paths = [inputs.paths.as_slice(), &elsewhere].concat();
    let forms = session.forms(&paths, &leave_out)?;
    lost::keep_former(&forms, former)?;
    // Remarks on what lay in the folder are for the terminal alone: the same forms, decisions and numbers give the same result.
    let missing = lost::missing_since(&forms, former);
    let lasting = former.lasting();
    let unrecorded = former.is_result() && former.record().is_none();
    let folder = staging.folder();
    let mut origins = Origins::of(&paths, &forms, &reviews, &session.policy, folder);
    origins.copies.extend(before.copies()?);
    origins.copies.extend(upward::copies(&templates));
    let astray = astray::told(&origins.as_review, &forms, &session.policy);
    reviews.decisions.findings.extend(astray);
    let known = upward::known(folder, Main::Year, &options.previous, &session.policy);
    let handed_in = HandedIn::of(&forms);
    let outcome = session.outcome(forms, reviews.decisions, &before, options.asked())?;
    review::keep_decisions(folder, &options.review, &outcome.joined, &before, by)?;
    let wording = Wording {
        templates,
        known: known.gaps,
    };
    let report = upward::upward(&outcome, &wording, &session.context())?;
    let gathered = Gathered {
        origins: &origins,
        handed_in: &handed_in,
        report: &report,
        lasting: &lasting,
    };
    write(&session, &outcome, gathered, &mut staging)?;
    let finished = staging.finish()?;
    let remarks = missing.into_iter().chain(before.remarks.clone());
    let remarks = remarks.chain(left_behind(&finished, unrecorded));
    let remarks = remarks.chain(astray::remark(&origins.as_review));
    let remarks = remarks.chain(known.remarks).chain(upward::told(&report));
    Ok(RunResult {
        summary: outcome.summary(out, &finished.written, remarks),
        errors: errors(&outcome.joined.findings),
        written: finished.written,
    })
}

/// What is told of the files that stood in the folder and stay there.
fn left_behind(finished: &Finished, unrecorded: bool) -> Vec<String> {
    let Finished { kept, left, .. } = finished;
    let mut told: Vec<String> = if unrecorded && !kept.is_empty() {
        let names: Vec<&str> = kept.iter().map(|kept| kept.to.as_str()).collect();
        vec![format!(
            "结果文件夹里的 {RECORD} 不见了或者读不懂，分不清哪些表有人填过，所以原来与这次不同的 {} 个文件都另存了：{}。没有填过的可以删去；在评审表里填过决定的，请改回“05-评审表.xlsx”的名字，再写出一次结果（命令行：用 --review 带上再运行一次）。",
            kept.len(),
            names.join("、")
        )]
    } else {
        kept.iter().map(Kept::remark).collect()
    };
    told.extend(left.iter().map(|book| {
        format!(
            "上一次写出的“{book}”这次没有重写（没有选另写中期监控报告）（命令行：没有加 --mid-year），仍是那时的情况，留着没有动。"
        )
    }));
    told
}

/// The result of one unit is not written over that of many.
fn of_one_unit(former: &Former) -> Result<(), Error> {
    match former.record() {
        Some(record) if record.rollup => Err(refused(
            former.folder(),
            "里面是各单位的汇总结果，一个单位的结果不能写在里面。请另外建一个工作文件夹（命令行：用 -o 另外指定一个文件夹）",
        )),
        _ => Ok(()),
    }
}

/// A year that only the day names must not turn last year's result into one of this year.
fn same_year(former: &Former, inputs: &Inputs, session: &Session<'_>) -> Result<(), Error> {
    let year = session.occasion.year;
    let said = inputs.year.or(session.policy.year).is_some();
    match former.record() {
        Some(record) if record.year != year && !said => Err(refused(
            former.folder(),
            &format!(
                "里面是 {} 年的结果，而按制表日期这一次是 {year} 年。还是 {} 年的，请在口径里写明年度（命令行：或者加上 --year {}）；是新的一年的，请另外建一个工作文件夹（命令行：用 -o 另外指定一个文件夹）",
                record.year, record.year, record.year
            ),
        )),
        _ => Ok(()),
    }
}

/// Rows from which on a year is large: so many may stand in one book at a time.
const LARGE: usize = 100_000;

/// What a result is written from beside what the forms come to.
#[derive(Clone, Copy)]
pub struct Gathered<'g> {
    /// Where all of it came from.
    pub origins: &'g Origins,
    /// The forms, to go back to their sections.
    pub handed_in: &'g HandedIn,
    /// The upward report.
    pub report: &'g Upward,
    /// Books of an earlier run that stay where this one does not write them.
    pub lasting: &'g [Written],
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
        lasting,
    } = gathered;
    let context = session.context();
    let findings = &outcome.joined.findings;
    let returned = Returned::make(session, handed_in, findings, &format!("{RETURNED}/"), sink)?;
    let places = (&origins.addresses, &returned.paths);
    let books = contents::books(outcome, places, report, &context);
    let mut rest = contents::pages(outcome, &context);
    rest.extend(contents::data(outcome, report));
    let large = outcome.joined.rows.len() > LARGE;
    session.write([&books, &rest], large, sink)?;
    for (copy, bytes) in &origins.copies {
        sink.file(copy, bytes)?;
    }
    drop(books);
    returned.add(sink);
    let written = sink.written();
    let is_left = |book: &&Written| written.iter().all(|own| own.path != book.path);
    let left: Vec<&Written> = lasting.iter().filter(is_left).collect();
    let record = run_json(outcome, (origins, report), (written, &left));
    let record = record.map_err(json_fault(RECORD))?;
    sink.record(record.as_bytes())
}
