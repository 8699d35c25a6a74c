//! 覆盖情况: which sections and which of their staff have handed in, against the roster.
//! A section's form covers the section. Single persons are checked only where forms name persons: reporting a whole
//! section as missing because its form has no names would bury the real gaps. Where the policy asks everybody, all are checked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::sections::Sections;
use crate::model::{
    Coverage, CoverageBasis, Entry, Field, Register, SectionCoverage, SectionInfo, Staff, names_in,
};
use crate::text;

/// What came in of one section.
#[derive(Default)]
struct Incoming {
    /// Files, each with whether any of its entries names a person.
    files: BTreeMap<Arc<str>, bool>,
    /// Names in the form in which they are compared.
    persons: BTreeSet<String>,
    /// Those whom an entry names without a post.
    anywhere: BTreeSet<String>,
    /// Posts, likewise.
    posts: BTreeSet<String>,
    /// Those of entries that name nobody.
    unnamed: BTreeSet<String>,
}

/// Coverage against the roster; without a roster there is nothing to check. `everyone` says that all staff are asked by name.
pub fn coverage<'a>(
    register: &Register,
    (sections, everyone): (&Sections<'_>, bool),
    handed_in: impl IntoIterator<Item = &'a Entry>,
) -> Coverage {
    if sections.all().is_empty() {
        return Coverage::default();
    }
    let registered = count(register.items.iter().map(|i| &*i.entry), sections);
    let returned = count(register.returned.iter().map(|r| &*r.entry), sections);
    let mut known: BTreeMap<usize, Incoming> = BTreeMap::new();
    let mut unknown: BTreeMap<String, String> = BTreeMap::new();
    for entry in handed_in {
        let Some(written) = entry.text(Field::Section) else {
            continue;
        };
        match sections.find(written) {
            Some(index) => known
                .entry(index)
                .or_default()
                .add(entry, &entry.place.file),
            None => {
                unknown
                    .entry(text::key(written))
                    .or_insert_with(|| text::excerpt(written, usize::MAX));
            }
        }
    }
    let silent = register.files.iter();
    let silent = silent.filter(|f| f.rows.read == 0 && f.annex_words().is_none());
    let unread: BTreeSet<usize> = silent
        .filter_map(|f| f.section.as_deref())
        .filter_map(|s| sections.find(s))
        .collect();
    let lines = sections.all().iter().enumerate();
    Coverage {
        sections: lines
            .map(|(index, section)| SectionCoverage {
                registered: registered.get(&index).copied().unwrap_or(0),
                returned: returned.get(&index).copied().unwrap_or(0),
                ..judge(
                    section,
                    known.get(&index),
                    unread.contains(&index),
                    everyone,
                )
            })
            .collect(),
        unknown_sections: unknown.into_values().collect(),
    }
}

/// The staff of a section of whom nothing would have come in, if these entries came back in one form. `everyone` says that
/// all staff are asked by name.
pub fn unreported<'s>(
    section: &'s SectionInfo,
    entries: &[Entry],
    everyone: bool,
) -> Vec<&'s Staff> {
    let mut came = Incoming::default();
    let form: Arc<str> = Arc::from("");
    for entry in entries {
        came.add(entry, &form);
    }
    let missing = judge(section, Some(&came), false, everyone).missing;
    let is_missing = |person: &&Staff| missing.contains(&person.name);
    section.staff.iter().filter(is_missing).collect()
}

impl Incoming {
    fn add(&mut self, entry: &Entry, file: &Arc<str>) {
        let names = names_in(entry.text(Field::Person).unwrap_or_default());
        let has_names = self.files.entry(Arc::clone(file)).or_default();
        *has_names |= !names.is_empty();
        let names: Vec<String> = names.iter().map(|name| text::key(name)).collect();
        let posts = names_in(entry.text(Field::Post).unwrap_or_default());
        if posts.is_empty() {
            self.anywhere.extend(names.iter().cloned());
        }
        let nobody = names.is_empty();
        self.persons.extend(names);
        // A stroke may belong to the name: 会计/出纳岗.
        let whole = entry.text(Field::Post).map(text::key);
        let posts = posts.iter().map(|post| text::key(post));
        let posts: Vec<String> = posts.chain(whole).collect();
        if nobody {
            self.unnamed.extend(posts.iter().cloned());
        }
        self.posts.extend(posts);
    }
}

