//! 定级: what a form answered, what the policy suggests for it and on what grounds, and what the leading group decided.

use serde::{Deserialize, Serialize};

use super::{Field, Level, PartialDate};
use crate::location::{CellRef, Place};

/// One answer of a form on which the suggested level rests, understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// 是, 有.
    Yes,
    /// 否, 无.
    No,
    /// 可能构成犯罪，追究刑事责任.
    Criminal,
    /// 可能受到党纪政纪处分.
    Discipline,
    /// 可能受到内部责任追究.
    Internal,
    /// A grade of 可能性 or 影响程度, from 1 for the lowest.
    Grade(u8),
}

impl Answer {
    /// The word shown to people in the place of whatever was written; grades have no words of their own.
    pub const fn word(self, field: Field) -> Option<&'static str> {
        let has = matches!(field, Field::Discretion);
        match self {
            Self::Yes => Some(if has { "有" } else { "是" }),
            Self::No => Some(if has { "无" } else { "否" }),
            Self::Criminal => Some("刑事责任"),
            Self::Discipline => Some("党纪政纪处分"),
            Self::Internal => Some("内部责任追究"),
            Self::Grade(_) => None,
        }
    }
}

/// One ground of a suggested level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Clause of the policy it rests on.
    pub clause: String,
    /// The criterion with the answers that meet it.
    pub text: String,
    /// Cells of the answers.
    pub cells: Vec<CellRef>,
}

/// What the policy suggests for one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grading {
    /// 建议等级 by the policy's criteria; none where they leave it open, or where nothing was asked.
    pub suggested: Option<Level>,
    /// Its grounds.
    pub reasons: Vec<Reason>,
    /// What only people can decide, each in a sentence: an answer missing or unreadable, a case the criteria leave open,
    /// answers that contradict each other.
    pub doubts: Vec<String>,
}

/// 审定: what the leading group decided on one entry, from a review workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// 审定等级.
    pub level: Level,
    /// 审定理由; may be empty.
    pub reason: String,
    /// 审定人; may be empty.
    pub by: String,
    /// 审定日期, if it could be read.
    pub on: Option<PartialDate>,
    /// The cell of the review workbook that holds the level.
    pub place: Place,
}
