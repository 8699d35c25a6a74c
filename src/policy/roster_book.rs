//! 花名册 as a file: what was read of it, and what is wrong with it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::SectionInfo;
use crate::text;

/// A roster book.
#[derive(Clone, Debug)]
pub struct RosterBook {
    /// Where it lies.
    pub path: PathBuf,
    /// The name people know it by.
    pub shown: Arc<str>,
    /// Its digest.
    pub sha256: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// What is wrong with it: with the file, and once the policy is built with what it says.
    pub findings: Vec<Diagnostic>,
    /// Sections it names.
    pub sections: usize,
    /// Where it names each section, post and person.
    pub places: RosterPlaces,
}

/// Where a roster book says what it says.
#[derive(Clone, Debug, Default)]
pub struct RosterPlaces(BTreeMap<[String; 2], Place>);

impl RosterPlaces {
    /// Notes where a section, or somebody or something of it, is named; the first place counts.
    pub(super) fn note(&mut self, section: &str, member: &str, place: &Place) {
        let key = [section, member].map(text::key);
        self.0.entry(key).or_insert_with(|| place.clone());
    }

    /// Where a person or a post of a section is named, else the section itself; none where the book does not name it.
    pub fn find(&self, section: &SectionInfo, member: Option<&str>) -> Option<&Place> {
        let place = |member: &str| {
            let mut names = section.names();
            names.find_map(|name| self.0.get(&[name, member].map(text::key)))
        };
        member.and_then(place).or_else(|| place(""))
    }
}
