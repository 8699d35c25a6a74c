//! `[scoring]`: the scheme by which sections and posts are scored at year end (年度考核), all of it data: dimensions, items,
//! evaluators, vetoes, bands, quota, conversion, coefficients. The policy regulates none of this, so every bureau sets its own.

mod build;
mod check;
mod metric;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

pub use build::build;
pub use metric::{METRICS, Metric, MetricInfo};
use serde::Deserialize;
pub use written::WrittenScoring;

use crate::model::{Disposition, LedgerField, Points, ScoredKind};
use crate::policy::words::WordSet;

/// Something the marks are summed up by: one of the aims (五个目标).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScoreDimension {
    /// Key by which items name it.
    pub key: String,
    /// The words shown to people.
    pub name: String,
    /// Its points; those of its items add up to it.
    pub points: Points,
}

/// Somebody who marks (评分方).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluator {
    /// Key by which items name it.
    pub key: String,
    /// The words shown to people.
    pub name: String,
    /// Its weight in percent where marks are weighted.
    pub weight: i64,
    /// Whether each section marks only itself and its own posts: then each has a sheet of its own.
    pub own: bool,
}

/// What an item belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// A dimension, by its place in the scheme.
    Dimension(usize),
    /// 加分.
    Bonus,
    /// 扣分.
    Deduction,
}

/// How an item is reckoned (评分办法).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScoreRule {
    /// All points or none.
    AllOrNothing(Metric),
    /// So many points off each time, not below a floor; a bonus or deduction so many each time, up to its points.
    PerTime {
        /// What is counted; of a rate, what falls short.
        metric: Metric,
        /// Points each time.
        each: Points,
        /// Not below these.
        floor: Points,
    },
    /// The metric's share of the points.
    Rate(Metric),
    /// A mark somebody gives, with a reason.
    Range,
    /// The marks of several evaluators by their weights.
    Weighted,
    /// The mean of the marks of several evaluators.
    Average,
}

impl ScoreRule {
    /// The metric it rests on; none where people mark.
    pub const fn metric(self) -> Option<Metric> {
        match self {
            Self::AllOrNothing(metric) | Self::PerTime { metric, .. } | Self::Rate(metric) => {
                Some(metric)
            }
            Self::Range | Self::Weighted | Self::Average => None,
        }
    }
}

/// What a rate earns where there is nothing to take a share of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IfNone {
    /// 得满分.
    #[default]
    Full,
    /// 不得分.
    Zero,
    /// 未评: people decide.
    Open,
}

/// When a mark needs a reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonWanted {
    /// Always.
    Always,
    /// For every mark but that of full points; of bonuses and deductions for every one that is not nothing.
    #[default]
    BelowFull,
    /// Never.
    Never,
}

/// One item of the scheme (考核项目).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreItem {
    /// Its code, unique.
    pub code: String,
    /// Who is scored by it.
    pub subject: ScoredKind,
    /// What it belongs to.
    pub part: Part,
    /// Its name.
    pub name: String,
    /// The standard (评分标准) in words; reckoned from the rule where none is written.
    pub standard: String,
    /// Most it can earn, or take off.
    pub points: Points,
    /// How it is reckoned.
    pub rule: ScoreRule,
    /// Who marks it, by place in the scheme; empty where the data speak.
    pub by: Vec<usize>,
    /// What it earns where there is nothing to take a share of.
    pub if_none: IfNone,
    /// When a mark needs a reason.
    pub reason: ReasonWanted,
}

/// A ground of veto (一票否决).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Veto {
    /// Its code.
    pub code: String,
    /// Whom it concerns.
    pub subjects: Vec<ScoredKind>,
    /// What is counted; one time is enough.
    pub metric: Metric,
    /// The words shown to people.
    pub name: String,
}

/// A band (等次).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Band {
    /// Its name.
    pub name: String,
    /// Least points.
    pub min: Points,
    /// 绩效系数, in hundredths.
    pub coefficient: Points,
}

/// What becomes of equal scores at the edge of the quota.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TieRule {
    /// 同分都评上, though more than the quota.
    #[default]
    Include,
    /// 同分都不评, though fewer than the quota.
    Exclude,
    /// Compared by these dimensions in turn; who is equal in all of them is included.
    Compare(Vec<usize>),
}

