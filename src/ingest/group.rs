//! What the small headings inside a table say of the rows below them, and how far.

use std::collections::BTreeMap;

use super::key;
use super::keyvalue;
use super::label::Meaning;
use super::names;
use crate::location::CellRef;
use crate::model::Field;
use crate::policy::Lookup;
use crate::text;

/// What holds for the rows below the headings met so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The section, the post, the level …, each with its heading.
    named: BTreeMap<Field, Heading>,
    /// What the headings of the table name, the outermost first: the one that came first holds the others.
    kinds: Vec<Field>,
}

/// A name and the heading it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The name.
    pub name: String,
    /// The heading's text.
    pub raw: String,
    /// Its cell.
    pub cell: CellRef,
}

impl Group {
    /// Below a heading that names this.
    pub fn enter(&mut self, field: Field, heading: Heading) {
        let place = |kind| self.kinds.iter().position(|own| *own == kind);
        // A post is always one of its section.
        let before = || place(Field::Post).filter(|_| field == Field::Section);
        let known = place(field);
        let at = known.or_else(before).unwrap_or(self.kinds.len());
        if known.is_none() {
            self.kinds.insert(at, field);
        }
        for deeper in self.kinds.iter().skip(at + 1) {
            self.named.remove(deeper);
        }
        self.named.insert(field, heading);
    }

    /// Below a heading of which nobody knows what it names: it ends what headings numbered alike have named, and any kind of
    /// risk. 二、其他工作 is no part of 一、拨付岗.
    pub fn enter_unknown(&mut self, raw: &str) {
        let own = numbering(raw);
        let alike = |heading: &Heading| own.is_some() && numbering(&heading.raw) == own;
        self.named
            .retain(|field, heading| *field != Field::Category && !alike(heading));
    }

    /// What the headings name.
    pub fn named(&self) -> impl Iterator<Item = (Field, &Heading)> {
        self.named.iter().map(|(field, heading)| (*field, heading))
    }
}

/// How a heading is numbered: 三、 as 一、, （二） as （一）.
fn numbering(raw: &str) -> Option<String> {
    let raw = raw.trim();
    let mark = raw.strip_suffix(text::after_list_number(raw)?)?;
    let mut out: Vec<char> = mark
        .chars()
        .map(|c| match c {
            '0'..='9' => '1',
            c if "一二三四五六七八九十".contains(c) => '一',
            c => c,
        })
        .collect();
    out.dedup();
    Some(out.into_iter().collect())
}

/// What a heading names but levels and matters: a section, a post, a person or a kind of risk, by itself or behind a key.
pub fn names(written: &str, lookup: &Lookup<'_>) -> Vec<(Field, String)> {
    let section = names::section_in(text::without_list_number(written), lookup);
    let post = names::post_in(written);
    let kind = match Meaning::of(written, lookup) {
        Some(Meaning::Category(kind)) => Some(kind),
        _ => None,
    };
    let own = [
        (Field::Section, section),
        (Field::Category, kind),
        (Field::Post, post),
    ];
    let mut named: Vec<(Field, String)> = own
        .into_iter()
        .filter_map(|(field, name)| Some((field, name?)))
        .collect();
    for (key, value) in keyvalue::split(text::without_list_number(written), lookup) {
        let field = key::field_of(&key, lookup);
        let field = field.filter(|field| matches!(field, Field::Post | Field::Person));
        if let Some(field) = field.filter(|own| named.iter().all(|(field, _)| field != own)) {
            named.push((field, text::squash(&value)));
        }
    }
    named.retain(|(_, name)| !lookup.is_blank(name));
    named
}
