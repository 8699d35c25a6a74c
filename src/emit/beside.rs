//! `data/coverage.jsonl`, `data/public.jsonl` and `data/ledger.jsonl`: who has handed in, what the public may read, and the
//! lines of the ledgers.

use std::collections::BTreeSet;

use serde::Serialize;

use super::rows::{Put, Rows};
use crate::location::Place;
use crate::model::{Coverage, LedgerEntry, PublicItem, Register};

/// A line of a ledger with what follows from it.
#[derive(Serialize)]
struct LedgerLine<'r> {
    #[serde(flatten)]
    entry: &'r LedgerEntry,
    closed: bool,
    /// Whether it counts in the year's score.
    counted: bool,
}

/// What the public may read of an item.
#[derive(Serialize)]
struct PublicLine<'r> {
    id: &'r str,
    #[serde(flatten)]
    public: &'r PublicItem,
}

/// `coverage`: a line for each section of the roster.
///
/// # Errors
/// They cannot be written.
pub fn coverage_rows(coverage: &Coverage, out: &mut Rows<'_>) -> Put {
    out.all(coverage.sections.iter())
}

/// `public`: what the public may read of each registered item, masked, by its number.
///
/// # Errors
/// They cannot be written.
pub fn public_rows(register: &Register, public: &[PublicItem], out: &mut Rows<'_>) -> Put {
    let items = register.items.iter().zip(public);
    let items = items.map(|(item, public)| PublicLine {
        id: &item.id,
        public,
    });
    out.all(items)
}

/// `ledger`: every line of the ledgers, with those that go on from last year, and whether it is one of those that count.
///
/// # Errors
/// They cannot be written.
pub fn ledger_rows(all: &[LedgerEntry], counted: &[LedgerEntry], out: &mut Rows<'_>) -> Put {
    let counted: BTreeSet<&Place> = counted.iter().map(|line| &line.place).collect();
    let all = all.iter().map(|entry| LedgerLine {
        entry,
        closed: entry.is_closed(),
        counted: counted.contains(&entry.place),
    });
    out.all(all)
}
