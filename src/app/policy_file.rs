//! Finds the policy of a run: the file named, else `qingfeng.toml` in an input folder or one above it, else the default.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use super::process;
use super::reason::plain_reason;
use crate::diagnostic::Check;
use crate::error::Error;
use crate::policy::{Policy, Source};
use crate::rules::Occasion;
use crate::{changes, followup, grade, ingest, linkage, publicity, reader, review, score};

/// Name of a policy file.
pub const POLICY_FILE: &str = "qingfeng.toml";

/// The policy for these inputs. `named` is the file given on the command line.
///
/// # Errors
/// The file cannot be read, or it is not valid: then every problem is named with its line.
pub fn load_policy(named: Option<&Path>, inputs: &[PathBuf]) -> Result<Policy, Error> {
    let found = named
        .map(Path::to_path_buf)
        .or_else(|| inputs.iter().find_map(|path| search(path)));
    match found {
        None => Policy::layered(None, &checks()),
        Some(path) => Policy::from_source(&source(&path)?, &checks()),
    }
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
        ingest::CHECKS,
        ingest::ANNEX_CHECKS,
        grade::CHECKS,
        review::CHECKS,
        linkage::SUBMISSION_CHECKS,
        linkage::CHECKS,
        linkage::NUMBER_CHECKS,
        followup::CHECKS,
        changes::CHECKS,
        publicity::CHECKS,
        score::CHECKS,
        process::CHECKS,
    ]
    .concat()
}

/// `qingfeng.toml` in the folder of an input, or in a folder above it.
pub fn search(input: &Path) -> Option<PathBuf> {
    let full = fs::canonicalize(input).ok()?;
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
