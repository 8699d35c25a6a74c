//! Who is scored: the roster's sections, and each of its posts with its holders; without a roster, those the register knows.

use std::collections::{BTreeMap, BTreeSet};

use super::Year;
use crate::model::{Entry, Field, Scored, SectionInfo, names_in};
use crate::policy::{Policy, Scoring};

/// All sections, then all posts, section by section.
pub fn all(year: &Year<'_>, policy: &Policy, scheme: &Scoring) -> Vec<Scored> {
    if policy.roster.is_empty() {
        let mut all = of_register(year);
        all.retain(|scored| policy.is_scored(scored, scheme));
        return all;
    }
    of_roster(policy, scheme)
}

/// All sections of the roster, then all its posts, section by section, as far as the scheme has them scored.
pub fn of_roster(policy: &Policy, scheme: &Scoring) -> Vec<Scored> {
    let sections = &policy.roster.sections();
    let whole = sections.iter().map(|s| section(&s.name));
    let all = whole.chain(sections.iter().flat_map(posts));
    all.filter(|scored| policy.is_scored(scored, scheme))
        .collect()
}

fn section(name: &str) -> Scored {
    Scored {
        section: name.to_owned(),
        ..Scored::default()
    }
}

/// Every member of staff with the post, and the posts nobody holds, in the order of the roster.
fn posts(info: &SectionInfo) -> Vec<Scored> {
    let post = |post: Option<&String>, person: Option<&String>| Scored {
        section: info.name.clone(),
        post: post.cloned(),
        person: person.cloned(),
    };
    let mut out = Vec::new();
    for own in &info.posts {
        let holders = info.staff.iter().filter(|s| s.post.as_ref() == Some(own));
        let before = out.len();
        out.extend(holders.map(|s| post(Some(own), Some(&s.name))));
        if out.len() == before {
            out.push(post(Some(own), None));
        }
    }
    let rest = info.staff.iter().filter(|s| s.post.is_none());
    out.extend(rest.map(|s| post(None, Some(&s.name))));
    out
}

fn of_register(year: &Year<'_>) -> Vec<Scored> {
    let registered = year.register.items.iter().map(|i| &*i.entry);
    let returned = year.register.returned.iter().map(|r| &*r.entry);
    let entries: Vec<&Entry> = registered.chain(returned).collect();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out = Vec::new();
    for entry in &entries {
        let name = entry.text(Field::Section).unwrap_or_default();
        let known = places.len();
        if !name.is_empty() && *places.entry(entry.key(Field::Section)).or_insert(known) == known {
            out.push(section(name));
        }
    }
    let mut seen = BTreeSet::new();
    let holders = entries.iter().flat_map(|entry| {
        let place = places.get(entry.key(Field::Section));
        let own = holders_of(entry).into_iter();
        own.map(move |holder| (place.copied(), holder))
    });
    let mut holders: Vec<(Option<usize>, Scored)> = holders
        .filter(|(_, holder)| seen.insert(holder.key()))
        .collect();
    // A post is not also scored without a name where people hold it.
    let held = holders.iter().filter(|(_, h)| h.person.is_some());
    let held: BTreeSet<[String; 2]> = held.map(|(_, h)| post_key(h)).collect();
    holders.retain(|(_, h)| h.person.is_some() || !held.contains(&post_key(h)));
    holders.sort_by_key(|(place, _)| *place);
    out.extend(holders.into_iter().map(|(_, holder)| holder));
    out
}

fn post_key(scored: &Scored) -> [String; 2] {
    let [section, post, _] = scored.key();
    [section, post]
}

/// The posts an entry names, each with its holders where it names one post, or nobody.
fn holders_of(entry: &Entry) -> Vec<Scored> {
    let section = entry.text(Field::Section).unwrap_or_default();
    if section.is_empty() {
        return Vec::new();
    }
    let posts = names_in(entry.text(Field::Post).unwrap_or_default());
    let people = names_in(entry.text(Field::Person).unwrap_or_default());
    let holder = |post: Option<&String>, person: Option<&String>| Scored {
        section: section.to_owned(),
        post: post.cloned(),
        person: person.cloned(),
    };
    match (posts.as_slice(), people.as_slice()) {
        ([post], people) if !people.is_empty() => {
            people.iter().map(|p| holder(Some(post), Some(p))).collect()
        }
        (posts, []) => posts.iter().map(|p| holder(Some(p), None)).collect(),
        (_, people) => people.iter().map(|p| holder(None, Some(p))).collect(),
    }
}
