//! A result folder as it is given to a roll-up: its data are what it says they are, or nothing of it is taken.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;

use super::data::{ENTRIES, REGISTER, TABLES, UnitData, path_of, value};
use crate::app::contents::OVERVIEW;
use crate::app::policy_file::with_roster;
use crate::app::reason::plain_reason;
use crate::app::record::{POLICY_COPY, Record, Written};
use crate::digest::Digested;
use crate::policy::Source;

/// The data of a unit, as they were given.
#[derive(Clone, Debug)]
pub struct Given {
    /// The unit as it is written there; empty where nobody says.
    pub unit: String,
    /// Its year.
    pub year: i32,
    /// The day it was made, where it says so.
    pub date: Option<NaiveDate>,
    /// Whether it is a result and no register that was handed in as a file: of two of one day the result counts.
    pub exact: bool,
    /// Where it lies, seen from the folder of the roll-up; of a register its files.
    pub sources: Vec<String>,
    /// The page that shows it, seen from there; none where it has none.
    pub page: Option<String>,
    /// What its register and its rows are known by.
    pub digest: [String; 2],
    /// The data.
    pub data: UnitData,
}

/// The results of a folder: one, or of a roll-up one for each of its units.
///
/// # Errors
/// It is no whole result any more; the reason names the file.
pub fn read(folder: &Path, shown: &str, most: u64) -> Result<Vec<Given>, String> {
    let record = Record::read(folder)?;
    let outputs = record.outputs.iter();
    for output in outputs.filter(|o| table_of(&o.path).is_some()) {
        check(folder, output, most)?;
    }
    for table in [REGISTER, ENTRIES] {
        let path = path_of(table);
        if !record.outputs.iter().any(|o| o.path == path) {
            return Err(format!("其中没有 {path}"));
        }
    }
    if record.rollup {
        return parts(folder, &record, shown);
    }
    let mut data = UnitData::default();
    let mut digest = [String::new(), String::new()];
    for output in &record.outputs {
        let Some(table) = table_of(&output.path) else {
            continue;
        };
        let taken = data.whole(table, folder.join(&output.path));
        taken.map_err(|e| format!("{} 读不出来：{}", output.path, plain_reason(&e)))?;
        for (own, of) in digest.iter_mut().zip([REGISTER, ENTRIES]) {
            if of == table {
                own.clone_from(&output.sha256);
            }
        }
    }
    Ok(vec![Given {
        unit: unit(folder, &record),
        year: record.year,
        date: Some(record.date),
        exact: true,
        sources: vec![shown.to_owned()],
        page: page(&record, shown),
        digest,
        data,
    }])
}

/// The units of which a result is that could not be read, as far as it still says so.
pub fn whose(folder: &Path) -> Vec<String> {
    let Ok(record) = Record::read(folder) else {
        return Vec::new();
    };
    if record.rollup {
        return record.units.into_iter().map(|unit| unit.unit).collect();
    }
    let unit = unit(folder, &record);
    Some(unit)
        .filter(|unit| !unit.is_empty())
        .into_iter()
        .collect()
}

/// Where the forms lie from which a result was made: what they say stands in the result.
pub fn made_from(folder: &Path) -> Vec<PathBuf> {
    let record = Record::read(folder);
    let given = record.map(|record| record.given).unwrap_or_default();
    given.iter().map(|address| folder.join(address)).collect()
}

/// The table a file of a result holds, where it is one that is taken over.
fn table_of(path: &str) -> Option<&'static str> {
    TABLES.into_iter().find(|table| path_of(table) == path)
}

