//! 评审表 read back: the rows in which the leading group chose a level, whatever the order, with columns added or moved.

use std::sync::Arc;

use super::annex::{self, Called, spot_checks};
use super::checks;
use super::choices;
use super::decided::Decisions;
use super::level;
use super::listed::{Columns, Table};
use super::own;
use super::rest::{By, Rest};
use super::ruling::{self, Beside};
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{
    About, CHECK_HEADS, REPORTED_AGAIN, REVIEW_HEADS as HEADS, REVIEW_LEVELS, REVIEW_QUESTION,
    REVIEW_STROKE, ReviewId, Ruling, WrittenDecision,
};
use crate::policy::{Lookup, Occasion, Policy};
use crate::reader::Workbook;
use crate::text;

/// Reads the decisions of a review workbook. `file` is the name people know it by.
pub fn decisions(
    workbook: &Workbook,
    file: &Arc<str>,
    (policy, occasion): (&Policy, Occasion),
) -> Decisions {
    let lookup = Lookup::on(policy, occasion);
    let mut out = Decisions::default();
    let mut rest = Rest::default();
    let mut tables = 0;
    let own = own::book(workbook).is_some();
    for sheet in &workbook.sheets {
        let before = tables;
        let table = Table {
            view: View::new(&sheet.grid, true, true),
            place: Place::sheet(file, &sheet.name),
            lookup: &lookup,
        };
        if let Some((head, columns)) = table.head(&ALL_HEADS) {
            tables += 1;
            table.read(head, &columns, &mut rest, &mut out);
        }
        if let Some((head, columns)) = table.head(&CHECK_HEADS) {
            tables += 1;
            let (lines, findings) = (&mut out.checks, &mut out.findings);
            spot_checks(&table, (head, u32::MAX), &columns, lines, findings);
        }
        if let Some((head, columns)) = table.head(&choices::HEADS) {
            tables += 1;
            choices::read(&table, head, &columns, &mut out);
        }
        let names = [text::key(&sheet.name), text::key(file)];
        let called = names.iter().find_map(|name| Called::by(name));
        let (lines, findings) = (&mut out.opinions, &mut out.findings);
        if tables == before && !own && annex::opinions(&table, called, lines, findings) {
            tables += 1;
        }
    }
    let confirmed = rest.finish(&mut out.findings);
    out.decisions.extend(confirmed);
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

/// The heads read: the row's own, the levels beside, and the stroke over a section.
pub const ALL_HEADS: [&str; 14] = {
    let [id, level, reason, by, on, section, post, matter, risk] = HEADS;
    let [declared, suggested, proposed] = REVIEW_LEVELS;
    [
        id,
        level,
        reason,
        by,
        on,
        section,
        post,
        matter,
        risk,
        declared,
        suggested,
        proposed,
        REVIEW_STROKE,
        REVIEW_QUESTION,
    ]
};
const LEVELS: usize = HEADS.len();
const STROKE: usize = LEVELS + REVIEW_LEVELS.len();
const QUESTION: usize = STROKE + 1;

impl Table<'_> {
    fn read(&self, head: u32, columns: &Columns, rest: &mut Rest, out: &mut Decisions) {
        let usual = self.usual(head, &mut out.findings);
        let is_rest = columns[LEVELS + 2].is_some();
        if is_rest {
            rest.above(self, head, &usual, &mut out.findings);
        }
        for row in self.rows(head, u32::MAX) {
            let line = Line {
                table: self,
                row,
                columns,
            };
            if is_rest {
                line.of_rest(&usual, rest, out);
            } else {
                let read = line.decision(&usual, &mut out.findings);
                out.decisions.extend(read);
            }
        }
    }

    /// Who decided and when, as written above the table for all rows: 审定人：… 审定日期：….
    fn usual(&self, head: u32, findings: &mut Vec<Diagnostic>) -> By {
        let above = self.keyed(0..head, &["审定人", "审定日期"]);
        let [by, on] = [0, 1].map(|at| above[at].as_ref());
        (
            by.map_or(String::new(), |(_, name)| name.clone()),
            on.map(|(cell, _)| *cell)
                .filter(|cell| self.date(*cell).is_some() || self.of_year(*cell).is_some())
                .and_then(|cell| self.decided_on(Some(cell), None, findings)),
        )
    }
}

/// A row of a table of decisions.
struct Line<'l> {
    table: &'l Table<'l>,
    row: u32,
    columns: &'l Columns,
}

