//! What a card says of its person and the post, which all risks of the person share.

use std::collections::BTreeMap;

use super::entry::SaidOf;
use crate::ingest::doubles;
use crate::model::Field;

/// What is said of a person.
#[derive(Debug, Default)]
pub struct Person {
    said: BTreeMap<Field, SaidOf>,
    /// What was said of the person before a further post.
    before: BTreeMap<Field, SaidOf>,
    /// A unit that is a section, where nothing says the section itself.
    unit: Option<SaidOf>,
}

impl Person {
    /// Whether the same label said the field already, or one that counts on: 岗位一, 岗位二.
    pub fn repeats(&self, field: Field, said: &SaidOf) -> bool {
        let uncounted = |said: &SaidOf| {
            let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
            said.key().trim_end_matches(is_number).to_owned()
        };
        let known = self.said.get(&field);
        known.is_some_and(|known| uncounted(known) == uncounted(said))
    }

    /// A further post of the same person.
    pub fn with_further_post(&self) -> Self {
        Self {
            before: self.said.clone(),
            ..Self::default()
        }
    }

    /// Takes what is said; what does not count stands aside and is given back.
    pub fn take(&mut self, field: Field, said: SaidOf) -> Option<SaidOf> {
        if field == Field::Person {
            self.before.clear();
        }
        let Some(known) = self.said.get(&field) else {
            self.said.insert(field, said);
            return None;
        };
        // 岗位 says more than 职务, wherever it stands.
        let is_less = |said: &SaidOf| doubles::is_less_exact(field, &said.key());
        if field == Field::Post && is_less(known) && !is_less(&said) {
            return self.said.insert(field, said);
        }
        Some(said)
    }

    /// Takes a unit that is a section; a second one is given back.
    pub fn take_unit(&mut self, said: SaidOf) -> Option<SaidOf> {
        if self.unit.is_some() {
            return Some(said);
        }
        self.unit = Some(said);
        None
    }

    /// What all entries of the person share, and the unit where it is not the section.
    pub fn end(self) -> (Vec<(Field, SaidOf)>, Option<SaidOf>) {
        let known = self.said.contains_key(&Field::Section);
        let (section, aside) = match self.unit {
            Some(unit) if !known => (Some((Field::Section, unit)), None),
            unit => (None, unit),
        };
        let shared = self.said.into_iter().chain(section).chain(self.before);
        (shared.collect(), aside)
    }
}
