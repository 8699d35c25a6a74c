//! What the sheets of a file say, gathered one after another.

use std::sync::Arc;

use super::checks;
use super::surroundings::Surroundings;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Annex, Column, FormSheet, Value};

/// A table that a following one may continue.
#[derive(Debug)]
pub struct Before {
    /// Its columns.
    pub columns: Vec<Column>,
    /// What stands around it.
    pub around: Surroundings,
}

/// What the sheets of a file say, as they are read one after another.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The sheets.
    pub sheets: Vec<FormSheet>,
    /// What they hold beside entries.
    pub annex: Annex,
    /// What was found wrong.
    pub findings: Vec<Diagnostic>,
    /// The last table, which a sheet without a head continues.
    pub before: Option<Before>,
    /// Days that stand below the tables of a sheet, by the number of the sheet.
    pub days: Vec<(usize, Value)>,
}

impl Gathered {
    /// Whether nothing was read, and nothing was told of another kind of file.
    pub fn is_nothing(&self) -> bool {
        let mut sheets = self.sheets.iter();
        let mut findings = self.findings.iter();
        sheets.all(|s| s.tables.is_empty() && s.others.is_empty())
            && !findings.any(|f| f.code == checks::OTHER_KIND.code)
    }

    /// Leaves out sheets that repeat what the register in the same file says.
    pub fn leave_out(&mut self, lists: &[Arc<str>], file: &Arc<str>) {
        if lists.is_empty() {
            return;
        }
        let listed = |name: &Arc<str>| lists.contains(name);
        let own = self.sheets.iter_mut().filter(|s| listed(&s.name));
        own.for_each(FormSheet::leave_out);
        self.findings
            .retain(|f| !f.place.sheet.as_ref().is_some_and(listed));
        let names: Vec<String> = lists.iter().map(|name| format!("“{name}”")).collect();
        let message = format!(
            "工作表{}是由登记表生成的，内容已在登记表中，没有再读一遍",
            names.join("、")
        );
        let finding = Diagnostic::new(&checks::OTHER_KIND, Place::file(file), message);
        self.findings.push(finding);
    }
}
