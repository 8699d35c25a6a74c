//! `run.json`: what was run on what, what came of every row, and what was written.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::output::Written;
use crate::diagnostic::{Diagnostic, Severity};
use crate::digest::sha256_hex;
use crate::model::{
    CellAccount, InputFile, Level, Linkage, RatingStatus, Register, RowAccount, Score, Scorecard,
    SpotCheck,
};
use crate::policy::{DEFAULT, Policy};

/// The facts of a run.
#[derive(Debug)]
pub struct Facts<'r> {
    /// The policy.
    pub policy: &'r Policy,
    /// 年度.
    pub year: i32,
    /// Date of the run, as given.
    pub date: NaiveDate,
    /// The register.
    pub register: &'r Register,
    /// The scores.
    pub card: &'r Scorecard,
    /// All findings.
    pub findings: &'r [Diagnostic],
    /// Files left out of the folders, by reason.
    pub left_out: &'r BTreeMap<String, usize>,
    /// Remarks on the run as a whole.
    pub remarks: &'r [String],
    /// Files written before this one.
    pub outputs: &'r [Written],
}

#[derive(Serialize)]
struct RunJson<'r> {
    program: &'static str,
    version: &'static str,
    year: i32,
    date: NaiveDate,
    policy: PolicyJson<'r>,
    inputs: &'r [InputFile],
    left_out: &'r BTreeMap<String, usize>,
    rows: RowsJson<'r>,
    cells: CellsJson,
    levels: LevelsJson,
    links: LinksJson,
    follow_up: FollowUpJson<'r>,
    scores: ScoresJson,
    findings: FindingsJson<'r>,
    remarks: &'r [String],
    outputs: &'r [Written],
}

#[derive(Serialize)]
struct PolicyJson<'r> {
    file: Option<&'r str>,
    sha256: Option<String>,
    default_sha256: String,
}

#[derive(Serialize)]
struct RowsJson<'r> {
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
struct LevelsJson {
    one: usize,
    two: usize,
    three: usize,
    open: usize,
}

/// Pairs of entries by what was decided about them.
#[derive(Serialize)]
struct LinksJson {
    r#match: usize,
    possible_match: usize,
}

/// Scores of the year.
#[derive(Serialize)]
struct ScoresJson {
    sections: ScoredJson,
    posts: ScoredJson,
}

#[derive(Serialize)]
struct ScoredJson {
    all: usize,
    /// Those with an item that is not marked.
    open: usize,
    vetoed: usize,
}

impl ScoredJson {
    fn new(scores: &[Score]) -> Self {
        let count = |is: fn(&Score) -> bool| scores.iter().filter(|s| is(s)).count();
        Self {
            all: scores.len(),
            open: count(|s| s.result.missing > 0),
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
struct FindingsJson<'r> {
    error: usize,
    warning: usize,
    note: usize,
    by_code: BTreeMap<&'r str, usize>,
}

/// The JSON text.
///
/// # Errors
/// Only if a value has no JSON form, which no input can cause.
pub fn run_json(facts: &Facts<'_>) -> Result<String, serde_json::Error> {
    let register = facts.register;
    let level = |level: Option<Level>| {
        register
            .items
            .iter()
            .filter(|i| i.effective == level)
            .count()
    };
    let links = |decision: Linkage| {
        let links = register.links.iter();
        links.filter(|l| l.decision == decision).count()
    };
    let severity = |s: Severity| facts.findings.iter().filter(|f| f.severity == s).count();
    let mut by_code = BTreeMap::new();
    for finding in facts.findings {
        *by_code.entry(finding.code.as_str()).or_insert(0) += 1;
    }
    let json = RunJson {
        program: "qingfeng",
        version: env!("CARGO_PKG_VERSION"),
        year: facts.year,
        date: facts.date,
        policy: PolicyJson {
            file: facts.policy.file_name(),
            sha256: facts
                .policy
                .file
                .as_ref()
                .map(|_| sha256_hex(facts.policy.text.as_bytes())),
            default_sha256: sha256_hex(DEFAULT.as_bytes()),
        },
        inputs: &register.files,
        left_out: facts.left_out,
        rows: RowsJson {
            account: &register.rows,
            skipped_total: register.rows.skipped_total(),
            balanced: register.rows.balances(),
        },
        cells: CellsJson::new(&register.files),
        levels: LevelsJson {
            one: level(Some(Level::One)),
            two: level(Some(Level::Two)),
            three: level(Some(Level::Three)),
            open: level(None),
        },
        links: LinksJson {
            r#match: links(Linkage::Match),
            possible_match: links(Linkage::PossibleMatch),
        },
        follow_up: FollowUpJson::new(register),
        scores: ScoresJson {
            sections: ScoredJson::new(&facts.card.sections),
            posts: ScoredJson::new(&facts.card.posts),
        },
        findings: FindingsJson {
            error: severity(Severity::Error),
            warning: severity(Severity::Warning),
            note: severity(Severity::Note),
            by_code,
        },
        remarks: facts.remarks,
        outputs: facts.outputs,
    };
    serde_json::to_string_pretty(&json)
}
