//! Registers that were handed in as files: sorted into units, and of each unit what `run` would make of them, as data.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::Arc;

use super::checks::{NO_REGISTER, ROW_WITHOUT_UNIT, UNKNOWN_UNIT};
use super::data::{ENTRIES, REGISTER, TABLES, UnitData, path_of};
use super::results::Given;
use super::versions;
use super::whose::{self, Said};
use crate::app::collect::Collected;
use crate::app::contents;
use crate::app::former_books;
use crate::app::known::Before;
use crate::app::outcome::Asked;
use crate::app::reason::failed;
use crate::app::session::Session;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::ingest::Decisions;
use crate::location::Place;
use crate::model::{
    Book, Entry, Field, Form, FormKind, Former, Number, Origin, PartialDate, Value,
};
use crate::policy::{NAMES_UNIT, Policy};
use crate::report::Upward;
use crate::text;

/// Registers sorted into units, with what is wrong with those that could not be.
#[derive(Debug, Default)]
pub struct Sorted {
    /// The forms of each unit and year, by the unit as it is written; none where the titles do not name one year.
    pub units: BTreeMap<(String, Option<i32>), Vec<Form>>,
    /// What could not be taken, counted by its kind.
    pub left_out: BTreeMap<String, usize>,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
    /// Files from which nothing was taken, by the unit they name.
    pub unread: BTreeMap<String, Vec<Arc<str>>>,
}

/// Sorts forms into units.
pub fn sorted(read: Collected, policy: &Policy) -> Sorted {
    let mut out = Sorted::default();
    for mut form in read.forms {
        if form.own.is_some_and(|book| book != Book::Register) {
            out.findings.append(&mut form.findings);
            continue;
        }
        let said = whose::of_form(&form, policy);
        if !is_register(&form, policy) {
            out.no_register(form, said);
            continue;
        }
        if form.own.is_some()
            && let Some(path) = read.paths.get(&form.file)
        {
            as_registered(&mut form, path, policy);
        }
        numbered(&mut form);
        out.take(form, &said, policy);
    }
    out
}

/// Whether a form holds a register: a book of one, a table of several sections, or one that is called so.
fn is_register(form: &Form, policy: &Policy) -> bool {
    let titles = &policy.words.register_titles;
    let called = |written: &str| titles.within(&text::key(written)).is_some();
    let mut tables = form.tables().peekable();
    tables.peek().is_some()
        && (form.own == Some(Book::Register)
            || called(&form.file)
            || tables.any(|table| {
                table.kind == FormKind::Register || table.title.as_deref().is_some_and(called)
            }))
}

impl Sorted {
    fn no_register(&mut self, form: Form, said: Said) {
        let message = match form.findings.first() {
            Some(finding) if form.tables().next().is_none() => {
                format!("没有读到登记表：{}", finding.message)
            }
            _ => "没有读到登记表".to_owned(),
        };
        let finding = Diagnostic::new(&NO_REGISTER, Place::file(&form.file), message);
        self.findings.push(finding);
        *self
            .left_out
            .entry("不是登记表的文件".to_owned())
            .or_default() += 1;
        if let Said::Unit(unit) = said {
            self.unread.entry(unit).or_default().push(form.file);
        }
    }

    /// Takes in a register, row by row where it has a column for the unit.
    fn take(&mut self, form: Form, said: &Said, policy: &Policy) {
        let place = Place::file(&form.file);
        let of_form = match said {
            Said::Unit(unit) => Some(unit.as_str()),
            Said::Two(..) | Said::Nothing => None,
        };
        if !whose::has_column(&form, policy) {
            if let Some(unit) = of_form {
                let whose = (unit.to_owned(), year(&form));
                self.units.entry(whose).or_default().push(form);
                return;
            }
            let message = match said {
                Said::Two(line, title) => {
                    format!("“单位”一行写的是“{line}”，标题写的是“{title}”，不知道是哪个单位的")
                }
                _ => "标题、“单位”一行和文件名里都没有单位名称".to_owned(),
            };
            self.findings
                .push(Diagnostic::new(&UNKNOWN_UNIT, place, message));
            return;
        }
        let unit_of = |entry: &Entry| {
            whose::of_entry(entry, policy)
                .or(of_form)
                .map(str::to_owned)
        };
        let units: BTreeSet<Option<String>> = form.entries().map(unit_of).collect();
        let mut rest = Some(&form);
        for unit in units {
            let Some(unit) = unit else {
                self.without_unit(&form, |entry| unit_of(entry).is_none());
                continue;
            };
            let mut own = form.clone();
            let first = rest.take().is_some();
            for table in own.sheets.iter_mut().flat_map(|sheet| &mut sheet.tables) {
                table
                    .entries
                    .retain(|entry| unit_of(entry).as_ref() == Some(&unit));
                // What is no entry is told once.
                table.skipped.retain(|_| first);
            }
            own.findings.retain(|_| first);
            let whose = (unit, year(&form));
            self.units.entry(whose).or_default().push(own);
        }
    }

