//! A rule as people write it; what only its kind takes is for the kind to read.

use serde::Deserialize;

use crate::diagnostic::{Confidence, Severity};
use crate::policy::decode::{List, Set};

/// One rule, or changes to one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenRule {
    pub code: Set<String>,
    pub kind: Set<String>,
    pub off: Set<bool>,
    pub severity: Set<Severity>,
    pub confidence: Set<Confidence>,
    pub when: Set<WrittenWhen>,
    #[serde(rename = "replace")]
    pub _replace: Set<bool>,
    pub fields: List<String>,
    pub title: Set<String>,
    pub message: Set<String>,
    pub help: Set<String>,
    pub example: Set<String>,
    pub clause: Set<String>,
    pub about: Set<String>,
}

/// 等级, 排查主体, 科室, 已填的栏目.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenWhen {
    pub level: List<String>,
    pub subject: List<String>,
    pub section: List<String>,
    pub filled: List<String>,
}
