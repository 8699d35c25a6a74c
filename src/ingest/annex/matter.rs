//! One line of a ledger read: whom it concerns, what was done, until when, and how it stands.

use super::super::checks::{DATE, DATE_NUMBER};
use super::super::date::{self, DateReading};
use super::checks;
use super::deadline::{self, Deadline};
use super::deed::{self, Found};
use super::line::Line;
use super::whom;
use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::{LedgerEntry, LedgerField, LedgerKind, PartialDate, Scored};
use crate::text;

impl Line<'_> {
    /// Reads it: one entry for each section it names; none where there is no cell of content.
    pub fn read(&self, findings: &mut Vec<Diagnostic>) -> Vec<LedgerEntry> {
        let Some(first) = self.first() else {
            return Vec::new();
        };
        let whom = whom::whom(self, findings);
        let mut faults = Vec::new();
        let disposition = match self.kind {
            LedgerKind::Disposition => {
                let mut found = Found {
                    findings: &mut *findings,
                    faults: &mut faults,
                };
                deed::read(self, first, &mut found)
            }
            LedgerKind::Rectification | LedgerKind::Monitoring => None,
        };
        let on = self.date(LedgerField::On, findings);
        if self.kind == LedgerKind::Monitoring {
            for field in [LedgerField::On, LedgerField::Done] {
                self.needed(field, findings);
            }
        }
        if self.kind == LedgerKind::Disposition && on.is_none() {
            self.undated(findings, &mut faults);
        }
        let (deadline, deadline_words) = self.deadline(on, findings);
        let closed_on = self.date(LedgerField::ClosedOn, findings);
        // 已于8月10日完成 says both.
        let said = self.state(&self.text(LedgerField::Done));
        let closed_on = closed_on.or_else(|| said?.1);
        let done = self.done(closed_on, findings);
        self.order(on, deadline, closed_on, findings);
        if self.kind == LedgerKind::Rectification {
            let closed = closed_on.is_some() || done == Some(true);
            self.unsaid(closed, closed_on, findings);
        }
        let fault = faults.into_iter().next();
        let entry = LedgerEntry {
            ledger: self.kind,
            place: self.table.at(first),
            scored: Scored::default(),
            disposition,
            on,
            ground: self.needed(LedgerField::Ground, findings),
            measure: self.needed(LedgerField::Measure, findings),
            deadline,
            deadline_words,
            done,
            closed_on,
            state_at: self.table.at(self.tells_state().unwrap_or(first)),
            written: self.written(),
            fault,
        };
        let each = whom.into_iter().map(|(scored, unknown)| LedgerEntry {
            scored,
            fault: unknown.or_else(|| entry.fault.clone()),
            ..entry.clone()
        });
        each.collect()
    }

    /// The cell that says how it stands.
    fn tells_state(&self) -> Option<CellRef> {
        let tells = [
            LedgerField::Done,
            LedgerField::ClosedOn,
            LedgerField::Deadline,
        ];
        tells.into_iter().find_map(|field| self.cell(field))
    }

    fn undated(&self, findings: &mut Vec<Diagnostic>, faults: &mut Vec<String>) {
        // A ledger without the column is asked once.
        let column = self.cell(LedgerField::On);
        if let Some(cell) = column.filter(|_| self.text(LedgerField::On).is_empty()) {
            let message = "没有写处置日期，看不出是不是本年度的，这一行没有计入考核";
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
            // A month with its part is a month; 已完成 says how it stands, and `done` reads it.
            DateReading::Unknown => {
                let closed = (field == LedgerField::ClosedOn).then(|| self.state(&written));
                let closed = closed.flatten();
                let month = deadline::month(&written);
                if month.is_some() || closed.is_some() {
                    return month.or_else(|| closed?.1);
                }
                let shown = text::excerpt(&written, 20);
                // Without its day a disposition counts nowhere: more than a date to look at.
                let counts = field == LedgerField::On && self.kind == LedgerKind::Disposition;
                let (check, effect) = match field {
                    _ if counts => (&checks::UNDATED, "，这一行没有计入考核"),
                    _ => (&DATE, ""),
                };
                let message = format!("“{shown}”读不出是哪一天{effect}");
                self.find(check, field, message, findings);
                None
            }
        }
    }

    /// Until when, as a date or in words that name none.
    fn deadline(
        &self,
        on: Option<PartialDate>,
        findings: &mut Vec<Diagnostic>,
    ) -> (Option<PartialDate>, Option<String>) {
        let field = LedgerField::Deadline;
        let written = self.text(field);
        let anchor = self
            .cell(field)
            .map(|cell| self.table.view.grid().anchor(cell));
        let value = anchor.and_then(|anchor| self.table.view.value(anchor));
        let Some(value) = value.filter(|_| !written.is_empty()) else {
            return (None, None);
        };
        if date::read_value(value) != DateReading::Unknown {
            return (self.date(field, findings), None);
        }
        let year = on.map(PartialDate::year).or(self.year);
        let within = &self.table.lookup.policy().scoring.within;
        match deadline::read(&written, year, within) {
            Deadline::By(day) => (Some(day), None),
            Deadline::Words => (None, Some(written)),
            Deadline::Unread => {
                let shown = text::excerpt(&written, 20);
                let message = format!("“{shown}”读不出是哪一天，没有销号的不能判断是否按期");
                self.find(&DATE, field, message, findings);
                (None, None)
            }
        }
    }

    /// Whether it is closed, in a word; and whether the word and the date say the same.
    fn done(&self, closed_on: Option<PartialDate>, findings: &mut Vec<Diagnostic>) -> Option<bool> {
        let written = self.text(LedgerField::Done);
        if written.is_empty() {
            let said = self.state(&self.text(LedgerField::ClosedOn));
            return said.map(|(closed, _)| closed);
        }
        let done = self.state(&written).map(|(closed, _)| closed);
        let shown = text::excerpt(&written, 20);
        let message = match (done, closed_on) {
            // What became of an early sign is told in free words.
            (None, _) if self.kind == LedgerKind::Monitoring => None,
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

    /// What a rectification must say, so that anybody can tell whether it was done in time: until when, and once it is
    /// closed, on which day. A column that the ledger does not have is asked once.
    fn unsaid(&self, closed: bool, closed_on: Option<PartialDate>, findings: &mut Vec<Diagnostic>) {
        let blank = |field| {
            let cell = self.cell(field);
            cell.is_some() && self.text(field).is_empty()
        };
        if closed && closed_on.is_none() && blank(LedgerField::ClosedOn) {
            let message = "已经销号，没有写销号日期，看不出是不是按期销号";
            let field = LedgerField::ClosedOn;
            self.find(&checks::STATE, field, message.to_owned(), findings);
        } else if !closed && blank(LedgerField::Deadline) {
            let state = self.text(LedgerField::Done).is_empty();
            let also = if state {
                "，也没有写是否销号"
            } else {
                ""
            };
            let message = format!("没有写整改时限{also}，看不出有没有逾期");
            self.find(&checks::ENDLESS, LedgerField::Deadline, message, findings);
        }
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
            let first = self.kind.head(LedgerField::On);
            let first = if first.is_empty() {
                "处置日期"
            } else {
                first
            };
            let message = format!("{name} {date} 早于{first} {day}");
            self.find(&checks::ORDER, field, message, findings);
        }
    }

    /// The text of a field that should not be blank; a ledger without the column is asked once.
    fn needed(&self, field: LedgerField, findings: &mut Vec<Diagnostic>) -> String {
        let written = self.text(field);
        if let Some(cell) = self.cell(field).filter(|_| written.is_empty()) {
            let nothing = self.kind == LedgerKind::Monitoring && field == LedgerField::Ground;
            let effect = if nothing {
                format!("，这一行没有{}", self.kind.counts_in())
            } else {
                String::new()
            };
            let message = format!("没有写{}{effect}", self.kind.head(field));
            findings.push(self.table.finding(&checks::GROUND, cell, message));
        }
        written
    }
}
