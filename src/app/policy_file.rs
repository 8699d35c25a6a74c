//! Finds the policy of a run: the file named, else `qingfeng.toml` in an input folder or one above it, else the default; with
//! the roster book that lies beside it.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use super::astray;
use super::process;
use super::reason::{as_written, plain_reason};
use super::renamed;
use super::rollup::checks as of_rollup;
use super::{roster_file, surround};
use crate::diagnostic::Check;
use crate::error::Error;
use crate::policy::{Policy, ROSTER_CHECKS, Source};
use crate::rules::Occasion;
use crate::{carry, changes, followup, grade, ingest, linkage, publicity, reader, review, score};

/// Name of a policy file.
pub const POLICY_FILE: &str = "qingfeng.toml";

/// The policy for these inputs, with the roster book beside it. `named` is the file given on the command line.
///
/// # Errors
/// A file cannot be read, or the policy is not valid: then every problem is named with its line.
pub fn load_policy(named: Option<&Path>, inputs: &[PathBuf]) -> Result<Policy, Error> {
    let searched = || inputs.iter().find_map(|path| search(path));
    let found = named.map(Path::to_path_buf).or_else(searched);
    let source = found.as_deref().map(source).transpose()?;
    let books = rosters(named, inputs);
    with_roster(source.as_ref(), roster_file::read(&books)?)
}

/// The roster books for these inputs: those beside the policy. Where that is named, or there is none, they may lie with the
/// forms or above them as well.
pub fn rosters(named: Option<&Path>, inputs: &[PathBuf]) -> Vec<PathBuf> {
    let found = inputs.iter().find_map(|path| search(path));
    let policy = named.or(found.as_deref());
    let beside = policy.and_then(Path::parent).map(roster_file::in_folder);
    let beside = beside.unwrap_or_default();
    if !beside.is_empty() || (named.is_none() && found.is_some()) {
        return beside;
    }
    let searched = inputs.iter().map(|path| roster_file::search(path));
    searched
        .into_iter()
        .find(|books| !books.is_empty())
        .unwrap_or_default()
}

/// The files of a folder of which a policy may be made, whether they are there or not.
pub fn policy_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = roster_file::names_in(folder);
    files.push(folder.join(POLICY_FILE));
    files
}

/// The policy of a text, with the roster of a book below what it says.
///
/// # Errors
/// The policy is not valid.
pub fn with_roster(
    source: Option<&Source>,
    read: Option<roster_file::Read>,
) -> Result<Policy, Error> {
    let Some((book, workbook)) = read else {
        return Policy::layered(source, &checks());
    };
    let mut policy = Policy::with_roster(source, Some((book, &workbook)), &checks())?;
    if let Some(book) = &mut policy.book {
        let found = std::mem::take(&mut book.findings).into_iter();
        let rules = &policy.rule_book;
        book.findings = found.filter_map(|f| rules.adjusted(f)).collect();
        surround::cells(&mut book.findings, &workbook);
    }
    Ok(policy)
}

/// A policy file's text, as it is read.
///
/// # Errors
/// The file cannot be read.
pub fn source(path: &Path) -> Result<Source, Error> {
    let missing = |e: std::io::Error| Error::MissingPath {
        path: path.to_path_buf(),
        reason: plain_reason(&e),
    };
    let bytes = fs::read(path).map_err(missing)?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Error::Policy(format!(
            "口径文件“{}”不是 UTF-8 编码的文本。请用记事本打开，另存时把编码选为 UTF-8。",
            path.display()
        ))
    })?;
    let text = text
        .strip_prefix('\u{feff}')
        .map_or(text.clone(), str::to_owned);
    Ok(Source {
        name: path.display().to_string(),
        text,
    })
}

/// Day and year of a run: the year asked for, else the policy's, else that of the day.
pub fn occasion(year: Option<i32>, date: NaiveDate, policy: &Policy) -> Occasion {
    let year = year.or(policy.year).unwrap_or_else(|| date.year());
    Occasion { date, year }
}

/// Every check the program makes by itself while reading; the rest are the policy's rules.
pub fn checks() -> Vec<&'static Check> {
    [
        reader::checks::ALL,
        ROSTER_CHECKS,
        ingest::CHECKS,
        ingest::ANNEX_CHECKS,
        grade::CHECKS,
        review::CHECKS,
        linkage::SUBMISSION_CHECKS,
        linkage::CHECKS,
        linkage::NUMBER_CHECKS,
        followup::CHECKS,
        carry::CHECKS,
        changes::CHECKS,
        publicity::CHECKS,
        score::CHECKS,
        process::CHECKS,
        astray::ALL,
        renamed::ALL,
        of_rollup::ALL,
    ]
    .concat()
}

/// `qingfeng.toml` in the folder of an input, or in a folder above it.
pub fn search(input: &Path) -> Option<PathBuf> {
    let full = as_written(&fs::canonicalize(input).ok()?);
    let start = if full.is_dir() {
        full.as_path()
    } else {
        full.parent()?
    };
    let found = start
        .ancestors()
        .map(|dir| dir.join(POLICY_FILE))
        .find(|p| p.is_file())?;
    // Shown as the user would write it where it lies in the folder given.
    if input.is_dir() && found.parent() == Some(start) {
        Some(input.join(POLICY_FILE))
    } else {
        Some(found)
    }
}
