//! Last year's entries, from the register or from any form that can be read, sorted into the sections of today.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::collect::Collected;
use super::former_books;
use super::former_data;
use super::session::Session;
use crate::error::Error;
use crate::location::Place;
use crate::model::{
    About, Book, Entry, Field, Form, FormKind, FormTable, Former, LedgerEntry, Number, Origin,
    OtherTable, Value,
};
use crate::policy::Policy;
use crate::text;

/// Last year's entries of one section.
#[derive(Debug)]
pub struct Group {
    /// The section, as the roster calls it where it knows it; empty where none was named.
    pub section: String,
    /// Its entries, in the order of the files.
    pub entries: Vec<Entry>,
}

/// What was read of last year.
#[derive(Debug, Default)]
pub struct Previous {
    /// The entries by section, in the order in which the sections are met.
    pub groups: Vec<Group>,
    /// The years that the titles of its tables name.
    pub years: BTreeSet<i32>,
    /// Rectifications that were not closed then.
    pub open: Vec<LedgerEntry>,
    /// What was sent back then, or struck out: nothing of it is registered.
    pub returned: Vec<About>,
    /// Remarks: files without entries, tables left out, what a book cannot say.
    pub remarks: Vec<String>,
}

impl Previous {
    /// The entries of a section.
    pub fn of(&self, section: &str) -> &[Entry] {
        let found = self.groups.iter().find(|g| g.section == section);
        found.map_or(&[], |g| &g.entries)
    }

    /// All entries.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.groups.iter().flat_map(|g| &g.entries)
    }

    /// Number of all entries.
    pub fn count(&self) -> usize {
        self.entries().count()
    }

    /// The year, where the titles name but one.
    pub fn year(&self) -> Option<i32> {
        let years = self.years.iter().copied();
        years.min().filter(|_| self.years.len() == 1)
    }
}

/// Earlier results as they were given.
#[derive(Debug, Default)]
pub struct Given {
    /// Results by their data, and by the books of their registers.
    pub results: Vec<(PathBuf, Former)>,
    /// What other books and forms say.
    pub forms: Previous,
    /// The books among the results: they hold no ledgers.
    books: Vec<Arc<str>>,
}

/// Reads what is given of earlier years: result folders through their data alone, books of their registers, forms.
///
/// # Errors
/// A path does not exist, a result is damaged, or there is nothing to read at all.
pub fn given(session: &Session<'_>, paths: &[PathBuf]) -> Result<Given, Error> {
    let mut out = Given::default();
    let mut others = Vec::new();
    for path in paths {
        let unusable = |reason| Error::Previous {
            path: path.clone(),
            reason,
        };
        match former_data::of_folder(path).map_err(unusable)? {
            Some(former) => out.results.push((path.clone(), former)),
            None if former_data::lost(path).is_some() => {
                return Err(unusable(format!(
                    "其中的 {} 不见了，编号、审定和评定日期都在里面",
                    former_data::REGISTER
                )));
            }
            None => others.push(path.clone()),
        }
    }
    if !others.is_empty() {
        let read = session.files(&others, &[])?;
        for folder in others.iter().filter(|path| path.is_dir()) {
            holds_a_register(folder, &read)?;
        }
        for form in read.forms {
            let path = read.paths.get(&form.file).cloned().unwrap_or_default();
            out.take(form, path, &session.policy);
        }
    }
    Ok(out)
}

/// What a working folder calls its result.
const RESULT: &str = "结果";

/// A folder given as an earlier result holds at least the book of a register. Forms of whoever collected them would be taken
/// for all there was last year; a single workbook is what somebody meant to give.
fn holds_a_register(folder: &Path, read: &Collected) -> Result<(), Error> {
    let is_register =
        |form: &Form| form.own == Some(Book::Register) || form.kind == FormKind::Register;
    let there = |form: &Form| {
        let path = read.paths.get(&form.file);
        path.is_some_and(|path| path.starts_with(folder))
    };
    if read
        .forms
        .iter()
        .any(|form| is_register(form) && there(form))
    {
        return Ok(());
    }
    let inside = folder.join(RESULT);
    let instead = if former_data::is_result(&inside) {
        format!("结果在其中的“{RESULT}”文件夹里，请选“{}”", inside.display())
    } else {
        format!(
            "请选上年写出的结果文件夹（里面有 {} 和 data）；结果文件夹找不到的，选上年的登记汇总表（一个文件）。只有上年的自查表的，先用它们写出上年的结果，再带入",
            Book::Register.file_name()
        )
    };
    Err(Error::Previous {
        path: folder.to_path_buf(),
        reason: format!("这个文件夹里没有结果，只有别的表，不能当作上年的结果。{instead}"),
    })
}

impl Given {
    /// The same, where none is of a later year than this one.
    ///
    /// # Errors
    /// One is.
    pub fn until(self, year: i32) -> Result<Self, Error> {
        for (path, former) in &self.results {
            not_later(path, former, year)?;
        }
        Ok(self)
    }

    /// What is said of the books where a year is to go on from them.
    pub fn without_ledgers(&self) -> Vec<String> {
        let books = self.books.iter();
        let told = books.map(|file| {
            format!(
                "“{file}”里没有台账，上年没有销号的整改、没有办结的处置没有带入。请选上年的结果文件夹（命令行：写在 --previous 后面），或者把上年的台账一并放进收表。"
            )
        });
        told.collect()
    }

