//! Last year's entries, from the register or from any form that can be read, sorted into the sections of today.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::former_data;
use super::session::Session;
use crate::error::Error;
use crate::location::Place;
use crate::model::{
    Entry, Field, Form, FormKind, FormTable, Former, Number, Origin, OtherTable, Value,
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
    /// Remarks: files without entries, tables left out.
    pub remarks: Vec<String>,
}

impl Previous {
    /// The entries of a section.
    pub fn of(&self, section: &str) -> &[Entry] {
        let found = self.groups.iter().find(|g| g.section == section);
        found.map_or(&[], |g| &g.entries)
    }

    /// Number of all entries.
    pub fn count(&self) -> usize {
        self.groups.iter().map(|g| g.entries.len()).sum()
    }
}

/// Reads last year's files, if there are any.
///
/// # Errors
/// A path does not exist, or there is nothing to read at all.
pub fn previous(session: &Session<'_>, paths: &[PathBuf]) -> Result<Previous, Error> {
    let mut out = Previous::default();
    if paths.is_empty() {
        return Ok(out);
    }
    let mut others = Vec::new();
    for path in paths {
        let folder = former_data::of_folder(path).map_err(|reason| Error::Previous {
            path: path.clone(),
            reason,
        })?;
        match folder {
            Some(former) => out.take_result(path, &former, &session.policy),
            None => others.push(path.clone()),
        }
    }
    if !others.is_empty() {
        for form in session.files(&others, &[])?.forms {
            out.take(form, &session.policy);
        }
    }
    Ok(out)
}

impl Previous {
    /// Takes the register of a result folder by its data.
    fn take_result(&mut self, folder: &Path, former: &Former, policy: &Policy) {
        let place = Place::file(&folder.display().to_string().into());
        for standing in &former.items {
            self.add(standing.entry(&place), policy);
        }
    }

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
                for entry in table.entries {
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

    /// A register's own numbers stand where forms have running ones; the years of a rating are counted from the day of the form where nothing else says.
    fn add(&mut self, mut entry: Entry, policy: &Policy) {
        let own = entry.text(Field::Seq).and_then(|seq| seq.parse().ok());
        if let Some(number) = own.filter(|_: &Number| entry.text(Field::Number).is_none()) {
            let number = number.to_string();
            let value = Value::new(number.as_str(), &number, None, Origin::Combined);
            entry.values.insert(Field::Number, value);
        }
        entry.rated_on = entry.rated_on.or(entry.reported_on);
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
