//! What begins in a row: one reading of its cells as heads, or several beside each other.

use std::cmp::Ordering;

use super::annex::{Named, OtherHead};
use super::header::{Head, heads_at, parts};
use super::measures;
use super::proven;
use super::ratings;
use super::view::View;
use crate::location::CellRef;
use crate::policy::Lookup;

/// The whole width of a sheet.
const WHOLE: (u32, u32) = (0, CellRef::MAX_COL);

/// What begins in a row: tables of entries, tables of other kinds, or both side by side.
#[derive(Default)]
pub struct Start {
    /// Heads of tables of entries.
    pub tables: Vec<Head>,
    /// Heads of other tables, each with its columns.
    pub others: Vec<(OtherHead, (u32, u32))>,
}

impl Start {
    /// What begins in this row; `named` says what title and names call the sheet.
    pub fn at(view: View<'_>, row: u32, lookup: &Lookup<'_>, named: Named) -> Option<Self> {
        let whole = Self::within(view, row, WHOLE, lookup, named)?;
        Some(Self::side_by_side(view, row, lookup, named).unwrap_or(whole))
    }

    /// A table of measures by the numbers of the `risks` above it.
    pub fn measures(view: View<'_>, row: u32, risks: &Head, lookup: &Lookup<'_>) -> Option<Self> {
        let tables = vec![measures::at(view, row, risks, lookup)?];
        Some(Self {
            tables,
            ..Self::default()
        })
    }

    /// A table of levels by the numbers of the `risks` above it.
    pub fn ratings(view: View<'_>, row: u32, risks: &Head, lookup: &Lookup<'_>) -> Option<Self> {
        let tables = vec![ratings::at(view, row, risks, lookup)?];
        Some(Self {
            tables,
            ..Self::default()
        })
    }

    /// A table whose head only the head of levels in it proves, below another one.
    pub fn proven(view: View<'_>, row: u32, above: &Head, lookup: &Lookup<'_>) -> Option<Self> {
        let tables = vec![proven::at(view, row, above, lookup)?];
        Some(Self {
            tables,
            ..Self::default()
        })
    }

    /// What begins in these columns of a row. Of two readings the one with more columns that only it explains.
    pub fn within(
        view: View<'_>,
        row: u32,
        zone: (u32, u32),
        lookup: &Lookup<'_>,
        named: Named,
    ) -> Option<Self> {
        let view = view.within(zone.0, zone.1);
        let tables = heads_at(view, row, lookup);
        let other = OtherHead::at(view, row, lookup, named);
        let other = match (tables.first(), other) {
            (None, other) => Some(other?),
            (Some(_), None) => None,
            (Some(head), Some(other)) => match other.proofs().cmp(&head.proofs()) {
                Ordering::Greater => Some(other),
                Ordering::Equal if named.ledger => Some(other),
                Ordering::Equal => Some(OtherHead::Doubtful(head.first, head.last)),
                Ordering::Less => None,
            },
        };
        Some(match other {
            Some(other) => Self {
                others: vec![(other, zone)],
                ..Self::default()
            },
            None => Self {
                tables,
                ..Self::default()
            },
        })
    }

    /// Tables of different kinds beside each other: each part of the row is the head of one.
    fn side_by_side(view: View<'_>, row: u32, lookup: &Lookup<'_>, named: Named) -> Option<Self> {
        let lefts = parts(view, row);
        let mut both = Self::default();
        for (at, left) in lefts.iter().enumerate() {
            let first = if at == 0 { 0 } else { *left };
            let last = lefts.get(at + 1).map_or(CellRef::MAX_COL, |next| next - 1);
            let own = Self::within(view, row, (first, last), lookup, named)?;
            both.tables.extend(own.tables);
            both.others.extend(own.others);
        }
        (lefts.len() > 1 && !both.others.is_empty()).then_some(both)
    }

    /// The first and last row of its heads.
    pub fn rows(&self) -> (u32, u32) {
        let tables = self.tables.iter().map(|h| (h.first, h.last));
        let others = self.others.iter().map(|(h, _)| (h.first(), h.last()));
        let all = tables.chain(others);
        let joined = all.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        joined.unwrap_or_default()
    }
}
