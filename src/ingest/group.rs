//! What the small headings inside a table say of the rows below them, and how far.

use std::collections::BTreeMap;

use super::label::Meaning;
use super::named::Named;
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
    /// Below a heading that names all this: a post and a person named together end together.
    pub fn enter_all(&mut self, named: Vec<(Field, String)>, heading: impl Fn(String) -> Heading) {
        let who = [Field::Post, Field::Person];
        let [post, person] = who.map(|field| self.named.get(&field).map(|own| own.cell));
        if post == person && named.iter().any(|(field, _)| who.contains(field)) {
            self.named.retain(|field, _| !who.contains(field));
        }
        for (field, name) in named {
            self.enter(field, heading(name));
        }
    }

    /// Below a heading that names this.
    pub fn enter(&mut self, field: Field, heading: Heading) {
        self.leave(field, &heading);
        self.named.insert(field, heading);
    }

    /// What was named otherwise, by headings of other entries.
    pub fn name_again(&mut self, said: &[(Field, Heading)]) {
        self.named.extend(said.iter().cloned());
    }

    /// Forgets what a heading of this kind ends: all that stands deeper. A post, its holder and the head are always of their section;
    /// 姓名：张一 right above 科室：预算科, or beside it, is said with it.
    fn leave(&mut self, kind: Field, heading: &Heading) {
        let place = |kind| self.kinds.iter().position(|own| *own == kind);
        let inner = [Field::Post, Field::Person, Field::Head, Field::Leader].map(place);
        let inner = inner.into_iter().flatten().min();
        let before = || inner.filter(|_| kind == Field::Section);
        let known = place(kind);
        let at = known.or_else(before).unwrap_or(self.kinds.len());
        if known.is_none() {
            self.kinds.insert(at, kind);
        }
        let labelled = |own: &Heading| own.raw.contains([':', '：']);
        let with = |own: &Heading| {
            let above = own.cell.row + 1 == heading.cell.row;
            own.cell.row == heading.cell.row || (above && labelled(own) && labelled(heading))
        };
        for deeper in self.kinds.iter().skip(at + 1) {
            if !self.named.get(deeper).is_some_and(with) {
                self.named.remove(deeper);
            }
        }
    }

    /// Below a heading of which nobody knows what it names: it ends what headings numbered alike have named, any kind of risk,
    /// and a level where it speaks of risks likewise. 二、其他工作 is no part of 一、拨付岗, nor 其他风险 of 二级风险; （一）审批风险 below
    /// 一、一级风险 is.
    pub fn enter_unknown(&mut self, raw: &str) {
        let own = numbering(raw);
        let of_risks = text::key(raw).trim_end_matches('点').ends_with("风险");
        let ends = |field: &Field, heading: &Heading| match field {
            Field::Category => true,
            // Without any number both they stand side by side as well.
            Field::Level if of_risks => numbering(&heading.raw) == own,
            _ => own.is_some() && numbering(&heading.raw) == own,
        };
        self.named.retain(|field, heading| !ends(field, heading));
    }

    /// Whether some heading names this.
    pub fn has(&self, field: Field) -> bool {
        self.named.contains_key(&field)
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

/// What a heading names but levels and matters: a section, a post, a person or a kind of risk, by itself or behind a key. A
/// name alone is a person where the form is one of persons (`personal`).
pub fn names(written: &str, personal: bool, lookup: &Lookup<'_>) -> Vec<(Field, String)> {
    let section = names::section_in(text::without_list_number(written), lookup);
    let named = Named::by(written, personal, lookup);
    let kind = || match Meaning::of(written, lookup) {
        Some(Meaning::Category(kind)) => Some(kind),
        _ => None,
    };
    let own = [
        (Field::Section, named.section.or(section)),
        (Field::Category, named.category.or_else(kind)),
        (Field::Post, named.post),
        (Field::Person, named.person),
    ];
    let named = own
        .into_iter()
        .filter_map(|(field, name)| Some((field, name?)));
    named.filter(|(_, name)| !lookup.is_blank(name)).collect()
}
