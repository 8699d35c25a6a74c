//! Who handed in a ledger, a score sheet or a cross check, so that what is wrong with it is told to them and not to the section marked in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Form, FormKind, LedgerKind};
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
        FormKind::Ledger => Some(keeper(form)),
        FormKind::ScoreSheet => Some(marker(form, policy)),
        FormKind::Opinions => Some(checker(form)),
        _ => None,
    }
}

/// A ledger of early signs is kept by its section, the others by an office.
fn keeper(form: &Form) -> String {
    let lines = form.annex.ledger.iter();
    let own = lines.map(|l| {
        let section = l.scored.section.as_str();
        (l.ledger == LedgerKind::Monitoring).then_some(section)
    });
    let sections: Option<BTreeSet<&str>> = own.collect();
    match sections.unwrap_or_default().into_iter().collect::<Vec<_>>()[..] {
        [only] if !only.is_empty() => only.to_owned(),
        _ => LEDGER.to_owned(),
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
