//! Files handed in twice: the same content under two names is one submission, unless the names are of two sections.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::candidate::all;
use super::name;
use crate::model::{Field, Form};
use crate::text;

/// Files by those that have the same content and stand for them.
pub type Twins = BTreeMap<Arc<str>, Arc<str>>;

/// For each file that has the same content as another of its section, the file that stands for it: one of which it is known
/// whose it is, the one whose name does not say that it is a copy, then the shorter name, then the first.
pub fn identical(forms: &[Form]) -> Twins {
    let mut groups: BTreeMap<&str, BySection<'_>> = BTreeMap::new();
    for form in forms.iter().filter(|f| !f.sha256.is_empty()) {
        let same = groups.entry(&form.sha256).or_default();
        same.entry(sections(form)).or_default().push(&form.file);
    }
    let mut out = BTreeMap::new();
    for mut by_section in groups.into_values() {
        let unnamed = by_section.remove(&BTreeSet::new()).unwrap_or_default();
        if by_section.is_empty() {
            by_section.insert(BTreeSet::new(), Vec::new());
        }
        // A copy that names no section may be of any of them.
        let mut unnamed = Some(unnamed);
        for named in by_section.into_values() {
            let unnamed = unnamed.take().unwrap_or_default();
            let is_copy = |file: &str| name::read(file).marks.copies > 0;
            let best = |files: &[&Arc<str>]| {
                let rank =
                    |file: &&&Arc<str>| (is_copy(file), file.chars().count(), Arc::clone(file));
                files.iter().min_by_key(rank).map(|file| Arc::clone(file))
            };
            let Some(original) = best(&named).or_else(|| best(&unnamed)) else {
                continue;
            };
            let copies = named
                .into_iter()
                .chain(unnamed)
                .filter(|file| **file != original);
            out.extend(copies.map(|file| (Arc::clone(file), Arc::clone(&original))));
        }
    }
    out
}

/// Files of one content by the sections they are of.
type BySection<'f> = BTreeMap<BTreeSet<String>, Vec<&'f Arc<str>>>;

/// The sections of a form: those its entries were read to be of, or else the one its name names.
pub fn sections(form: &Form) -> BTreeSet<String> {
    let read = all(form, Field::Section);
    if !read.is_empty() {
        return read;
    }
    form.named_section
        .as_deref()
        .map(text::key)
        .into_iter()
        .collect()
}
