//! The scheme as people write it, before anything is checked.

use serde::Deserialize;

use super::{IfNone, ReasonWanted, Undated};
use crate::model::Disposition;
use crate::policy::decode::{Keyed, List, Marks, Part, Set, Tables, Whole};

/// What one policy says of scoring.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenScoring {
    #[serde(rename = "replace")]
    pub _replace: Set<bool>,
    /// Only of a special check: by which it is known.
    pub name: Set<String>,
    /// The sections it is about; all where none is named.
    pub sections: List<String>,
    pub deadline: Set<String>,
    pub undated: Set<Undated>,
    pub leaders: Set<Leaders>,
    pub substance: List<String>,
    pub reasons: List<String>,
    pub if_none: Set<IfNone>,
    pub full: Set<Marks>,
    pub bonus_cap: Set<Marks>,
    pub converted: Set<Marks>,
    pub bonus_capped: Set<bool>,
    pub dimensions: Tables<WrittenDimension>,
    pub evaluators: Tables<WrittenEvaluator>,
    pub items: Tables<WrittenItem>,
    pub vetoes: Tables<WrittenVeto>,
    pub bands: Tables<WrittenBand>,
    pub ballots: Tables<WrittenBallot>,
    pub classes: Tables<WrittenClass>,
    pub quota: Part<WrittenQuota>,
    pub dispositions: Keyed<Disposition, List<String>>,
    pub ledger: Part<WrittenLedger>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenDimension {
    pub key: Set<String>,
    pub name: Set<String>,
    pub points: Set<Marks>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenEvaluator {
    pub key: Set<String>,
    pub name: Set<String>,
    pub weight: Set<Whole<0, 100>>,
    pub own: Set<bool>,
    pub led: Set<bool>,
    pub heads_by: Set<String>,
    pub leaders_by: Set<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenItem {
    pub code: Set<String>,
    pub subject: Set<String>,
    pub dimension: Set<String>,
    pub part: Set<String>,
    pub name: Set<String>,
    pub standard: Set<String>,
    pub kind: Set<String>,
    pub metric: Set<String>,
    pub of: Set<String>,
    pub points: Set<Marks>,
    pub each: Set<Marks>,
    pub floor: Set<Marks>,
    pub first: Set<Whole<1, 1000>>,
    pub first_each: Set<Marks>,
    pub last: Set<Whole<1, 100>>,
    pub headings: List<String>,
    pub by: List<String>,
    pub if_none: Set<IfNone>,
    pub not_applicable: Set<bool>,
    pub reason: Set<ReasonWanted>,
    pub off: Set<bool>,
}

impl WrittenItem {
    /// Whether it is switched off.
    pub fn is_off(&self) -> bool {
        self.off.value() == Some(&true)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenVeto {
    pub code: Set<String>,
    pub name: Set<String>,
    pub metric: Set<String>,
    pub by: List<String>,
    pub subjects: List<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenBand {
    pub name: Set<String>,
    pub min: Set<Marks>,
    pub below: Set<Marks>,
    pub max_share: Set<Whole<1, 100>>,
    pub coefficient: Set<Marks>,
}

/// A word on a ballot and what a vote for it is worth.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenBallot {
    pub name: Set<String>,
    pub coefficient: Set<Marks>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenClass {
    pub name: Set<String>,
    pub shares: Keyed<String, Set<Whole<1, 100>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenQuota {
    pub off: Set<bool>,
    pub groups: List<String>,
    pub percent: Set<Whole<1, 100>>,
    pub ties: Set<String>,
    pub compare: List<String>,
    pub subjects: Set<List<String>>,
}

/// Heads of ledgers by their columns, and words that say something is closed, or is not.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenLedger {
    pub seq: List<String>,
    pub section: List<String>,
    pub post: List<String>,
    pub person: List<String>,
    pub kind: List<String>,
    pub on: List<String>,
    pub channel: List<String>,
    pub ground: List<String>,
    pub measure: List<String>,
    pub deadline: List<String>,
    pub done: List<String>,
    pub closed_on: List<String>,
    pub remark: List<String>,
    pub closed_words: List<String>,
    pub open_words: List<String>,
    pub within_words: List<String>,
    pub monitoring_words: List<String>,
}

/// Whether the leaders are scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leaders {
    /// By whoever `leaders_by` names.
    Score,
    /// Not at all.
    Skip,
}

/// How an item is reckoned.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    AllOrNothing,
    PerTime,
    Rate,
    Range,
    Weighted,
    Average,
    Tiered,
    Rank,
    Ballot,
}

impl Kind {
    /// Whether one alone marks, or counts, where people do.
    pub const fn wants_one(self) -> bool {
        matches!(
            self,
            Self::Range | Self::Ballot | Self::Rank | Self::PerTime | Self::Tiered
        )
    }
}
