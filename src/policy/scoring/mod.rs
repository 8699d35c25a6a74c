//! `[scoring]`: the scheme by which sections and posts are scored at year end (年度考核), all of it data: dimensions, items,
//! evaluators, vetoes, bands, quota, conversion, coefficients. The policy regulates none of this, so every bureau sets its own.

mod build;
mod check;
mod item;
mod items;
mod metric;
mod named;
mod quota;
mod special;
mod standing;
mod taken;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

pub use build::build;
pub use item::{Counted, ScoreItem, ScoreRule};
pub use metric::{METRICS, Metric, MetricInfo};
use serde::Deserialize;
pub use special::build as special_checks;
pub use standing::Standing;
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
    /// Whether each 分管领导 marks the sections he leads and their posts.
    pub led: bool,
    /// Who marks a section's head in place of this one, by place in the scheme.
    pub heads_by: Option<usize>,
    /// Who marks a leader in place of this one.
    pub leaders_by: Option<usize>,
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

/// What an item earns where there is nothing to count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IfNone {
    /// 得满分.
    Full,
    /// 不得分.
    Zero,
    /// 不适用: the rest is converted to the whole.
    NotApplicable,
    /// 未评: people decide. Nobody has full points for having nothing.
    #[default]
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

/// A ground of veto (一票否决).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Veto {
    /// Its code.
    pub code: String,
    /// Whom it concerns.
    pub subjects: Vec<ScoredKind>,
    /// What is counted; one time is enough. None where a person says so.
    pub metric: Option<Metric>,
    /// What that person is asked: the number of cases.
    pub asked: Option<ScoreItem>,
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

/// How many may have which band.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// Of each class and band the percent of those ranked, rounded down, but at least one; none for no quota.
    pub percents: Vec<Vec<Option<i64>>>,
    /// Equal scores.
    pub ties: TieRule,
    /// Whom it concerns.
    pub subjects: BTreeSet<ScoredKind>,
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
    /// Name of the special check (专项考核) it is the scheme of; empty for that of the year.
    pub name: String,
    /// The sections it is about; empty for all.
    pub sections: Vec<String>,
    /// 报送截止日期.
    pub deadline: Option<NaiveDate>,
    /// Forms without a date.
    pub undated: Undated,
    /// Whether the leaders are scored.
    pub scores_leaders: bool,
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
    /// Classes that are ranked each by itself (业务科室, 综合科室); empty where all are ranked together.
    pub classes: Vec<String>,
    /// The words on ballots, each with what a vote for it is worth.
    pub ballots: Vec<(String, Points)>,
    /// The quotas of bands.
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

impl Scoring {
    /// Whether it is the scheme of a special check.
    pub const fn is_special(&self) -> bool {
        !self.name.is_empty()
    }

    /// What its sheets are titled after: the special check, else these words for the score of the year.
    pub fn called(&self, annual: &str) -> String {
        match self.name.as_str() {
            "" => annual.to_owned(),
            name if name.contains("考核") => name.to_owned(),
            name => format!("{name}专项考核"),
        }
    }

    /// Whether any item or veto of it counts this.
    pub fn counts(&self, metric: Metric) -> bool {
        let mut items = self.items.iter();
        let mut vetoes = self.vetoes.iter();
        items.any(|i| i.rule.metric() == Some(metric)) || vetoes.any(|v| v.metric == Some(metric))
    }

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

    /// Number of groups that are ranked each by itself.
    pub fn groups(&self) -> usize {
        self.classes.len().max(1)
    }

    /// The quota in percent that a band has among those of one kind and class.
    pub fn percent(&self, (kind, group): (ScoredKind, usize), band: usize) -> Option<i64> {
        let percents = self.quota_of(kind)?.percents.get(group)?;
        percents.get(band).copied().flatten()
    }

    /// Number of places a band has among so many of one kind and class who are ranked; none where it has no quota.
    pub fn seats(&self, of: (ScoredKind, usize), band: usize, ranked: usize) -> Option<usize> {
        let percent = usize::try_from(self.percent(of, band)?).unwrap_or(100);
        Some((ranked * percent / 100).max(ranked.min(1)))
    }

    /// The evaluator with this key.
    pub fn evaluator(&self, key: &str) -> Option<&Evaluator> {
        self.evaluators.iter().find(|e| e.key == key)
    }

    /// The item with this code.
    pub fn item(&self, code: &str) -> Option<&ScoreItem> {
        self.items.iter().find(|i| i.code == code)
    }

    /// Everything somebody is asked: the items, and the vetoes that a person gives.
    pub fn asked(&self) -> impl Iterator<Item = &ScoreItem> {
        let vetoes = self.vetoes.iter().filter_map(|v| v.asked.as_ref());
        self.items.iter().chain(vetoes)
    }
}
