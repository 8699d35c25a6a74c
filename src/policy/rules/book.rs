//! All rules, and the changes to the checks made while reading.

use std::collections::BTreeMap;

use super::rule::Rule;
use crate::diagnostic::{Check, Diagnostic, Severity};

/// What the policy changes about a check the program makes while reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adjustment {
    /// Another severity.
    pub severity: Option<Severity>,
    /// Whether it is switched off.
    pub off: bool,
    /// Other words: title, advice, example, clause.
    pub title: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// A correct example.
    pub example: Option<String>,
    /// Clause.
    pub clause: Option<String>,
    /// Where it is written, `file:line`.
    pub line: String,
}

/// All rules, and the changes to the checks made while reading.
#[derive(Clone, Debug, Default)]
pub struct RuleBook {
    /// The rules in the order of their codes, those switched off included.
    pub rules: Vec<Rule>,
    /// Changes by code.
    pub adjustments: BTreeMap<String, Adjustment>,
    /// The checks made while reading, as far as the policy was told of them.
    pub checks: Vec<&'static Check>,
}

impl RuleBook {
    /// The rules that are to be followed.
    pub fn active(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(|r| !r.off)
    }

    /// A finding made while reading, as the policy wants it; none where it is switched off.
    pub fn adjusted(&self, mut finding: Diagnostic) -> Option<Diagnostic> {
        let Some(change) = self.adjustments.get(&finding.code) else {
            return Some(finding);
        };
        if change.off {
            return None;
        }
        finding.severity = change.severity.unwrap_or(finding.severity);
        for (slot, text) in [
            (&mut finding.title, &change.title),
            (&mut finding.help, &change.help),
        ] {
            if let Some(text) = text {
                slot.clone_from(text);
            }
        }
        finding.example = change.example.clone().or(finding.example);
        finding.clause = change.clause.clone().or(finding.clause);
        finding.rule = Some(change.line.clone());
        Some(finding)
    }
}
