//! What earlier results know: that of the same folder, whose numbers go on, and last year's, which passes on levels, ratings
//! and decisions.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::former_books;
use super::former_data::{self, LAST_YEAR, REGISTER, START};
use super::known::Before;
use super::previous::{self, Given};
use super::record::RECORD;
use super::session::Session;
use crate::error::Error;
use crate::linkage;
use crate::location::Place;
use crate::model::{Field, Former, PairId};
use crate::policy::Policy;

/// What stands in the folder that is written again, and the results given: one of this year passes on its numbers, one
/// of an earlier year all it has. Where none of an earlier year is given, last year's that these and the folder keep counts on,
/// unless what the folder keeps shall be `dropped`.
///
/// # Errors
/// A result given cannot be read, or is of a later year; or what the folder itself holds is damaged.
pub fn read(
    folder: &Path,
    (given, dropped): (&[PathBuf], bool),
    session: &Session<'_>,
) -> Result<Before, Error> {
    let year = session.occasion.year;
    let mut out = Before::default();
    let lost = former_data::lost(folder);
    if lost.is_some() {
        out.remarks.push(format!(
            "结果文件夹里上一次的登记数据（{REGISTER}）不见了：编号接不上，各条都另编了新号，不与原来的号重复。能找回这个文件的，放回去重新运行。"
        ));
    }
    let own = own(folder)?.or(lost).map(|mut own| {
        // A result whose record is lost is that of the year that is written again.
        own.year.get_or_insert(year);
        own
    });
    let mut known: Vec<Former> = Vec::new();
    for path in given {
        known.extend(of_path(path, session, &mut out.remarks)?);
    }
    let is_given = known.iter().any(is_earlier(year));
    if !is_given {
        // This year's results know last year's: that of the folder itself, and that with which the half year began.
        let is_own = own.as_ref().is_some_and(|own| own.year == Some(year));
        let of_year = given.iter().map(PathBuf::as_path);
        let of_year = of_year.filter(|path| path.is_dir());
        known.extend(last_years(
            of_year.chain((is_own && !dropped).then_some(folder)),
            year,
        )?);
    }
    out.provisional = own.as_ref().is_some_and(|own| {
        own.year == Some(year) && known.iter().all(is_earlier(year)) && knows_none(own, &known)
    });
    out.start = known
        .iter()
        .find(|former| former.year == Some(year))
        .cloned();
    out.start = out.start.map(|start| today(start, &session.policy));
    known.extend(own);
    known.sort_by_key(|former| std::cmp::Reverse(former.year));
    let known: Vec<Former> = known
        .into_iter()
        .map(|f| today(f, &session.policy))
        .collect();
    let latest = known.iter().find(|former| is_earlier(year)(former));
    let latest = latest.map(|former| former.year);
    out.last_year = latest.map(|latest| {
        let of_year = known.iter().filter(|former| former.year == latest);
        Former::joined(of_year.cloned().collect())
    });
    out.numbers = Some(Former::joined(known));
    let in_use = out.last_year.as_ref();
    out.remarks.extend(in_use.map(|of| used(of, is_given)));
    Ok(out)
}

/// Which earlier result counts in this run: one that was given once is used again without being asked for.
fn used(last_year: &Former, is_given: bool) -> String {
    let short = last_year.short();
    if is_given {
        format!("带入的上年结果：{short}。")
    } else {
        format!(
            "上年的结果：接着用以前带过的（{short}）。带错了的，写出结果时选“不带，以前带过的也不用”（命令行：run 加上 --no-previous），或者选对的。"
        )
    }
}

/// Whether a result knows none of the numbers that others give.
fn knows_none(own: &Former, others: &[Former]) -> bool {
    let own: BTreeSet<&str> = own.numbers().collect();
    let given = others.iter().flat_map(Former::numbers);
    let mut given = given.filter(|number| !number.is_empty()).peekable();
    given.peek().is_some() && !given.any(|number| own.contains(number))
}