/// How many may have the top band.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// Percent of those ranked, rounded down, but at least one.
    pub percent: i64,
    /// Equal scores.
    pub ties: TieRule,
    /// Whom it concerns.
    pub subjects: BTreeSet<ScoredKind>,
}

impl Quota {
    /// Number of places among so many who are ranked.
    pub fn seats(&self, ranked: usize) -> usize {
        let percent = usize::try_from(self.percent).unwrap_or(100);
        (ranked * percent / 100).max(ranked.min(1))
    }
}

/// What counts as handed in on time where a form bears no date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undated {
    /// 未评: people decide.
    #[default]
    Open,
    /// 视为按时.
    OnTime,
    /// 视为逾期.
    Late,
}

/// The scheme.
#[derive(Clone, Debug, Default)]
pub struct Scoring {
    /// 报送截止日期.
    pub deadline: Option<NaiveDate>,
    /// Forms without a date.
    pub undated: Undated,
    /// Codes of findings at a measure that show it has no substance.
    pub substance: Vec<String>,
    /// Usual reasons, offered on score sheets.
    pub reasons: Vec<String>,
    /// 满分.
    pub full: Points,
    /// Most all bonuses together can earn; none for no cap.
    pub bonus_cap: Option<Points>,
    /// 折算成多少分.
    pub converted: Points,
    /// Dimensions.
    pub dimensions: Vec<ScoreDimension>,
    /// Evaluators.
    pub evaluators: Vec<Evaluator>,
    /// Items.
    pub items: Vec<ScoreItem>,
    /// Vetoes.
    pub vetoes: Vec<Veto>,
    /// Bands, the best first; the last has no least points.
    pub bands: Vec<Band>,
    /// The quota of the first band.
    pub quota: Option<Quota>,
    /// Words for the kinds of disposition.
    pub dispositions: Vec<(Disposition, WordSet)>,
    /// Heads of ledgers in comparable form, each with what it may mean; of two columns of one field that of the earlier word
    /// counts.
    pub heads: BTreeMap<String, Vec<(LedgerField, usize)>>,
    /// Deadlines that are no dates: 立行立改.
    pub within: WordSet,
    /// Words in heads and titles of the ledger of early signs.
    pub monitoring: WordSet,
    /// Words that say something is closed, and that it is not.
    pub closed: [WordSet; 2],
}

impl ScoreItem {
    /// Whether this mark needs a reason.
    pub fn wants_reason(&self, mark: Points) -> bool {
        match (self.reason, self.part) {
            (ReasonWanted::Always, _) => true,
            (ReasonWanted::Never, _) => false,
            (ReasonWanted::BelowFull, Part::Dimension(_)) => mark < self.points,
            // What is given or taken beyond the dimensions is argued, nothing is not.
            (ReasonWanted::BelowFull, Part::Bonus | Part::Deduction) => mark > Points::ZERO,
        }
    }
}

impl Scoring {
    /// The items by which one kind is scored.
    pub fn items_of(&self, kind: ScoredKind) -> impl Iterator<Item = &ScoreItem> {
        self.items.iter().filter(move |i| i.subject == kind)
    }

    /// The vetoes of one kind.
    pub fn vetoes_of(&self, kind: ScoredKind) -> impl Iterator<Item = &Veto> {
        self.vetoes
            .iter()
            .filter(move |v| v.subjects.contains(&kind))
    }

    /// The quota of one kind, if there is one.
    pub fn quota_of(&self, kind: ScoredKind) -> Option<&Quota> {
        self.quota.as_ref().filter(|q| q.subjects.contains(&kind))
    }

    /// The evaluator with this key.
    pub fn evaluator(&self, key: &str) -> Option<&Evaluator> {
        self.evaluators.iter().find(|e| e.key == key)
    }

    /// The item with this code.
    pub fn item(&self, code: &str) -> Option<&ScoreItem> {
        self.items.iter().find(|i| i.code == code)
    }

    /// The items an evaluator marks.
    pub fn marked_by(&self, evaluator: usize) -> impl Iterator<Item = &ScoreItem> {
        self.items.iter().filter(move |i| i.by.contains(&evaluator))
    }
}
