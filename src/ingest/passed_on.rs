//! 下年带入 read back: what the book of an earlier register knows of its numbers beside what the register itself shows, the
//! choices about repeats, and what was sent back.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::choices;
use super::date::{self, DateReading};
use super::decided::Decisions;
use super::level;
use super::listed::{Columns, Table};
use super::view::View;
use crate::location::{CellRef, Place};
use crate::model::{
    About, Basis, FormerDecision, Level, NumberState, PASSED_ON_HEADS, RatedFrom, RatingBasis,
    Retired, WrittenChoice,
};
use crate::policy::{Lookup, Policy};
use crate::reader::Workbook;
use crate::text;

/// What is known of a number that stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PassedOnItem {
    /// The level as written, where it is open.
    pub level_text: Option<String>,
    /// The level its section declared.
    pub declared: Option<Level>,
    /// The level that was confirmed.
    pub confirmed: Option<Level>,
    /// The decision, where the leading group took one.
    pub decision: Option<FormerDecision>,
    /// From when the years of its rating are counted.
    pub rated: Option<RatedFrom>,
    /// By what its entries are known again.
    pub keys: Vec<String>,
}

/// What a register's book passes on beside its register.
#[derive(Debug, Default)]
pub struct PassedOn {
    /// Whether it has the sheet of its numbers at all.
    pub told: bool,
    /// What stands, by number.
    pub items: BTreeMap<String, PassedOnItem>,
    /// As much of the same as the register and the grounds of its levels show.
    pub shown: BTreeMap<String, PassedOnItem>,
    /// What stands no more.
    pub retired: Vec<Retired>,
    /// What people chose about repeats.
    pub choices: Vec<WrittenChoice>,
    /// Entries that were sent back or struck out.
    pub returned: Vec<About>,
}

/// Heads of the register, as far as it is read.
const REGISTER_HEADS: [&str; 3] = ["编号", "定级依据", "风险等级"];
/// Heads of the grounds of its levels, likewise.
const GROUNDS_HEADS: [&str; 4] = ["编号", "审定理由、审定人、日期", "自评等级", "审定等级"];
/// Heads of the list of what was sent back, likewise.
const RETURNED_HEADS: [&str; 6] = [
    "退回原因",
    "风险点",
    "科室",
    "岗位",
    "权力（业务）事项",
    "文件",
];

/// Reads the sheets of a register's book. `file` is the name people know it by.
pub fn passed_on(workbook: &Workbook, file: &Arc<str>, policy: &Policy) -> PassedOn {
    let lookup = Lookup::new(policy);
    let mut out = PassedOn::default();
    for sheet in &workbook.sheets {
        let table = Table {
            view: View::new(&sheet.grid, true, true),
            place: Place::sheet(file, &sheet.name),
            lookup: &lookup,
        };
        if let Some((head, columns)) = table.head(&PASSED_ON_HEADS) {
            out.told = true;
            for row in table.rows(head, u32::MAX) {
                Line::of(&table, row, &columns).read(&mut out);
            }
        }
        if let Some((head, columns)) = table.head(&choices::HEADS) {
            let mut read = Decisions::default();
            choices::read(&table, head, &columns, &mut read);
            out.choices.extend(read.choices);
        }
        if let Some((head, columns)) = table.head(&RETURNED_HEADS) {
            let rows = table.rows(head, u32::MAX).into_iter();
            let text = |row, at: usize| table.text(row, columns[at]);
            let rows = rows.filter(|row| !text(*row, 0).is_empty() && !text(*row, 5).is_empty());
            out.returned.extend(rows.map(|row| About {
                risk: text(row, 1),
                section: text(row, 2),
                post: text(row, 3),
                matter: text(row, 4),
            }));
        }
        if let Some((head, columns)) = table.head(&REGISTER_HEADS) {
            for row in table.rows(head, u32::MAX) {
                let line = Line::of(&table, row, &columns);
                let confirmed = line.level(2);
                let is_confirmed = line.text(1) == Basis::Confirmed.title();
                if let Some(level) = confirmed.filter(|_| is_confirmed) {
                    let shown = out.shown.entry(line.text(0)).or_default();
                    shown.confirmed = Some(level);
                }
            }
        }
        if let Some((head, columns)) = table.head(&GROUNDS_HEADS) {
            for row in table.rows(head, u32::MAX) {
                Line::of(&table, row, &columns).grounds(&mut out);
            }
        }
    }
    out
}

