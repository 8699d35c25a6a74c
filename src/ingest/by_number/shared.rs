//! A cell of a column of levels that gives the levels of several entries by their numbers, merged over them or written once
//! beside blank ones: 1一级；2二级. Taken where each of them has one number; else it stays what it is, a cell of several levels.

use std::collections::{BTreeMap, BTreeSet};

use super::giving::Own;
use super::line::{Giver, Line};
use super::told;
use super::words::{self, Whom};
use crate::diagnostic::Diagnostic;
use crate::ingest::header::Head;
use crate::ingest::level;
use crate::ingest::view::View;
use crate::location::{CellRef, Place};
use crate::model::{Entry, Field, Level};
use crate::policy::Lookup;

/// Reads such cells of a column before its levels are read, and says what was read so.
pub fn settle(
    field: Field,
    entries: &mut [Entry],
    head: &Head,
    (view, notes, place): (View<'_>, &[String], &Place),
    lookup: &Lookup<'_>,
) -> Vec<Diagnostic> {
    let Some(column) = head.column(field) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for cell in cells(field, entries, lookup) {
        let sharing: Vec<usize> = (0..entries.len())
            .filter(|at| cell_of(field, &entries[*at]) == Some(cell))
            .collect();
        let Some(value) = sharing
            .first()
            .and_then(|at| entries[*at].values.get(&field))
        else {
            continue;
        };
        let line = Line {
            label: column.label.clone(),
            text: value.raw.to_string(),
            cell,
        };
        let own = Own {
            line: &line,
            written: line.text.as_str().into(),
            beside: String::new(),
            giver: match field {
                Field::Level => Giver::Nobody,
                step => Giver::Step(step),
            },
            in_column: true,
            entry: None,
            personal: false,
            view,
            lookup,
            place,
            context: (notes.to_vec(), Vec::new()),
        };
        let Some(levels) = given(&own, entries, field, &sharing) else {
            continue;
        };
        let mut read = told::Read::new();
        let value = value.clone();
        for (at, level) in levels {
            let mut value = value.clone();
            value.text = level.title().into();
            entries[at].values.insert(field, value);
            read.entry(level)
                .or_default()
                .push(told::name(&entries[at]));
        }
        found.push(own.told().read(&read));
    }
    found
}

fn cell_of(field: Field, entry: &Entry) -> Option<CellRef> {
    entry.values.get(&field)?.cell
}

/// The cells of a column that may give levels by numbers, and are none themselves.
fn cells(field: Field, entries: &[Entry], lookup: &Lookup<'_>) -> BTreeSet<CellRef> {
    let single = entries.iter().filter(|entry| entry.risk_points() == 1);
    let values = single.filter_map(|entry| entry.values.get(&field));
    let may = values.filter(|value| {
        words::may_give(&value.text) && level::read_one(&value.text, lookup).is_none()
    });
    may.filter_map(|value| value.cell).collect()
}

/// Each entry's level, where all that share the cell get one, and nobody who has another cell.
fn given(
    own: &Own<'_>,
    entries: &[Entry],
    field: Field,
    sharing: &[usize],
) -> Option<BTreeMap<usize, Level>> {
    let given = own.given().flatten()?;
    let numbers = given
        .iter()
        .filter(|(whom, _)| matches!(whom, Whom::Number(_)));
    if numbers.count() < 2 && sharing.len() < 2 {
        return None;
    }
    let meant = own.meant(entries, &given).ok()?;
    let named: BTreeSet<usize> = meant.iter().flatten().copied().collect();
    let free = |at: &usize| {
        let blank = |entry: &Entry| entry.text(field).is_none_or(|t| own.lookup.is_blank(t));
        sharing.contains(at) || blank(&entries[*at])
    };
    let mut levels = BTreeMap::new();
    for ((whom, words), own_entries) in given.iter().zip(&meant) {
        let to: Vec<usize> = match (whom, own_entries.as_slice()) {
            (Whom::Rest, _) => sharing
                .iter()
                .copied()
                .filter(|at| !named.contains(at))
                .collect(),
            (_, [one]) => vec![*one],
            _ => return None,
        };
        for at in to {
            let level = words::level(words, own.giver.field(), &entries[at], own.lookup);
            let level = level.filter(|level| own.is_of_scale(*level))?;
            if levels
                .insert(at, level)
                .is_some_and(|before| before != level)
            {
                return None;
            }
        }
    }
    let all = sharing.iter().all(|at| levels.contains_key(at));
    (all && levels.keys().all(free)).then_some(levels)
}
