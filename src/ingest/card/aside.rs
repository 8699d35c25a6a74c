//! What a card says beside its entries.

use std::collections::BTreeSet;

use super::entry::Draft;
use super::pair::Pair;
use crate::ingest::stacked;
use crate::location::CellRef;
use crate::model::KeyValue;
use crate::policy::Lookup;

/// Nothing is lost: of these pairs, what no entry says and what does not stand aside yet does so now.
/// A label without content that could be one itself, 科长, stands there too.
pub fn keep(
    key_values: &mut Vec<KeyValue>,
    pairs: &[Pair],
    entries: &[Draft],
    lookup: &Lookup<'_>,
) {
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
    let bare = pairs
        .iter()
        .filter(|p| p.content.is_empty() && stacked::is_title(&p.name, lookup));
    key_values.extend(bare.map(|p| KeyValue {
        key: String::new(),
        value: p.name.clone(),
        cell: p.label,
    }));
    key_values.sort_by_key(|kv| (kv.cell.row, kv.cell.col));
}
