//! Levels that are said by kinds of risk: 思想道德：三级 | 岗位职责：一级 beside each other, or all in one cell. Each is that of the
//! risks of its kind, where every kind is named once.

use std::collections::BTreeMap;

use super::checks;
use super::label::is_category;
use super::level;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{Entry, Field, Origin, Value};
use crate::policy::Lookup;
use crate::text;

/// A longer cell is a text.
const LONGEST: usize = 80;

/// A level with the cell that says it.
struct Said {
    level: String,
    cell: CellRef,
    raw: String,
}

/// Gives the entries in these rows the levels of their kinds; a kind of which there is no risk is told.
pub fn settle(
    entries: &mut [Entry],
    (view, rows): (View<'_>, (u32, u32)),
    place: &Place,
    lookup: &Lookup<'_>,
) -> Vec<Diagnostic> {
    let Some(said) = said(view, rows, lookup).filter(|said| said.len() > 1) else {
        return Vec::new();
    };
    let kind = |entry: &Entry| {
        let written = entry.text(Field::Category)?;
        lookup.policy().category_of(written).map(str::to_owned)
    };
    if !entries.iter().all(|entry| is_open(entry, &said)) {
        return Vec::new();
    }
    let mut left: BTreeMap<&str, &Said> = said.iter().map(|(k, s)| (k.as_str(), s)).collect();
    for entry in entries.iter_mut() {
        let own = kind(entry).and_then(|kind| said.get_key_value(&kind));
        let Some((kind, own)) = own else {
            continue;
        };
        left.remove(kind.as_str());
        let value = Value::new(
            own.raw.as_str(),
            &own.level,
            Some(own.cell),
            Origin::KeyValue,
        );
        entry.values.insert(Field::Level, value);
    }
    let told = left.into_iter().map(|(kind, own)| {
        let message = format!(
            "“{kind}”写着{}，表中却没有读出这一类的风险点，这个等级没有取用",
            own.level
        );
        let place = Place {
            cell: Some(own.cell),
            ..place.clone()
        };
        Diagnostic::new(&checks::UNRATED, place, message).found(&*own.raw)
    });
    told.collect()
}

/// Whether an entry has no level, or nothing but one of these cells as its level.
fn is_open(entry: &Entry, said: &BTreeMap<String, Said>) -> bool {
    let Some(value) = entry
        .values
        .get(&Field::Level)
        .filter(|v| !v.text.is_empty())
    else {
        return true;
    };
    said.values().any(|own| Some(own.cell) == value.cell)
}

/// The levels by their kinds; none where a kind is named twice.
fn said(
    view: View<'_>,
    (first, last): (u32, u32),
    lookup: &Lookup<'_>,
) -> Option<BTreeMap<String, Said>> {
    let mut out = BTreeMap::new();
    for row in view.grid().rows_in(first..=last) {
        for (cell, written) in view.whole_row(row) {
            for (kind, level) in in_cell(&written, lookup) {
                let raw = written.text().to_owned();
                if out.insert(kind, Said { level, cell, raw }).is_some() {
                    return None;
                }
            }
        }
    }
    Some(out)
}

/// The kinds of a cell that says nothing but levels of kinds: 思想道德：三级；岗位职责一级.
fn in_cell(written: &str, lookup: &Lookup<'_>) -> Vec<(String, String)> {
    if written.chars().nth(LONGEST).is_some() || !level::mentions_level(written) {
        return Vec::new();
    }
    let folded = text::nfkc(written);
    let pieces = folded.split([';', ',', '、', '。', '\n']).map(text::key);
    let pieces: Vec<String> = pieces.filter(|piece| !piece.is_empty()).collect();
    let read: Option<Vec<_>> = pieces.iter().map(|piece| of_kind(piece, lookup)).collect();
    read.unwrap_or_default()
}

fn of_kind(piece: &str, lookup: &Lookup<'_>) -> Option<(String, String)> {
    let mut cuts = piece
        .char_indices()
        .skip(1)
        .map(|(at, _)| piece.split_at(at));
    cuts.find_map(|(kind, level)| {
        let kind = kind.trim_end_matches([':', '为']);
        let kind = kind.strip_suffix("等级").unwrap_or(kind);
        let level = level.trim_matches([':', '(', ')', '为']);
        let named = is_category(kind, lookup) && level::mentions_level(level);
        let read = named.then(|| level::read_one(level, lookup))??;
        let kind = lookup.policy().category_of(kind)?;
        Some((kind.to_owned(), read.title().to_owned()))
    })
}
