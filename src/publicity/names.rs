//! Who is named: everybody of the roster and everybody a form names, each with the post that stands for the name.

use std::collections::BTreeMap;

use crate::model::{Entry, Field, Register, SectionInfo, names_in};
use crate::policy::Policy;
use crate::text;

/// What stands for a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// This post.
    Post(String),
    /// Nothing anybody knows.
    Nothing,
}

/// All names by their comparable form.
#[derive(Debug, Default)]
pub struct Names(BTreeMap<String, Known>);

impl Names {
    /// The names of a roster and of all entries, those sent back included. What the roster says comes first.
    pub fn of(register: &Register, policy: &Policy) -> Self {
        let mut names = Self::default();
        if let Some(principal) = &policy.principal {
            names.add(principal, Some("局主要领导"));
        }
        for section in &policy.roster.sections {
            names.section(section);
        }
        let entries = register.items.iter().map(|i| &i.entry);
        for entry in entries.chain(register.returned.iter().map(|r| &r.entry)) {
            names.entry(entry);
        }
        names
    }

    /// What stands for this name, if it is one.
    pub fn get(&self, name: &str) -> Option<&Known> {
        self.0.get(&text::key(name))
    }

    /// All names, in their comparable form.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    fn section(&mut self, section: &SectionInfo) {
        for person in &section.staff {
            self.add(&person.name, person.post.as_deref());
        }
        for (names, post) in [(&section.head, "科室负责人"), (&section.leader, "分管领导")]
        {
            for name in names.iter().flat_map(|n| names_in(n)) {
                self.add(&name, Some(post));
            }
        }
    }

    /// The person an entry is about; with the post, where it names one of each.
    fn entry(&mut self, entry: &Entry) {
        let persons = names_in(entry.text(Field::Person).unwrap_or_default());
        let post = entry.text(Field::Post).filter(|_| persons.len() == 1);
        for person in &persons {
            self.add(person, post);
        }
    }

    /// A name of one character would be found in every text; a post stays what it was called first.
    fn add(&mut self, name: &str, post: Option<&str>) {
        let key = text::key(&text::without_brackets(name));
        if key.chars().count() < 2 {
            return;
        }
        let known = post.map_or(Known::Nothing, |p| Known::Post(p.to_owned()));
        match self.0.get_mut(&key) {
            Some(there) if *there == Known::Nothing => *there = known,
            Some(_) => {}
            None => {
                self.0.insert(key, known);
            }
        }
    }
}
