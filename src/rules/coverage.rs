//! 漏报: sections and persons of the roster of whom nothing came in. Known only when all forms are together.

use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Coverage, CoverageBasis};
use crate::policy::{Policy, Rule, RuleKind};

/// Findings for all that is missing. They stand at the policy's file: there is no form to name.
pub fn check(coverage: &Coverage, policy: &Policy) -> Vec<Diagnostic> {
    let place = Place::file(&policy.file_name().unwrap_or("花名册").into());
    let rules = policy.rule_book.active();
    rules
        .flat_map(|rule| match rule.kind {
            RuleKind::SilentSection => sections(rule, coverage, &place),
            RuleKind::SilentPerson => persons(rule, coverage, &place),
            _ => Vec::new(),
        })
        .collect()
}

fn sections(rule: &Rule, coverage: &Coverage, place: &Place) -> Vec<Diagnostic> {
    let silent = coverage.sections.iter();
    let silent = silent.filter(|s| s.basis == CoverageBasis::Nothing);
    let found = silent.map(|line| {
        let staff = line.staff.to_string();
        let state = if line.staff == 0 {
            String::new()
        } else {
            format!("（在册 {staff} 人）")
        };
        let values = [
            ("section", line.section.as_str()),
            ("staff", &staff),
            ("state", &state),
        ];
        finding(rule, place, &line.section, &values)
    });
    found.collect()
}

fn persons(rule: &Rule, coverage: &Coverage, place: &Place) -> Vec<Diagnostic> {
    let by_name = coverage.sections.iter();
    let by_name = by_name.filter(|s| s.basis == CoverageBasis::ByName);
    let found = by_name.flat_map(|line| {
        let missing = line.missing.iter();
        missing.map(|person| {
            let values = [("section", line.section.as_str()), ("person", person)];
            finding(rule, place, &line.section, &values)
        })
    });
    found.collect()
}

fn finding(rule: &Rule, place: &Place, section: &str, values: &[(&str, &str)]) -> Diagnostic {
    let mut finding = rule.finding(place.clone(), values);
    finding.section = Some(section.to_owned());
    finding
}
