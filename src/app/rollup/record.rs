//! `run.json` of a roll-up: what was put together, what came of every row of every unit, and what was written.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::paths::Origin;
use super::rolled::{Rolled, RolledUnit};
use crate::app::record::{PROGRAM, Written};
use crate::app::run_json::{FindingsJson, LevelsJson, PolicyJson, ReportJson, RowsJson};
use crate::model::{Counted, Dimension, HandedIn, Level, Outlier, UnitScore};
use crate::policy::Policy;
use crate::report::Upward;
use crate::rules::Occasion;

#[derive(Serialize)]
struct RollupJson<'r> {
    program: &'static str,
    version: &'static str,
    /// The unit that puts them together.
    unit: &'r str,
    rollup: bool,
    year: i32,
    date: NaiveDate,
    policy: PolicyJson<'r>,
    given: &'r [String],
    previous: &'r [String],
    /// Whether the tables were asked for as Parquet too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    parquet: bool,
    left_out: &'r BTreeMap<String, usize>,
    units: Vec<UnitJson<'r>>,
    /// Units by whether they have handed in.
    handed_in: BTreeMap<HandedIn, usize>,
    rows: RowsJson<'r>,
    /// The risk points of all units, by level.
    risk_points: LevelsJson,
    items: usize,
    /// Units that lie apart from those like them.
    outliers: &'r [Outlier],
    findings: FindingsJson<'r>,
    report: ReportJson<'r>,
    outputs: &'r [Written],
}

/// A unit.
#[derive(Serialize)]
struct UnitJson<'r> {
    unit: &'r str,
    group: &'r str,
    state: HandedIn,
    /// Whether the roster names it, or there is none.
    known: bool,
    why: &'r str,
    /// Where what stands for it lies, seen from this folder.
    sources: &'r [String],
    date: &'r str,
    /// Digests of its register and of its rows.
    sha256: &'r [String; 2],
    items: usize,
    risk_points: LevelsJson,
    rows: RowsJson<'r>,
    /// Errors, warnings and notes in its own forms.
    findings: [usize; 3],
    /// The score of the unit as a whole.
    score: Option<&'r UnitScore>,
}

impl<'r> UnitJson<'r> {
    fn new(unit: &'r RolledUnit) -> Self {
        let summary = &unit.summary;
        let counts = &summary.counts;
        Self {
            unit: &summary.unit,
            group: &summary.group,
            state: summary.state,
            known: summary.known,
            why: &summary.why,
            sources: &summary.sources,
            date: &summary.date,
            sha256: &unit.digest,
            items: counts.items,
            risk_points: levels(counts.levels[0].cells()),
            rows: RowsJson::new(&counts.rows),
            findings: counts.findings,
            score: summary.score.as_ref(),
        }
    }
}

fn levels(cells: [usize; 4]) -> LevelsJson {
    LevelsJson::new("risk_point", |level: Option<Level>| match level {
        Some(Level::One) => cells[0],
        Some(Level::Two) => cells[1],
        Some(Level::Three) => cells[2],
        None => cells[3],
    })
}

/// The JSON text of a roll-up.
///
/// # Errors
/// Only if a value has no JSON form, which no input can cause.
pub fn json(
    (rolled, policy): (&Rolled, &Policy),
    occasion: Occasion,
    (origin, report): (&Origin, &Upward),
    outputs: &[Written],
) -> Result<String, serde_json::Error> {
    let mut handed_in = BTreeMap::new();
    for unit in &rolled.units {
        *handed_in.entry(unit.summary.state).or_insert(0) += 1;
    }
    let total = rolled.statistics.table(Dimension::Unit, Counted::Risks);
    let json = RollupJson {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        unit: &policy.unit,
        rollup: true,
        year: occasion.year,
        date: occasion.date,
        policy: PolicyJson::new(policy, origin.policy.as_deref()),
        given: &origin.given,
        previous: &origin.previous,
        parquet: origin.parquet,
        left_out: &rolled.left_out,
        units: rolled.units.iter().map(UnitJson::new).collect(),
        handed_in,
        rows: RowsJson::new(&rolled.rows),
        risk_points: levels(total.map(|t| t.total.cells()).unwrap_or_default()),
        items: rolled.statistics.items,
        outliers: &rolled.outliers,
        findings: FindingsJson::new(&rolled.findings),
        report: ReportJson {
            figures: &report.figures,
        },
        outputs,
    };
    serde_json::to_string_pretty(&json)
}
