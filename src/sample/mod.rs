//! Synthetic years: the self-check forms of an invented bureau, as ugly and as plausible as real ones, with what a
//! perfect reader gets out of them. The same plan gives the same year for ever; nothing comes from outside.
//!
//! `content` has the words, `compose` makes entries of them, `manner` says how a person writes, `layout` draws forms;
//! `defects` then spoils as many of them as the plan asks for.

mod answers;
mod bureau;
mod compose;
mod conduct;
mod content;
mod defects;
mod further;
mod grounds;
mod layout;
mod manner;
mod plan;
mod policy;
mod repeats;
mod rng;
mod truth;

pub use answers::{Answers, Consequence};
pub use conduct::{LedgerLines, Marker};
pub use defects::Defect;
pub use further::Further;
pub use layout::{Layout, SectionPlace};
pub use truth::{EntryTruth, FindingTruth, FormTruth, RowCounts};

use crate::writer::BookSpec;

/// What year to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The same seed gives the same year.
    pub seed: u64,
    /// Number of sections; the bureau has twenty, more are those of its towns.
    pub sections: usize,
    /// Number of entries on all forms together.
    pub entries: usize,
    /// 年度.
    pub year: i32,
    /// How many entries out of a thousand get a planted defect, and how many forms; 0 for none.
    pub defects: u32,
    /// How many sections report entries twice: one of their people tells some again, and every second one hands in its form
    /// in two versions.
    pub repeats: usize,
}

/// One form as a section or person hands it in.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleForm {
    /// Name of the file, unique within the year.
    pub file_name: String,
    /// The workbook.
    pub book: BookSpec,
    /// How it is laid out.
    pub layout: Layout,
    /// What a perfect reader gets out of it.
    pub truth: FormTruth,
}

/// A file among the forms that is none.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherFile {
    /// Name of the file.
    pub file_name: String,
    /// The workbook.
    pub book: BookSpec,
    /// What a perfect checker reports on it.
    pub findings: Vec<FindingTruth>,
}

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
    let (forms, others) = plan::files(plan, &offices);
    Year {
        unit: bureau::UNIT.to_owned(),
        forms,
        others,
        ledgers: conduct::ledgers(&offices, plan.year),
        policy_toml: policy::toml(&offices, plan.year),
    }
}