/// A line of the sheet of the numbers.
struct Line<'l> {
    table: &'l Table<'l>,
    row: u32,
    columns: &'l Columns,
}

impl<'l> Line<'l> {
    const fn of(table: &'l Table<'l>, row: u32, columns: &'l Columns) -> Self {
        Self {
            table,
            row,
            columns,
        }
    }

    fn text(&self, at: usize) -> String {
        self.table.text(self.row, self.columns[at])
    }

    fn some(&self, at: usize) -> Option<String> {
        Some(self.text(at)).filter(|text| !text.is_empty())
    }

    fn level(&self, at: usize) -> Option<Level> {
        level::read_one(&self.text(at), self.table.lookup)
    }

    fn date(&self, at: usize) -> Option<crate::model::PartialDate> {
        let col = self.columns[at]?;
        self.table.date(CellRef::new(self.row, col))
    }

    fn read(&self, out: &mut PassedOn) {
        let (id, said) = (self.text(0), text::key(&self.text(1)));
        let state = NumberState::ALL.into_iter().find(|s| s.title() == said);
        let Some(state) = state.filter(|_| !id.is_empty()) else {
            return;
        };
        let keys = self.text(14);
        let keys: Vec<String> = keys.split_whitespace().map(str::to_owned).collect();
        if state == NumberState::Standing {
            out.items.insert(id, self.item(keys));
            return;
        }
        out.retired.push(Retired {
            id,
            into: self.some(2),
            keys,
            section: self.text(3),
            year: self.text(12).parse().ok(),
            reason: self.some(13),
            struck: state == NumberState::Struck,
            returned: state == NumberState::Returned,
            unreported: matches!(state, NumberState::Unreported | NumberState::Unread),
            unread: state == NumberState::Unread,
        });
    }

    /// A line of the grounds: reason, name and day stand in one cell, the day last.
    fn grounds(&self, out: &mut PassedOn) {
        let (said, level) = (self.text(1), self.level(3));
        let shown = out.shown.entry(self.text(0)).or_default();
        shown.declared = self.level(2);
        shown.confirmed = level.or(shown.confirmed);
        let parted = said.rsplit_once('，').unwrap_or(("", &said));
        let on = match date::read_text(parted.1) {
            DateReading::Known(on) => Some(on),
            _ => None,
        };
        let reason = if on.is_some() { parted.0 } else { &said };
        let decision = level.filter(|_| !said.is_empty());
        shown.decision = decision.map(|level| FormerDecision {
            level,
            reason: reason.to_owned(),
            by: String::new(),
            on,
        });
    }

    fn item(&self, keys: Vec<String>) -> PassedOnItem {
        let confirmed = self.level(6);
        let [reason, by] = [7, 8].map(|at| self.text(at));
        let on = self.date(9);
        // A level that stood confirmed on the form itself is no decision.
        let decided = !reason.is_empty() || !by.is_empty() || on.is_some();
        let decision = confirmed.filter(|_| decided).map(|level| FormerDecision {
            level,
            reason,
            by,
            on,
        });
        let basis = text::key(&self.text(11));
        let basis = RatingBasis::ALL.into_iter().find(|b| b.title() == basis);
        PassedOnItem {
            level_text: self.some(4),
            declared: self.level(5),
            confirmed,
            decision,
            rated: basis
                .zip(self.date(10))
                .map(|(basis, on)| RatedFrom { basis, on }),
            keys,
        }
    }
}
