//! What earlier results know: that of the same folder, whose numbers go on, and last year's, which passes on levels, ratings
//! and decisions.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::former_books;
use super::former_data::{self, LAST_YEAR};
use super::known::Before;
use super::previous;
use super::session::Session;
use crate::error::Error;
use crate::model::Former;

/// What stands in the folder that is written again, and the results given: one of this year passes on its numbers, one
/// of an earlier year all it has. Where none is given, last year's that the folder keeps counts on.
///
/// # Errors
/// A result given cannot be read, or is of a later year.
pub fn read(folder: &Path, given: &[PathBuf], session: &Session<'_>) -> Result<Before, Error> {
    let year = session.occasion.year;
    let mut out = Before::default();
    let own = match former_data::of_folder(folder) {
        Ok(own) => own,
        Err(error) => {
            out.remarks.push(format!(
                "结果文件夹里上一次的编号读不出来，这一次从头编号：{error}"
            ));
            None
        }
    };
    let mut known: Vec<Former> = Vec::new();
    for path in given {
        let former = of_path(path, session, &mut out.remarks)?;
        if former.year.is_some_and(|of| of > year) {
            return Err(later(path, &former, year));
        }
        known.push(former);
    }
    if given.is_empty() && own.as_ref().is_some_and(|own| own.year == Some(year)) {
        known.extend(kept(folder));
    }
    known.extend(own);
    let earlier = |former: &&Former| former.year.is_none_or(|of| of < year);
    let latest = known.iter().filter(earlier).max_by_key(|f| f.year);
    out.last_year = latest.cloned();
    known.sort_by_key(|former| std::cmp::Reverse(former.year));
    out.numbers = joined(known);
    Ok(out)
}

/// The same as it was before the result in this folder was written: its own numbers, and the copy it keeps.
pub fn again(folder: &Path) -> Before {
    let own = former_data::of_folder(folder).ok().flatten();
    let last_year = kept(folder);
    Before {
        numbers: joined(own.into_iter().chain(last_year.clone()).collect()),
        last_year,
        remarks: Vec::new(),
    }
}

/// Last year's result of which a result keeps a copy.
fn kept(folder: &Path) -> Option<Former> {
    let text = fs::read_to_string(folder.join(LAST_YEAR)).ok()?;
    serde_json::from_str(&text).ok()
}

/// A result folder by its data, or books and forms as they can be read.
fn of_path(path: &Path, session: &Session<'_>, remarks: &mut Vec<String>) -> Result<Former, Error> {
    if path.is_dir() {
        let unreadable = |reason| Error::Previous {
            path: path.to_path_buf(),
            reason,
        };
        if let Some(former) = former_data::of_folder(path).map_err(unreadable)? {
            return Ok(former);
        }
    }
    let read = previous::previous(session, &[path.to_path_buf()])?;
    remarks.extend(read.remarks.iter().cloned());
    Ok(former_books::of_entries(&read, &session.policy))
}

fn later(path: &Path, former: &Former, year: i32) -> Error {
    let of = former.year.unwrap_or_default();
    Error::Previous {
        path: path.to_path_buf(),
        reason: format!(
            "这是 {of} 年的结果，而本次是 {year} 年。--previous 要给以前年度的结果；年度写错了的，用 --year 改正"
        ),
    }
}

/// Several results as one: of a number that several know the first one counts.
fn joined(all: Vec<Former>) -> Former {
    let mut out = Former {
        year: all.first().and_then(|former| former.year),
        ..Former::default()
    };
    let mut known: BTreeSet<String> = BTreeSet::new();
    for former in all {
        let items = former.items.into_iter();
        out.items
            .extend(items.filter(|item| known.insert(item.id.clone())));
        let retired = former.retired.into_iter();
        out.retired
            .extend(retired.filter(|number| known.insert(number.id.clone())));
    }
    out
}
