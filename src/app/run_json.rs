//! `run.json`: what was run on what, what came of every row, and what was written.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::origins::Origins;
use super::outcome::Outcome;
use super::record::{PROGRAM, ReviewRecord, Written};
use crate::diagnostic::{Diagnostic, Severity};
use crate::digest::sha256_hex;
use crate::model::{
    CellAccount, InputFile, Level, Linkage, Number, RatingStatus, Register, RowAccount, Score,
    Scorecard, SpotCheck,
};
use crate::policy::{DEFAULT, Policy};
use crate::report::{Figure, Upward};

#[derive(Serialize)]
struct RunJson<'r> {
    program: &'static str,
    version: &'static str,
    /// The unit, as its policy calls it.
    unit: &'r str,
    year: i32,
    date: NaiveDate,
    policy: PolicyJson<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    roster: Option<&'r ReviewRecord>,
    given: &'r [String],
    inputs: Vec<InputJson<'r>>,
    reviews: &'r [ReviewRecord],
    left_out: &'r BTreeMap<String, usize>,
    /// The highest number of the year, after which new ones are counted where the register is lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_number: Option<String>,
    /// Whether the mid-year report was asked for.
    mid_year: bool,
    /// Whether the tables were asked for as Parquet too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    parquet: bool,
    rows: RowsJson<'r>,
    cells: CellsJson,
    /// Registered items by level.
    levels: LevelsJson,
    /// The risk points that these items name, by level.
    risk_points: LevelsJson,
    links: LinksJson,
    follow_up: FollowUpJson<'r>,
    scores: ScoresJson<'r>,
    findings: FindingsJson<'r>,
    report: ReportJson<'r>,
    remarks: &'r [String],
    outputs: &'r [Written],
    /// Books of an earlier run that this one did not write, and that stay as they were.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    left: &'r [&'r Written],
}

/// The upward report.
#[derive(Serialize)]
pub struct ReportJson<'r> {
    /// Every figure in it, with the cell it is taken from.
    pub figures: &'r [Figure],
}

#[derive(Serialize)]
pub struct PolicyJson<'r> {
    file: Option<&'r str>,
    address: Option<&'r str>,
    sha256: Option<String>,
    default_sha256: String,
}

/// A file read, and what a repetition has to know of it.
#[derive(Serialize)]
struct InputJson<'r> {
    #[serde(flatten)]
    file: &'r InputFile,
    address: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<&'r str>,
    /// Whether it was given as a review workbook.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    as_review: bool,
}

#[derive(Serialize)]
pub struct RowsJson<'r> {
    #[serde(flatten)]
    account: &'r RowAccount,
    skipped_total: usize,
    balanced: bool,
}

#[derive(Serialize)]
struct CellsJson {
    #[serde(flatten)]
    account: CellAccount,
    balanced: bool,
}

impl CellsJson {
    fn new(files: &[InputFile]) -> Self {
        let mut account = CellAccount::default();
        for file in files {
            account.add(&file.cells);
        }
        Self {
            balanced: account.balances(),
            account,
        }
    }
}

#[derive(Serialize)]
pub struct LevelsJson {
    /// What is counted.
    unit: &'static str,
    one: usize,
    two: usize,
    three: usize,
    open: usize,
}

impl<'r> RowsJson<'r> {
    /// The account with its sums.
    pub fn new(account: &'r RowAccount) -> Self {
        Self {
            account,
            skipped_total: account.skipped_total(),
            balanced: account.balances(),
        }
    }
}

impl LevelsJson {
    /// How many there are `of` each level.
    pub fn new(unit: &'static str, of: impl Fn(Option<Level>) -> usize) -> Self {
        Self {
            unit,
            one: of(Some(Level::One)),
            two: of(Some(Level::Two)),
            three: of(Some(Level::Three)),
            open: of(None),
        }
    }
}

/// Pairs of entries by what was decided about them.
#[derive(Serialize)]
struct LinksJson {
    r#match: usize,
    possible_match: usize,
}

impl LinksJson {
    fn new(register: &Register) -> Self {
        let count = |decision| {
            let links = register.links.iter();
            links.filter(|l| l.decision == decision).count()
        };
        Self {
            r#match: count(Linkage::Match),
            possible_match: count(Linkage::PossibleMatch),
        }
    }
}

/// Scores of the year, and of each special check.
#[derive(Serialize)]
struct ScoresJson<'r> {
    #[serde(flatten)]
    year: CardJson,
    special_checks: BTreeMap<&'r str, CardJson>,
}

#[derive(Serialize)]
struct CardJson {
    sections: ScoredJson,
    posts: ScoredJson,
}

impl CardJson {
    fn new(card: &Scorecard) -> Self {
        Self {
            sections: ScoredJson::new(&card.sections),
            posts: ScoredJson::new(&card.posts),
        }
    }
}

