//! 风险等级: one, two, three, of which one is the highest.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A risk level. `One` (一级) is the highest and sorts first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// 一级.
    One,
    /// 二级.
    Two,
    /// 三级.
    Three,
}

impl Level {
    /// All levels, highest first.
    pub const ALL: [Self; 3] = [Self::One, Self::Two, Self::Three];

    /// 1, 2 or 3.
    pub const fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
        }
    }

    /// The level with this number.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|l| i64::from(l.number()) == number)
    }

    /// 一级, 二级 or 三级.
    pub const fn title(self) -> &'static str {
        match self {
            Self::One => "一级",
            Self::Two => "二级",
            Self::Three => "三级",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.number())
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(deserializer)?;
        Self::from_number(number).ok_or_else(|| serde::de::Error::custom("level must be 1, 2 or 3"))
    }
}

/// What an effective level rests on. 自评, 建议 and 审定 are never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// 审定: confirmed by the leading group.
    Confirmed,
    /// 自评（填报）: declared on the form, not confirmed yet.
    Declared,
    /// 建议: only a suggested level is known.
    Suggested,
    /// 待审定: what is declared and what is suggested differ; the higher one counts until the leading group decides.
    Pending,
    /// 待定: nothing could be decided.
    Open,
}

impl Basis {
    /// All of them, the firmest first.
    pub const ALL: [Self; 5] = [
        Self::Confirmed,
        Self::Declared,
        Self::Suggested,
        Self::Pending,
        Self::Open,
    ];

    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Confirmed => "审定",
            Self::Declared => "自评",
            Self::Suggested => "建议",
            Self::Pending => "待审定",
            Self::Open => "待定",
        }
    }
}
