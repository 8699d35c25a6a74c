//! Finds and reads the roster of a run: 花名册.xlsx beside the policy file; where no policy lies with the forms, in an input
//! folder or one above it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::reason::{as_written, plain_reason};
use crate::diagnostic::Diagnostic;
use crate::digest::sha256_hex;
use crate::error::Error;
use crate::location::Place;
use crate::policy::{RosterBook, RosterPlaces, SECOND_BOOK};
use crate::reader::{self, Limits, Source, Workbook};

/// Name of a roster book as `init` writes it.
pub const ROSTER_FILE: &str = "花名册.xlsx";
/// Its name without an ending, and the endings under which office programs save it, the usual one first.
const STEM: &str = "花名册";
const ENDINGS: [&str; 7] = ["xlsx", "xlsm", "et", "xls", "ods", "xlsb", "ett"];

/// A roster book with its cells.
pub type Read = (RosterBook, Workbook);

/// Whether a file is called as a roster book is.
pub fn is_named(path: &Path) -> bool {
    let is = |part: Option<&std::ffi::OsStr>, known: &[&str]| {
        part.and_then(|part| part.to_str())
            .is_some_and(|part| known.iter().any(|k| part.eq_ignore_ascii_case(k)))
    };
    is(path.file_stem(), &[STEM]) && is(path.extension(), &ENDINGS)
}

/// What a roster book is called that comes under this name.
pub fn called_like(name: &str) -> String {
    let ending = Path::new(name)
        .extension()
        .and_then(|ending| ending.to_str());
    let known = ENDINGS
        .iter()
        .find(|k| ending.is_some_and(|e| e.eq_ignore_ascii_case(k)));
    format!("{STEM}.{}", known.unwrap_or(&ENDINGS[0]))
}

/// The roster books of a folder, the one that is read first.
pub fn in_folder(folder: &Path) -> Vec<PathBuf> {
    let all = names_in(folder).into_iter();
    all.filter(|path| path.is_file()).collect()
}

/// What a roster book may be called in a folder.
pub fn names_in(folder: &Path) -> Vec<PathBuf> {
    let all = ENDINGS.map(|ending| folder.join(format!("{STEM}.{ending}")));
    all.to_vec()
}

/// Those in the folder of an input, or in the nearest folder above it that has any.
pub fn search(input: &Path) -> Vec<PathBuf> {
    let Ok(full) = fs::canonicalize(input) else {
        return Vec::new();
    };
    // Shown as the user would write it where it lies in the folder given.
    if input.is_dir() {
        let own = in_folder(input);
        if !own.is_empty() {
            return own;
        }
    }
    let full = as_written(&full);
    let above = full.ancestors().map(in_folder);
    above
        .into_iter()
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Reads the first of these books; others beside it are told of.
///
/// # Errors
/// It cannot be read: sections, numbers and the account of who handed in would be wrong without it.
pub fn read(books: &[PathBuf]) -> Result<Option<Read>, Error> {
    let Some(path) = books.first() else {
        return Ok(None);
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (mut book, workbook) = read_as(path, &name.as_ref().into())?;
    for other in &books[1..] {
        let name = other.file_name().unwrap_or_default().to_string_lossy();
        let message = format!("旁边还有一份“{name}”，没有读；读的是“{}”", book.shown);
        let place = Place::file(&book.shown);
        book.findings
            .push(Diagnostic::new(&SECOND_BOOK, place, message));
    }
    Ok(Some((book, workbook)))
}

/// Reads a roster book that people know by this name.
///
/// # Errors
/// As for [`read`].
pub fn read_as(path: &Path, shown: &Arc<str>) -> Result<Read, Error> {
    let failed = |reason: String| Error::Roster {
        path: path.to_path_buf(),
        reason,
    };
    let source = Source {
        path: path.to_path_buf(),
        shown: Arc::clone(shown),
    };
    let reading = reader::read(&source, &Limits::default());
    let Some(workbook) = reading.workbook else {
        let worst = reading.findings.iter().rev().max_by_key(|f| f.severity);
        let why = worst.map_or("没有读出任何内容".to_owned(), |f| f.message.clone());
        return Err(failed(why));
    };
    let bytes = fs::read(path).map_err(|e| failed(plain_reason(&e)))?;
    if sha256_hex(&bytes) != reading.sha256 {
        return Err(failed("读取的时候它被改动了，请保存好再运行".to_owned()));
    }
    let book = RosterBook {
        path: path.to_path_buf(),
        shown: Arc::clone(shown),
        sha256: reading.sha256,
        bytes,
        findings: reading.findings,
        sections: 0,
        places: RosterPlaces::default(),
    };
    Ok((book, workbook))
}
