//! Who is scored: the roster's sections, and each of its posts with its holders; without a roster, those the register knows.
//! Who holds several posts is scored once, for all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::Year;
use crate::model::{Entry, Field, Scored, SectionInfo, Staff, names_in};
use crate::policy::{Policy, Scoring};
use crate::text;

/// All sections, then all posts, section by section.
pub fn all(year: &Year<'_>, policy: &Policy, scheme: &Scoring) -> Vec<Scored> {
    let told = of_register(year);
    let mut all = if policy.roster.is_empty() {
        told
    } else {
        held_by_forms(of_roster(policy, scheme), &told, policy)
    };
    all.retain(|scored| policy.is_scored(scored, scheme));
    all
}

/// A post that nobody holds by the roster is held by those of its staff who report of it.
fn held_by_forms(mut all: Vec<Scored>, told: &[Scored], policy: &Policy) -> Vec<Scored> {
    let section_of = |scored: &Scored| policy.roster.section(&scored.section);
    let open = |one: &Scored| one.person.is_none() && one.post.is_some();
    let vacant: Vec<Scored> = all.iter().filter(|one| open(one)).cloned().collect();
    for vacant in vacant {
        let key = vacant.key();
        let reports = |one: &&Scored| {
            let section = section_of(one).map(|section| text::key(&section.name));
            let mut posts = one.posts().map(text::key);
            section.as_ref() == Some(&key[0]) && posts.any(|post| post == key[1])
        };
        let names = told
            .iter()
            .filter(reports)
            .filter_map(|one| one.person.as_deref());
        let names: BTreeSet<String> = names.map(text::key).collect();
        let holds = |one: &&mut Scored| {
            let [section, _, person] = one.key();
            section == key[0] && names.contains(&person)
        };
        let mut held = false;
        for holder in all.iter_mut().filter(holds) {
            add_posts(holder, &vacant);
            held = true;
        }
        if held {
            all.retain(|one| *one != vacant);
        }
    }
    all
}

/// Adds the posts of another to those held.
fn add_posts(holder: &mut Scored, other: &Scored) {
    let known: BTreeSet<String> = holder.posts().map(text::key).collect();
    let new = other
        .posts()
        .filter(|post| !known.contains(&text::key(post)));
    let all: Vec<&str> = holder.posts().chain(new).collect();
    let joined = all.join("、");
    holder.post = Some(joined).filter(|posts| !posts.is_empty());
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

/// Every member of staff with the posts, where the first of them stands, and the posts nobody holds, in the order of the
/// roster.
fn posts(info: &SectionInfo) -> Vec<Scored> {
    let of = |staff: &Staff| Scored {
        section: info.name.clone(),
        post: staff.post(),
        person: Some(staff.name.clone()),
    };
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    for own in &info.posts {
        let mut holders = info.staff.iter().filter(|s| s.holds(own)).peekable();
        if holders.peek().is_none() {
            out.push(Scored {
                section: info.name.clone(),
                post: Some(own.clone()),
                person: None,
            });
        }
        out.extend(holders.filter(|s| seen.insert(&s.name)).map(of));
    }
    let rest = info.staff.iter().filter(|s| !seen.contains(&s.name));
    out.extend(rest.map(of));
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
    let holders = entries.iter().flat_map(|entry| {
        let place = places.get(entry.key(Field::Section));
        let own = holders_of(entry).into_iter();
        own.map(move |holder| (place.copied(), holder))
    });
    let mut known: BTreeMap<[String; 2], usize> = BTreeMap::new();
    let mut all: Vec<(Option<usize>, Scored)> = Vec::new();
    for (place, holder) in holders {
        let [section, post, person] = holder.key();
        // One person is one, whatever the posts; a post without a name is itself.
        let whose = if person.is_empty() {
            format!("/{post}")
        } else {
            person
        };
        let at = *known.entry([section, whose]).or_insert(all.len());
        match all.get_mut(at) {
            Some((_, same)) => add_posts(same, &holder),
            None => all.push((place, holder)),
        }
    }
    // A post is not also scored without a name where people hold it.
    let held = all.iter().filter(|(_, h)| h.person.is_some());
    let held: BTreeSet<[String; 2]> = held.flat_map(|(_, h)| post_keys(h)).collect();
    let is_held = |h: &Scored| post_keys(h).all(|key| held.contains(&key));
    all.retain(|(_, h)| h.person.is_some() || !is_held(h));
    all.sort_by_key(|(place, _)| *place);
    out.extend(all.into_iter().map(|(_, holder)| holder));
    out
}

/// Each of the posts with its section.
fn post_keys(scored: &Scored) -> impl Iterator<Item = [String; 2]> {
    let section = text::key(&scored.section);
    scored
        .posts()
        .map(move |post| [section.clone(), text::key(post)])
}

/// The posts an entry names, each with its holders: of several posts one person holds all, of several people nobody can
/// tell who holds which.
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
        ([_, _, ..], [person]) => vec![holder(Some(&posts.join("、")), Some(person))],
        ([post], people) if !people.is_empty() => {
            people.iter().map(|p| holder(Some(post), Some(p))).collect()
        }
        (posts, []) => posts.iter().map(|p| holder(Some(p), None)).collect(),
        (_, people) => people.iter().map(|p| holder(None, Some(p))).collect(),
    }
}
