//! Cards that name no risk: labels beside their contents, all of them of a person or a post.

use std::collections::BTreeSet;

use super::draft::Drafts;
use super::pair::{Pair, Pairs};
use crate::ingest::label::Meaning;
use crate::ingest::located::Without;
use crate::ingest::view::View;
use crate::location::CellRef;
use crate::model::Field;
use crate::policy::Lookup;

/// Fewest fields of a card.
const FEWEST: usize = 3;
/// A longer text is no label.
const LONGEST: usize = 16;

/// What is understood of such a card.
pub struct Lacking {
    /// The first label.
    pub first: (CellRef, String),
    /// Labels nobody understood that have a content beside them, those with the longest contents first.
    pub unknown: Vec<(CellRef, String)>,
}

/// The card of these rows that names no risk; none where they are no card, or it names one.
pub fn lacking(view: View<'_>, rows: &[u32], lookup: &Lookup<'_>) -> Option<Lacking> {
    let pairs = Pairs::of(view, rows, lookup);
    let fields: BTreeSet<Field> = pairs.all.iter().filter_map(field).collect();
    let risk = |p: &Pair| p.meaning.says(Field::Risk);
    let of_person = [Field::Person, Field::Post, Field::Level, Field::Measures];
    let fits = fields.len() >= FEWEST && of_person.iter().any(|f| fields.contains(f));
    if !fits || pairs.all.iter().any(risk) {
        return None;
    }
    let first = pairs.all.first()?;
    Some(Lacking {
        first: (first.label, first.name.clone()),
        unknown: unknown(view, &asked(&pairs), rows),
    })
}

/// Persons of a card without an entry, beside others that have one.
pub fn persons(view: View<'_>, pairs: &Pairs, drafts: &Drafts, rows: &[u32]) -> Vec<Without> {
    let said = drafts
        .entries
        .iter()
        .filter_map(|d| d.said.get(&Field::Person));
    let known: BTreeSet<CellRef> = said.clone().map(|said| said.cell).collect();
    let labels: BTreeSet<&str> = said.map(|said| said.name.as_str()).collect();
    let named = |p: &&Pair| field(p) == Some(Field::Person) && labels.contains(p.name.as_str());
    let all: Vec<&Pair> = pairs.all.iter().filter(named).collect();
    let (asked, stray) = (asked(pairs), stray(pairs));
    let mut found = Vec::new();
    for (at, person) in all.iter().enumerate() {
        if person.content.is_empty() || known.contains(&person.cell) {
            continue;
        }
        let end = all.get(at + 1).map_or(u32::MAX, |next| next.label.row);
        let first = rows.partition_point(|row| *row < person.label.row);
        let behind = rows.partition_point(|row| *row < end);
        let own = rows.get(first..behind).unwrap_or_default();
        let mut labels = unknown(view, &asked, own).into_iter();
        let label = labels.find(|(at, _)| stray.contains(at));
        found.push(Without {
            cell: person.cell,
            name: person.content.clone(),
            label,
        });
    }
    found
}

fn field(pair: &Pair) -> Option<Field> {
    match pair.meaning {
        Meaning::Field(field, _) => Some(field),
        _ => None,
    }
}

/// The cells that belong to no label.
fn stray(pairs: &Pairs) -> BTreeSet<CellRef> {
    pairs.stray.iter().map(|(at, _)| *at).collect()
}

/// These, and labels of something that no field asks for.
fn asked(pairs: &Pairs) -> BTreeSet<CellRef> {
    let others = pairs.all.iter().filter(|p| p.meaning == Meaning::Other);
    others.map(|p| p.label).chain(stray(pairs)).collect()
}

/// Those of these cells at the beginning of a row that could be labels of the cell beside them.
fn unknown(view: View<'_>, asked: &BTreeSet<CellRef>, rows: &[u32]) -> Vec<(CellRef, String)> {
    let mut found: Vec<(usize, CellRef, String)> = Vec::new();
    for cells in rows.iter().map(|row| view.whole_row(*row)) {
        let [(at, label), (_, content), ..] = cells[..] else {
            continue;
        };
        let is_label = label.chars().count() <= LONGEST;
        if is_label && asked.contains(&at) {
            found.push((content.chars().count(), at, label.text().to_owned()));
        }
    }
    found.sort_by_key(|(length, ..)| std::cmp::Reverse(*length));
    found
        .into_iter()
        .map(|(_, at, label)| (at, label))
        .collect()
}
