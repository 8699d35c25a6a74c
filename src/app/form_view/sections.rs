//! The sections a form names, as it writes them, and which of the roster each is.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Field, Form};
use crate::policy::Policy;

/// A section as a form writes it.
#[derive(Debug, Serialize)]
pub struct SectionView {
    /// As written.
    pub name: String,
    /// The cell where it stands first.
    pub at: Option<String>,
    /// How the form came by it.
    pub by: &'static str,
    /// Entries of it.
    pub entries: usize,
    /// The section of the roster that it is; none where the roster knows no such name.
    pub known: Option<String>,
}

/// The sections of a form, those first that the roster does not know.
pub fn sections(form: &Form, policy: &Policy) -> Vec<SectionView> {
    let mut found: BTreeMap<&str, SectionView> = BTreeMap::new();
    for value in form.entries().filter_map(|e| e.values.get(&Field::Section)) {
        let new = || SectionView {
            name: value.raw.to_string(),
            at: value.cell.map(|cell| cell.to_string()),
            by: value.origin.title(),
            entries: 0,
            known: known(policy, &value.raw, &value.text),
        };
        found.entry(&value.raw).or_insert_with(new).entries += 1;
    }
    let mut all: Vec<SectionView> = found
        .into_values()
        .filter(|s| !s.name.trim().is_empty())
        .collect();
    all.sort_by_key(|section| section.known.is_some());
    all
}

/// The section of the roster by this name, or by what it was read as.
fn known(policy: &Policy, raw: &str, read: &str) -> Option<String> {
    let roster = &policy.roster;
    let section = roster.section(raw).or_else(|| roster.section(read));
    section.map(|section| section.name.clone())
}
