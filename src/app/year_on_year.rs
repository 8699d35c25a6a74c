//! This year against last year's result.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::join::Joined;
use super::known::Before;
use crate::changes::{self, Now};
use crate::diagnostic::Diagnostic;
use crate::linkage;
use crate::model::{Change, Fate, Field, Row};
use crate::policy::Policy;

/// What became of last year's risk points, and what sections must be asked; none where there is no result of last year.
pub fn changes(
    before: &Before,
    joined: &Joined,
    policy: &Policy,
) -> Option<(Vec<Change>, Vec<Diagnostic>)> {
    let last_year = before.last_year.as_ref()?;
    let register = &joined.register;
    let entries = || joined.rows.iter().filter_map(Row::entry);
    let mut files: BTreeMap<String, Arc<str>> = BTreeMap::new();
    for entry in entries() {
        let section = entry.text(Field::Section).unwrap_or_default().to_owned();
        let file = || Arc::clone(&entry.place.file);
        files.entry(section).or_insert_with(file);
    }
    let named = register.files.iter().filter(|f| f.trouble.is_none());
    for (section, file) in named.filter_map(|f| Some((f.section.clone()?, &f.file))) {
        files.entry(section).or_insert_with(|| Arc::clone(file));
    }
    let returned = joined.rows.iter().filter(|r| r.fate == Fate::Returned);
    let returned = returned.filter_map(Row::entry);
    let now = Now {
        standing: register.items.iter().map(changes::standing).collect(),
        retired: &register.retired,
        farewells: &register.farewells,
        returned: returned
            .map(|entry| linkage::identity_key(entry, policy))
            .collect(),
        sections: Some(files.keys().cloned().collect::<BTreeSet<String>>()),
    };
    let all = changes::compare(last_year, &now);
    let findings = changes::check(&all, &files);
    Some((all, findings))
}
