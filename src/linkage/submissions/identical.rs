//! Files handed in twice: the same content under two names is one submission.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::name;
use crate::model::Form;

/// For each file that has the same content as another, the file that stands for it: the one whose name
/// does not say that it is a copy, then the shorter name, then the first.
pub fn identical(forms: &[Form]) -> BTreeMap<Arc<str>, Arc<str>> {
    let mut groups: BTreeMap<&str, Vec<&Arc<str>>> = BTreeMap::new();
    for form in forms.iter().filter(|f| !f.sha256.is_empty()) {
        groups.entry(&form.sha256).or_default().push(&form.file);
    }
    let mut out = BTreeMap::new();
    for files in groups.values().filter(|files| files.len() > 1) {
        let is_copy = |file: &str| name::read(file).marks.copies > 0;
        let original = files
            .iter()
            .min_by_key(|file| (is_copy(file), file.chars().count(), **file));
        for file in files.iter().filter(|file| Some(*file) != original) {
            out.extend(original.map(|o| (Arc::clone(file), Arc::clone(o))));
        }
    }
    out
}
