//! A rule as people write it, before anything is checked; and how a later file's words lie over an earlier one's.

use std::ops::Range;

use crate::diagnostic::{Confidence, Severity};
use crate::policy::decode::{At, Cursor};
use crate::policy::source::Problem;

/// Names of the settings that hold lists of texts, in the order of [`WrittenRule::lists`].
pub const LISTS: [&str; 4] = ["fields", "of", "words", "patterns"];
/// Names of the settings that hold a number, in the order of [`WrittenRule::numbers`].
pub const NUMBERS: [&str; 3] = ["min", "at_least", "years"];
/// Below these numbers a rule would say nothing, or the same of everything.
const LEAST: [i64; NUMBERS.len()] = [1, 2, 1];
/// Names of the texts, in the order of [`WrittenRule::texts`].
pub const TEXTS: [&str; 6] = ["title", "message", "help", "example", "clause", "about"];
/// Names of the conditions, in the order of [`WrittenWhen`].
const CONDITIONS: [&str; 4] = ["level", "subject", "section", "filled"];

/// 等级, 排查主体, 科室, 已填的栏目.
pub type WrittenWhen = [Vec<At<String>>; CONDITIONS.len()];

/// One rule, or changes to one.
#[derive(Clone, Debug, Default)]
pub struct WrittenRule {
    /// Its code.
    pub code: Option<At<String>>,
    /// Its kind.
    pub kind: Option<At<String>>,
    /// Whether it is switched off.
    pub off: Option<bool>,
    /// How much it matters.
    pub severity: Option<Severity>,
    /// How sure it is.
    pub confidence: Option<Confidence>,
    /// Under which conditions it looks at an entry.
    pub when: Option<WrittenWhen>,
    /// Drop the words and patterns of the earlier file.
    pub replace: bool,
    /// Lists in the order of [`LISTS`].
    pub lists: [Option<Vec<At<String>>>; LISTS.len()],
    /// Numbers in the order of [`NUMBERS`].
    pub numbers: [Option<At<i64>>; NUMBERS.len()],
    /// Texts in the order of [`TEXTS`].
    pub texts: [Option<At<String>>; TEXTS.len()],
    /// Its bytes.
    pub span: Range<usize>,
}

impl WrittenRule {
    /// Reads one `[[rules]]`.
    pub fn decode(table: At<Cursor<'_>>, out: &mut Vec<Problem>) -> Self {
        let At {
            value: mut cursor,
            span,
        } = table;
        let severities = [
            ("error", Severity::Error),
            ("warning", Severity::Warning),
            ("note", Severity::Note),
        ];
        let confidences = [
            ("high", Confidence::High),
            ("medium", Confidence::Medium),
            ("low", Confidence::Low),
        ];
        let rule = Self {
            code: cursor.string("code", out),
            kind: cursor.string("kind", out),
            off: cursor.boolean("off", out),
            severity: cursor.choice("severity", &severities, out),
            confidence: cursor.choice("confidence", &confidences, out),
            when: cursor.table("when", out).map(|mut when| {
                let conditions = CONDITIONS.map(|key| when.strings(key, out));
                when.finish(out);
                conditions
            }),
            replace: cursor.boolean("replace", out).unwrap_or(false),
            lists: LISTS.map(|key| cursor.some_strings(key, out)),
            numbers: std::array::from_fn(|at| cursor.integer(NUMBERS[at], LEAST[at]..=1000, out)),
            texts: TEXTS.map(|key| cursor.string(key, out)),
            span,
        };
        cursor.finish(out);
        rule
    }

    /// This rule with what `later` says instead; its words and patterns are added unless it replaces them.
    pub fn overlaid(&self, later: &Self) -> Self {
        let lists = std::array::from_fn(|at| {
            let adds = matches!(LISTS[at], "words" | "patterns") && !later.replace;
            match (&self.lists[at], &later.lists[at]) {
                (Some(earlier), Some(new)) if adds => Some([&earlier[..], &new[..]].concat()),
                (earlier, new) => new.as_ref().or(earlier.as_ref()).cloned(),
            }
        });
        Self {
            code: later.code.clone(),
            // A code keeps its kind; that another one was asked for has been reported.
            kind: self.kind.clone(),
            off: later.off.or(self.off),
            severity: later.severity.or(self.severity),
            confidence: later.confidence.or(self.confidence),
            when: later.when.clone().or_else(|| self.when.clone()),
            replace: later.replace,
            lists,
            numbers: std::array::from_fn(|at| {
                later.numbers[at].clone().or(self.numbers[at].clone())
            }),
            texts: std::array::from_fn(|at| later.texts[at].clone().or(self.texts[at].clone())),
            span: later.span.clone(),
        }
    }

    /// The text with this name.
    pub fn text(&self, name: &str) -> Option<&At<String>> {
        let at = TEXTS.iter().position(|n| *n == name)?;
        self.texts[at].as_ref()
    }

    /// The names of the settings written that only some kinds take, each with its bytes.
    pub fn particular(&self) -> impl Iterator<Item = (&'static str, Range<usize>)> {
        let lists = LISTS.iter().zip(&self.lists).filter_map(|(name, list)| {
            let first = list.as_ref()?.first();
            Some((*name, first.map_or(self.span.clone(), |f| f.span.clone())))
        });
        let numbers = NUMBERS
            .iter()
            .zip(&self.numbers)
            .filter_map(|(name, number)| Some((*name, number.as_ref()?.span.clone())));
        lists.chain(numbers)
    }
}
