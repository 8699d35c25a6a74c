//! 单位: whose results the level above collects, and what each of them comes to.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::{Change, CrossRow, LevelCounts, Points, PublicItem, RegisterItem, RowAccount};
use crate::location::Place;
use crate::text;

/// A unit of the roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitInfo {
    /// 单位全称.
    pub name: String,
    /// Other names of it. Configured, never guessed.
    pub aliases: Vec<String>,
    /// With which others it is compared (同类单位): 区县, 直属单位.
    pub group: Option<String>,
}

/// All units that report to this level, in the order of the policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitRoster {
    units: Vec<UnitInfo>,
    by_key: BTreeMap<String, usize>,
}

impl UnitRoster {
    /// A roster of these units; of two with one name the first counts.
    pub fn new(units: Vec<UnitInfo>) -> Self {
        let mut by_key = BTreeMap::new();
        for (at, unit) in units.iter().enumerate() {
            for name in std::iter::once(&unit.name).chain(&unit.aliases) {
                by_key.entry(text::key(name)).or_insert(at);
            }
        }
        Self { units, by_key }
    }

    /// All units.
    pub fn all(&self) -> &[UnitInfo] {
        &self.units
    }

    /// The place of the unit with this name or alias; width, spaces and 繁简 do not matter.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_key.get(&text::key(name)).copied()
    }

    /// The unit that a title or a file's name names; none where it names none, or several of which none contains the others.
    pub fn named_in(&self, written: &str) -> Option<&UnitInfo> {
        let key = text::key(written);
        let named = self.by_key.iter().filter(|(name, _)| key.contains(*name));
        let named: Vec<(&String, &usize)> = named.collect();
        let (longest, at) = named.iter().max_by_key(|(name, _)| name.len())?;
        let within = |(name, other): &(&String, &usize)| other == at || longest.contains(*name);
        named.iter().all(within).then(|| &self.units[**at])
    }
}

/// Whether a unit has handed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HandedIn {
    /// 已报送.
    Read,
    /// 已交未读出: something came in, and nothing of it could be taken.
    Unread,
    /// 未报送.
    #[default]
    Nothing,
}

impl HandedIn {
    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Read => "已报送",
            Self::Unread => "已交未读出",
            Self::Nothing => "未报送",
        }
    }
}

/// What the register of a unit comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitCounts {
    /// Rows by their fate.
    pub rows: RowAccount,
    /// Registered items; each names one risk point or several.
    pub items: usize,
    /// Risk points, posts and matters by level, in the order of [`Counted`](super::Counted).
    pub levels: [LevelCounts; 3],
    /// Risk points that name no post, and no matter.
    pub left_out: [usize; 2],
    /// Risk points by section and level.
    pub sections: Vec<CrossRow>,
    /// Risk points by category and level.
    pub categories: Vec<CrossRow>,
    /// Risk points by what their level rests on.
    pub basis: [usize; 5],
    /// Errors, warnings and notes found in its forms.
    pub findings: [usize; 3],
}

impl UnitCounts {
    /// All risk points.
    pub fn points(&self) -> usize {
        self.levels[0].total()
    }
}

/// A unit of a roll-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitSummary {
    /// 单位全称.
    pub unit: Arc<str>,
    /// With which others it is compared; empty where nobody says.
    pub group: String,
    /// Whether the roster names it, or there is none.
    pub known: bool,
    /// Whether it has handed in.
    pub state: HandedIn,
    /// Why nothing was taken, or what was taken in place of what.
    pub why: String,
    /// Where what stands for it lies, seen from the folder of the roll-up: its result, or its files.
    pub sources: Vec<String>,
    /// The page or file that shows it, seen from there; empty where there is none.
    pub page: String,
    /// The day of its result, where it says one.
    pub date: String,
    /// What its register comes to.
    pub counts: UnitCounts,
    /// The score of the unit as a whole, where some input scores it.
    pub score: Option<UnitScore>,
}

/// The score of a unit as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitScore {
    /// 总分; none while something is not marked.
    pub total: Option<Points>,
    /// 等次.
    pub band: Option<String>,
    /// Whose result says so.
    pub by: Arc<str>,
}

/// In what a unit lies apart from those like it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outlier {
    /// The unit.
    pub unit: Arc<str>,
    /// With which others it was compared; empty where all are alike.
    pub group: String,
    /// How many they are, itself included.
    pub alike: usize,
    /// What was compared: 风险点数, 一级占比.
    pub what: &'static str,
    /// Its own figure, in hundredths where it is a share.
    pub own: usize,
    /// The median, likewise.
    pub median: usize,
    /// Whether the figures are shares.
    pub share: bool,
}

/// A registered risk point with its unit.
#[derive(Clone, Debug)]
pub struct UnitItem {
    /// The unit.
    pub unit: Arc<str>,
    /// The item.
    pub item: RegisterItem,
    /// 监管人, in words.
    pub supervisor: String,
    /// Where the entries stand that it was made from, the kept one first.
    pub places: Vec<Place>,
}

/// What the public may read of a risk point, with its unit.
#[derive(Clone, Debug)]
pub struct UnitPublic {
    /// The unit.
    pub unit: Arc<str>,
    /// What the public may read.
    pub item: PublicItem,
}

/// What became of a risk point, with its unit.
#[derive(Clone, Debug)]
pub struct UnitChange {
    /// The unit.
    pub unit: Arc<str>,
    /// What became of it.
    pub change: Change,
}
