//! The head of a ledger: which column holds what, by the words of the policy.

use crate::location::CellRef;
use crate::model::LedgerField;
use crate::policy::Lookup;
use crate::text;

use super::super::listed::Labels;
use super::super::view::View;

/// Fewest columns that make a row a head.
const FEWEST: usize = 3;

/// The columns of a ledger.
#[derive(Debug, Default)]
pub struct Head {
    /// Its last row.
    pub row: u32,
    columns: Vec<(LedgerField, u32)>,
}

impl Head {
    /// The head that begins in this row; none where there is nothing like the head of a ledger.
    pub fn at(view: View<'_>, row: u32, labels: &Labels<'_>, lookup: &Lookup<'_>) -> Option<Self> {
        let columns = columns(labels, lookup);
        if !is_head(&columns) {
            return None;
        }
        let mut head = Self { row, columns };
        // 存在问题 | 整改情况 over 是否销号, 销号日期: what stands below is more exact.
        let more = self::columns(&Labels::at(view, row + 1), lookup);
        if !more.is_empty() && more.len() == view.whole_row(row + 1).len() {
            head.row = row + 1;
            head.columns
                .retain(|(field, _)| !more.iter().any(|m| m.0 == *field));
            head.columns.extend(more);
        }
        Some(head)
    }

    /// How many of its columns only a ledger has.
    pub fn proofs(&self) -> usize {
        let proofs = [
            LedgerField::Kind,
            LedgerField::On,
            LedgerField::Ground,
            LedgerField::Deadline,
            LedgerField::Done,
            LedgerField::ClosedOn,
        ];
        let own = self.columns.iter();
        own.filter(|(field, _)| proofs.contains(field)).count()
    }

    /// Whether the other one has the same columns.
    pub fn repeats(&self, other: &Self) -> bool {
        self.columns == other.columns
    }

    /// The column of a field.
    pub fn column(&self, field: LedgerField) -> Option<u32> {
        let own = self.columns.iter().find(|(f, _)| *f == field);
        own.map(|(_, col)| *col)
    }

    /// Whether a row is a head, which may be repeated on every printed page.
    pub fn is_at(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> bool {
        is_head(&columns(&Labels::at(view, row), lookup))
    }

    /// All columns with what they hold.
    pub fn columns(&self) -> impl Iterator<Item = (LedgerField, u32)> {
        self.columns.iter().copied()
    }
}

fn is_head(columns: &[(LedgerField, u32)]) -> bool {
    let has = |fields: &[LedgerField]| columns.iter().any(|(f, _)| fields.contains(f));
    columns.len() >= FEWEST
        && has(&[LedgerField::Ground, LedgerField::Kind])
        && has(&[LedgerField::Section, LedgerField::Post, LedgerField::Person])
}

/// The fields a row names. Where two columns may be one field, the word that stands first in the policy counts: 责任单位
/// before 牵头单位, 是否销号 before 进度.
fn columns(labels: &Labels<'_>, lookup: &Lookup<'_>) -> Vec<(LedgerField, u32)> {
    let mut best: Vec<(LedgerField, usize, u32)> = Vec::new();
    for (col, label) in labels.all() {
        let Some((field, rank)) = field(label, lookup) else {
            continue;
        };
        match best.iter_mut().find(|(f, ..)| *f == field) {
            Some(known) if rank < known.1 => *known = (field, rank, *col),
            Some(_) => {}
            None => best.push((field, rank, *col)),
        }
    }
    best.into_iter()
        .map(|(field, _, col)| (field, col))
        .collect()
}

/// The field that a comparable label names, and the rank of the word among those for it.
fn field(label: &str, lookup: &Lookup<'_>) -> Option<(LedgerField, usize)> {
    let heads = &lookup.policy().scoring.heads;
    let bare = || {
        let bare = label
            .contains(text::BRACKETS)
            .then(|| text::without_brackets(label));
        let bare = bare.as_deref().unwrap_or(label);
        heads.get(bare.trim_start_matches('*'))
    };
    heads.get(label).or_else(bare).copied()
}

/// The cell of a field in a row.
pub fn cell(head: &Head, row: u32, field: LedgerField) -> Option<CellRef> {
    head.column(field).map(|col| CellRef::new(row, col))
}
