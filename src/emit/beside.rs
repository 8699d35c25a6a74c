//! `data/coverage.jsonl` and `data/ledgers.jsonl`: who has handed in, and the lines of the ledgers.

use std::collections::BTreeSet;
use std::io::Write;

use serde::Serialize;

use super::lines::{Lines, lines};
use crate::location::Place;
use crate::model::{Coverage, Disposition, LedgerEntry, LedgerKind, PartialDate};

#[derive(Serialize)]
struct LedgerLine<'r> {
    ledger: LedgerKind,
    place: &'r Place,
    section: &'r str,
    post: Option<&'r str>,
    person: Option<&'r str>,
    disposition: Option<Disposition>,
    on: Option<PartialDate>,
    ground: &'r str,
    measure: &'r str,
    deadline: Option<PartialDate>,
    /// What it says of being done, where that is a plain yes or no.
    done: Option<bool>,
    closed: bool,
    closed_on: Option<PartialDate>,
    /// Whether it counts in the year's score.
    counted: bool,
}

/// `coverage.jsonl`: a line for each section of the roster.
///
/// # Errors
/// They cannot be written.
pub fn coverage_jsonl(coverage: &Coverage, out: &mut dyn Write) -> Lines {
    lines(coverage.sections.iter(), out)
}

/// `ledgers.jsonl`: every line of the ledgers, and whether it is one of those that count.
///
/// # Errors
/// They cannot be written.
pub fn ledgers_jsonl(all: &[LedgerEntry], counted: &[LedgerEntry], out: &mut dyn Write) -> Lines {
    let counted: BTreeSet<&Place> = counted.iter().map(|line| &line.place).collect();
    let line = |of: &'_ LedgerEntry| counted.contains(&of.place);
    let all = all.iter().map(|of| LedgerLine {
        ledger: of.ledger,
        place: &of.place,
        section: &of.scored.section,
        post: of.scored.post.as_deref(),
        person: of.scored.person.as_deref(),
        disposition: of.disposition,
        on: of.on,
        ground: &of.ground,
        measure: &of.measure,
        deadline: of.deadline,
        done: of.done,
        closed: of.is_closed(),
        closed_on: of.closed_on,
        counted: line(of),
    });
    lines(all, out)
}