    fn without_unit(&mut self, form: &Form, lacking: impl Fn(&Entry) -> bool) {
        let mut places = form
            .entries()
            .filter(|entry| lacking(entry))
            .map(|e| e.place.clone());
        let Some(first) = places.next() else { return };
        let more: Vec<_> = places
            .filter(|p| p.sheet == first.sheet)
            .filter_map(|p| p.cell)
            .collect();
        let message = format!("有 {} 行没有写单位", more.len() + 1);
        *self
            .left_out
            .entry("没有写单位的条目".to_owned())
            .or_default() += more.len() + 1;
        let mut finding = Diagnostic::new(&ROW_WITHOUT_UNIT, first, message);
        finding.more = more;
        self.findings.push(finding);
    }
}

/// The year that the titles of a form name, where they name but one.
fn year(form: &Form) -> Option<i32> {
    let titles = form.tables().filter_map(|table| table.title.as_deref());
    let years: BTreeSet<i32> = titles.flat_map(text::years).collect();
    let only = years.first().copied();
    only.filter(|_| years.len() == 1)
}

/// Lays on the entries of a register's book what its other sheets say of their levels, so that each keeps the one it has there.
fn as_registered(form: &mut Form, path: &Path, policy: &Policy) {
    let told = former_books::told(path, &form.file, policy);
    let mut items = told.map(|told| told.items).unwrap_or_default();
    for entry in entries_mut(form) {
        let number = entry
            .text(Field::Seq)
            .and_then(|seq| seq.parse::<Number>().ok());
        let told = number.and_then(|number| items.remove(&number.to_string()));
        let Some(told) = told else { continue };
        let shown = entry.declared;
        entry.declared = told.declared.or(shown);
        entry.confirmed = told.confirmed.filter(|level| Some(*level) == shown);
        // A level that differs from what was declared was the higher one, still to be confirmed.
        entry.suggested = shown.filter(|_| entry.confirmed.is_none() && entry.declared != shown);
    }
}

/// A register's own numbers stand where forms have running ones; the day on it is the day it was made.
fn numbered(form: &mut Form) {
    for entry in entries_mut(form) {
        let own = entry.text(Field::Seq).and_then(|seq| seq.parse().ok());
        if let Some(number) = own.filter(|_: &Number| entry.text(Field::Number).is_none()) {
            let number = number.to_string();
            let value = Value::new(number.as_str(), &number, None, Origin::Combined);
            entry.values.insert(Field::Number, value);
        }
    }
}

fn entries_mut(form: &mut Form) -> impl Iterator<Item = &mut Entry> {
    let tables = form.sheets.iter_mut().flat_map(|sheet| &mut sheet.tables);
    tables.flat_map(|table| &mut table.entries)
}

/// What the registers of a unit come to, written as data into a folder of its own.
///
/// # Errors
/// The folder cannot be written, or the work shall stop.
pub fn given(
    session: &Session<'_>,
    (whose, forms): (&(String, Option<i32>), Vec<Form>),
    before: Option<&Former>,
    folder: &Path,
) -> Result<Given, Error> {
    let (unit, year) = whose;
    let sources = forms.iter().map(|form| form.file.to_string()).collect();
    let made_on = forms.iter().filter_map(versions::day).max();
    // The day a register was made says nothing of when its levels were rated.
    let mut forms = forms;
    let entries = forms.iter_mut().flat_map(entries_mut);
    entries.for_each(|entry| entry.reported_on = None);
    let printed = former_books::of_entries(forms.iter().flat_map(Form::entries), None);
    let before = Before {
        numbers: Some(Former::joined(
            before.cloned().into_iter().chain([printed]).collect(),
        )),
        ..Before::default()
    };
    let read = Collected {
        forms,
        paths: BTreeMap::new(),
        left_out: BTreeMap::new(),
    };
    let outcome = session.outcome(read, Decisions::default(), &before, Asked::default())?;
    let mut data = UnitData::default();
    let fault = |e: std::io::Error| failed(folder, &e);
    fs::create_dir_all(folder.join("data")).map_err(fault)?;
    for (name, make) in contents::data(&outcome, &Upward::default()) {
        let table = TABLES.into_iter().find(|table| path_of(table) == name);
        let Some(table) = table else { continue };
        let path = folder.join(&*name);
        let mut out = BufWriter::new(File::create(&path).map_err(fault)?);
        make(&mut out)?;
        out.flush().map_err(fault)?;
        data.whole(table, path).map_err(fault)?;
    }
    let digest = |table| data.digest(table).unwrap_or_default();
    Ok(Given {
        unit: unit.clone(),
        year: year.unwrap_or(session.occasion.year),
        date: made_on.and_then(PartialDate::day),
        exact: false,
        sources,
        page: None,
        digest: [digest(REGISTER), digest(ENTRIES)],
        data,
    })
}

/// The policy by which registers of units are read: they settle their levels themselves, none of their entries is sent back,
/// and what this level knows of its own sections says nothing of theirs.
pub fn reading(policy: &Policy) -> Policy {
    let mut own = policy.clone();
    own.unit = String::new();
    own.unit_code = String::new();
    own.principal = None;
    own.roster = crate::model::Roster::default();
    own.book = None;
    own.grading.method = crate::policy::Method::None;
    own.register_errors = true;
    // Every one of them names another unit than this one.
    own.rule_book
        .rules
        .retain(|rule| rule.info.name != NAMES_UNIT);
    own
}
