//! Decisions taken while a section was called by another name: once that name is an alias of a section of today, the entries
//! they are about are those of this section that say the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::ingest::Decisions;
use crate::location::Place;
use crate::model::{About, Entry, Field, Origin, PairId, ReviewId, Value};
use crate::policy::Policy;

crate::checks! {
    /// Decisions on entries of a section that has another name by now.
    OTHER_NAME, "R09", "科室改了名称，决定照用", Note,
    "评审表里的审定、合并决定写的是科室原来的名称，现在它是花名册（或口径文件）里另一个科室的别名。",
    "内容相同的条目，决定照用，不必再定。请看一眼这两个名称是否确是同一个科室；不是的，请改花名册的别名，再写出一次结果。";
}

/// What decisions go by under the names of today, by what they went by before.
#[derive(Default)]
struct Renamed {
    items: BTreeMap<String, String>,
    halves: BTreeMap<String, String>,
}

/// Lets decisions follow the entries they are about to the names that sections have today, and tells it.
pub fn follow<'e>(
    decisions: &mut Decisions,
    entries: impl Iterator<Item = &'e Entry>,
    policy: &Policy,
) {
    let today = |name: &str| {
        let section = policy.roster.section(name)?;
        (section.name != name).then(|| section.name.clone())
    };
    let decided = decisions.decisions.iter().map(|written| &written.about);
    let chosen = decisions.choices.iter().flat_map(|written| &written.about);
    let names = decided.chain(chosen).map(|about| about.section.as_str());
    let names: BTreeSet<&str> = names.collect();
    let names = names
        .into_iter()
        .filter_map(|name| Some((name, today(name)?)));
    let names: Vec<(String, String)> = names.map(|(name, of)| (name.to_owned(), of)).collect();
    if names.is_empty() {
        return;
    }
    let renamed = Renamed::of(entries, &names);
    let mut told: BTreeMap<String, (Place, usize)> = BTreeMap::new();
    let mut follows = |about: &mut About, place: &Place| {
        let Some(of) = today(&about.section) else {
            return;
        };
        let name = std::mem::replace(&mut about.section, of);
        told.entry(name).or_insert_with(|| (place.clone(), 0)).1 += 1;
    };
    for written in &mut decisions.decisions {
        let id = written.id.as_mut();
        if let Some((id, item)) = id.and_then(|id| renamed.items.get(&id.item).map(|i| (id, i))) {
            id.item.clone_from(item);
            follows(&mut written.about, &written.place);
        }
    }
    for written in &mut decisions.choices {
        let [kept, other] = &mut written.about;
        let halves = [
            (&mut written.id.kept, kept),
            (&mut written.id.merged, other),
        ];
        for (half, about) in halves {
            if let Some(new) = renamed.halves.get(half) {
                half.clone_from(new);
                follows(about, &written.place);
            }
        }
    }
    let told = told.into_iter().map(|(name, (place, count))| {
        let of = today(&name).unwrap_or_default();
        let message = format!(
            "评审表里有 {count} 处决定写的科室是“{name}”，“{name}”现在是“{of}”的别名：内容相同的条目，决定照用"
        );
        Diagnostic::new(&OTHER_NAME, place, message).found(name)
    });
    let told = told.filter_map(|finding| policy.rule_book.adjusted(finding));
    decisions.findings.extend(told);
}

impl Renamed {
    /// Of all entries, where their sections had these names before.
    fn of<'e>(entries: impl Iterator<Item = &'e Entry>, names: &[(String, String)]) -> Self {
        let mut out = Self::default();
        for entry in entries {
            let section = entry.text(Field::Section).unwrap_or_default();
            for (name, _) in names.iter().filter(|(_, of)| of == section) {
                let before = called(entry, name);
                let [then, now] = [&before, entry].map(|entry| ReviewId::of(entry).item);
                out.items.insert(then, now);
                let [then, now] = [&before, entry].map(PairId::half);
                out.halves.insert(then, now);
            }
        }
        out
    }
}

/// The entry, of a section of this name.
fn called(entry: &Entry, name: &str) -> Entry {
    let mut entry = entry.clone();
    let value = Value::new(name, name, None, Origin::Combined);
    entry.values.insert(Field::Section, value);
    entry
}
