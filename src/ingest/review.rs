//! 评审表 read back: the rows in which the leading group chose a level, whatever the order, with columns added or moved.

use std::sync::Arc;

use super::checks;
use super::choices;
use super::level::{self, LevelReading};
use super::listed::{Columns, Table};
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{
    About, Decision, Level, PartialDate, REVIEW_HEADS as HEADS, ReviewId, WrittenChoice,
    WrittenDecision,
};
use crate::policy::{Lookup, Policy};
use crate::reader::Workbook;
use crate::text;

/// What a review workbook says.
#[derive(Debug, Default)]
pub struct Decisions {
    /// The decisions, sheet by sheet and row by row.
    pub decisions: Vec<WrittenDecision>,
    /// What was chosen about repeats, in the same order.
    pub choices: Vec<WrittenChoice>,
    /// What was found wrong in it.
    pub findings: Vec<Diagnostic>,
}

/// Reads the decisions of a review workbook. `file` is the name people know it by.
pub fn decisions(workbook: &Workbook, file: &Arc<str>, policy: &Policy) -> Decisions {
    let lookup = Lookup::new(policy);
    let mut out = Decisions::default();
    let mut tables = 0;
    for sheet in &workbook.sheets {
        let table = Table {
            view: View::new(&sheet.grid, true, true),
            place: Place::sheet(file, &sheet.name),
            lookup: &lookup,
        };
        if let Some((head, columns)) = table.head(&HEADS) {
            tables += 1;
            table.read(head, &columns, &mut out);
        }
        if let Some((head, columns)) = table.head(&choices::HEADS) {
            tables += 1;
            choices::read(&table, head, &columns, &mut out);
        }
    }
    if tables == 0 {
        let message =
            "文件中没有“评审编号、审定等级”两栏，不是本程序生成的评审表，没有读取任何决定";
        out.findings.push(Diagnostic::new(
            &checks::NO_REVIEW,
            Place::file(file),
            message,
        ));
    }
    out
}

impl Table<'_> {
    fn read(&self, head: u32, columns: &Columns, out: &mut Decisions) {
        let usual = self.usual(head);
        for row in self.rows(head, u32::MAX) {
            out.decisions
                .extend(self.row(row, columns, &usual, &mut out.findings));
        }
    }

    /// Who decided and when, as written above the table for all rows: 审定人：… 审定日期：….
    fn usual(&self, head: u32) -> (String, Option<PartialDate>) {
        let above = self.keyed(0..head, &["审定人", "审定日期"]);
        let [by, on] = [0, 1].map(|at| above[at].as_ref());
        (
            by.map_or(String::new(), |(_, name)| name.clone()),
            on.and_then(|(cell, _)| self.date(*cell)),
        )
    }

    fn row(
        &self,
        row: u32,
        columns: &Columns,
        usual: &(String, Option<PartialDate>),
        findings: &mut Vec<Diagnostic>,
    ) -> Option<WrittenDecision> {
        let cell = |at: usize| columns[at].map(|col| CellRef::new(row, col));
        let text = |at: usize| self.text(row, columns[at]);
        let (id, level) = (text(0), text(1));
        let about = About {
            section: text(5),
            post: text(6),
            matter: text(7),
            risk: text(8),
        };
        let known = id.parse::<ReviewId>();
        if level.is_empty() {
            let said = !text(2).is_empty()
                || !text(3).is_empty()
                || cell(4).is_some_and(|c| self.view.own(c).is_some());
            if known.is_ok() && said {
                let message = format!(
                    "{}填了审定理由、审定人或日期，却没有选审定等级",
                    about.short()
                );
                findings.push(self.finding(&checks::NO_DECISION, cell(1)?, message));
            }
            return None;
        }
        let Ok(id) = known else {
            // Lines for signatures and the like choose no level.
            let level = self.level(&level)?;
            let message =
                format!("这一行审定为{level}，却没有评审编号，或编号被改动，对不上是哪个条目");
            findings.push(self.finding(&checks::NO_ID, cell(0)?, message).found(id));
            return None;
        };
        let Some(level) = self.level(&level) else {
            let message = format!("“{}”看不出是哪一级，没有采用", text::excerpt(&level, 20));
            findings.push(
                self.finding(&checks::NO_DECISION, cell(1)?, message)
                    .found(level),
            );
            return None;
        };
        let own = text(3);
        Some(WrittenDecision {
            id,
            about,
            decision: Decision {
                level,
                reason: text(2),
                by: if own.is_empty() { usual.0.clone() } else { own },
                on: self.decided_on(cell(4), usual.1, findings),
                place: self.at(cell(1)?),
            },
        })
    }

    /// The row's own date, else the one above the table.
    pub fn decided_on(
        &self,
        cell: Option<CellRef>,
        usual: Option<PartialDate>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<PartialDate> {
        let Some((cell, written)) = cell.and_then(|c| Some((c, self.view.own(c)?))) else {
            return usual;
        };
        let date = self.date(cell);
        if date.is_none() {
            let message = format!("“{}”读不出日期", text::excerpt(&written, 30));
            findings.push(
                self.finding(&checks::DATE, cell, message)
                    .found(written.text()),
            );
        }
        date
    }

    fn level(&self, written: &str) -> Option<Level> {
        let read = level::read_column(&[written.to_owned()], &[], self.lookup);
        match read.as_slice() {
            [LevelReading::Known(level)] => Some(*level),
            _ => None,
        }
    }
}