fn is_earlier(year: i32) -> impl Fn(&Former) -> bool {
    move |former| former.year.is_none_or(|of| of < year)
}

/// Last year's results of which these keep copies.
fn last_years<'p>(
    folders: impl Iterator<Item = &'p Path>,
    year: i32,
) -> Result<Vec<Former>, Error> {
    let mut out: Vec<Former> = Vec::new();
    for folder in folders {
        let former = kept(folder, LAST_YEAR)?.filter(is_earlier(year));
        out.extend(former.filter(|former| !out.contains(former)));
    }
    Ok(out)
}

/// The same as it was before the result in this folder was written: its own numbers, and the copy it keeps.
///
/// # Errors
/// They cannot be read.
pub fn again(folder: &Path, policy: &Policy) -> Result<Before, Error> {
    let last_year = kept(folder, LAST_YEAR)?;
    let known = own(folder)?.into_iter().chain(last_year.clone());
    Ok(Before {
        numbers: Some(Former::joined(known.map(|f| today(f, policy)).collect())),
        last_year,
        start: kept(folder, START)?,
        provisional: false,
        remarks: Vec::new(),
    })
}

/// What the folder itself holds. Where it is damaged all numbers would be lost without a word.
fn own(folder: &Path) -> Result<Option<Former>, Error> {
    former_data::of_folder(folder).map_err(damaged(folder))
}

/// An earlier result of which a result keeps a copy.
fn kept(folder: &Path, name: &str) -> Result<Option<Former>, Error> {
    former_data::kept(folder, name).map_err(damaged(folder))
}

fn damaged(folder: &Path) -> impl Fn(String) -> Error {
    let path = folder.to_path_buf();
    move |reason| Error::Numbers {
        path: path.clone(),
        reason,
    }
}

/// Results by their data or the books of their registers, and forms as they can be read.
fn of_path(
    path: &Path,
    session: &Session<'_>,
    remarks: &mut Vec<String>,
) -> Result<Vec<Former>, Error> {
    let given = previous::given(session, &[path.to_path_buf()])?;
    let given = given.until(session.occasion.year)?;
    let without_ledgers = given.without_ledgers();
    let Given { results, forms, .. } = given;
    if path.is_dir() && results.iter().any(|(at, f)| at == path && f.year.is_none()) {
        return Err(Error::Previous {
            path: path.to_path_buf(),
            reason: format!("{RECORD} 读不出来，不知道是哪一年的结果"),
        });
    }
    remarks.extend(forms.remarks.iter().cloned());
    remarks.extend(without_ledgers);
    let mut known: Vec<Former> = results.into_iter().map(|(_, former)| former).collect();
    if forms.count() > 0 {
        known.push(former_books::of_entries(forms.entries(), forms.year()));
    }
    Ok(known)
}

/// The same with the names that sections have today, by which its items are known again.
fn today(mut former: Former, policy: &Policy) -> Former {
    let place = Place::file(&"".into());
    let mut halves: BTreeMap<String, String> = BTreeMap::new();
    for item in &mut former.items {
        let written = item.text(Field::Section).unwrap_or_default();
        let section = policy.roster.section(written);
        let Some(section) = section.filter(|section| section.name != written) else {
            continue;
        };
        let before = PairId::half(&item.entry(&place));
        item.texts.insert(Field::Section, section.name.clone());
        let entry = item.entry(&place);
        item.keys.push(linkage::identity_key(&entry));
        halves.insert(before, PairId::half(&entry));
    }
    for line in &mut former.open {
        if let Some(section) = policy.roster.section(&line.scored.section) {
            line.scored.section.clone_from(&section.name);
        }
    }
    for choice in &mut former.choices {
        for half in [&mut choice.id.kept, &mut choice.id.merged] {
            if let Some(renamed) = halves.get(half) {
                half.clone_from(renamed);
            }
        }
    }
    former
}
