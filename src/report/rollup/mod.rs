//! The books and the page of a roll-up: the same as a unit's, with the unit before everything.
//!
//! A register of more rows than a book takes goes on in further books, unit by unit; the first one says what stands where.

mod changes;
mod handed_in;
mod outliers;
mod overview;
mod parts;
mod public;
mod register;
mod scores;
mod statistics;
mod upward;

pub use changes::rollup_changes_book;
pub use overview::rollup_page;
pub use parts::{Part, parts};
pub use public::rollup_public_book;
pub use register::rollup_register_book;
pub use statistics::rollup_statistics_book;
pub use upward::rollup_upward;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::context::ReportContext;
use super::findings;
use super::links::Links;
use crate::diagnostic::Diagnostic;
use crate::model::{Book, ChangeClass, Outlier, RowAccount, Statistics, UnitSummary};
use crate::writer::Draft;

/// What became of the risk points of each unit, counted.
pub type UnitClasses = (Arc<str>, BTreeMap<ChangeClass, usize>);

/// What the books of a roll-up draw on.
#[derive(Clone, Copy, Debug)]
pub struct RollupInput<'r> {
    /// The units.
    pub units: &'r [UnitSummary],
    /// Whether there is a roster of units.
    pub roster: bool,
    /// What they come to together.
    pub statistics: &'r Statistics,
    /// Which of them lie apart.
    pub outliers: &'r [Outlier],
    /// The rows of all.
    pub rows: &'r RowAccount,
    /// What was found while they were put together.
    pub findings: &'r [Diagnostic],
    /// What became of last year's risk points, where there is a roll-up of last year.
    pub changes: Option<&'r [UnitClasses]>,
    /// Its year.
    pub last_year: Option<i32>,
}

/// The book of what was found.
pub fn rollup_findings_book<'r>(
    input: &RollupInput<'r>,
    addresses: &'r BTreeMap<Arc<str>, String>,
    context: &ReportContext,
) -> Draft<'r> {
    let all = findings::ordered(input.findings);
    let links = Links::new(addresses);
    let list = findings::list(&all, ("汇总问题清单", "单位"), links, context);
    Draft::new(context.result("汇总问题清单", Book::Findings), [list])
}
