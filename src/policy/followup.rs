//! `[supervision]`, `[rating]`, `[spot_check]`: who supervises which level, how often levels are rated again, and how many
//! items of each level are drawn for a spot check.

use std::collections::BTreeSet;

use super::decode::{At, Cursor};
use super::source::Problem;
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
        }
    }
}

/// What one policy file says of it.
#[derive(Debug, Default)]
pub struct WrittenFollowUp {
    supervision: [Option<Role>; 3],
    years: Option<At<i64>>,
    ahead_days: Option<At<i64>>,
    from: Option<Vec<RatingBasis>>,
    rates: [Option<At<i64>>; 3],
    open_rate: Option<At<i64>>,
}

const LEVELS: [&str; 3] = ["one", "two", "three"];
const ROLES: [(&str, Role); 4] = [
    ("principal", Role::Principal),
    ("leader", Role::Leader),
    ("head", Role::Head),
    ("post", Role::Post),
];
const BASES: [(&str, RatingBasis); 3] = [
    ("decision", RatingBasis::Decision),
    ("rated_on", RatingBasis::RatedOn),
    ("reported_on", RatingBasis::ReportedOn),
];

impl WrittenFollowUp {
    /// Reads the three sections of a file.
    pub fn decode(root: &mut Cursor<'_>, out: &mut Vec<Problem>) -> Self {
        let mut written = Self::default();
        if let Some(mut supervision) = root.table("supervision", out) {
            written.supervision = LEVELS.map(|key| supervision.choice(key, &ROLES, out));
            supervision.finish(out);
        }
        if let Some(mut rating) = root.table("rating", out) {
            written.years = rating.integer("years", 1..=30, out);
            written.ahead_days = rating.integer("ahead_days", 0..=3650, out);
            let from = rating.some_strings("from", out);
            written.from = from.map(|names| bases(&names, out));
            rating.finish(out);
        }
        if let Some(mut rates) = root.table("spot_check", out) {
            written.rates = LEVELS.map(|key| rates.integer(key, 0..=100, out));
            written.open_rate = rates.integer("open", 0..=100, out);
            rates.finish(out);
        }
        written
    }
}

fn bases(names: &[At<String>], out: &mut Vec<Problem>) -> Vec<RatingBasis> {
    let mut seen = BTreeSet::new();
    let mut read = Vec::new();
    for name in names {
        let known = BASES.iter().find(|(key, _)| *key == name.value);
        match known {
            Some((_, basis)) if seen.insert(*basis) => read.push(*basis),
            Some((_, basis)) => {
                let title = format!("“{}”（{}）在 from 中写了两次", name.value, basis.title());
                out.push(Problem::new(name.span.clone(), title, "请只保留一处。"));
            }
            None => {
                let known = BASES.map(|(key, basis)| format!("\"{key}\"（{}）", basis.title()));
                let title = format!("“rating.from”不认识“{}”", name.value);
                let help = format!("可写 {}。", known.join("、"));
                out.push(Problem::new(name.span.clone(), title, help));
            }
        }
    }
    read
}

/// Lays one file's settings over what was said before.
pub fn lay(policy: &mut FollowUpPolicy, written: &WrittenFollowUp) {
    for (slot, role) in policy.supervision.0.iter_mut().zip(written.supervision) {
        *slot = role.unwrap_or(*slot);
    }
    let terms = &mut policy.terms;
    terms.years = number(written.years.as_ref()).unwrap_or(terms.years);
    terms.ahead_days = number(written.ahead_days.as_ref()).unwrap_or(terms.ahead_days);
    if let Some(from) = &written.from {
        policy.from.clone_from(from);
    }
    for (slot, rate) in policy.rates.0.iter_mut().zip(&written.rates) {
        *slot = number(rate.as_ref()).unwrap_or(*slot);
    }
    policy.open_rate = number(written.open_rate.as_ref()).unwrap_or(policy.open_rate);
}

fn number<T: TryFrom<i64>>(written: Option<&At<i64>>) -> Option<T> {
    T::try_from(written?.value).ok()
}
