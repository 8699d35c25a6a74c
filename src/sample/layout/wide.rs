//! Tables whose rows hold several entries beside each other: a row for each person.

use std::collections::BTreeMap;

use super::cells;
use super::columns::{Aside, Column};
use super::job::Job;
use super::pad::Pad;
use crate::location::CellRef;
use crate::model::Field;
use crate::sample::compose::Fact;
use crate::writer::Content;

/// The rows: entries of one person each, as many as there is room for.
pub fn rows(pad: &mut Pad<'_>) {
    let room = room(&pad.columns);
    let job = pad.job;
    let people = job.facts.chunk_by(|a, b| a.person == b.person);
    for (facts, seq) in people.flat_map(|own| own.chunks(room)).zip(1..) {
        row(pad, job, facts, seq);
    }
}

/// How many entries a row has room for.
pub fn room(columns: &[Column]) -> usize {
    let risks =
        |c: &&Column| c.field == Some(Field::Risk) || matches!(c.aside, Some(Aside::Risk(_)));
    columns.iter().filter(risks).count().max(1)
}

/// Gives heads that stand several times their numbers: 风险点1, 风险点2.
pub fn number(columns: &mut [Column]) {
    let fields: Vec<Option<Field>> = columns.iter().map(|c| c.field).collect();
    let mut firsts: BTreeMap<Field, (String, usize)> = BTreeMap::new();
    for column in columns {
        let Some(field) = column.field else { continue };
        if fields.iter().filter(|f| **f == Some(field)).count() > 1 {
            let label = column.label.clone();
            let (label, turn) = firsts.entry(field).or_insert((label, 0));
            *turn += 1;
            column.label = format!("{label}{turn}");
        }
    }
}

/// The entry that a column speaks of: of those that stand several times each in its turn, of all others every one.
fn turn(columns: &[Column], at: usize) -> Option<usize> {
    let column = &columns[at];
    if let Some(Aside::Risk(number)) = column.aside {
        return Some(number);
    }
    let same = |c: &&Column| c.field == column.field;
    let several = columns.iter().filter(same).count() > 1;
    several.then(|| columns[..at].iter().filter(same).count())
}

fn row(pad: &mut Pad<'_>, job: &Job<'_>, facts: &[Fact], seq: usize) {
    let columns = pad.columns.clone();
    let row = pad.next_row();
    let mut places = vec![BTreeMap::new(); facts.len()];
    for (at, (col, column)) in (pad.left..).zip(&columns).enumerate() {
        let turn = turn(&columns, at);
        let field = column.field.unwrap_or(Field::Risk);
        let content = match facts.get(turn.unwrap_or(0)) {
            Some(fact) => cells::content(job, &columns, fact, field, seq),
            None => Content::text(""),
        };
        pad.put(row, col, content, pad.body_style(Some(field)));
        let own = places.iter_mut().enumerate();
        for (_, place) in own.filter(|(number, _)| turn.is_none_or(|t| t == *number)) {
            place.insert(field, CellRef::new(row, col));
        }
    }
    for (fact, places) in facts.iter().zip(places) {
        pad.tell(fact, &columns, places);
    }
    pad.skip();
}