/// Who of a section has handed in; `unread` says that a file of it holds nothing that could be read, `everyone` that forms
/// without names speak for nobody.
fn judge(
    section: &SectionInfo,
    incoming: Option<&Incoming>,
    unread: bool,
    everyone: bool,
) -> SectionCoverage {
    let basis = match incoming {
        None if unread => CoverageBasis::Unread,
        None => CoverageBasis::Nothing,
        Some(_) if section.staff.is_empty() => CoverageBasis::NoStaff,
        // One form without names speaks for all, whoever hands in another of his own.
        Some(came) if !everyone && came.files.values().any(|named| !named) => {
            CoverageBasis::SectionForm
        }
        Some(_) => CoverageBasis::ByName,
    };
    let named = |name: &str| incoming.is_some_and(|came| came.persons.contains(&text::key(name)));
    // An entry that names nobody speaks for those who hold its post, also where names stand beside others of its form: what
    // sections and single persons handed in last year stands in one form this year.
    let spoken_for = |person: &Staff| {
        let mut posts = person.posts.iter();
        let is_said = |came: &Incoming| posts.any(|post| came.unnamed.contains(&text::key(post)));
        !everyone && incoming.is_some_and(is_said)
    };
    let checked = matches!(basis, CoverageBasis::Nothing | CoverageBasis::ByName);
    let missing: Vec<String> = section
        .staff
        .iter()
        .filter(|s| checked && !named(&s.name) && !spoken_for(s))
        .map(|s| s.name.clone())
        .collect();
    let unnamed = section.staff.iter().filter(|s| !named(&s.name));
    SectionCoverage {
        silent_posts: incoming.map_or(Vec::new(), |came| silent_posts(section, came, basis)),
        unnamed: unnamed.map(|s| s.name.clone()).collect(),
        section: section.name.clone(),
        basis,
        files: incoming.map_or(0, |came| came.files.len()),
        staff: section.staff.len(),
        reported: if checked {
            section.staff.len() - missing.len()
        } else {
            0
        },
        missing,
        ..SectionCoverage::default()
    }
}

/// Posts of which there is no entry, where entries name posts: neither of the post, nor of anybody who holds it; what those
/// who hold several posts say of one speaks for that one alone. Where staff are checked by name, those of whom nothing came
/// are told themselves.
fn silent_posts(
    section: &SectionInfo,
    came: &Incoming,
    basis: CoverageBasis,
) -> Vec<(String, Vec<String>)> {
    if came.posts.is_empty() {
        return Vec::new();
    }
    let silent = section.posts.iter().filter_map(|post| {
        let holders: Vec<&Staff> = section.staff.iter().filter(|s| s.holds(post)).collect();
        let named = |person: &Staff| came.persons.contains(&text::key(&person.name));
        let speaks = |person: &&&Staff| match person.posts.as_slice() {
            [_] => named(person),
            _ => came.anywhere.contains(&text::key(&person.name)),
        };
        let all_told = basis == CoverageBasis::ByName && !holders.is_empty();
        let told = all_told && !holders.iter().any(|person| named(person));
        let spoken = holders.iter().any(|person| speaks(&person));
        let silent = !came.posts.contains(&text::key(post)) && !spoken && !told;
        silent.then(|| {
            let holders = holders.iter().map(|person| person.name.clone());
            (post.clone(), holders.collect())
        })
    });
    silent.collect()
}

/// Number of entries by section.
fn count<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    sections: &Sections<'_>,
) -> BTreeMap<usize, usize> {
    let mut counts = BTreeMap::new();
    for index in entries.filter_map(|entry| sections.of_entry(entry)) {
        *counts.entry(index).or_insert(0) += 1;
    }
    counts
}
