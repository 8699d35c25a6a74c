//! Survivorship: what a merged entry takes from each of its members. The policy says whose text and level survive; all
//! people, all measures and all sources always do.

use std::collections::BTreeMap;

use super::compare::Folder;
use crate::model::{Basis, Entry, Field, Level, Origin, Value};
use crate::policy::{LevelOf, LinkagePolicy, MeasuresOf};
use crate::text;

/// Short fields of which the values of all members are kept.
const LISTED: [Field; 5] = [
    Field::Post,
    Field::Person,
    Field::Owner,
    Field::Head,
    Field::Leader,
];
/// Prose of which the values of all members are kept.
const ADDED: [Field; 2] = [Field::Indicator, Field::Remark];
/// Between the values of a short field.
const BETWEEN: &str = "、";

/// The merged entry; `members` are at least one, the one kept first.
pub fn merged(members: &[&Entry], policy: &LinkagePolicy, folder: &Folder) -> Entry {
    let (kept, others) = (members[0], &members[1..]);
    let mut entry = kept.clone();
    if policy.level == LevelOf::Highest {
        take_level(&mut entry, members);
    }
    for field in LISTED {
        // One value may hold a mark itself; only several are put together anew.
        let differ = others.iter().any(|o| o.text(field) != kept.text(field));
        if differ {
            combine(&mut entry, field, names(members, field).join(BETWEEN));
        }
    }
    for other in others {
        for owner in &other.owners {
            if !entry.owners.contains(owner) {
                entry.owners.push(owner.clone());
            }
        }
        entry.extras.extend(
            other
                .extras
                .iter()
                .filter(|e| !kept.extras.contains(e))
                .cloned()
                .collect::<Vec<_>>(),
        );
    }
    if policy.measures == MeasuresOf::Union {
        combine(
            &mut entry,
            Field::Measures,
            union(members, Field::Measures, folder),
        );
    }
    for field in ADDED {
        combine(&mut entry, field, union(members, field, folder));
    }
    fill(&mut entry, others, folder);
    entry
}

/// Takes what concerns the level from the member with the highest one: answers and grounds belong together.
fn take_level(entry: &mut Entry, members: &[&Entry]) {
    let highest = members
        .iter()
        .enumerate()
        .min_by_key(|(at, m)| (m.effective_level().0.is_none(), m.effective_level().0, *at));
    let Some((_, highest)) = highest.filter(|(at, _)| *at > 0) else {
        return;
    };
    for field in Field::ALL.iter().filter(|f| f.is_level() || f.is_answer()) {
        entry.values.remove(field);
        if let Some(value) = highest.values.get(field) {
            entry.values.insert(*field, foreign(value));
        }
    }
    entry.level_is = highest.level_is;
    entry.declared = highest.declared;
    entry.suggested = highest.suggested;
    entry.confirmed = highest.confirmed;
    entry.answers.clone_from(&highest.answers);
    entry.grading = highest.grading.clone();
    entry.decision.clone_from(&highest.decision);
}

/// A value that stands in another entry's cell.
fn foreign(value: &Value) -> Value {
    Value {
        cell: None,
        origin: Origin::Combined,
        ..value.clone()
    }
}

/// Of values, each with what makes it comparable, the one given most often; of equals the first by its characters, not by
/// the order in which they are given.
pub fn commonest<V>(values: impl IntoIterator<Item = (Vec<char>, V)>) -> Option<V> {
    let mut counted: BTreeMap<Vec<char>, (usize, V)> = BTreeMap::new();
    for (key, value) in values {
        counted.entry(key).or_insert((0, value)).0 += 1;
    }
    let most = counted.values().map(|(times, _)| *times).max()?;
    let mut all = counted.into_values();
    all.find(|(times, _)| *times == most)
        .map(|(_, value)| value)
}

/// What the kept entry lacks, from the others.
fn fill(entry: &mut Entry, others: &[&Entry], folder: &Folder) {
    for field in Field::ALL
        .iter()
        .filter(|f| !f.is_level() && !f.is_answer())
    {
        if entry.text(*field).is_some() {
            continue;
        }
        let told = others
            .iter()
            .filter_map(|o| Some((o.text(*field)?, o.values.get(field)?)));
        let told = told.map(|(text, value)| (folder.fold(text).flat, value));
        if let Some(value) = commonest(told) {
            entry.values.insert(*field, foreign(value));
        }
    }
    let date =
        |of: fn(&Entry) -> Option<crate::model::PartialDate>| others.iter().find_map(|o| of(o));
    entry.reported_on = entry.reported_on.or_else(|| date(|e| e.reported_on));
    entry.rated_on = entry.rated_on.or_else(|| date(|e| e.rated_on));
}

/// Writes a value put together from all members, if it says more than the kept entry's own.
fn combine(entry: &mut Entry, field: Field, text: String) {
    let own = entry.text(field).unwrap_or_default();
    if text.is_empty() || text == own {
        return;
    }
    let raw = entry
        .values
        .get(&field)
        .map_or(String::new(), |v| v.raw.clone());
    let value = Value {
        raw,
        text,
        cell: None,
        origin: Origin::Combined,
    };
    entry.values.insert(field, value);
}

/// The values of a short field, each once, in the order of the members.
fn names(members: &[&Entry], field: Field) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for member in members {
        let written = member.text(field).unwrap_or_default();
        let parts = written.split(['、', ',', '，', '\n', '；', ';']);
        for part in parts.map(str::trim).filter(|p| !p.is_empty()) {
            let key = text::key(part);
            if !names.iter().any(|n| text::key(n) == key) {
                names.push(part.to_owned());
            }
        }
    }
    names
}

/// The items of a list, each once, numbered anew; the kept entry's own text where the others add nothing.
fn union(members: &[&Entry], field: Field, folder: &Folder) -> String {
    let mut own = members[0].text(field).unwrap_or_default().to_owned();
    let mut items: Vec<String> = text::list_items(&own);
    let mut known: Vec<Vec<char>> = items.iter().map(|i| folder.fold(i).flat).collect();
    let mut grown = false;
    for other in &members[1..] {
        for item in text::list_items(other.text(field).unwrap_or_default()) {
            let said = folder.fold(&item).flat;
            let within = |k: &Vec<char>| k.windows(said.len().max(1)).any(|w| w == said);
            if !said.is_empty() && !known.iter().any(within) {
                known.push(said);
                items.push(item);
                grown = true;
            }
        }
    }
    if grown {
        let numbered = (1..).zip(&items).map(|(n, item)| format!("{n}.{item}"));
        own = if items.len() > 1 {
            numbered.collect::<Vec<_>>().join("\n")
        } else {
            items.concat()
        };
    }
    own
}

/// The level of a merged entry and what it rests on: what was decided; what all members agree on; else the level taken,
/// pending.
pub fn level(entry: &Entry, members: &[&Entry]) -> (Option<Level>, Basis) {
    let own = entry.effective_level();
    if entry.decision.is_some() || agree(members) {
        return own;
    }
    (own.0, own.0.map_or(Basis::Open, |_| Basis::Pending))
}

/// Whether the members have one level.
pub fn agree(members: &[&Entry]) -> bool {
    let mut levels = members.iter().map(|m| m.effective_level().0);
    let first = levels.next();
    levels.all(|level| Some(level) == first)
}