#[derive(Serialize)]
struct ScoredJson {
    all: usize,
    /// Those that are not settled (评完).
    open: usize,
    vetoed: usize,
}

impl ScoredJson {
    fn new(scores: &[Score]) -> Self {
        let count = |is: fn(&Score) -> bool| scores.iter().filter(|s| is(s)).count();
        Self {
            all: scores.len(),
            open: count(|s| !s.result.is_complete()),
            vetoed: count(|s| s.result.vetoed),
        }
    }
}

#[derive(Serialize)]
struct FollowUpJson<'r> {
    /// Items by how their next rating stands.
    ratings: BTreeMap<RatingStatus, usize>,
    spot_check: &'r SpotCheck,
}

impl<'r> FollowUpJson<'r> {
    fn new(register: &'r Register) -> Self {
        let mut ratings: BTreeMap<_, _> = RatingStatus::ALL.map(|status| (status, 0)).into();
        for item in &register.items {
            *ratings.entry(item.follow_up.rating.status).or_default() += 1;
        }
        Self {
            ratings,
            spot_check: &register.spot_check,
        }
    }
}

#[derive(Serialize)]
pub struct FindingsJson<'r> {
    error: usize,
    warning: usize,
    note: usize,
    by_code: BTreeMap<&'r str, usize>,
}

impl<'r> FindingsJson<'r> {
    /// Findings counted by severity and code.
    pub fn new(findings: &'r [Diagnostic]) -> Self {
        let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
        let mut by_code = BTreeMap::new();
        for finding in findings {
            *by_code.entry(finding.code.as_str()).or_insert(0) += 1;
        }
        Self {
            error: count(Severity::Error),
            warning: count(Severity::Warning),
            note: count(Severity::Note),
            by_code,
        }
    }
}

fn last_number(register: &Register, year: i32) -> Option<String> {
    let items = register.items.iter().map(|item| item.id.as_str());
    let all = items.chain(register.retired.iter().map(|number| number.id.as_str()));
    let own = all.filter_map(|id| id.parse().ok());
    let own = own.filter(|number: &Number| number.year == year);
    let last = own.max_by_key(|number| number.running);
    last.map(|number| number.to_string())
}

/// The JSON text of what the forms came to, where everything came from, and the files written before this one.
///
/// # Errors
/// Only if a value has no JSON form, which no input can cause.
pub fn run_json(
    outcome: &Outcome<'_>,
    (origins, report): (&Origins, &Upward),
    (outputs, left): (&[Written], &[&Written]),
) -> Result<String, serde_json::Error> {
    let joined = &outcome.joined;
    let register = &joined.register;
    let level = |level: Option<Level>| {
        register
            .items
            .iter()
            .filter(|i| i.effective == level)
            .count()
    };
    let json = RunJson {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        unit: &outcome.policy.unit,
        year: outcome.occasion.year,
        date: outcome.occasion.date,
        policy: PolicyJson::new(outcome.policy, origins.policy.as_deref()),
        roster: origins.roster.as_ref(),
        given: &origins.given,
        inputs: inputs(outcome, origins),
        reviews: &origins.reviews,
        left_out: &joined.left_out,
        last_number: last_number(register, outcome.occasion.year),
        mid_year: outcome.asked.mid_year,
        parquet: outcome.asked.parquet,
        rows: RowsJson::new(&register.rows),
        cells: CellsJson::new(&register.files),
        levels: LevelsJson::new("entry", level),
        risk_points: LevelsJson::new("risk_point", |level| register.risk_points(level)),
        links: LinksJson::new(register),
        follow_up: FollowUpJson::new(register),
        scores: ScoresJson {
            year: CardJson::new(&outcome.scores.year),
            special_checks: outcome
                .scores
                .checks
                .iter()
                .map(|card| (card.scheme.as_str(), CardJson::new(card)))
                .collect(),
        },
        findings: FindingsJson::new(&joined.findings),
        report: ReportJson {
            figures: &report.figures,
        },
        remarks: &joined.remarks,
        outputs,
        left,
    };
    serde_json::to_string_pretty(&json)
}

impl<'r> PolicyJson<'r> {
    /// The policy, which lies at this address seen from the result.
    pub fn new(policy: &'r Policy, address: Option<&'r str>) -> Self {
        let own = policy.file.as_ref();
        Self {
            file: policy.file_name(),
            address,
            sha256: own.map(|_| sha256_hex(policy.text.as_bytes())),
            default_sha256: sha256_hex(DEFAULT.as_bytes()),
        }
    }
}

fn inputs<'r>(outcome: &'r Outcome<'_>, origins: &'r Origins) -> Vec<InputJson<'r>> {
    let files = outcome.joined.register.files.iter();
    let inputs = files.map(|file| InputJson {
        file,
        address: origins.addresses.get(&file.file).map(String::as_str),
        modified: outcome.modified.get(&file.file).map(String::as_str),
        as_review: origins.as_review.contains(&file.file),
    });
    inputs.collect()
}