impl Line<'_> {
    fn cell(&self, at: usize) -> Option<CellRef> {
        self.columns[at].map(|col| CellRef::new(self.row, col))
    }

    fn text(&self, at: usize) -> String {
        self.table.text(self.row, self.columns[at])
    }

    fn about(&self) -> About {
        About {
            section: self.text(5),
            post: self.text(6),
            matter: self.text(7),
            risk: self.text(8),
        }
    }

    /// The levels the row shows. What is no level by itself is none.
    fn beside(&self) -> Beside {
        let level = |at: usize| level::read_one(&self.text(LEVELS + at), self.table.lookup);
        Beside {
            declared: level(0),
            suggested: level(1),
            proposed: level(2),
            again: self.text(QUESTION).contains(REPORTED_AGAIN),
        }
    }

    /// Whether a reason, a name or a day stands here.
    fn says_more(&self) -> bool {
        let dated = self.cell(4);
        let dated = dated.is_some_and(|c| self.table.view.own(c).is_some());
        dated || !self.text(2).is_empty() || !self.text(3).is_empty()
    }

    /// The finding of a row that says more, and decides nothing.
    fn undecided(&self) -> Option<Diagnostic> {
        let short = self.about().short();
        let message = format!("{short}填了审定理由、审定人或日期，却没有选审定等级");
        let cell = self.cell(1)?;
        Some(self.table.finding(&checks::NO_DECISION, cell, message))
    }

    fn written(
        &self,
        id: Option<ReviewId>,
        ruling: Ruling,
        usual: &By,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<WrittenDecision> {
        let own = self.text(3);
        Some(WrittenDecision {
            id,
            about: self.about(),
            ruling,
            reason: self.text(2),
            by: if own.is_empty() { usual.0.clone() } else { own },
            on: self.table.decided_on(self.cell(4), usual.1, findings),
            place: self.table.at(self.cell(1)?),
        })
    }

    /// What the row decides by itself.
    fn decision(&self, usual: &By, findings: &mut Vec<Diagnostic>) -> Option<WrittenDecision> {
        let (id, said) = (self.text(0), self.text(1));
        let known = id.parse::<ReviewId>().ok();
        if said.is_empty() {
            if known.is_some() && self.says_more() {
                findings.extend(self.undecided());
            }
            return None;
        }
        let beside = self.beside();
        let ruling = ruling::read(&said, beside, self.table.lookup);
        let Some(ruling) = ruling else {
            // Lines for signatures and the like choose no level.
            if known.is_some() {
                let unclear = if beside.again {
                    "看不出是登记为哪一级，还是仍不登记"
                } else {
                    "看不出是哪一级"
                };
                let message = format!(
                    "“{}”{unclear}，没有采用；这一行可以写：{}",
                    text::excerpt(&said, 20),
                    ruling::offered(beside)
                );
                let finding = self
                    .table
                    .finding(&checks::NO_DECISION, self.cell(1)?, message);
                findings.push(finding.found(said));
            }
            return None;
        };
        let added = id.is_empty() && !self.text(8).is_empty() && !self.text(5).is_empty();
        if known.is_none() && !added {
            let message = format!(
                "这一行审定为{}，却没有评审编号，或编号被改动，对不上是哪个条目",
                ruling.title()
            );
            let finding = self.table.finding(&checks::NO_ID, self.cell(0)?, message);
            findings.push(finding.found(id));
            return None;
        }
        self.written(known, ruling, usual, findings)
    }

    /// A row of 其余条目: what it decides by itself, a stroke, or one more that waits for a stroke.
    fn of_rest(&self, usual: &By, rest: &mut Rest, out: &mut Decisions) {
        let said = self.text(1);
        let section = self.about().section;
        // The line for signatures stands in all columns.
        let own = self.cell(STROKE).and_then(|c| self.table.view.own(c));
        let chosen = own.map_or(String::new(), |_| self.text(STROKE));
        let is_stroke = ruling::stroke(&said).is_some();
        if !chosen.is_empty() || is_stroke {
            let (cell, word) = if is_stroke {
                (self.cell(1), said.as_str())
            } else {
                (self.cell(STROKE), chosen.as_str())
            };
            let own = self.text(3);
            let by = if own.is_empty() { usual.0.clone() } else { own };
            let on = self.table.decided_on(self.cell(4), usual.1, &mut vec![]);
            let by = (by, on);
            rest.stroke(self.table, (cell, word), &section, by, &mut out.findings);
        }
        if !said.is_empty() && !is_stroke {
            let read = self.decision(usual, &mut out.findings);
            out.decisions.extend(read);
            return;
        }
        let id = self.text(0).parse::<ReviewId>().ok();
        let (Some(id), Some(level)) = (id, self.beside().proposed) else {
            return;
        };
        // A name beside a word for the whole section is not that of a decision on the row.
        let alone = chosen.is_empty() && !is_stroke && self.says_more();
        let otherwise = alone.then(|| self.undecided()).flatten();
        let none = (String::new(), None);
        let written = self.written(Some(id), Ruling::Level(level), &none, &mut out.findings);
        if let Some(confirmed) = written {
            rest.wait(confirmed, otherwise);
        }
    }
}
