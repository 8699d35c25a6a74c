//! Who and what last year's entries leave out of prefilled forms: people without an entry, sections without any, entries that
//! were sent back. A prefilled form handed back as it is must be right, so nobody's empty row stands on it; who is left
//! out has a form of his own, and is told.

use std::collections::{BTreeMap, BTreeSet};

use super::previous::Previous;
use crate::model::{About, Entry, Field, Roster, SectionInfo, Staff, names_in};
use crate::policy::Policy;
use crate::{stats, text};

/// Entries named one by one at most.
const NAMED: usize = 5;
/// Characters of a risk point in a line.
const SHOWN: usize = 24;

/// The people of a section whom none of its entries of last year is about, neither by name nor by their post, and those who
/// would be asked for if these entries came back as they are. Where entries name neither people nor posts, they speak for the
/// section; where there are none, no form is filled in of which anybody could be left out.
pub fn people<'s>(section: &'s SectionInfo, entries: &[Entry], everyone: bool) -> Vec<&'s Staff> {
    if entries.is_empty() {
        return Vec::new();
    }
    let said = |field: Field| -> BTreeSet<String> {
        let named = entries.iter().filter_map(move |entry| entry.text(field));
        named
            .flat_map(names_in)
            .map(|name| text::key(&name))
            .collect()
    };
    let [named, owners, posts] = [Field::Person, Field::Owner, Field::Post].map(said);
    let tells = !named.is_empty() || !posts.is_empty();
    let is_told = |person: &Staff| {
        let name = text::key(&person.name);
        let mut own = person.posts.iter().map(|post| text::key(post));
        named.contains(&name) || owners.contains(&name) || own.any(|post| posts.contains(&post))
    };
    let asked = stats::unreported(section, entries, everyone);
    let asked: BTreeSet<&str> = asked.iter().map(|person| &*person.name).collect();
    let is_left_out = |p: &&Staff| (tells && !is_told(p)) || asked.contains(&*p.name);
    section.staff.iter().filter(is_left_out).collect()
}

/// What was sent back of a section last year and stands in no register.
pub fn returned<'p>(section: &SectionInfo, previous: &'p Previous) -> Vec<&'p About> {
    let is_own = |about: &&About| {
        let written = text::key(&about.section);
        section.names().any(|name| text::key(name) == written)
    };
    previous.returned.iter().filter(is_own).collect()
}

/// The lines on a section's form that say so.
pub fn notices(section: &SectionInfo, previous: &Previous, everyone: bool) -> Vec<String> {
    let people = people(section, previous.of(&section.name), everyone);
    let people = (!people.is_empty()).then(|| {
        format!(
            "上年没有条目的人员另有一份补充表，请一并填报：{}。",
            names(&people)
        )
    });
    let returned = returned(section, previous);
    let returned = (!returned.is_empty()).then(|| {
        let shown = returned.iter().take(NAMED);
        let shown: Vec<String> = shown
            .map(|about| format!("“{}”", text::excerpt(called(about), SHOWN)))
            .collect();
        let more = if returned.len() > NAMED { "等" } else { "" };
        format!(
            "上年退回改正、没有登记的 {} 条没有印在本表：{}{more}。仍有这些风险的，请在后面的空行填报。",
            returned.len(),
            shown.join("")
        )
    });
    people.into_iter().chain(returned).collect()
}

/// The same for the terminal.
pub fn remarks(policy: &Policy, previous: &Previous) -> Vec<String> {
    let roster = &policy.roster;
    if previous.count() == 0 {
        return sent_back(roster, previous).into_iter().collect();
    }
    let sections = || roster.sections().iter();
    let mut out = Vec::new();
    for section in sections() {
        let people = people(section, previous.of(&section.name), policy.asks_everyone());
        if !people.is_empty() {
            out.push(format!(
                "“{}”有 {} 人上年没有条目，不在预填的表上，另有一份补充表：{}。",
                section.name,
                people.len(),
                names(&people)
            ));
        }
    }
    let silent = sections().filter(|section| previous.of(&section.name).is_empty());
    let silent: Vec<&str> = silent.map(|section| section.name.as_str()).collect();
    if !silent.is_empty() {
        out.push(format!(
            "上年没有条目的科室 {} 个，表上只印了花名册的岗位和姓名：{}。",
            silent.len(),
            silent.join("、")
        ));
    }
    out.extend(sent_back(roster, previous));
    out
}

fn sent_back(roster: &Roster, previous: &Previous) -> Option<String> {
    let all = previous.returned.len();
    let own = roster.sections().iter().map(|s| (s, returned(s, previous)));
    let own: Vec<String> = own
        .filter(|(_, returned)| !returned.is_empty())
        .map(|(section, returned)| format!("{} {} 条", section.name, returned.len()))
        .collect();
    let on_forms = (!own.is_empty()).then(|| format!("{}，已在各科室的表上写明", own.join("、")));
    let nowhere = elsewhere(roster, previous);
    let nowhere = (!nowhere.is_empty()).then(|| {
        format!(
            "{}，不是花名册里的科室，没有写在哪一张表上",
            nowhere.join("、")
        )
    });
    let told: Vec<String> = on_forms.into_iter().chain(nowhere).collect();
    (all > 0).then(|| {
        format!(
            "上年退回改正、或者领导小组定为不登记的 {all} 条没有带入（{}）；见上年 01 的“退回条目”。",
            told.join("；")
        )
    })
}

/// What was sent back of nobody on the roster, in lines of how many were whose.
fn elsewhere(roster: &Roster, previous: &Previous) -> Vec<String> {
    let others = previous.returned.iter().map(|about| &*about.section);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in others.filter(|name| roster.section(name).is_none()) {
        *counts.entry(name).or_default() += 1;
    }
    let line = |(name, count): (&str, usize)| match name {
        "" => format!("没有写科室的 {count} 条"),
        name => format!("{name} {count} 条"),
    };
    counts.into_iter().map(line).collect()
}

/// By what an entry is called: its risk point, else what else it names.
fn called(about: &About) -> &str {
    let said = [&about.risk, &about.matter, &about.post];
    said.into_iter()
        .find(|said| !said.is_empty())
        .map_or("没有写内容的一行", String::as_str)
}

fn names(people: &[&Staff]) -> String {
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    names.join("、")
}
