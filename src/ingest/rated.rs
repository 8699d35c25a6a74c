//! Levels in a table of their own: joined to the risks of the tables before it, by the risk or else by the number.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::agreement::Agreed;
use super::brought;
use super::checks;
use super::partners::{Only, by, skipped};
use super::ratings;
use super::ruling::{self, Beside};
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{
    Column, Entry, Evidence, Extra, Field, FormSheet, FormTable, Level, Origin, Ruling, SkipKind,
    Value,
};
use crate::policy::Lookup;
use crate::text;

/// Fields of such a table that only say which risk is meant.
const NAMING: [Field; 5] = [
    Field::Risk,
    Field::Section,
    Field::Post,
    Field::Person,
    Field::Matter,
];

/// What came of joining them.
#[derive(Default)]
pub struct Rated {
    /// What could not be joined.
    pub findings: Vec<Diagnostic>,
    /// Words that name a level only beside that of their risk.
    read: BTreeSet<(Option<Arc<str>>, CellRef)>,
}

impl Rated {
    /// Whether a finding says of nothing but such words that nobody can read them.
    pub fn answers(&self, finding: &Diagnostic) -> bool {
        let codes = [checks::LEVEL_UNKNOWN.code, checks::LEVEL_AGREED_OPEN.code];
        let cells = finding.place.cell.iter().chain(&finding.more);
        let sheet = || finding.place.sheet.clone();
        let mut cells = cells.map(|cell| self.read.contains(&(sheet(), *cell)));
        codes.contains(&finding.code.as_str())
            && finding.place.cell.is_some()
            && cells.all(|read| read)
    }
}

/// Joins the tables of all sheets.
pub fn join(sheets: &mut [FormSheet], lookup: &Lookup<'_>) -> Rated {
    let mut tables: Vec<&mut FormTable> = sheets.iter_mut().flat_map(|s| &mut s.tables).collect();
    let mut out = Rated::default();
    for at in 1..tables.len() {
        let (before, rest) = tables.split_at_mut(at);
        if let [rated, ..] = rest
            && is_rating(rated, lookup)
        {
            join_tables(before, rated, lookup, &mut out);
        }
    }
    out
}

/// Whether a table says of risks nothing but which they are and what level they have.
fn is_rating(table: &FormTable, lookup: &Lookup<'_>) -> bool {
    let fields = || table.columns.iter().filter_map(|c| c.field);
    let says_more =
        |field: Field| field.is_telling() && !field.is_level() && !NAMING.contains(&field);
    let by_risk = fields().any(|field| field == Field::Risk);
    let rates = |c: &Column| match step_of(c, lookup) {
        Some(Field::Level) => !by_risk,
        step => step.is_some(),
    };
    let parted = table.columns.iter().any(|c| c.by == Evidence::Part);
    let named = by_risk || fields().any(|field| field == Field::Seq);
    named && !parted && !fields().any(says_more) && table.columns.iter().any(rates)
}

/// The level that a column gives, where it gives one.
fn step_of(column: &Column, lookup: &Lookup<'_>) -> Option<Field> {
    column.field.filter(|f| f.is_level())?;
    match column.by {
        Evidence::OnlyLevel => Some(ratings::own_step(column, lookup)),
        _ => column.field,
    }
}

fn join_tables(
    before: &mut [&mut FormTable],
    rated: &mut FormTable,
    lookup: &Lookup<'_>,
    out: &mut Rated,
) {
    let partners: Vec<Vec<(usize, usize)>> = {
        let only = before.iter().map(|table| Only::of(&table.entries));
        let only: Vec<Only> = only.collect();
        let own = rated.entries.iter();
        own.map(|own| partners(own, &only, before)).collect()
    };
    let by_risk = rated.columns.iter().any(|c| c.field == Some(Field::Risk));
    let risks = before.iter().any(|table| !table.entries.is_empty());
    if !risks || (by_risk && partners.iter().all(Vec::is_empty)) {
        return;
    }
    for (own, to) in std::mem::take(&mut rated.entries)
        .into_iter()
        .zip(&partners)
    {
        let joined = if to.is_empty() {
            out.findings.push(unjoined(&own));
            SkipKind::Unjoined
        } else {
            SkipKind::Continuation
        };
        for (table, at) in to {
            give(&own, rated, &mut before[*table].entries[*at], lookup, out);
        }
        rated.skipped.push(skipped(&own, joined, true));
    }
    rated.skipped.sort_by_key(|row| row.row);
}

/// The entries that a row means, by their tables; none where those of several tables have the same number or risk.
fn partners(own: &Entry, only: &[Only], before: &[&mut FormTable]) -> Vec<(usize, usize)> {
    let same = |target: &Entry| {
        let named = [Field::Section, Field::Post, Field::Person, Field::Matter];
        let mut differ = named.iter().map(|f| (own.key(*f), target.key(*f)));
        differ.all(|(one, other)| one.is_empty() || other.is_empty() || one == other)
    };
    let found = only.iter().enumerate().map(|(table, only)| {
        let own = only.partners(own).into_iter().map(move |at| (table, at));
        own.filter(|(table, at)| same(&before[*table].entries[*at]))
            .collect::<Vec<_>>()
    });
    let mut found = found.filter(|own| !own.is_empty());
    match (found.next(), found.next()) {
        (Some(only), None) => only,
        _ => Vec::new(),
    }
}

