//! Numbers and levels in cells of their own: 领导小组审定意见 | 1 | 一级 | 2 | 三级, or the numbers in one row and the levels below
//! them.

use super::line::{Giver, Line, is_label, rater_label};
use super::number;
use crate::ingest::label::Meaning;
use crate::ingest::level;
use crate::ingest::view::View;
use crate::location::CellRef;
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// The word before a number that says that it names an entry.
pub const NUMBER: &str = "序号";
/// Cells that say no more than that the numbers of entries follow.
const NUMBERS: [&str; 5] = [NUMBER, "编号", "风险点", "风险点序号", "风险点编号"];

/// Bytes of the longest cell of such a row.
const LONGEST: usize = 60;

/// The cells of a row.
type Cells<'c, 'g> = &'c [(CellRef, Written<'g>)];

/// Such a row.
#[derive(Debug, Default)]
pub struct Paired {
    /// Who gives the levels, as written; nothing where the row does not say it.
    pub label: Option<String>,
    /// What it says, as one line.
    pub text: String,
    /// Its first number.
    pub cell: CellRef,
    /// The cells of the levels.
    pub levels: Vec<CellRef>,
    /// Whether words say that the numbers name entries.
    named: bool,
    /// Whether words say that levels stand behind them.
    asks: bool,
}

impl Paired {
    /// Whether it says enough by itself to be read.
    pub const fn stands_alone(&self) -> bool {
        self.label.is_some() || self.levels.len() > 1 || (self.named && self.asks)
    }

    /// Whether it cannot be an entry whose risk was left out, given whether its first level stands where levels belong.
    pub fn is_no_entry(&self, in_place: bool) -> bool {
        match &self.label {
            Some(_) => true,
            None => (self.named && self.asks) || (self.levels.len() > 1 && !in_place),
        }
    }

    fn add(&mut self, number: &str, (at, level): (CellRef, &str)) {
        let before = if self.text.is_empty() { "" } else { "；" };
        let named = if self.named { NUMBER } else { "" };
        self.text.extend([before, named, number, "：", level]);
        self.levels.push(at);
    }
}

/// A row that says nothing but numbers and levels by turns, perhaps behind who gives them.
pub fn of(cells: Cells<'_, '_>, lookup: &Lookup<'_>) -> Option<Paired> {
    // Cheap, for it is asked of every row of a table.
    if cells.iter().any(|(_, written)| written.len() > LONGEST) {
        return None;
    }
    let mut out = Paired::default();
    let mut open: Option<String> = None;
    for (at, (cell, written)) in cells.iter().enumerate() {
        let number = number(written);
        match (open.take(), number) {
            (None, Some((number, named))) => {
                if out.levels.is_empty() {
                    out.cell = *cell;
                }
                out.named |= named;
                open = Some(number);
            }
            (None, None) if NUMBERS.contains(&written.label()) => out.named = true,
            (None, None) if at == 0 && gives(written, lookup) => {
                out.label = Some(written.text().to_owned());
            }
            // A seal or a day.
            (None, None) if out.label.is_some() && !out.levels.is_empty() => break,
            (Some(number), None) if is_level(written, lookup) => {
                out.add(&number, (*cell, written.text()));
            }
            (Some(number), None) if Meaning::of(written, lookup)?.is_level() => {
                let step = Some(written).filter(|w| out.label.is_none() && is_step(w, lookup));
                out.label = out.label.or(step.map(|w| w.text().to_owned()));
                out.asks = true;
                open = Some(number);
            }
            _ => return None,
        }
    }
    (open.is_none() && !out.levels.is_empty()).then_some(out)
}

/// A row of levels below the numbers that they belong to.
pub fn over(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> Option<Paired> {
    let above = view.whole_row(row.checked_sub(1)?);
    let mut numbers = above.iter().filter(|(_, w)| NUMBERS.contains(&w.label()));
    let mut out = Paired {
        named: numbers.next().is_some(),
        ..Paired::default()
    };
    let who = above.first().filter(|(_, w)| gives(w, lookup));
    out.label = who.map(|(_, w)| w.text().to_owned());
    for (cell, written) in view.whole_row(row) {
        if is_level(&written, lookup) {
            let (_, over) = above.iter().find(|(at, _)| at.col == cell.col)?;
            let (number, _) = number(over)?;
            if out.levels.is_empty() {
                out.cell = cell;
            }
            out.add(&number, (cell, written.text()));
        } else if out.label.is_none() && gives(&written, lookup) {
            out.label = Some(written.text().to_owned());
        }
    }
    (out.named && !out.levels.is_empty()).then_some(out)
}

/// The number that a cell is, and whether words say that it names an entry.
fn number(written: &str) -> Option<(String, bool)> {
    if let Some(number) = number::plain(written) {
        return Some((number, false));
    }
    let folded = text::nfkc(written);
    let (counted, rest) = number::first(folded.trim())?;
    let only = counted
        .numbers
        .first()
        .filter(|_| counted.numbers.len() == 1)?;
    let whole = rest.trim_matches([':', '.', '、', ' ']).is_empty();
    whole.then(|| (only.clone(), counted.named))
}

/// Whether a cell is a level in words; 1 is a number.
fn is_level(written: &str, lookup: &Lookup<'_>) -> bool {
    number::plain(written).is_none() && level::read_one(written, lookup).is_some()
}

/// Whether a cell says who gives levels, or heads an opinion.
pub fn gives(written: &str, lookup: &Lookup<'_>) -> bool {
    let heads = || rater_label(written) || is_step(written, lookup);
    is_label(written) && !NUMBERS.contains(&written) && heads()
}

/// Whether a cell names a step of the chain.
fn is_step(written: &str, lookup: &Lookup<'_>) -> bool {
    let line = Line {
        label: written.to_owned(),
        text: String::new(),
        cell: CellRef::new(0, 0),
    };
    matches!(line.giver(lookup), Giver::Step(_) | Giver::Others)
}