/// Whether a file is what was written; read piece by piece, however long it is.
fn check(folder: &Path, output: &Written, most: u64) -> Result<(), String> {
    let name = &output.path;
    let unread = |e: io::Error| match e.kind() {
        io::ErrorKind::NotFound => format!("缺少 {name}"),
        _ => format!("{name} 读不出来：{}", plain_reason(&e)),
    };
    let mut file = File::open(folder.join(name)).map_err(unread)?;
    let told = file.metadata().map_err(unread)?;
    if !told.is_file() {
        return Err(format!("{name} 不是普通文件"));
    }
    if told.len() > most {
        return Err(format!("{name} 太大（口径 limits.unpacked_mb）"));
    }
    let mut digest = Digested::new(io::sink());
    io::copy(&mut file, &mut digest).map_err(unread)?;
    if digest.end().2 == output.sha256 {
        Ok(())
    } else {
        Err(format!("{name} 与写出时不同，被改动过或者没有写全"))
    }
}

/// The unit of a result: as its record says, else as the policy says of which it keeps a copy.
fn unit(folder: &Path, record: &Record) -> String {
    if !record.unit.is_empty() {
        return record.unit.clone();
    }
    let copy = || {
        let name = record.policy.file.clone()?;
        let text = std::fs::read_to_string(folder.join(POLICY_COPY)).ok()?;
        Some(with_roster(Some(&Source { name, text }), None).ok()?.unit)
    };
    copy().unwrap_or_default()
}

/// The page of a result.
fn page(record: &Record, shown: &str) -> Option<String> {
    let has = record.outputs.iter().any(|output| output.path == OVERVIEW);
    has.then(|| format!("{shown}/{OVERVIEW}"))
}

/// The unit that a line of a roll-up names.
#[derive(Deserialize)]
struct OfUnit {
    #[serde(default)]
    unit: Option<String>,
}

/// The units of a roll-up, each with its lines.
fn parts(folder: &Path, record: &Record, shown: &str) -> Result<Vec<Given>, String> {
    let units = record.units.iter();
    let mut all: Vec<Given> = units
        .map(|unit| Given {
            unit: unit.unit.clone(),
            year: record.year,
            date: unit.date.parse().ok().or(Some(record.date)),
            exact: true,
            sources: vec![shown.to_owned()],
            page: page(record, shown),
            digest: [String::new(), String::new()],
            data: UnitData::default(),
        })
        .collect();
    for output in &record.outputs {
        if let Some(table) = table_of(&output.path) {
            part(&folder.join(&output.path), table, &mut all)?;
        }
    }
    // A unit that was silent there has no rows here.
    all.retain(|given| given.data.has(ENTRIES));
    for given in &mut all {
        given.digest = [given.data.digest(REGISTER)?, given.data.digest(ENTRIES)?];
    }
    Ok(all)
}

/// Gives each unit its lines of a table, which stand together.
fn part(path: &Path, table: &'static str, all: &mut [Given]) -> Result<(), String> {
    let name = path_of(table);
    let unread = |e: io::Error| format!("{name} 读不出来：{}", plain_reason(&e));
    let mut lines = BufReader::with_capacity(1 << 16, File::open(path).map_err(unread)?);
    let (mut line, mut at, mut met) = (String::new(), 0, BTreeSet::new());
    let mut current: Option<(String, u64)> = None;
    let mut done = |current: Option<(String, u64)>, end: u64| {
        let Some((unit, from)) = current else {
            return Ok(());
        };
        let own = all.iter_mut().find(|given| given.unit == unit);
        let own = own.filter(|_| met.insert(unit.clone()));
        let taken = own.is_some_and(|g| g.data.part(table, path, (from, end - from), &unit));
        if taken {
            Ok(())
        } else {
            Err(format!(
                "{name} 中“{unit}”的各行不在一处，或不在 run.json 的单位之中"
            ))
        }
    };
    loop {
        line.clear();
        let read = lines.read_line(&mut line).map_err(unread)?;
        let unit = match read {
            0 => None,
            _ => {
                value::<OfUnit>(line.trim_end())
                    .map_err(|e| format!("{name} 中有一行{e}"))?
                    .unit
            }
        };
        if current.as_ref().map(|(unit, _)| unit) != unit.as_ref() {
            done(current.take(), at)?;
            current = unit.map(|unit| (unit, at));
        }
        if read == 0 {
            return Ok(());
        }
        at += read as u64;
    }
}
