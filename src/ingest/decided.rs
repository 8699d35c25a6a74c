//! What people decided, as a review workbook says it, and when.

use super::checks;
use super::date::{self, DateReading};
use super::listed::Table;
use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::{CheckLine, OpinionLine, PartialDate, WrittenChoice, WrittenDecision};
use crate::text;

/// What a review workbook says.
#[derive(Debug, Default)]
pub struct Decisions {
    /// The decisions, sheet by sheet and row by row.
    pub decisions: Vec<WrittenDecision>,
    /// What was chosen about repeats, in the same order.
    pub choices: Vec<WrittenChoice>,
    /// What spot checks found, on a filled 抽查清单.
    pub checks: Vec<CheckLine>,
    /// What cross checks and ballots say.
    pub opinions: Vec<OpinionLine>,
    /// What was found wrong in it.
    pub findings: Vec<Diagnostic>,
}

impl Table<'_> {
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
        let shown = text::excerpt(&written, 30);
        let (date, told) = match (self.date(cell), self.of_year(cell)) {
            (Some(date), _) => return Some(date),
            (None, Some(DateReading::Known(date))) => {
                let message = format!("“{shown}”没有写年份，读作 {date}");
                (Some(date), (&checks::NO_YEAR, message))
            }
            (None, Some(_)) => {
                let message = format!("“{shown}”没有写年份，看不出是哪一年");
                (None, (&checks::DATE, message))
            }
            (None, None) => (None, (&checks::DATE, format!("“{shown}”读不出日期"))),
        };
        let finding = self.finding(told.0, cell, told.1);
        findings.push(finding.found(written.text()));
        date
    }

    /// The day that a date without its year means; see [`date::of_year`].
    pub fn of_year(&self, cell: CellRef) -> Option<DateReading> {
        let written = self.view.own(cell)?;
        let occasion = self.lookup.occasion()?;
        date::of_year(written.text(), occasion.year, occasion.date)
    }
}
