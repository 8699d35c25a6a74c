//! 花名册: sections, their other names, their leaders, posts and staff. Empty in the embedded policy.

use std::collections::BTreeMap;
use std::ops::Bound;

use serde::{Deserialize, Serialize};

use crate::text;

/// One member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// 姓名.
    pub name: String,
    /// 岗位, the main one first: one person may hold several.
    pub posts: Vec<String>,
}

impl Staff {
    /// The posts in one text; none of a person without one.
    pub fn post(&self) -> Option<String> {
        (!self.posts.is_empty()).then(|| self.posts.join("、"))
    }

    /// Whether the person holds this post.
    pub fn holds(&self, post: &str) -> bool {
        let wanted = text::key(post);
        self.posts.iter().any(|own| text::key(own) == wanted)
    }
}

/// What a section of the roster is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// 科室.
    #[default]
    Section,
    /// 局领导班子: looks into 三重一大, and has no place among the sections.
    Leadership,
}

/// One section (科室).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionInfo {
    /// The name used in the register.
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub kind: SectionKind,
    /// The class among which it is ranked: 业务科室, 综合科室, 直属单位.
    #[serde(default)]
    pub class: Option<String>,
    /// Other names of it. Configured, never guessed.
    pub aliases: Vec<String>,
    /// 分管领导.
    pub leader: Option<String>,
    /// 科室负责人.
    pub head: Option<String>,
    /// 岗位.
    pub posts: Vec<String>,
    /// Its staff.
    pub staff: Vec<Staff>,
}

/// All sections of the unit, in the order of the policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    sections: Vec<SectionInfo>,
    /// Each section by its comparable names and aliases.
    names: BTreeMap<String, usize>,
}

impl FromIterator<SectionInfo> for Roster {
    fn from_iter<T: IntoIterator<Item = SectionInfo>>(sections: T) -> Self {
        let mut roster = Self::default();
        sections.into_iter().for_each(|own| roster.add(own));
        roster
    }
}

impl Roster {
    /// The sections.
    pub fn sections(&self) -> &[SectionInfo] {
        &self.sections
    }

    /// Adds a section behind the others; a name that one of them has stays theirs.
    pub fn add(&mut self, section: SectionInfo) {
        let keys = section.names().map(text::key);
        for key in keys.filter(|key| !key.is_empty()) {
            self.names.entry(key).or_insert(self.sections.len());
        }
        self.sections.push(section);
    }

    /// Whether there is nothing to check against.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// The leading group of the unit; none where there is none, or more than one.
    pub fn leadership(&self) -> Option<&SectionInfo> {
        let mut all = self.sections.iter().filter(|s| s.is_leadership());
        all.next().filter(|_| all.next().is_none())
    }

    /// Whether this is the name of a leading group.
    pub fn is_leadership(&self, name: &str) -> bool {
        self.section(name).is_some_and(SectionInfo::is_leadership)
    }

    /// The section with this name or alias; width, spaces and 繁简 do not matter.
    pub fn section(&self, name: &str) -> Option<&SectionInfo> {
        let at = self.names.get(&text::key(name))?;
        self.sections.get(*at)
    }

    /// The section whose name or alias stands in a comparable text, with that name; the longest counts.
    pub fn section_within(&self, key: &str) -> Option<(&str, &SectionInfo)> {
        // Names of the same first character stand together, so that few of many are compared.
        let begun = key.char_indices().flat_map(|(at, first)| {
            let (_, rest) = key.split_at(at);
            let (first, _) = rest.split_at(first.len_utf8());
            let own = self
                .names
                .range::<str, _>((Bound::Included(first), Bound::Unbounded));
            let own = own.take_while(move |(name, _)| name.starts_with(first));
            own.filter(move |(name, _)| rest.starts_with(name.as_str()))
        });
        let (name, at) = begun.max_by_key(|(name, at)| (name.len(), **at, *name))?;
        Some((name, self.sections.get(*at)?))
    }
}

/// The names in one cell, without what is noted in brackets behind them: 张一（科长）、李二.
pub fn names_in(written: &str) -> Vec<String> {
    let bare = text::without_brackets(written);
    let names = bare.split(text::is_list_mark);
    let names = names.map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// Whether a name written in the policy, alone or beside an office (局长 张一, 张一（局长）), is this person's.
pub fn names_person(written: &str, person: &str, post: Option<&str>) -> bool {
    let (written_key, person) = (text::key(written), text::key(person));
    let apart = |c: char| c.is_whitespace() || "（）()、，,:：".contains(c);
    let beside = |post: &str| {
        let post = text::key(post);
        written_key == format!("{post}{person}") || written_key == format!("{person}{post}")
    };
    !person.is_empty()
        && (written_key == person
            || written.split(apart).any(|part| text::key(part) == person)
            || post.is_some_and(beside))
}

impl SectionInfo {
    /// Whether it is 局领导班子.
    pub fn is_leadership(&self) -> bool {
        self.kind == SectionKind::Leadership
    }

    /// The name and all aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}
