//! 花名册: sections, posts and persons the roster does not know. The nearest known name is offered, never assumed.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::{Entry, Field, Origin, Roster, SectionInfo, Value, names_in};
use crate::policy::Rule;
use crate::text;

/// What separates several posts in one cell.
const SEPARATORS: [char; 7] = ['、', '，', ',', '；', ';', '/', '\n'];

/// A finding for each section the roster does not know.
pub fn unknown_section(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let roster = &scope.policy.roster;
    let names = || roster.sections.iter().flat_map(SectionInfo::names);
    each(rule, scope, Field::Section, |_, value| {
        let unknown = !roster.is_empty() && roster.section(&value.text).is_none();
        unknown.then(|| {
            let near = nearest(&value.text, names());
            // An alias leads to the name the register uses.
            let name = near.and_then(|n| roster.section(n)).map(|s| s.name.clone());
            vec![
                ("text", value.text.clone()),
                ("near", offer(name.as_deref())),
            ]
        })
    })
}

/// A finding for each post its section does not have.
pub fn unknown_post(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    each(rule, scope, Field::Post, |entry, value| {
        let section = own_section(entry, &scope.policy.roster)?;
        let known: BTreeSet<String> = section.posts.iter().map(|p| text::key(p)).collect();
        let strange = parts(&value.text).find(|p| !known.contains(&text::key(p)))?;
        (!known.is_empty() && !known.contains(&text::key(&value.text))).then(|| {
            let near = nearest(strange, section.posts.iter().map(String::as_str));
            values(strange, section, offer(near))
        })
    })
}

/// A finding for each person no section has.
pub fn unknown_person(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let roster = &scope.policy.roster;
    each(rule, scope, Field::Person, |entry, value| {
        let section = own_section(entry, roster).filter(|s| !s.staff.is_empty())?;
        let mut names = names_in(&value.text).into_iter();
        let strange = names.find(|name| sections_of(name, roster).is_empty())?;
        let all = roster.sections.iter().flat_map(|s| &s.staff);
        let own = section.staff.iter();
        let near = nearest(&strange, own.map(|p| p.name.as_str()))
            .or_else(|| nearest(&strange, all.map(|p| p.name.as_str())));
        Some(values(&strange, section, offer(near)))
    })
}

/// A finding for each person whom another section has.
pub fn other_section(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let roster = &scope.policy.roster;
    each(rule, scope, Field::Person, |entry, value| {
        let section = own_section(entry, roster)?;
        let away = |person: &String| {
            let homes = sections_of(person, roster);
            !homes.is_empty() && !homes.contains(&section.name.as_str())
        };
        let person = names_in(&value.text).into_iter().find(away)?;
        let homes = sections_of(&person, roster).join("、");
        Some(vec![
            ("text", person),
            ("section", section.name.clone()),
            ("other", homes),
        ])
    })
}

type Values = Vec<(&'static str, String)>;

/// A finding for each name for which `judge` has words, at the first cell of its table that has it; the message may
/// say in how many rows it stands.
fn each(
    rule: &Rule,
    scope: &Scope<'_>,
    field: Field,
    judge: impl Fn(&Entry, &Value) -> Option<Values>,
) -> Vec<Diagnostic> {
    let mut rows: BTreeMap<Key<'_>, (&Entry, usize)> = BTreeMap::new();
    for (table, entry) in scope.entries(rule) {
        let key = (
            table.sheet.sheet.as_deref(),
            table.form.area.first,
            entry.text(Field::Section),
            entry.text(field),
        );
        rows.entry(key).or_insert((entry, 0)).1 += 1;
    }
    let found = rows.into_values().filter_map(|(entry, count)| {
        // A name above an earlier table was looked at there.
        let own = |v: &&Value| !v.text.is_empty() && v.origin != Origin::PreviousTable;
        let value = entry.values.get(&field).filter(own)?;
        let mut words = judge(entry, value)?;
        words.push(("rows", rows_said(count)));
        let words: Vec<(&str, &str)> = words.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let mut finding = scope.at_field(rule, entry, field, &words);
        finding.example = None;
        Some(finding)
    });
    found.collect()
}

/// A name in a table: sheet, table, the section it stands with, the name.
type Key<'e> = (Option<&'e str>, CellRef, Option<&'e str>, Option<&'e str>);

/// `（共 5 行）`; nothing for a single row.
fn rows_said(count: usize) -> String {
    if count > 1 {
        format!("（共 {count} 行）")
    } else {
        String::new()
    }
}

fn values(strange: &str, section: &SectionInfo, near: String) -> Values {
    vec![
        ("text", strange.to_owned()),
        ("section", section.name.clone()),
        ("near", near),
    ]
}

/// `，是否为“张一”？`, or nothing.
fn offer(near: Option<&str>) -> String {
    near.map_or(String::new(), |name| format!("，最接近的是“{name}”"))
}

fn own_section<'r>(entry: &Entry, roster: &'r Roster) -> Option<&'r SectionInfo> {
    roster.section(entry.text(Field::Section)?)
}

/// Names of the sections that have this person.
fn sections_of<'r>(person: &str, roster: &'r Roster) -> Vec<&'r str> {
    let key = text::key(person);
    let has = |s: &&SectionInfo| s.staff.iter().any(|p| text::key(&p.name) == key);
    let homes = roster.sections.iter().filter(has);
    homes.map(|s| s.name.as_str()).collect()
}

fn parts(written: &str) -> impl Iterator<Item = &str> {
    let parts = written.split(SEPARATORS).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    text::nearest(word, known)
}
