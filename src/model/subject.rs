//! 排查主体: on whose behalf a form looks for risks. The policy allows other risk categories for each.

use serde::{Deserialize, Serialize};

/// Who a self-check form speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// 单位（领导班子）: 三重一大.
    Unit,
    /// 科室: 业务流程, 制度机制, 外部环境.
    Section,
    /// 个人（岗位）: 思想道德, 岗位职责, 外部环境.
    Person,
}

impl Subject {
    /// All of them, in the order of the policy.
    pub const ALL: [Self; 3] = [Self::Unit, Self::Section, Self::Person];

    /// Name in the policy and in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Section => "section",
            Self::Person => "person",
        }
    }

    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Unit => "单位",
            Self::Section => "科室",
            Self::Person => "个人（岗位）",
        }
    }
}
