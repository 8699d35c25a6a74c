//! Who speaks of a risk point beside those who report it and the leading group.

use serde::{Deserialize, Serialize};

/// Who speaks, in the order of the policy's chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// 交叉互查: another section.
    CrossCheck,
    /// 群众评议: the staff, by votes.
    Ballot,
}

impl Voice {
    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::CrossCheck => "交叉互查",
            Self::Ballot => "群众评议",
        }
    }
}
