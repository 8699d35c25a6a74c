//! Kinds of risk to be ticked: a column for each (思想道德 | 岗位职责 | 外部环境), or boxes in one cell. A mark nobody understands
//! is kept beside the entry and found, never left out.

use super::checks;
use super::several::joined;
use super::tick::{self, Choice};
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{Column, Entry, Extra, Field};
use crate::policy::{Lookup, Policy};
use crate::text;

/// Marks named in one message.
const MOST_NAMED: usize = 5;

/// The kinds that are ticked in one cell: □思想道德 ☑岗位职责 ☑外部环境. What has no boxes is read as it stands; boxes left open
/// say nothing.
pub fn in_cell(written: &str, policy: &Policy) -> String {
    match tick::choice(written) {
        Choice::Ticked(words) => policy.category(&words.join("、")),
        Choice::Unticked if written.contains(char::is_alphanumeric) => String::new(),
        Choice::Unticked | Choice::NoBoxes => policy.category(&text::clean(written)),
    }
}

/// The marks of one entry under heads of kinds.
pub struct Kinds<'l> {
    lookup: &'l Lookup<'l>,
    /// How many such columns the table has.
    columns: usize,
    boxes: Vec<Extra>,
    unclear: Vec<Extra>,
}

impl<'l> Kinds<'l> {
    /// No marks yet.
    pub fn new(columns: &[Column], lookup: &'l Lookup<'l>) -> Self {
        use crate::model::Evidence::Tick;
        let own = |c: &&Column| c.field == Some(Field::Category) && c.by == Tick;
        Self {
            lookup,
            columns: columns.iter().filter(own).count(),
            boxes: Vec::new(),
            unclear: Vec::new(),
        }
    }

    /// Takes what stands in a cell under a kind's head.
    pub fn add(&mut self, entry: &mut Entry, column: &Column, (cell, written): (CellRef, &str)) {
        let policy = self.lookup.policy();
        let extra = || Extra::new(&column.label, written, cell);
        let no = &policy.grading.yes_no[1];
        let own = policy.category_of(written);
        let repeats = own.is_some() && own == policy.category_of(&column.label);
        if tick::is_tick(written) || tick::is_star(written) || repeats {
            joined(entry, Field::Category, &column.label, cell, "\n");
            if let Some(value) = entry.values.get_mut(&Field::Category) {
                value.text = policy.category(&value.raw).into();
            }
        } else if tick::is_empty_box(written) {
            self.boxes.push(extra());
        } else if self.lookup.is_blank(written) || no.exact(&text::label_key(written)).is_some() {
            entry.extras.push(extra());
        } else {
            self.unclear.push(extra());
        }
    }

    /// A box under some of the heads alone, where none is ticked, was meant as a tick or not: nobody can tell. Boxes under all
    /// of them say nothing.
    pub fn settle(mut self, entry: &mut Entry, place: &Place) -> Option<Diagnostic> {
        let ticked = entry.values.contains_key(&Field::Category);
        if !ticked && self.boxes.len() < self.columns {
            self.unclear.append(&mut self.boxes);
        }
        let first = self.unclear.first()?;
        let place = Place {
            cell: Some(first.cell),
            ..place.clone()
        };
        let finding = Diagnostic::new(&checks::KIND_MARK, place, String::new());
        let mut finding = finding.found(first.text.clone());
        finding.more = self.unclear.iter().skip(1).map(|x| x.cell).collect();
        entry.extras.append(&mut self.unclear);
        Some(finding)
    }
}

/// Says of all such marks of a table once what they are.
pub fn gather(findings: &mut Vec<Diagnostic>) {
    let (own, others): (Vec<_>, Vec<_>) = std::mem::take(findings)
        .into_iter()
        .partition(|f| f.code == checks::KIND_MARK.code);
    *findings = others;
    let mut marks: Vec<String> = Vec::new();
    let mut cells = Vec::new();
    for finding in &own {
        let mark = finding.found.as_deref().unwrap_or_default();
        let mark = format!("“{}”", text::excerpt(mark, 10));
        if !marks.contains(&mark) {
            marks.push(mark);
        }
        cells.extend(finding.place.cell);
        cells.extend(&finding.more);
    }
    let Some(first) = own.into_iter().next() else {
        return;
    };
    marks.truncate(MOST_NAMED);
    let message = format!(
        "{}写在风险类别各栏里，看不出是不是勾选，没有读作风险类别（共 {} 格）",
        marks.concat(),
        cells.len()
    );
    findings.push(Diagnostic {
        message,
        more: cells.split_off(1),
        ..first
    });
}
