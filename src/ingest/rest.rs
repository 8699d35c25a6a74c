//! 其余条目 of a review workbook: rows that are confirmed one by one, a section at a time, or all in one stroke.

use std::collections::BTreeMap;

use super::checks;
use super::listed::Table;
use super::ruling;
use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::{PartialDate, REVIEW_STROKE, REVIEW_WHOLE, Stroke, WrittenDecision};
use crate::text;

/// By whom and on which day.
pub type By = (String, Option<PartialDate>);

/// A row as it would be confirmed, and what is wrong with it where no stroke confirms it.
type Waiting = (WrittenDecision, Option<Diagnostic>);

/// What waits for a stroke, and the strokes; over all sheets of a workbook, since a long list goes on on further ones.
#[derive(Default)]
pub struct Rest {
    waiting: Vec<Waiting>,
    all: Option<By>,
    sections: BTreeMap<String, By>,
}

impl Rest {
    /// The strokes above a table of the rest.
    pub fn above(
        &mut self,
        table: &Table<'_>,
        head: u32,
        usual: &By,
        findings: &mut Vec<Diagnostic>,
    ) {
        let is_all = |written: &str| ruling::stroke(written) == Some(Stroke::All);
        for row in 0..head {
            let cells = table.view.whole_row(row);
            if cells.iter().any(|(_, written)| is_all(written.text())) {
                self.all = Some(usual.clone());
            }
        }
        let whole = table.keyed(0..head, &[REVIEW_WHOLE]);
        let Some(Some((cell, written))) = whole.into_iter().next() else {
            return;
        };
        if ruling::agrees(&written) {
            self.all = Some(usual.clone());
        } else if !is_all(&written) {
            findings.push(unclear(table, cell, &written, Stroke::All));
        }
    }

    /// The stroke in a cell of a row, where there is one: it counts for all, or for the section of the row.
    pub fn stroke(
        &mut self,
        table: &Table<'_>,
        (cell, written): (Option<CellRef>, &str),
        section: &str,
        by: By,
        findings: &mut Vec<Diagnostic>,
    ) {
        let stroke = ruling::stroke(written);
        match (stroke, cell) {
            (Some(Stroke::All), _) => self.all = Some(by),
            (None, Some(cell)) if !ruling::agrees(written) => {
                findings.push(unclear(table, cell, written, Stroke::Section));
            }
            _ => {
                self.sections.insert(text::key(section), by);
            }
        }
    }

    /// Adds a row on which nothing was decided by itself.
    pub fn wait(&mut self, confirmed: WrittenDecision, otherwise: Option<Diagnostic>) {
        self.waiting.push((confirmed, otherwise));
    }

    /// What the strokes decide.
    pub fn finish(self, findings: &mut Vec<Diagnostic>) -> Vec<WrittenDecision> {
        let mut decisions = Vec::new();
        for (mut confirmed, otherwise) in self.waiting {
            let section = text::key(&confirmed.about.section);
            let Some((by, on)) = self.sections.get(&section).or(self.all.as_ref()) else {
                findings.extend(otherwise);
                continue;
            };
            if confirmed.by.is_empty() {
                confirmed.by.clone_from(by);
            }
            confirmed.on = confirmed.on.or(*on);
            decisions.push(confirmed);
        }
        decisions
    }
}

fn unclear(table: &Table<'_>, cell: CellRef, written: &str, stroke: Stroke) -> Diagnostic {
    let head = match stroke {
        Stroke::All => REVIEW_WHOLE,
        Stroke::Section => REVIEW_STROKE,
    };
    let message = format!(
        "“{}”看不出是不是一并审定，没有采用；“{}”这一格可以写：{}",
        text::excerpt(written, 20),
        text::squash(head),
        stroke.title()
    );
    let finding = table.finding(&checks::NO_DECISION, cell, message);
    finding.found(written)
}
