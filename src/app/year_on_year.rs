//! This year against last year's result.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::join::Joined;
use super::known::Before;
use crate::changes::{self, Now};
use crate::diagnostic::Diagnostic;
use crate::model::{Change, Field, Retired, Row};

/// What became of last year's risk points, and what sections must be asked; none where there is no result of last year.
pub fn changes(before: &Before, joined: &Joined) -> Option<(Vec<Change>, Vec<Diagnostic>)> {
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
    // What was read of forms has no number.
    let unnumbered = last_year.items.iter().filter(|item| item.id.is_empty());
    let unnumbered: Vec<Retired> = unnumbered
        .map(|item| joined.endings.of_item(item))
        .collect();
    let now = Now {
        standing: register.items.iter().map(changes::standing).collect(),
        retired: register.retired.iter().chain(&unnumbered).collect(),
    };
    let all = changes::compare(last_year, &now);
    let findings = changes::check(&all, &files);
    Some((all, findings))
}
