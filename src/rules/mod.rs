//! Rules on what entries say, applied to one form at a time (coverage alone to all of them): what each kind looks for, with
//! its words and limits, stands compiled in the policy. They change nothing.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Severity};
use crate::location::Place;
use crate::model::{Coverage, Form};
pub use crate::policy::Occasion;
use crate::policy::{Nature, Policy, Rule};

/// Everything the rules find in a form, in the order of the rules' codes; the same thing at one cell only once, and of
/// a text that is no more than a placeholder or a phrase not also that it is short, and of `#REF!` not also that it is
/// as good as blank: what is wrong with such a cell was said while reading.
pub fn check(form: &Form, policy: &Policy, occasion: Occasion) -> Vec<Diagnostic> {
    let scope = policy.scope(form, occasion);
    let rules = policy.rule_book.active();
    let found = rules.flat_map(|rule| {
        let findings = rule.kind.check(rule, &scope).into_iter();
        findings.map(move |finding| (rule, finding))
    });
    let found: Vec<(&Rule, Diagnostic)> = found.collect();
    let graver = found
        .iter()
        .filter(|(r, _)| r.info.nature == Nature::Wording);
    let graver: BTreeSet<Place> = graver.map(|(_, finding)| finding.place.clone()).collect();
    let unread = form
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Error);
    let unread: BTreeSet<&Place> = unread.map(|f| &f.place).collect();
    let mut seen = BTreeSet::new();
    let kept = found.into_iter().filter_map(|(rule, finding)| {
        let said = match rule.info.nature {
            Nature::Slight => graver.contains(&finding.place),
            Nature::Blank => unread.contains(&finding.place),
            Nature::Wording | Nature::Other => false,
        };
        let key = (
            finding.code.clone(),
            finding.place.clone(),
            finding.message.clone(),
        );
        (!said && seen.insert(key)).then_some(finding)
    });
    kept.collect()
}

/// What a finding may say of whom in a section it is about.
const MEMBERS: [&str; 2] = ["person", "post"];

/// Findings for all sections and persons of whom nothing came in. They stand where the roster names them: there is no form
/// to name.
pub fn check_coverage(coverage: &Coverage, policy: &Policy) -> Vec<Diagnostic> {
    let missing = policy.rule_book.active().flat_map(|rule| {
        let missing = rule.kind.missing(coverage).into_iter();
        missing.map(move |(section, values)| (rule, section, values))
    });
    let found = missing.map(|(rule, section, values)| {
        let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let member = values.iter().find(|(name, _)| MEMBERS.contains(name));
        let place = policy.roster_place(&section, member.map(|(_, said)| *said));
        let mut finding = rule.finding(place, &values);
        finding.section = Some(section);
        finding
    });
    found.collect()
}
