//! Who handed in a ledger, a score sheet or a cross check, so that what is wrong with it is told to them and not to the section marked in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Form, FormKind};
use crate::policy::Policy;

/// The words for whoever keeps the ledgers.
const LEDGER: &str = "台账填报人";
/// The words for somebody who marks, where nobody can tell who.
const MARKER: &str = "评分表填报人";

/// The words for whoever filled in cross checks and ballots, where nobody can tell who.
const CHECKER: &str = "互查、评议表填报人";

/// Who handed in this form, where it is no self-check.
pub fn sender(form: &Form, policy: &Policy) -> Option<String> {
    match form.kind {
        FormKind::Ledger => Some(LEDGER.to_owned()),
        FormKind::ScoreSheet => Some(marker(form, policy)),
        FormKind::Opinions => Some(checker(form)),
        _ => None,
    }
}

/// The one section that looked into others.
fn checker(form: &Form) -> String {
    let lines = form.annex.opinions.iter();
    let sections: BTreeSet<&str> = lines.map(|l| l.opinion.section.as_str()).collect();
    match sections.into_iter().collect::<Vec<_>>()[..] {
        [only] if !only.is_empty() => only.to_owned(),
        _ => CHECKER.to_owned(),
    }
}

fn marker(form: &Form, policy: &Policy) -> String {
    let sheet = form.annex.sheets.first();
    let evaluator = sheet.and_then(|s| policy.scheme(&s.scheme).evaluator(&s.evaluator));
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
