//! 中期监控: how a year stands when half of it is over.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Change, ChangeClass, CoverageBasis, LedgerEntry, PartialDate, Scored};
use crate::location::Place;

/// What became of an early sign (苗头性问题), as far as its line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    /// 已处理.
    Settled,
    /// 尚未了结: not put right yet, or watched.
    Watched,
    /// In words that say neither.
    Told,
    /// Nothing is said.
    Unsaid,
}

impl Handling {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Settled, Self::Watched, Self::Told, Self::Unsaid];

    /// The words shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Settled => "已处理",
            Self::Watched => "尚未了结",
            Self::Told => "见处理结果",
            Self::Unsaid => "未写结果",
        }
    }
}

/// A matter whose day has passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overdue {
    /// 整改未销号, 处置未办结, 等级到期未重新评定.
    pub what: String,
    /// Whom it concerns.
    pub scored: Scored,
    /// The matter in words; of a risk point with its number.
    pub matter: String,
    /// Until when.
    pub due: PartialDate,
    /// Days since.
    pub days: i64,
    /// Where it is written.
    pub place: Place,
}

/// How a section stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionMonitoring {
    /// The section.
    pub section: String,
    /// Whether it has handed in; none where the roster does not know it.
    pub basis: Option<CoverageBasis>,
    /// People who have not.
    pub missing: Vec<String>,
    /// Registered entries.
    pub registered: usize,
    /// What became of its risk points.
    pub changes: BTreeMap<ChangeClass, usize>,
    /// Its early signs.
    pub signs: BTreeMap<Handling, usize>,
    /// Its overdue matters.
    pub overdue: usize,
}

/// The mid-year report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MidYear {
    /// With what the register was compared: 2026年初的结果; none where there is nothing to compare with.
    pub since: Option<String>,
    /// What became of every risk point since then.
    pub changes: Vec<Change>,
    /// Section by section, in the order of the roster.
    pub sections: Vec<SectionMonitoring>,
    /// The early signs of the year, by day.
    pub signs: Vec<(LedgerEntry, Handling)>,
    /// What is overdue, the longest first.
    pub overdue: Vec<Overdue>,
}
