//! Who handed in a ledger or a score sheet, so that what is wrong with it is told to them and not to the section marked in it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Form, FormKind};
use crate::policy::Policy;

/// The words for whoever keeps the ledgers.
const LEDGER: &str = "台账填报人";
/// The words for somebody who marks, where nobody can tell who.
const MARKER: &str = "评分表填报人";

/// Who handed in this form, where it is a ledger or a score sheet.
pub fn sender(form: &Form, policy: &Policy) -> Option<String> {
    match form.kind {
        FormKind::Ledger => Some(LEDGER.to_owned()),
        FormKind::ScoreSheet => Some(marker(form, policy)),
        _ => None,
    }
}

fn marker(form: &Form, policy: &Policy) -> String {
    let sheet = form.annex.sheets.first();
    let evaluator = sheet.and_then(|s| policy.scoring.evaluator(&s.evaluator));
    let (Some(sheet), Some(evaluator)) = (sheet, evaluator) else {
        return MARKER.to_owned();
    };
    let own = sheet.marks.first().filter(|_| evaluator.own);
    own.map_or_else(
        || format!("评分方{}", evaluator.name),
        |mark| mark.scored.section.clone(),
    )
}

/// Who handed in each of them, by file.
pub fn senders(forms: &[Form], policy: &Policy) -> BTreeMap<Arc<str>, String> {
    let named = forms.iter();
    let named = named.filter_map(|f| Some((Arc::clone(&f.file), sender(f, policy)?)));
    named.collect()
}
