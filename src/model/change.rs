//! 年度对比: what became of the risk points since last year.

use serde::{Deserialize, Serialize};

use super::Level;

/// What became of a risk point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeClass {
    /// 新增.
    New,
    /// 消除.
    Gone,
    /// 升级: the level is higher than it was.
    Up,
    /// 降级.
    Down,
    /// 措施变化: the level is the same, the measures are not.
    Measures,
    /// 等级待定: one of the two years has no level.
    Open,
    /// 退回待改: its entry was handed in, and sent back for correction.
    Returned,
    /// 未报送: its section has handed in nothing, or nothing that could be read, and nobody knows what became of it.
    Unreported,
    /// 未变.
    Same,
}

impl ChangeClass {
    /// All of them, in the order of the book.
    pub const ALL: [Self; 9] = [
        Self::New,
        Self::Gone,
        Self::Up,
        Self::Down,
        Self::Measures,
        Self::Open,
        Self::Returned,
        Self::Unreported,
        Self::Same,
    ];

    /// Whether the risk point stood before and does not stand now.
    pub const fn stands_no_more(self) -> bool {
        matches!(self, Self::Gone | Self::Returned | Self::Unreported)
    }

    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::New => "新增",
            Self::Gone => "消除",
            Self::Up => "升级",
            Self::Down => "降级",
            Self::Measures => "措施变化",
            Self::Open => "等级待定",
            Self::Returned => "退回待改",
            Self::Unreported => "尚未报送",
            Self::Same => "未变",
        }
    }
}

/// A text before and now; none where there is or was none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BothTexts {
    /// Last year's.
    pub before: Option<String>,
    /// This year's.
    pub now: Option<String>,
}

/// What became of one risk point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// 登记编号; of one that is gone the old one.
    pub id: String,
    /// What became of it.
    pub class: ChangeClass,
    /// 科室.
    pub section: String,
    /// 权力（业务）事项.
    pub matter: Option<String>,
    /// 风险点.
    pub risk: BothTexts,
    /// The level that counted last year.
    pub level_before: Option<Level>,
    /// The level that counts now.
    pub level_now: Option<Level>,
    /// 防控措施.
    pub measures: BothTexts,
    /// The reason given, or found: 并入 another number, a section that has not reported.
    pub reason: Option<String>,
}
