//! Levels said in words in a column of the chain: 同意, 维持自评, 调整为二级. Taken where only one meaning is possible, with
//! what was written kept beside it, and a person is asked to look.

use super::agreement::Agreed;
use super::checks;
use super::level;
use super::level_column::{Undecided, whole};
use super::ruling::{self, Beside};
use crate::diagnostic::Diagnostic;
use crate::model::{Column, Entry, Field, Level, Origin, Ruling};
use crate::policy::Lookup;

/// Reads such words of a step that comes after others, whose levels are read already; what was read so is told once.
pub fn settle(
    field: Field,
    entries: &mut [Entry],
    columns: &[Column],
    lookup: &Lookup<'_>,
) -> Option<Diagnostic> {
    if !matches!(field, Field::SuggestedLevel | Field::ConfirmedLevel) {
        return None;
    }
    let mut told = Vec::new();
    for entry in entries {
        as_written(field, entry, lookup);
        let Some(level) = meant(field, entry, lookup) else {
            continue;
        };
        let place = entry.place_of(field);
        if let Some(value) = entry.values.get_mut(&field) {
            told.push(Undecided::of_word(place, &value.raw));
            value.text = level.title().into();
        }
    }
    let told: Vec<&Undecided> = told.iter().collect();
    let before = columns.iter().filter(|c| c.field == Some(Field::Level));
    let before = before.map(|c| c.label.as_str()).next().unwrap_or("等级");
    whole(&checks::LEVEL_AGREED, &told, |_, words| {
        format!(
            "{words}写的是一句话，按它的意思读作等级（同意、维持的，照“{before}”等前面各道），原文保留，请核对"
        )
    })
}

/// 同上 below such words may mean the words, or the level that they stand for: it stays as it is.
fn as_written(field: Field, entry: &mut Entry, lookup: &Lookup<'_>) {
    let value = entry.values.get_mut(&field);
    let repeated = value.filter(|value| value.origin == Origin::Ditto);
    if let Some(value) = repeated.filter(|value| level::read_one(&value.text, lookup).is_none()) {
        value.text = (&*value.raw).into();
    }
}

/// The level that the words of an entry mean; none where they are a level, say nothing, or may mean several.
fn meant(field: Field, entry: &Entry, lookup: &Lookup<'_>) -> Option<Level> {
    let value = entry.values.get(&field)?;
    if lookup.is_blank(&value.text) || level::read_one(&value.text, lookup).is_some() {
        return None;
    }
    let beside = Beside {
        declared: entry.declared,
        suggested: entry.suggested,
        ..Beside::default()
    };
    match ruling::read(&value.text, beside, lookup) {
        Some(Ruling::Level(level)) => Some(level),
        Some(Ruling::Struck) => None,
        None => entry
            .suggested
            .filter(|_| Agreed::with_section(&value.text)),
    }
}
