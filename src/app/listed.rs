//! What a result folder holds, for whoever shows it: the files of the last run, and those people keep beside them.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::former_data;
use super::record::{RECORD, REVIEW_BOOK, Record};
use super::review;
use super::session::{Inputs, Session};
use super::{Silent, result};
use crate::error::Error;
use crate::reader::Source;

/// A result folder.
#[derive(Debug)]
pub struct Listed {
    /// 年度.
    pub year: i32,
    /// The day it was made.
    pub date: NaiveDate,
    /// Whether the mid-year report was asked for.
    pub mid_year: bool,
    /// The files of the run, in the order in which they were written.
    pub files: Vec<ListedFile>,
    /// Files beside them that are people's own: copies they filled in, and what they laid there.
    pub others: Vec<String>,
}

/// A file of a result.
#[derive(Clone, Debug)]
pub struct ListedFile {
    /// Its path in the folder.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Whether people have changed it since.
    pub changed: bool,
}

/// The year of the result in this folder, and the day it was made; none where there is no result.
pub fn made(folder: &Path) -> Option<(i32, NaiveDate)> {
    let record = Record::read(folder).ok()?;
    Some((record.year, record.date))
}

/// The earlier result of which the result in this folder keeps a copy, which goes on without being given again, in a few
/// words; none where it keeps none that can be read.
pub fn previous_in_use(folder: &Path) -> Option<String> {
    let kept = former_data::kept(folder, former_data::LAST_YEAR).ok()??;
    Some(kept.short())
}

/// What a result folder holds; none where there is no result.
pub fn listed(folder: &Path) -> Option<Listed> {
    let former = result::Former::read(folder);
    let record = former.record()?;
    let of = |path: &str, bytes: u64| ListedFile {
        path: path.to_owned(),
        bytes,
        changed: former.stays_as(path).is_some(),
    };
    let files = record
        .outputs
        .iter()
        .map(|o| of(&o.path, o.bytes))
        .collect();
    Some(Listed {
        year: record.year,
        date: record.date,
        mid_year: record.mid_year,
        files,
        others: others(folder, record),
    })
}

fn others(folder: &Path, record: &Record) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let names = files.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let passing = |name: &str| name.starts_with("~$") || name.starts_with('.') || name == RECORD;
    let known = |name: &str| record.outputs.iter().any(|o| o.path == name);
    let mut names: Vec<String> = names.filter(|n| !passing(n) && !known(n)).collect();
    names.sort();
    names
}

/// A file of a result folder, wherever it leads.
///
/// # Errors
/// The path is none of a plain file inside the folder; the sentence says so.
pub fn of_result(folder: &Path, path: &str) -> Result<PathBuf, String> {
    let missing = || format!("结果文件夹里没有“{}”", path.escape_debug());
    let inside = path.split('/').all(|part| super::fit_name(part).is_ok());
    let full = inside.then(|| folder.join(path));
    let full = full
        .and_then(|full| full.canonicalize().ok())
        .ok_or_else(missing)?;
    let root = folder.canonicalize().map_err(|_| missing())?;
    let is_there = full.starts_with(root) && full.is_file();
    is_there.then_some(full).ok_or_else(missing)
}

/// The review workbook of a result where something is decided in it: then a new run takes it along, as it would be given with
/// `--review`.
///
/// # Errors
/// The policy is not valid.
pub fn decided(inputs: &Inputs, folder: &Path) -> Result<Option<PathBuf>, Error> {
    let path = folder.join(REVIEW_BOOK);
    if !path.is_file() {
        return Ok(None);
    }
    let session = Session::open(inputs, &Silent)?;
    let source = Source {
        path: path.clone(),
        shown: REVIEW_BOOK.into(),
    };
    // One that cannot be read any more is kept aside by the run, and told.
    let read = review::decisions(&source, (&session.policy, session.occasion));
    let decided =
        read.is_ok_and(|(read, _)| !read.decisions.is_empty() || !read.choices.is_empty());
    Ok(decided.then_some(path))
}
