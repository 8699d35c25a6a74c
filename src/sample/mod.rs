//! Synthetic years: the self-check forms of an invented bureau, as ugly and as plausible as real ones, with what a
//! perfect reader gets out of them. The same plan gives the same year for ever; nothing comes from outside.
//!
//! `content` and `further` have the words, `compose` makes entries of them, `manner` says how a person writes, `layout` draws
//! forms, `deal` gives each its entries; `defects` then spoils as many of them as the plan asks for. What is data lies in `data`.

mod answers;
mod bureau;
mod compose;
mod conduct;
mod content;
mod deal;
mod defects;
mod further;
mod grounds;
mod layout;
mod made;
mod manner;
mod plan;
mod policy;
mod repeats;
mod rng;
mod truth;
mod year;

pub use answers::{Answers, Consequence};
pub use conduct::{LedgerLines, Marker};
pub use defects::Defect;
pub use further::Further;
pub use layout::{Layout, SectionPlace};
pub use made::{OtherFile, SampleForm};
pub use plan::Plan;
pub use truth::{EntryTruth, FindingTruth, FormTruth, RowCounts};
pub use year::{Year, year};
