//! The head of a ledger: which column holds what, by the words of the policy.

use crate::location::CellRef;
use crate::model::LedgerField;
use crate::policy::Lookup;
use crate::text;

use super::super::view::View;

/// Rows at the top of a sheet among which the head is looked for.
const HEAD_ROWS: u32 = 40;
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
    /// The head of a sheet; none where there is nothing like the head of a ledger.
    pub fn find(view: View<'_>, lookup: &Lookup<'_>) -> Option<Self> {
        let mut rows: Vec<u32> = view.grid().cells().map(|(at, _)| at.row).collect();
        rows.dedup();
        rows.retain(|row| *row < HEAD_ROWS);
        let named = |row: &u32| (*row, columns(view, *row, lookup));
        let mut heads = rows.iter().map(named);
        let (row, columns) = heads.find(|(_, columns)| is_head(columns))?;
        let mut head = Self { row, columns };
        // 存在问题 | 整改情况 over 是否销号, 销号日期: what stands below is more exact.
        if let Some((below, more)) = heads.next().filter(|(below, _)| *below == row + 1)
            && !more.is_empty()
            && more.len() == view.whole_row(below).len()
        {
            head.row = below;
            head.columns
                .retain(|(field, _)| !more.iter().any(|m| m.0 == *field));
            head.columns.extend(more);
        }
        Some(head)
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
    for (at, label) in view.whole_row(row) {
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
