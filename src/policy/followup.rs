//! `[supervision]`, `[rating]`, `[spot_check]`: who supervises which level, how often levels are rated again, and how many
//! items of each level are drawn for a spot check.

use serde::Deserialize;

use super::carried_out::{self, CarriedOutWords};
use super::decode::{List, Set, Whole};
use super::source::Report;
use crate::model::{Level, RatingBasis, RatingTerms, Role};

/// One setting for each level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerLevel<T>([T; 3]);

impl<T: Copy> PerLevel<T> {
    /// The setting of a level.
    pub const fn of(&self, level: Level) -> T {
        let [one, two, three] = self.0;
        match level {
            Level::One => one,
            Level::Two => two,
            Level::Three => three,
        }
    }
}

/// What follows from a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpPolicy {
    /// Who supervises (分级监管).
    pub supervision: PerLevel<Role>,
    /// How often levels are rated again (三年一评定).
    pub terms: RatingTerms,
    /// Which dates the years are counted from; the first that is known counts.
    pub from: Vec<RatingBasis>,
    /// How many of a hundred registered items are drawn (抽查).
    pub rates: PerLevel<u32>,
    /// The same for items whose level is open.
    pub open_rate: u32,
    /// By which words results of spot checks are understood.
    pub carried_out: CarriedOutWords,
}

impl Default for FollowUpPolicy {
    /// Nothing is drawn and nothing is due: the embedded policy says it all.
    fn default() -> Self {
        Self {
            supervision: PerLevel([Role::Principal, Role::Leader, Role::Post]),
            terms: RatingTerms::default(),
            from: Vec::new(),
            rates: PerLevel([0; 3]),
            open_rate: 0,
            carried_out: CarriedOutWords::default(),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenSupervision {
    one: Set<Role>,
    two: Set<Role>,
    three: Set<Role>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenRating {
    years: Set<Whole<1, 30>>,
    ahead_days: Set<Whole<0, 3650>>,
    from: List<String>,
}

type Percent = Set<Whole<0, 100>>;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenRates {
    one: Percent,
    two: Percent,
    three: Percent,
    open: Percent,
    carried_out: List<String>,
    not_carried_out: List<String>,
}

const BASES: [(&str, RatingBasis); 3] = [
    ("decision", RatingBasis::Decision),
    ("rated_on", RatingBasis::RatedOn),
    ("reported_on", RatingBasis::ReportedOn),
];

/// What follows from a level, as it is written.
pub fn build(
    supervision: &WrittenSupervision,
    rating: &WrittenRating,
    rates: &WrittenRates,
    report: &Report,
) -> FollowUpPolicy {
    let mut policy = FollowUpPolicy::default();
    let WrittenSupervision { one, two, three } = supervision;
    for (slot, role) in policy.supervision.0.iter_mut().zip([one, two, three]) {
        *slot = role.value().copied().unwrap_or(*slot);
    }
    policy.terms.years = rating.years.number().unwrap_or_default();
    policy.terms.ahead_days = rating.ahead_days.number().unwrap_or_default();
    policy.from = bases(&rating.from, report);
    let WrittenRates {
        one,
        two,
        three,
        open,
        carried_out: yes,
        not_carried_out: no,
    } = rates;
    policy.rates = PerLevel([one, two, three].map(|rate| rate.number().unwrap_or_default()));
    policy.open_rate = open.number().unwrap_or_default();
    policy.carried_out = carried_out::build(yes, no, report);
    policy
}

fn bases(names: &List<String>, report: &Report) -> Vec<RatingBasis> {
    let mut read = Vec::new();
    for name in names.iter() {
        match BASES.iter().find(|(key, _)| *key == name.value) {
            Some((_, basis)) if read.contains(basis) => {
                let title = format!("“{}”（{}）在 from 中写了两次", name.value, basis.title());
                report.wrong(&name.span, title, "请只保留一处。");
            }
            Some((_, basis)) => read.push(*basis),
            None => {
                let known = BASES.map(|(key, basis)| format!("\"{key}\"（{}）", basis.title()));
                let title = format!("“rating.from”不认识“{}”", name.value);
                report.wrong(&name.span, title, format!("可写 {}。", known.join("、")));
            }
        }
    }
    read
}
