//! Files handed in twice: the same content under two names is one submission.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::Form;

/// For each file with the same content as an earlier one, the file that stands for it.
pub fn identical(forms: &[Form]) -> BTreeMap<Arc<str>, Arc<str>> {
    let mut first: BTreeMap<&str, &Arc<str>> = BTreeMap::new();
    let mut out = BTreeMap::new();
    for form in forms.iter().filter(|f| !f.sha256.is_empty()) {
        match first.get(form.sha256.as_str()) {
            Some(original) => {
                out.insert(Arc::clone(&form.file), Arc::clone(original));
            }
            None => {
                first.insert(&form.sha256, &form.file);
            }
        }
    }
    out
}
