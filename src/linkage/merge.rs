//! Survivorship: what a merged entry takes from each of its members. The policy says whose text and level survive; all
//! people, all measures and all sources always do.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::compare::{Folded, Folder, Wording};
use super::decide::Means;
use crate::model::{Basis, Entry, Field, Level, Origin, Value};
use crate::policy::{LevelOf, MeasuresOf};
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
pub fn merged(members: &[&Arc<Entry>], means: Means<'_>) -> Arc<Entry> {
    let Means { policy, folder, .. } = means;
    let (kept, others) = (members[0], &members[1..]);
    if others.is_empty() {
        return Arc::clone(kept);
    }
    let mut entry = Entry::clone(kept);
    if policy.level == LevelOf::Highest {
        take_level(&mut entry, members);
    }
    for field in LISTED {
        // One value may hold a mark itself; only several are put together anew.
        let differ = others.iter().any(|o| o.text(field) != kept.text(field));
        if differ {
            combine(&mut entry, field, &names(members, field).join(BETWEEN));
        }
    }
    let mut owners: BTreeSet<&String> = kept.owners.iter().collect();
    for other in others {
        let more = other.owners.iter().filter(|owner| owners.insert(owner));
        entry.owners.extend(more.cloned());
        let more = other.extras.iter().filter(|e| !kept.extras.contains(e));
        entry.extras.extend(more.cloned());
    }
    if policy.measures == MeasuresOf::Union {
        combine(
            &mut entry,
            Field::Measures,
            &union(members, Field::Measures, means),
        );
    }
    for field in ADDED {
        combine(&mut entry, field, &union(members, field, means));
    }
    fill(&mut entry, others, folder);
    entry.into()
}

/// Takes what concerns the level from the member with the highest one: answers and grounds belong together.
fn take_level(entry: &mut Entry, members: &[&Arc<Entry>]) {
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

/// Of values, each with what makes it comparable, the one given most often; of equals the first by that, not by the
/// order in which they are given.
pub fn commonest<K: Ord, V>(values: impl IntoIterator<Item = (K, V)>) -> Option<V> {
    let mut counted: BTreeMap<K, (usize, V)> = BTreeMap::new();
    for (key, value) in values {
        counted.entry(key).or_insert((0, value)).0 += 1;
    }
    let most = counted.values().map(|(times, _)| *times).max()?;
    let mut all = counted.into_values();
    all.find(|(times, _)| *times == most)
        .map(|(_, value)| value)
}

/// What the kept entry lacks, from the others.
fn fill(entry: &mut Entry, others: &[&Arc<Entry>], folder: &Folder) {
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
        let told = told.map(|(text, value)| (folder.fold(text).flat().to_vec(), value));
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
fn combine(entry: &mut Entry, field: Field, text: &str) {
    let own = entry.text(field).unwrap_or_default();
    if text.is_empty() || text == own {
        return;
    }
    let raw = entry
        .values
        .get(&field)
        .map_or_else(Arc::default, |v| Arc::clone(&v.raw));
    let value = Value::new(raw, text, None, Origin::Combined);
    entry.values.insert(field, value);
}

/// The values of a short field, each once, in the order of the members.
fn names<'e>(members: &[&'e Arc<Entry>], field: Field) -> Vec<&'e str> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let written = members.iter().filter_map(|member| member.text(field));
    let parts = written.flat_map(|text| text.split(text::is_list_mark));
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    parts.filter(|part| known.insert(text::key(part))).collect()
}

/// So many items of a list are held against each other for slips and rewordings; of more, only equal ones are told.
const FEW: usize = 64;

/// The items of a list, each once, numbered anew; the kept entry's own text where the others add nothing.
fn union(members: &[&Arc<Entry>], field: Field, means: Means<'_>) -> String {
    let own = members[0].text(field).unwrap_or_default();
    let mut items: Vec<String> = text::list_items(own);
    let kept = items.len();
    let mut known = Known::default();
    for item in &items {
        known.add(means.folder.fold(item));
    }
    let mut written: BTreeSet<&str> = BTreeSet::from([own]);
    let others = members[1..].iter().filter_map(|other| other.text(field));
    for item in others
        .filter(|text| written.insert(text))
        .flat_map(text::list_items)
    {
        let said = means.folder.fold(&item);
        if !said.is_empty() && !known.holds(said.flat()) && !known.repeats(&said, means) {
            known.add(said);
            items.push(item);
        }
    }
    if items.len() == kept {
        return own.to_owned();
    }
    if items.len() == 1 {
        return items.concat();
    }
    let numbered = (1..).zip(&items).map(|(n, item)| format!("{n}.{item}"));
    numbered.collect::<Vec<_>>().join("\n")
}

/// Texts, by the pairs of neighbours that stand in them.
#[derive(Default)]
struct Known {
    texts: Vec<Folded>,
    having: HashMap<[char; 2], Vec<usize>>,
}

impl Known {
    fn add(&mut self, text: Folded) {
        for pair in neighbours(text.flat()) {
            let having = self.having.entry(pair).or_default();
            if having.last() != Some(&self.texts.len()) {
                having.push(self.texts.len());
            }
        }
        self.texts.push(text);
    }

    /// Whether a text stands in one of them. Only those that have its rarest pair are searched.
    fn holds(&self, text: &[char]) -> bool {
        let having = |pair| self.having.get(&pair).map_or(&[][..], Vec::as_slice);
        let rarest = neighbours(text).map(having).min_by_key(|texts| texts.len());
        let within = |at: &usize| {
            let mut windows = self.texts[*at].flat().windows(text.len());
            windows.any(|w| w == text)
        };
        rarest.unwrap_or_default().iter().any(within)
    }

    /// Whether a text is one of them but for slips, or for words either of which may be written.
    fn repeats(&self, text: &Folded, means: Means<'_>) -> bool {
        let terms = means.terms();
        let mut few = self.texts.iter().filter(|_| self.texts.len() <= FEW);
        few.any(|known| match terms.compare(known, text) {
            Wording::Equal | Wording::Reordered | Wording::Near(_, 0) => true,
            Wording::Other => {
                matches!(terms.reworded(known, text, &[]), Wording::Reworded(_))
            }
            _ => false,
        })
    }
}

/// The pairs of neighbours in a text, and each of its characters by itself.
fn neighbours(text: &[char]) -> impl Iterator<Item = [char; 2]> {
    let single = text.iter().map(|c| [*c, *c]);
    let pairs = text.windows(2).map(|pair| [pair[0], pair[1]]);
    single.chain(pairs)
}

/// The level of a merged entry and what it rests on: what was decided; what all members agree on; else the level taken,
/// pending.
pub fn level(entry: &Entry, members: &[&Arc<Entry>]) -> (Option<Level>, Basis) {
    let own = entry.effective_level();
    if entry.decision.is_some() || agree(members) {
        return own;
    }
    (own.0, own.0.map_or(Basis::Open, |_| Basis::Pending))
}

/// Whether the members have one level.
pub fn agree(members: &[&Arc<Entry>]) -> bool {
    let mut levels = members.iter().map(|m| m.effective_level().0);
    let first = levels.next();
    levels.all(|level| Some(level) == first)
}
