//! Rules on what entries say: one family of kinds per file, all registered in `registry`. They look at one form at a
//! time (coverage alone at all of them) and change nothing; codes, words and limits come from the policy.

mod category;
mod coverage;
mod dates;
mod leader;
mod registry;
mod required;
mod roster;
mod same;
mod scope;
mod serial;
mod title;
mod wording;

use std::collections::BTreeSet;

pub use coverage::check as check_coverage;
pub use scope::Occasion;

use crate::diagnostic::{Diagnostic, Severity};
use crate::location::Place;
use crate::model::Form;
use crate::policy::{Policy, Rule, RuleKind};
use scope::Scope;

/// Everything the rules find in a form, in the order of the rules' codes; the same thing at one cell only once, and of
/// a text that is no more than a placeholder or a phrase not also that it is short, and of `#REF!` not also that it is
/// as good as blank: what is wrong with such a cell was said while reading.
pub fn check(form: &Form, policy: &Policy, occasion: Occasion) -> Vec<Diagnostic> {
    let scope = Scope::new(form, policy, occasion);
    let rules = policy.rule_book.active();
    let found = rules.flat_map(|rule| {
        let findings = registry::apply(rule, &scope).into_iter();
        findings.map(move |finding| (rule, finding))
    });
    let found: Vec<(&Rule, Diagnostic)> = found.collect();
    let graver = found
        .iter()
        .filter(|(rule, _)| rule.kind.is_wording() && !rule.kind.is_slight());
    let graver: BTreeSet<Place> = graver.map(|(_, finding)| finding.place.clone()).collect();
    let unread = form
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Error);
    let unread: BTreeSet<&Place> = unread.map(|f| &f.place).collect();
    let mut seen = BTreeSet::new();
    let kept = found.into_iter().filter_map(|(rule, finding)| {
        let blank = matches!(
            rule.kind,
            RuleKind::Blank | RuleKind::NoneNamed | RuleKind::NoLeader { .. }
        );
        let said = (rule.kind.is_slight() && graver.contains(&finding.place))
            || (blank && unread.contains(&finding.place));
        let key = (
            finding.code.clone(),
            finding.place.clone(),
            finding.message.clone(),
        );
        (!said && seen.insert(key)).then_some(finding)
    });
    kept.collect()
}
