//! `[grading]` as people write it: methods, words, criteria, thresholds.

use serde::Deserialize;

use super::Method;
use crate::policy::decode::{List, Part, Set, Tables, Whole};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenGrading {
    pub method: Set<Method>,
    #[serde(rename = "replace")]
    _replace: Set<bool>,
    pub yes: List<String>,
    pub no: List<String>,
    pub criminal: List<String>,
    pub discipline: List<String>,
    pub internal: List<String>,
    pub question_words: List<String>,
    pub grades: Tables<WrittenGrade>,
    pub criteria: Tables<WrittenCriterion>,
    pub contradictions: Tables<WrittenContradiction>,
    pub matrix: Part<WrittenMatrix>,
    pub count: Part<WrittenCount>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenGrade {
    pub words: List<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenCriterion {
    pub level: Set<Whole<1, 3>>,
    pub when: Part<WrittenConditions>,
    pub text: Set<String>,
    pub clause: Set<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenContradiction {
    pub when: Part<WrittenConditions>,
    pub text: Set<String>,
}

/// `when = { resources = ["yes"], consequence = ["internal", "blank"] }`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenConditions {
    pub three_important: Set<List<String>>,
    pub resources: Set<List<String>>,
    pub discretion: Set<List<String>>,
    pub consequence: Set<List<String>>,
}

/// A threshold.
pub type Limit = Set<Whole<1, 100>>;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenMatrix {
    pub one: Limit,
    pub two: Limit,
    pub clause: Set<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenCount {
    pub fields: Set<List<String>>,
    pub one: Limit,
    pub two: Limit,
    pub clause: Set<String>,
}
