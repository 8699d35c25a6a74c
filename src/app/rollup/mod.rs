//! `rollup`: the results of units put together by the level above them. The unit is the outermost key of everything.
//!
//! ```text
//! given  results (results) · registers, sorted into units (whose), of which the newer stand (versions), and what `run` makes of
//!        them (registers) → settled where a unit came twice (settle) → counted unit by unit (line, read), held against the roster
//!        and last year (previous), put together (rolled) → written table by table, book by book (write)
//! ```
//!
//! A unit is read when its turn comes and dropped again: of each only its counts stay in memory.

pub mod checks;
mod columns;
mod data;
mod files;
mod gather;
mod line;
mod paths;
mod previous;
mod read;
mod record;
mod registers;
mod results;
mod rolled;
mod settle;
mod summary;
mod units;
mod versions;
mod whose;
mod write;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::addresses::Seen;
use super::policy_file::{occasion, search, source, with_roster};
use super::progress::Progress;
use super::reason::refused;
use super::record::Record;
use super::result::{Kept, Sink, Staging};
use super::run::RunResult;
use super::session::{Inputs, Session};
use super::upward::{self, Wording};
use crate::diagnostic::errors;
use crate::error::Error;
use crate::model::HandedIn;
use crate::policy::Policy;
use crate::reader;
use crate::report::Main;
use crate::rules::Occasion;
use gather::gather;
use paths::{Origin, Paths};
use rolled::RolledUnit;
use summary::summary;
use write::write;

/// What to put together.
#[derive(Debug)]
pub struct RollupOptions {
    /// Results, registers, and folders with them.
    pub inputs: Inputs,
    /// Folder to write.
    pub out: PathBuf,
    /// Former roll-ups.
    pub previous: Vec<PathBuf>,
    /// Whether the tables are wanted as Parquet too.
    pub parquet: bool,
}

/// Puts the results of units together.
///
/// # Errors
/// A path does not exist, nothing can be read, a former roll-up cannot be read, the policy is not valid, the output cannot be
/// written, another run is writing it, or the work shall stop. What stood in the output folder is then untouched. A result that
/// cannot be read is a finding.
pub fn roll_up(options: &RollupOptions, progress: &dyn Progress) -> Result<RunResult, Error> {
    let RollupOptions { inputs, out, .. } = options;
    let policy = policy(inputs)?;
    let templates = upward::templates(&policy)?;
    inputs.keep_apart(out)?;
    beside_results(inputs, out)?;
    let mut staging = Staging::open(out, progress)?;
    if let Some(record) = staging.former().record()
        && !record.rollup
    {
        let reason = "这里是一个单位的结果，汇总不能写在里面。请用 -o 另外指定一个文件夹";
        return Err(refused(out, reason));
    }
    let day = occasion(inputs.year, inputs.date, &policy);
    let mut session = Session::new(registers::reading(&policy), day, inputs.jobs, progress);
    let folder = staging.folder().to_path_buf();
    let paths = Paths {
        given: &inputs.paths,
        previous: &options.previous,
        out: &folder,
        year_said: inputs.year.or(policy.year).is_some(),
        columns: options.parquet,
    };
    let rolled = gather(&mut session, &policy, paths)?;
    let came = |unit: &RolledUnit| unit.summary.state == HandedIn::Read;
    if staging.former().record().is_some() && !rolled.units.iter().any(came) {
        let reason = "这一次一个单位的结果也没有读出来，原来的汇总没有动。请核对给出的文件夹；确实要从头来的，请用 -o 另外指定一个文件夹";
        return Err(refused(out, reason));
    }
    let known = upward::known(&folder, Main::Rollup, &options.previous, &policy);
    let wording = Wording {
        templates,
        known: known.gaps,
    };
    let origin = origin(paths, &policy, options.parquet);
    let report = write(
        &session,
        (&rolled, &policy),
        (&origin, &wording),
        &mut staging,
    )?;
    let finished = staging.finish()?;
    let remarks = finished.kept.iter().map(Kept::remark).chain(known.remarks);
    let remarks: Vec<String> = remarks.chain(upward::told(&report)).collect();
    Ok(RunResult {
        summary: summary(&rolled, &policy, out, (&finished.written, &remarks)),
        errors: errors(&rolled.findings),
        written: finished.written,
    })
}

