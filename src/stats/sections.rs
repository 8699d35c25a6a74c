//! The roster's sections by any of their names, ready for many look-ups.

use std::collections::BTreeMap;

use crate::model::{Entry, Field, Roster, SectionInfo};
use crate::text;

/// Index of a roster. Answers as [`Roster::section`] does.
pub struct Sections<'r> {
    roster: &'r Roster,
    by_key: BTreeMap<String, usize>,
}

impl<'r> Sections<'r> {
    /// Indexes a roster; of two sections with one name the first counts.
    pub fn of(roster: &'r Roster) -> Self {
        let mut by_key = BTreeMap::new();
        for (index, section) in roster.sections().iter().enumerate() {
            for name in section.names() {
                by_key.entry(text::key(name)).or_insert(index);
            }
        }
        Self { roster, by_key }
    }

    /// All sections in the roster's order.
    pub fn all(&self) -> &'r [SectionInfo] {
        self.roster.sections()
    }

    /// Position of the section with this name or alias.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_key.get(&text::key(name)).copied()
    }

    /// Position of the section an entry belongs to.
    pub fn of_entry(&self, entry: &Entry) -> Option<usize> {
        self.find(entry.text(Field::Section)?)
    }
}
