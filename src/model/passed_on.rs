//! 下年带入: the sheets of the register's book from which next year goes on, as they are written and read back.

use super::former::Retired;

/// Name of the sheet of the numbers.
pub const PASSED_ON_SHEET: &str = "下年带入";
/// Name of the sheet of the choices about repeats.
pub const CHOICES_SHEET: &str = "合并决定";

/// Heads of the sheet of the numbers: the number, its state, the number it was merged into, its section; the level as
/// written where it is open, as declared, as confirmed, with reason, by whom and when; the rating and what its date is; for
/// one that stands no more since which year and why; the keys.
pub const PASSED_ON_HEADS: [&str; 15] = [
    "编号",
    "编号状态",
    "并入",
    "科室",
    "等级原文",
    "自评等级",
    "审定等级",
    "审定理由",
    "审定人",
    "审定日期",
    "上次评定",
    "日期取自",
    "停用年度",
    "停用原因",
    "识别码",
];

/// How a number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberState {
    /// 登记.
    Standing,
    /// 已并入: another number stands for it.
    Merged,
    /// 不登记: struck out by the leading group.
    Struck,
    /// 退回待改.
    Returned,
    /// 尚未报送.
    Unreported,
    /// 交来未读出.
    Unread,
    /// 停用: stands no more.
    Ended,
}

impl NumberState {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Standing,
        Self::Merged,
        Self::Struck,
        Self::Returned,
        Self::Unreported,
        Self::Unread,
        Self::Ended,
    ];

    /// The word shown to people and read back.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Standing => "登记",
            Self::Merged => "已并入",
            Self::Struck => "不登记",
            Self::Returned => "退回待改",
            Self::Unreported => "尚未报送",
            Self::Unread => "已交未读出",
            Self::Ended => "停用",
        }
    }
}

impl Retired {
    /// How the number stands.
    pub const fn state(&self) -> NumberState {
        if self.struck {
            NumberState::Struck
        } else if self.into.is_some() {
            NumberState::Merged
        } else if self.returned {
            NumberState::Returned
        } else if self.unreported && self.unread {
            NumberState::Unread
        } else if self.unreported {
            NumberState::Unreported
        } else {
            NumberState::Ended
        }
    }
}
