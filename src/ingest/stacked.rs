//! Keys in one row with their values in the next: 姓名 | 职务 | 科室 over 张一 | 科长 | 预算科.

use super::key;
use super::label::Meaning;
use super::view::{RowCells, View};
use crate::location::CellRef;
use crate::model::{Field, KeyValue};
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// Fewest keys that stand beside each other, and fewest values below them. One alone may be anything.
const FEWEST: usize = 2;

/// The key-values of a row of such a pair: the lower one has the values, the upper one says nothing yet.
pub fn read(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> Option<Vec<KeyValue>> {
    let cells = view.whole_row(row);
    if cells.len() < FEWEST {
        return None;
    }
    if are_keys(view, row, &cells, lookup) {
        let below = view.whole_row(row + 1);
        are_values(view, row + 1, (&cells, &below), lookup).then_some(())?;
        let open = |(at, key): &(CellRef, Written<'_>)| pair(*key, "", *at);
        return Some(cells.iter().map(open).collect());
    }
    let above = row.checked_sub(1)?;
    let keys = view.whole_row(above);
    let stacked =
        are_keys(view, above, &keys, lookup) && are_values(view, row, (&keys, &cells), lookup);
    let said = |(at, value): &(CellRef, Written<'_>)| {
        let (_, key) = keys.iter().find(|(key, _)| key.col == at.col)?;
        Some(pair(*key, value.text(), *at))
    };
    stacked.then(|| cells.iter().filter_map(said).collect())
}

/// Whether a word that could be a label is the content of this one: 科长 beside or below 职务, 分管领导 or 审核 beside 岗位.
pub fn is_title_of(label: &str, word: &str, lookup: &Lookup<'_>) -> bool {
    lookup.field(label) == Some(Field::Post) && (is_title(word, lookup) || is_office(word, lookup))
}

/// Whether a label names somebody by what he does, and asks for no signature or opinion.
fn is_office(word: &str, lookup: &Lookup<'_>) -> bool {
    let does = match Meaning::of(word, lookup) {
        Some(Meaning::Sign) => !word.contains(['签', '章', '意', '见']),
        Some(Meaning::Field(field, None)) => {
            [Field::Head, Field::Leader, Field::Owner].contains(&field)
        }
        _ => false,
    };
    does && !word.contains([':', '：'])
}

/// Whether a label could as well be somebody's post: 科长.
pub fn is_title(word: &str, lookup: &Lookup<'_>) -> bool {
    let key = text::label_key(word);
    lookup.field(word) == Some(Field::Head) && (key.ends_with('长') || key.ends_with("主任"))
}

fn pair(key: Written<'_>, value: &str, cell: CellRef) -> KeyValue {
    KeyValue {
        key: key.text().to_owned(),
        value: value.to_owned(),
        cell,
    }
}

/// Whether a row holds nothing but keys of a section, a post or a person, each in that row alone.
fn are_keys(view: View<'_>, row: u32, cells: &RowCells<'_>, lookup: &Lookup<'_>) -> bool {
    let is_key = |(at, written): &(CellRef, Written<'_>)| {
        view.bottom(*at) == row
            && (key::is_key(written, lookup)
                || Meaning::of(written, lookup) == Some(Meaning::Other))
    };
    let names = |(_, written): &(CellRef, Written<'_>)| {
        matches!(
            key::field_of(written, lookup),
            Some(Field::Section | Field::Post | Field::Person)
        )
    };
    cells.len() >= FEWEST && cells.iter().all(is_key) && cells.iter().any(names)
}

/// Whether what stands in this row are the values of the keys above it, and no further ones follow as in a list.
fn are_values(
    view: View<'_>,
    row: u32,
    (keys, values): (&RowCells<'_>, &RowCells<'_>),
    lookup: &Lookup<'_>,
) -> bool {
    let key = |at: &CellRef| keys.iter().find(|(key, _)| key.col == at.col);
    let is_label = |written: &Written<'_>| {
        key::is_key(written, lookup)
            || lookup.field(written).is_some()
            || Meaning::of(written, lookup).is_some()
    };
    let is_value = |(at, written): &(CellRef, Written<'_>)| {
        key(at).is_some_and(|(_, key)| {
            !written.contains([':', '：'])
                && (!is_label(written) || is_title_of(key, written, lookup))
        })
    };
    let goes_on = || {
        let next = view.whole_row(row + 1);
        let further = next
            .iter()
            .filter(|(at, written)| key(at).is_some() && !is_label(written));
        further.count() >= FEWEST
    };
    values.len() >= FEWEST && values.iter().all(is_value) && !goes_on()
}