/// Puts the units of a roll-up together again from these paths, as its record says, into another sink.
///
/// # Errors
/// As for [`roll_up`].
pub fn again(
    (folder, record): (&Path, &Record),
    policy: &Policy,
    (given, jobs): (&[PathBuf], usize),
    progress: &dyn Progress,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let day = Occasion {
        date: record.date,
        year: record.year,
    };
    let mut session = Session::new(registers::reading(policy), day, jobs, progress);
    let previous = record.previous.iter().map(|address| folder.join(address));
    let previous: Vec<PathBuf> = previous.collect();
    let paths = Paths {
        given,
        previous: &previous,
        out: folder,
        year_said: true,
        columns: record.parquet,
    };
    let rolled = gather(&mut session, policy, paths)?;
    let wording = Wording {
        templates: upward::templates_again(folder, record)?,
        known: upward::gaps(folder),
    };
    let origin = Origin {
        given: record.given.clone(),
        previous: record.previous.clone(),
        policy: record.policy.address.clone(),
        parquet: record.parquet,
    };
    write(&session, (&rolled, policy), (&origin, &wording), sink).map(drop)
}

/// A roll-up in the result of a unit would be a stranger there, and that result no longer what was written.
fn beside_results(inputs: &Inputs, out: &Path) -> Result<(), Error> {
    let (results, _) = reader::results(&inputs.paths, &[]);
    let absolute = std::path::absolute(out).unwrap_or_else(|_| out.to_path_buf());
    let there = absolute.ancestors().find_map(|at| at.canonicalize().ok());
    let inside = |result: &PathBuf| there.as_ref().is_some_and(|at| at.starts_with(result));
    if results.iter().any(inside) {
        let reason =
            "这是一个单位的结果文件夹（或在它里面），汇总不能写在里面。请用 -o 另外指定一个文件夹";
        return Err(refused(out, reason));
    }
    Ok(())
}

/// The policy named, else the one that lies above all that is given: that of one unit speaks for no other.
fn policy(inputs: &Inputs) -> Result<Policy, Error> {
    let found = || {
        let (results, _) = reader::results(&inputs.paths, &[]);
        // What lies in the only result speaks for its unit alone, however often it is named.
        let inside = |path: &PathBuf| {
            let path = path.canonicalize();
            path.is_ok_and(|p| results.iter().any(|result| p.starts_with(result)))
        };
        if results.len() == 1 && inputs.paths.iter().all(inside) {
            return None;
        }
        let found: Option<Vec<PathBuf>> = inputs
            .paths
            .iter()
            .map(|path| search(path)?.canonicalize().ok())
            .collect();
        let found = found?;
        let all: BTreeSet<&PathBuf> = found.iter().collect();
        let only = all.first().copied().cloned();
        only.filter(|policy| all.len() == 1 && above_all(policy, &results))
    };
    let named = inputs.policy.clone().or_else(found);
    let source = named.as_deref().map(source).transpose()?;
    with_roster(source.as_ref(), None)
}

/// Whether a policy lies above every result, and not in the folder of but one of them.
fn above_all(policy: &Path, results: &BTreeSet<PathBuf>) -> bool {
    let folder = policy.parent();
    folder.is_some_and(|folder| results.iter().all(|result| result.starts_with(folder)))
}

fn origin(paths: Paths<'_>, policy: &Policy, parquet: bool) -> Origin {
    let seen = Seen::from(paths.out);
    let addresses = |all: &[PathBuf]| {
        let all: BTreeSet<String> = all.iter().filter_map(|path| seen.address(path)).collect();
        all.into_iter().collect()
    };
    Origin {
        given: addresses(paths.given),
        previous: addresses(paths.previous),
        policy: policy
            .file
            .as_ref()
            .and_then(|file| seen.address(file.as_ref())),
        parquet,
    }
}
