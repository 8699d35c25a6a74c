//! The order of the register: sections as in the roster, then the others by name, within a section by source.

use std::collections::BTreeMap;

use crate::model::{Entry, Field, Roster};

/// Ranks sections.
pub struct SectionOrder<'r> {
    ranks: BTreeMap<&'r str, usize>,
}

impl<'r> SectionOrder<'r> {
    /// The order of this roster.
    pub fn new(roster: &'r Roster) -> Self {
        Self {
            ranks: roster
                .sections()
                .iter()
                .enumerate()
                .map(|(rank, s)| (s.name.as_str(), rank))
                .collect(),
        }
    }

    /// Key to sort an entry by; entries of one section keep the order of their sources.
    pub fn key<'e>(&self, entry: &'e Entry) -> (usize, &'e str) {
        let section = entry.text(Field::Section).unwrap_or("");
        (
            self.ranks.get(section).copied().unwrap_or(usize::MAX),
            section,
        )
    }
}
