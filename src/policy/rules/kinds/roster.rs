//! 花名册: sections, posts and persons the roster does not know. The nearest known name is offered, never assumed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::{Entry, Field, Origin, Roster, SectionInfo, Value, names_in};
use crate::policy::rules::rule::{Kind, KindInfo, Rule, Values};
use crate::policy::rules::scope::Scope;
use crate::text;

/// A section the roster does not know.
pub const UNKNOWN_SECTION: KindInfo = KindInfo {
    name: "unknown_section",
    about: "科室不在花名册中。没有花名册时不查。",
    slots: &["text", "near", "rows"],
    make: |_, facts| Ok(Arc::new(UnknownSection(Names::new(&facts.roster)))),
    ..KindInfo::PLAIN
};

/// A post its section does not have.
pub const UNKNOWN_POST: KindInfo = KindInfo {
    name: "unknown_post",
    about: "岗位不在花名册该科室的岗位之中。花名册没有列出该科室岗位时不查。",
    slots: &["text", "section", "near", "rows"],
    make: |_, facts| Ok(Arc::new(UnknownPost(Names::new(&facts.roster)))),
    ..KindInfo::PLAIN
};

/// A person no section has.
pub const UNKNOWN_PERSON: KindInfo = KindInfo {
    name: "unknown_person",
    about: "姓名不在花名册的任何科室之中。花名册没有列出人员时不查。",
    slots: &["text", "section", "near", "rows"],
    make: |_, facts| Ok(Arc::new(UnknownPerson(Names::new(&facts.roster)))),
    ..KindInfo::PLAIN
};

/// A person whom another section has.
pub const OTHER_SECTION: KindInfo = KindInfo {
    name: "other_section",
    about: "花名册中此人属于别的科室。",
    slots: &["text", "section", "other", "rows"],
    make: |_, facts| Ok(Arc::new(OtherSection(Names::new(&facts.roster)))),
    ..KindInfo::PLAIN
};

/// The roster by comparable keys.
#[derive(Debug)]
struct Names {
    roster: Roster,
    /// Sections by their names and aliases.
    sections: BTreeMap<String, usize>,
    /// Posts of each section.
    posts: Vec<BTreeSet<String>>,
    /// The sections that have a person of this name.
    homes: BTreeMap<String, Vec<usize>>,
}

impl Names {
    fn new(roster: &Roster) -> Self {
        let mut names = Self {
            roster: roster.clone(),
            sections: BTreeMap::new(),
            posts: Vec::new(),
            homes: BTreeMap::new(),
        };
        for (at, section) in roster.sections().iter().enumerate() {
            for name in section.names() {
                names.sections.entry(text::key(name)).or_insert(at);
            }
            let posts = section.posts.iter().map(|post| text::key(post));
            names.posts.push(posts.collect());
            let staff: BTreeSet<String> =
                section.staff.iter().map(|p| text::key(&p.name)).collect();
            for person in staff {
                names.homes.entry(person).or_default().push(at);
            }
        }
        names
    }

    fn section(&self, name: &str) -> Option<usize> {
        self.sections.get(&text::key(name)).copied()
    }

    fn own_section(&self, entry: &Entry) -> Option<(usize, &SectionInfo)> {
        let at = self.section(entry.text(Field::Section)?)?;
        Some((at, &self.roster.sections()[at]))
    }

    fn homes(&self, person: &str) -> &[usize] {
        self.homes
            .get(&text::key(person))
            .map_or(&[], Vec::as_slice)
    }
}

#[derive(Debug)]
struct UnknownSection(Names);

impl Kind for UnknownSection {
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        let sections = &self.0.roster.sections();
        each(rule, scope, Field::Section, |_, value| {
            let unknown = !sections.is_empty() && self.0.section(&value.text).is_none();
            unknown.then(|| {
                let names = sections.iter().flat_map(SectionInfo::names);
                // An alias leads to the name the register uses.
                let near = text::nearest(&value.text, names).and_then(|n| self.0.section(n));
                let name = near.map(|at| sections[at].name.as_str());
                vec![("text", value.text.to_string()), ("near", offer(name))]
            })
        })
    }
}

#[derive(Debug)]
struct UnknownPost(Names);

impl Kind for UnknownPost {
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        each(rule, scope, Field::Post, |entry, value| {
            let (at, section) = self.0.own_section(entry)?;
            let known = &self.0.posts[at];
            let strange = parts(&value.text).find(|p| !known.contains(&text::key(p)))?;
            (!known.is_empty() && !known.contains(&text::key(&value.text))).then(|| {
                let near = text::nearest(strange, section.posts.iter().map(String::as_str));
                values(strange, section, offer(near))
            })
        })
    }
}

#[derive(Debug)]
struct UnknownPerson(Names);

impl Kind for UnknownPerson {
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        each(rule, scope, Field::Person, |entry, value| {
            let (_, section) = self.0.own_section(entry)?;
            if section.staff.is_empty() {
                return None;
            }
            let mut names = names_in(&value.text).into_iter();
            let strange = names.find(|name| self.0.homes(name).is_empty())?;
            let all = self.0.roster.sections().iter().flat_map(|s| &s.staff);
            let own = section.staff.iter();
            let near = text::nearest(&strange, own.map(|p| p.name.as_str()))
                .or_else(|| text::nearest(&strange, all.map(|p| p.name.as_str())));
            Some(values(&strange, section, offer(near)))
        })
    }
}

#[derive(Debug)]
struct OtherSection(Names);

impl Kind for OtherSection {
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        let name = |at: &usize| self.0.roster.sections()[*at].name.as_str();
        each(rule, scope, Field::Person, |entry, value| {
            let (at, section) = self.0.own_section(entry)?;
            let away = |person: &String| {
                let homes = self.0.homes(person);
                !homes.is_empty() && !homes.contains(&at)
            };
            let person = names_in(&value.text).into_iter().find(away)?;
            let homes: Vec<&str> = self.0.homes(&person).iter().map(name).collect();
            Some(vec![
                ("text", person),
                ("section", section.name.clone()),
                ("other", homes.join("、")),
            ])
        })
    }
}

/// A finding for each name for which `judge` has words, at the first cell of its table that has it; the message may
/// say in how many rows it stands.
fn each(
    rule: &Rule,
    scope: &Scope<'_>,
    field: Field,
    judge: impl Fn(&Entry, &Value) -> Option<Values>,
) -> Vec<Diagnostic> {
    let mut rows: BTreeMap<Key<'_>, (&Entry, usize)> = BTreeMap::new();
    for (table, entry) in scope.entries(&rule.when) {
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
        let mut finding = rule.at_field(entry, field, &words);
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

fn parts(written: &str) -> impl Iterator<Item = &str> {
    let parts = written.split(text::is_list_mark).map(str::trim);
    parts.filter(|part| !part.is_empty())
}
