//! Files handed in twice: the same content under two names is one submission.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::Form;
use crate::text;

/// For each file that has the same content as another, the file that stands for it: the one whose name
/// does not say that it is a copy, then the shorter name, then the first.
pub fn identical(forms: &[Form]) -> BTreeMap<Arc<str>, Arc<str>> {
    let mut groups: BTreeMap<&str, Vec<&Arc<str>>> = BTreeMap::new();
    for form in forms.iter().filter(|f| !f.sha256.is_empty()) {
        groups.entry(&form.sha256).or_default().push(&form.file);
    }
    let mut out = BTreeMap::new();
    for files in groups.values() {
        let original = files
            .iter()
            .min_by_key(|file| (is_copy(file), file.chars().count(), **file));
        for file in files.iter().filter(|file| Some(*file) != original) {
            out.extend(original.map(|o| (Arc::clone(file), Arc::clone(o))));
        }
    }
    out
}

/// `自查表(1).xlsx`, `自查表 - 副本.xlsx`.
fn is_copy(file: &str) -> bool {
    let key = text::key(file);
    let numbered = (1..=20).any(|n| key.contains(&format!("({n})")));
    numbered
        || ["副本", "复制", "拷贝", "copy"]
            .iter()
            .any(|mark| key.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_copies_are_known() {
        for copy in ["预算科(1).xlsx", "预算科（2）.xls", "预算科 - 副本.xlsx"] {
            assert!(is_copy(copy), "{copy}");
        }
        for original in [
            "预算科.xlsx",
            "自查表（会计科）最终版.xlsx",
            "2026(25).xlsx",
        ] {
            assert!(!is_copy(original), "{original}");
        }
    }
}