    /// Takes in a form. The book of a register says more than its register shows.
    fn take(&mut self, form: Form, path: PathBuf, policy: &Policy) {
        let file = Arc::clone(&form.file);
        let is_book = form.own == Some(Book::Register);
        let told = is_book.then(|| former_books::told(&path, &file, policy));
        let Some(told) = told.flatten() else {
            self.forms.take(form, policy);
            return;
        };
        let mut read = Previous::default();
        read.take(form, policy);
        let mut former = former_books::of_entries(read.entries(), read.year());
        // What its other sheets hold is told by itself.
        if former.items.is_empty() {
            self.forms.remarks.extend(read.remarks);
        }
        self.forms.returned.extend_from_slice(&told.returned);
        let lacking = former_books::complete(&mut former, told, &file);
        self.forms.remarks.extend(lacking);
        self.books.push(file);
        self.results.push((path, former));
    }
}

/// The entries of last year by sections, if anything is given.
///
/// # Errors
/// As for [`given`].
pub fn previous(session: &Session<'_>, paths: &[PathBuf]) -> Result<Previous, Error> {
    let given = given(session, paths)?.until(session.occasion.year)?;
    let without_ledgers = given.without_ledgers();
    let Given {
        mut results,
        forms: mut out,
        ..
    } = given;
    out.remarks.extend(without_ledgers);
    for (path, _) in &results {
        let unusable = |reason| Error::Previous {
            path: path.clone(),
            reason,
        };
        let returned = former_data::returned(path).map_err(unusable)?;
        out.returned.extend(returned);
    }
    // Of a risk point that several results know the latest one counts, and what has ended there is no more.
    results.sort_by_key(|(_, former)| std::cmp::Reverse(former.year));
    if let Some((latest, _)) = results.first() {
        let place = Place::file(&latest.display().to_string().into());
        let all = results.into_iter().map(|(_, former)| former);
        let latest = Former::joined(all.collect());
        out.open = latest.open;
        for standing in latest.items {
            out.add(standing.entry(&place), &session.policy);
        }
    }
    Ok(out)
}

/// A result of a later year is no earlier one.
///
/// # Errors
/// It is of a later year.
fn not_later(path: &Path, former: &Former, year: i32) -> Result<(), Error> {
    match former.year {
        Some(of) if of > year => Err(later(path, of, year)),
        _ => Ok(()),
    }
}

fn later(path: &Path, of: i32, year: i32) -> Error {
    Error::Previous {
        path: path.to_path_buf(),
        reason: format!(
            "这是 {of} 年的结果，而本次是 {year} 年。作为上年带入的，要是以前年度的结果（命令行：--previous）；年度写错了的，在口径里改正（命令行：或者用 --year）"
        ),
    }
}

impl Previous {
    fn take(&mut self, form: Form, policy: &Policy) {
        let before = self.count();
        let register = form.kind == FormKind::Register;
        let file = form.file.clone();
        let reason = form.findings.first().map(|f| f.message.clone());
        for mut sheet in form.sheets {
            // A register's workbook holds more than the register, such as what was returned.
            if register && !sheet.tables.iter().any(|t| is_register(t, policy)) {
                sheet.leave_out();
                self.leave_out(&file, &sheet.others, policy);
            }
            for table in sheet.tables {
                self.years
                    .extend(table.title.iter().flat_map(|title| text::years(title)));
                for mut entry in table.entries {
                    // A register bears the day on which it was made, which says nothing of its ratings.
                    let reported = entry.reported_on.filter(|_| !register);
                    entry.rated_on = entry.rated_on.or(reported);
                    entry.reported_on = reported;
                    self.add(entry, policy);
                }
            }
        }
        if self.count() == before {
            let why = reason.unwrap_or_else(|| "没有条目".to_owned());
            self.remarks
                .push(format!("“{file}”中没有读到上年的条目：{why}。"));
        }
    }

    /// Names tables that are no register and whose entries stand nowhere else.
    fn leave_out(&mut self, file: &str, others: &[OtherTable], policy: &Policy) {
        let lists = &policy.words.list_titles;
        for table in others.iter().filter(|t| t.entries > 0) {
            let title = table.title.as_deref().unwrap_or("没有标题的表");
            if lists.within(&text::key(title)).is_none() {
                self.remarks.push(format!(
                    "“{file}”的“{title}”不是登记表，其中 {} 条没有带入。",
                    table.entries
                ));
            }
        }
    }

    /// A register's own numbers stand where forms have running ones.
    fn add(&mut self, mut entry: Entry, policy: &Policy) {
        let own = entry.text(Field::Seq).and_then(|seq| seq.parse().ok());
        if let Some(number) = own.filter(|_: &Number| entry.text(Field::Number).is_none()) {
            let number = number.to_string();
            let value = Value::new(number.as_str(), &number, None, Origin::Combined);
            entry.values.insert(Field::Number, value);
        }
        let written = entry.text(Field::Section).unwrap_or_default();
        let known = policy.roster.section(written);
        let section = known.map_or(written, |s| s.name.as_str()).to_owned();
        match self.groups.iter_mut().find(|g| g.section == section) {
            Some(group) => group.entries.push(entry),
            None => self.groups.push(Group {
                section,
                entries: vec![entry],
            }),
        }
    }
}

fn is_register(table: &FormTable, policy: &Policy) -> bool {
    let title = text::key(table.title.as_deref().unwrap_or(""));
    policy.words.register_titles.within(&title).is_some()
}
