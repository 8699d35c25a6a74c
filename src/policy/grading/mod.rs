//! `[grading]`: how the policy suggests a level (建议等级), as data: the notations of the answers, and for each method its criteria.

mod build;
mod check;
mod written;

use std::collections::BTreeMap;

pub use build::build;
use serde::Deserialize;
pub use written::WrittenGrading;

use super::words::WordSet;
use crate::model::{Answer, Field, Level};

/// How a level is suggested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// By the criteria on the answers (按回答定级).
    #[default]
    Answers,
    /// By 可能性 × 影响程度 (风险矩阵).
    Matrix,
    /// By the number of questions answered with yes (计数法).
    Count,
    /// Not at all.
    None,
}

/// What a criterion asks of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// This answer.
    Is(Answer),
    /// No answer at all (未填).
    NotGiven,
}

/// The answers a criterion asks for: each field must be answered in one of these ways.
pub type Conditions = BTreeMap<Field, Vec<Wanted>>;

/// One criterion: where its conditions hold, the level is suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// The level.
    pub level: Level,
    /// Its conditions, all of which must hold.
    pub when: Conditions,
    /// What it says, in words.
    pub text: String,
    /// Clause of the policy's source (制度条款).
    pub clause: String,
}

/// Answers that do not fit together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The answers.
    pub when: Conditions,
    /// Why they do not fit.
    pub text: String,
}

/// From which number on a level is suggested; below both it is level three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Thresholds {
    /// Level one.
    pub one: u32,
    /// Level two.
    pub two: u32,
}

impl Thresholds {
    /// The level of this number.
    pub const fn level(self, number: u32) -> Level {
        if number >= self.one {
            Level::One
        } else if number >= self.two {
            Level::Two
        } else {
            Level::Three
        }
    }
}

/// Everything by which levels are suggested.
#[derive(Clone, Debug, Default)]
pub struct GradingPolicy {
    /// The method.
    pub method: Method,
    /// Notations of yes and no: the whole answer, or what stands before its first mark.
    pub yes_no: [WordSet; 2],
    /// Words of 刑事, 党纪政纪 and 内部 consequences, found anywhere in the answer.
    pub consequences: [WordSet; 3],
    /// Words of the grades of 可能性 and 影响程度, from the lowest.
    pub grades: Vec<WordSet>,
    /// The criteria, those of higher levels first.
    pub criteria: Vec<Criterion>,
    /// Answers that do not fit together.
    pub contradictions: Vec<Contradiction>,
    /// Products of 可能性 and 影响程度.
    pub matrix: Thresholds,
    /// Clause the matrix rests on.
    pub matrix_clause: String,
    /// Questions that are counted.
    pub counted: Vec<Field>,
    /// Numbers of questions answered with yes.
    pub count: Thresholds,
    /// Clause the count rests on.
    pub count_clause: String,
    /// Words that raise a question where an entry of a low level has them.
    pub question_words: WordSet,
}

impl GradingPolicy {
    /// Fields whose answers the method looks at.
    pub fn fields(&self) -> Vec<Field> {
        match self.method {
            Method::None => Vec::new(),
            Method::Matrix => vec![Field::Likelihood, Field::Impact],
            Method::Count => self.counted.clone(),
            Method::Answers => {
                let asks = |f: &&Field| self.criteria.iter().any(|c| c.when.contains_key(f));
                let all = Field::ALL.iter().filter(|f| f.is_answer());
                all.filter(asks).copied().collect()
            }
        }
    }
}
