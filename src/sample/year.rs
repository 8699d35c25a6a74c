//! The whole of a year.

use super::bureau;
use super::conduct::{self, LedgerLines};
use super::deal;
use super::made::{OtherFile, SampleForm};
use super::plan::Plan;
use super::policy;

/// A synthetic year.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// The unit's name.
    pub unit: String,
    /// Its forms, section by section and then once more where a section hands in several.
    pub forms: Vec<SampleForm>,
    /// Files handed in by mistake.
    pub others: Vec<OtherFile>,
    /// What stands in its ledgers.
    pub ledgers: Vec<LedgerLines>,
    /// The unit's policy file with its roster.
    pub policy_toml: String,
}

/// Makes a year.
pub fn year(plan: &Plan) -> Year {
    let offices = bureau::staff(plan.seed, plan.sections);
    let (forms, others) = deal::files(plan, &offices);
    Year {
        unit: bureau::UNIT.to_owned(),
        forms,
        others,
        ledgers: conduct::ledgers(&offices, plan.year),
        policy_toml: policy::toml(&offices, plan.year),
    }
}
