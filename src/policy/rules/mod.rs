//! Rules as data: which findings there are, how much each matters, what it says. What a kind of rule looks for is Rust
//! and stands in `rules`; its instances are TOML, so that a bureau changes them without a programmer.

mod build;
mod kind;
mod message;
mod params;
mod written;

use std::collections::BTreeMap;

pub use build::Layers;
pub use kind::{KINDS, KindInfo, RuleKind};
pub use message::Message;
pub use written::WrittenRule;

use crate::diagnostic::{Check, Confidence, Diagnostic, Severity};
use crate::location::Place;
use crate::model::{Entry, Field, Level, Subject};

/// Under which conditions a rule looks at an entry; an empty condition asks nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// Levels that count.
    pub levels: Vec<Level>,
    /// On whose behalf the form speaks.
    pub subjects: Vec<Subject>,
    /// Sections, by their names in the roster.
    pub sections: Vec<String>,
    /// Fields that are filled.
    pub filled: Vec<Field>,
}

impl When {
    /// Whether the rule looks at this entry of a form that speaks for `subject`.
    pub fn applies(&self, entry: &Entry, subject: Subject) -> bool {
        let level = entry.effective_level().0;
        let section = entry.text(Field::Section);
        (self.levels.is_empty() || level.is_some_and(|l| self.levels.contains(&l)))
            && (self.subjects.is_empty() || self.subjects.contains(&subject))
            && (self.sections.is_empty()
                || section.is_some_and(|s| self.sections.iter().any(|own| own == s)))
            && self.filled.iter().all(|field| entry.answers(*field))
    }
}

/// A rule: a kind with its settings and its words.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Stable code.
    pub code: String,
    /// What it looks for.
    pub kind: RuleKind,
    /// The kind's name and explanation.
    pub info: &'static KindInfo,
    /// Fields it looks at.
    pub fields: Vec<Field>,
    /// Entries it looks at.
    pub when: When,
    /// Short name of the problem.
    pub title: String,
    /// How much it matters.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// What it says.
    pub message: Message,
    /// What to do.
    pub help: String,
    /// A correct example; where there is none, that of the field is shown.
    pub example: Option<String>,
    /// Clause of the bureau's regulation (制度条款).
    pub clause: Option<String>,
    /// Further explanation.
    pub about: Option<String>,
    /// Whether it is switched off.
    pub off: bool,
    /// Where it is written, `file:line`.
    pub line: String,
}

impl Rule {
    /// A finding of this rule at `place`; `values` fill the slots of its message.
    pub fn finding(&self, place: Place, values: &[(&str, &str)]) -> Diagnostic {
        Diagnostic {
            place,
            code: self.code.clone(),
            title: self.title.clone(),
            severity: self.severity,
            confidence: self.confidence,
            message: self.message.fill(values),
            help: self.help.clone(),
            found: None,
            example: self.example.clone(),
            clause: self.clause.clone(),
            rule: Some(self.line.clone()),
            section: None,
            excerpt: None,
        }
    }
}

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
