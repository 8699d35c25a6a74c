//! The head of a ledger: which column holds what, by the words of the policy.

use crate::location::CellRef;
use crate::model::LedgerField;
use crate::policy::Lookup;
use crate::text;

use super::super::view::View;

/// Fewest columns that make a row a head.
const FEWEST: usize = 3;
/// A head longer than this is prose, not a head.
const LONGEST_LABEL: usize = 30;

/// The columns of a ledger.
#[derive(Debug, Default)]
pub struct Head {
    /// Its last row.
    pub row: u32,
    columns: Vec<(LedgerField, u32)>,
}

impl Head {
    /// The head that begins in this row; none where there is nothing like the head of a ledger.
    pub fn at(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> Option<Self> {
        let columns = columns(view, row, lookup);
        if !is_head(&columns) {
            return None;
        }
        let mut head = Self { row, columns };
        // 存在问题 | 整改情况 over 是否销号, 销号日期: what stands below is more exact.
        let more = self::columns(view, row + 1, lookup);
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
        is_head(&columns(view, row, lookup))
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
fn columns(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> Vec<(LedgerField, u32)> {
    let mut best: Vec<(LedgerField, usize, u32)> = Vec::new();
    let cells = view.whole_row(row).into_iter();
    for (at, label) in cells.filter(|(_, label)| label.chars().count() <= LONGEST_LABEL) {
        let Some((field, rank)) = field(&label, lookup) else {
            continue;
        };
        match best.iter_mut().find(|(f, ..)| *f == field) {
            Some(known) if rank < known.1 => *known = (field, rank, at.col),
            Some(_) => {}
            None => best.push((field, rank, at.col)),
        }
    }
    best.into_iter()
        .map(|(field, _, col)| (field, col))
        .collect()
}

fn field(label: &str, lookup: &Lookup<'_>) -> Option<(LedgerField, usize)> {
    let whole = text::label_key(label);
    let bare = text::without_brackets(&whole);
    let heads = &lookup.policy().scoring.heads;
    let found = |key: &str| {
        heads.iter().find_map(|(field, words)| {
            let at = words.iter().position(|word| word == key)?;
            Some((*field, at))
        })
    };
    found(&whole).or_else(|| found(bare.trim_start_matches('*')))
}

/// The cell of a field in a row.
pub fn cell(head: &Head, row: u32, field: LedgerField) -> Option<CellRef> {
    head.column(field).map(|col| CellRef::new(row, col))
}