/// Gives an entry the levels of a row of its own in another table, and keeps what else it says.
fn give(own: &Entry, table: &FormTable, target: &mut Entry, lookup: &Lookup<'_>, out: &mut Rated) {
    let mut rest = own.clone();
    for column in &table.columns {
        let Some(step) = step_of(column, lookup) else {
            continue;
        };
        let opinion = column.by == Evidence::Opinion;
        let said = rest.values.remove(&column.field.unwrap_or(step));
        let said = said.or_else(|| opinion.then(|| said_beside(own, column))?);
        let Some(value) = said.filter(|v| !lookup.is_blank(&v.text)) else {
            continue;
        };
        let level = given(own, (step, opinion), &value, target, lookup);
        if level.is_some()
            && let Some(cell) = value.cell
        {
            out.read.insert((own.place.sheet.clone(), cell));
        }
        if level.is_some() || !opinion {
            let laid = lay(target, (step, level), value, (&column.label, &own.place));
            out.findings.extend(laid);
        }
    }
    brought::give(&rest, table, target);
}

/// What an opinion says that gave no level by itself.
fn said_beside(own: &Entry, column: &Column) -> Option<Value> {
    let extra = own.extras.iter().find(|x| x.label == column.label)?;
    let text = extra.text.as_str();
    Some(Value::new(text, text, Some(extra.cell), Origin::Cell))
}

/// The level that a row gives: its own, or that of the risk with which its words agree. 同意 alone is a level only in a column of
/// levels.
fn given(
    own: &Entry,
    (step, opinion): (Field, bool),
    value: &Value,
    target: &Entry,
    lookup: &Lookup<'_>,
) -> Option<Level> {
    let read = known(own, step);
    let beside = Beside {
        declared: target.declared,
        suggested: target.suggested.filter(|_| step == Field::ConfirmedLevel),
        ..Beside::default()
    };
    let agreed = || Agreed::by(step, &value.raw).and_then(|agreed| agreed.level(target));
    let words = || match ruling::read(&value.raw, beside, lookup)? {
        Ruling::Level(level) => Some(level),
        Ruling::Struck => None,
    };
    let read = read.or_else(agreed);
    read.or_else(|| words().filter(|_| !opinion))
}

/// The level that an entry has of a step.
const fn known(entry: &Entry, step: Field) -> Option<Level> {
    match step {
        Field::ConfirmedLevel => entry.confirmed,
        Field::SuggestedLevel => entry.suggested,
        _ => entry.declared,
    }
}

/// Lays a level on an entry; where it says another one of the same step already, both are told.
fn lay(
    target: &mut Entry,
    (step, level): (Field, Option<Level>),
    mut value: Value,
    (label, place): (&str, &Place),
) -> Option<Diagnostic> {
    let cell = value.cell;
    if target.text(step).is_none() {
        if let Some(level) = level {
            value.text = level.title().into();
        }
        if place.sheet != target.place.sheet {
            value.cell = None;
            value.origin = Origin::OtherSheet;
        }
        target.values.insert(step, value);
        match step {
            Field::ConfirmedLevel => target.confirmed = level,
            Field::SuggestedLevel => target.suggested = level,
            _ => target.declared = level,
        }
        return None;
    }
    if level.is_some() && level == known(target, step) {
        return None;
    }
    let written = value.raw.to_string();
    target.extras.extend(cell.map(|cell| Extra {
        doubts: Some(step),
        ..Extra::new(label, written.as_str(), cell)
    }));
    let own = text::excerpt(target.text(step).unwrap_or("—"), 8);
    let there = target.place_of(step).cell;
    let there = there.map_or_else(String::new, |cell| cell.to_string());
    let message = format!(
        "“{label}”写的是“{}”，与{there}写的“{own}”不一致，没有取用，等级待定",
        text::excerpt(&written, 16),
    );
    let place = Place {
        cell,
        ..place.clone()
    };
    Some(Diagnostic::new(&checks::LEVEL_NUMBER_OPEN, place, message).found(written))
}

/// A row of levels that belongs to no risk.
fn unjoined(own: &Entry) -> Diagnostic {
    let by = by(own);
    let what = match own.text(by) {
        Some(written) => format!("{}“{}”", by.title(), text::excerpt(written, 20)),
        None => "没有写序号的一行".to_owned(),
    };
    let message = format!(
        "{what}的等级没有对上：风险点表里没有（或者不止一条）这一条。请照风险点表中的写法填写{}",
        by.title()
    );
    Diagnostic::new(&checks::UNRATED, own.place_of(by), message)
}
