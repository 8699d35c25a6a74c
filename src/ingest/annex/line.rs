//! One line of a ledger: whom it concerns, what was done, until when, and how it stands.

use std::collections::BTreeMap;

use super::super::checks::{DATE, DATE_NUMBER};
use super::super::date::{self, DateReading};
use super::super::listed::Table;
use super::checks;
use super::head::{self, Head};
use super::whom;
use crate::diagnostic::{Check, Diagnostic};
use crate::location::CellRef;
use crate::model::{Disposition, LedgerEntry, LedgerField, LedgerKind, PartialDate};
use crate::text;

/// A row of a ledger.
pub struct Line<'a> {
    /// The sheet.
    pub table: &'a Table<'a>,
    /// Its head.
    pub head: &'a Head,
    /// The row.
    pub row: u32,
    /// Which ledger.
    pub kind: LedgerKind,
    /// The section of all lines, where the ledger has no column for it.
    pub section: Option<&'a str>,
}

impl Line<'_> {
    /// Reads it; none where there is no cell of content.
    pub fn read(&self, findings: &mut Vec<Diagnostic>) -> Option<LedgerEntry> {
        let first = self.first()?;
        let mut faults = Vec::new();
        let scored = whom::whom(self, findings, &mut faults);
        let disposition = match self.kind {
            LedgerKind::Disposition => self.disposition(first, findings, &mut faults),
            LedgerKind::Rectification => None,
        };
        let on = self.date(LedgerField::On, findings);
        if self.kind == LedgerKind::Disposition && on.is_none() {
            self.undated(first, findings, &mut faults);
        }
        let deadline = self.date(LedgerField::Deadline, findings);
        let closed_on = self.date(LedgerField::ClosedOn, findings);
        let done = self.done(closed_on, findings);
        self.order(on, deadline, closed_on, findings);
        let state = [
            LedgerField::Done,
            LedgerField::ClosedOn,
            LedgerField::Deadline,
        ];
        let state = state.into_iter().find_map(|field| self.cell(field));
        let entry = LedgerEntry {
            ledger: self.kind,
            place: self.table.at(first),
            scored,
            disposition,
            on,
            ground: self.needed(LedgerField::Ground, first, findings),
            measure: self.needed(LedgerField::Measure, first, findings),
            deadline,
            done,
            closed_on,
            state_at: self.table.at(state.unwrap_or(first)),
            written: self.written(),
            fault: faults.into_iter().next(),
        };
        Some(entry)
    }

    /// The cell by which the line is named: what was done, else the matter, else the first that says anything.
    fn first(&self) -> Option<CellRef> {
        let said = |cell: &CellRef| self.table.view.seen(*cell).is_some();
        let own = [LedgerField::Kind, LedgerField::Ground];
        let own = own.into_iter().find_map(|f| self.cell(f).filter(said));
        own.or_else(|| {
            let columns = self.head.columns().filter(|(f, _)| *f != LedgerField::Seq);
            let mut cells = columns.map(|(_, col)| CellRef::new(self.row, col));
            cells.find(said)
        })
    }

    fn written(&self) -> BTreeMap<LedgerField, String> {
        let told = self
            .head
            .columns()
            .map(|(field, _)| (field, self.text(field)));
        told.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// The cell of a field, where the ledger has its column.
    pub fn cell(&self, field: LedgerField) -> Option<CellRef> {
        head::cell(self.head, self.row, field)
    }

    /// What stands in it; nothing where it says that there is nothing.
    pub fn text(&self, field: LedgerField) -> String {
        let written = self.table.text(self.row, self.head.column(field));
        if self.table.lookup.is_blank(&written) {
            String::new()
        } else {
            written
        }
    }

    /// A finding at the cell of a field, or at another where the ledger has no such column.
    pub fn find(
        &self,
        check: &Check,
        field: LedgerField,
        message: String,
        findings: &mut Vec<Diagnostic>,
    ) {
        let Some(cell) = self.cell(field).or_else(|| self.first()) else {
            return;
        };
        let found = self.text(field);
        let mut finding = self.table.finding(check, cell, message);
        if !found.is_empty() {
            finding = finding.found(found);
        }
        findings.push(finding);
    }

    fn disposition(
        &self,
        first: CellRef,
        findings: &mut Vec<Diagnostic>,
        faults: &mut Vec<String>,
    ) -> Option<Disposition> {
        let written = self.text(LedgerField::Kind);
        let key = text::label_key(&written);
        let words = &self.table.lookup.policy().scoring.dispositions;
        let exact = words.iter().find(|(_, set)| set.exact(&key).is_some());
        let found = exact.map(|(kind, _)| *kind);
        if found.is_none() {
            let shown = text::excerpt(&written, 20);
            let message = if written.is_empty() {
                "没有写处置方式，这一行没有计入考核".to_owned()
            } else {
                format!("处置方式“{shown}”不是规定的四种之一，这一行没有计入考核")
            };
            let cell = self.cell(LedgerField::Kind).unwrap_or(first);
            findings.push(
                self.table
                    .finding(&checks::KIND, cell, message)
                    .found(written),
            );
            faults.push(checks::KIND.title.to_owned());
        }
        found
    }

    fn undated(&self, first: CellRef, findings: &mut Vec<Diagnostic>, faults: &mut Vec<String>) {
        if self.text(LedgerField::On).is_empty() {
            let message = "没有写处置日期，看不出是不是本年度的，这一行没有计入考核";
            let cell = self.cell(LedgerField::On).unwrap_or(first);
            findings.push(
                self.table
                    .finding(&checks::UNDATED, cell, message.to_owned()),
            );
        }
        faults.push(checks::UNDATED.title.to_owned());
    }

    fn date(&self, field: LedgerField, findings: &mut Vec<Diagnostic>) -> Option<PartialDate> {
        let cell = self.cell(field)?;
        let written = Some(self.text(field)).filter(|t| !t.is_empty())?;
        let anchor = self.table.view.grid().anchor(cell);
        match date::read_value(self.table.view.value(anchor)?) {
            DateReading::Known(date) => Some(date),
            DateReading::Serial(date) => {
                let message = format!("日期写成了数字 {written}，按 {date} 读取");
                self.find(&DATE_NUMBER, field, message, findings);
                Some(date)
            }
            DateReading::Unknown => {
                let shown = text::excerpt(&written, 20);
                // Without its day a disposition counts nowhere: more than a date to look at.
                let counts = field == LedgerField::On && self.kind == LedgerKind::Disposition;
                let (check, effect) = match field {
                    _ if counts => (&checks::UNDATED, "，这一行没有计入考核"),
                    LedgerField::Deadline => (&DATE, "，没有销号的不能判断是否按期"),
                    _ => (&DATE, ""),
                };
                let message = format!("“{shown}”读不出是哪一天{effect}");
                self.find(check, field, message, findings);
                None
            }
        }
    }

    /// Whether it is closed, in a word; and whether the word and the date say the same.
    fn done(&self, closed_on: Option<PartialDate>, findings: &mut Vec<Diagnostic>) -> Option<bool> {
        let written = self.text(LedgerField::Done);
        if written.is_empty() {
            return None;
        }
        let key = text::label_key(&written);
        let [closed, open] = &self.table.lookup.policy().scoring.closed;
        let done = match (closed.exact(&key).is_some(), open.exact(&key).is_some()) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        };
        let shown = text::excerpt(&written, 20);
        let message = match (done, closed_on) {
            (None, None) => Some(format!("“{shown}”看不出是否已经销号，按没有销号计算")),
            (Some(false), Some(day)) => Some(format!(
                "是否销号写“{shown}”，销号日期却写了 {day}，按已销号计算"
            )),
            _ => None,
        };
        if let Some(message) = message {
            self.find(&checks::STATE, LedgerField::Done, message, findings);
        }
        done
    }

    fn order(
        &self,
        on: Option<PartialDate>,
        deadline: Option<PartialDate>,
        closed: Option<PartialDate>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let Some((day, start)) = on.and_then(|d| Some((d, d.day().or_else(|| d.month_start())?)))
        else {
            return;
        };
        let later = [
            (LedgerField::Deadline, "期限", deadline),
            (LedgerField::ClosedOn, "办结日期", closed),
        ];
        for (field, name, date) in later {
            let Some(date) = date.filter(|d| d.last_day().is_some_and(|last| last < start)) else {
                continue;
            };
            let message = format!("{name} {date} 早于处置日期 {day}");
            self.find(&checks::ORDER, field, message, findings);
        }
    }

    /// The text of a field that should not be blank.
    fn needed(&self, field: LedgerField, first: CellRef, findings: &mut Vec<Diagnostic>) -> String {
        let written = self.text(field);
        if written.is_empty() {
            let columns = self.kind.columns().iter();
            let name = columns.clone().find(|c| c.0 == field).map_or("", |c| c.1);
            let cell = self.cell(field).unwrap_or(first);
            let message = format!("没有写{name}");
            findings.push(self.table.finding(&checks::GROUND, cell, message));
        }
        written
    }
}
