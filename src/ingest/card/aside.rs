//! What a card says beside its entries.

use std::collections::BTreeSet;

use super::entry::Draft;
use super::pair::Pair;
use crate::location::CellRef;
use crate::model::KeyValue;

/// Nothing is lost: of these pairs, what no entry says and what does not stand aside yet does so now.
pub fn keep(key_values: &mut Vec<KeyValue>, pairs: &[Pair], entries: &[Draft]) {
    let said = entries.iter();
    let said = said.flat_map(|draft| draft.said.values().chain(&draft.levels));
    let aside = key_values.iter().map(|kv| (kv.cell, kv.value.clone()));
    let known: BTreeSet<(CellRef, String)> = said
        .map(|s| (s.cell, s.text.clone()))
        .chain(aside)
        .collect();
    let rest = pairs
        .iter()
        .filter(|p| !p.content.is_empty() && !known.contains(&(p.cell, p.content.clone())));
    key_values.extend(rest.map(|p| KeyValue {
        key: p.name.clone(),
        value: p.content.clone(),
        cell: p.cell,
    }));
    key_values.sort_by_key(|kv| (kv.cell.row, kv.cell.col));
}
