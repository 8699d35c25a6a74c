//! What the units come to, one by one and together: settled, counted, held against the roster and against last year.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::checks::{BROKEN, NO_PUBLIC, SILENT, STRANGE_UNIT};
use super::data::{CHANGES, PUBLIC, UnitData};
use super::previous::Previous;
use super::read;
use super::results::Given;
use super::settle::{Settled, settle};
use super::units::{Rank, Unit, rank};
use crate::app::reason::{failed, json_fault};
use crate::app::session::Session;
use crate::diagnostic::Diagnostic;
use crate::emit;
use crate::error::Error;
use crate::location::Place;
use crate::model::{
    Change, ChangeClass, HandedIn, Outlier, RowAccount, Statistics, UnitScore, UnitSummary,
};
use crate::policy::Policy;
use crate::stats;

/// A unit with its data.
#[derive(Debug)]
pub struct RolledUnit {
    /// What it comes to.
    pub summary: UnitSummary,
    /// Its data, where they were taken.
    pub data: UnitData,
    /// What became of last year's risk points, as data.
    pub changes: UnitData,
    /// What its register and its rows are known by.
    pub digest: [String; 2],
    /// What became of last year's risk points, counted.
    pub classes: BTreeMap<ChangeClass, usize>,
}

/// What a roll-up comes to.
#[derive(Debug)]
pub struct Rolled {
    /// The units: those of the roster in its order, then the others by name.
    pub units: Vec<RolledUnit>,
    /// What they come to together.
    pub statistics: Statistics,
    /// Which of them lie apart.
    pub outliers: Vec<Outlier>,
    /// Rows of all units.
    pub rows: RowAccount,
    /// What was found while they were put together.
    pub findings: Vec<Diagnostic>,
    /// Files left out, by reason.
    pub left_out: BTreeMap<String, usize>,
    /// Where the files lie that findings name, seen from the folder of the roll-up.
    pub addresses: BTreeMap<Arc<str>, String>,
    /// The year of the former roll-up, where there is one.
    pub last_year: Option<i32>,
    /// The folder of the data made of registers, kept until the result is written.
    #[expect(dead_code, reason = "it is removed when this is dropped")]
    pub kept: TempDir,
}

impl Rolled {
    /// The summaries of the units.
    pub fn summaries(&self) -> Vec<UnitSummary> {
        self.units.iter().map(|unit| unit.summary.clone()).collect()
    }
}

/// Settles each unit, counts what stands, and holds it against what stood before.
///
/// # Errors
/// A former result cannot be read any more, what is kept for the time of the work cannot be written, or the work shall stop.
pub fn put_together(
    session: &Session<'_>,
    policy: &Policy,
    (mut units, mut findings): (BTreeMap<Rank, Unit>, Vec<Diagnostic>),
    (previous, columns): (&Previous, bool),
    kept: TempDir,
) -> Result<Rolled, Error> {
    for (rank, before) in &previous.units {
        let unit = units.entry(rank.clone()).or_default();
        if unit.name.is_empty() {
            unit.name.clone_from(&before.unit);
        }
    }
    let units: Vec<((Rank, Unit), usize)> = units.into_iter().zip(0..).collect();
    let known = !policy.rollup.units.all().is_empty();
    let year = session.occasion.year;
    let read = session.each(&units, |((rank, unit), number)| {
        let (mut rolled, mut findings) = one((unit, rank), policy, columns);
        rolled.summary.known = !known || rank.0 < usize::MAX;
        if previous.year.is_some() {
            let before = previous.units.get(rank);
            let now = (rolled.summary.state == HandedIn::Read).then_some(&rolled.data);
            let changes = read::changes(before.map(|given| &given.data), now, year);
            let shown = || before.map(Given::shown).unwrap_or_default();
            let changes = changes.map_err(|reason| previous.broken(&shown(), &reason))?;
            let folder = kept.path().join(format!("changes-{number}"));
            keep(&mut rolled, &changes, &folder)?;
        }
        findings.extend(against_roster(&rolled.summary));
        Ok::<_, Error>((rolled, findings))
    })?;
    let mut units = Vec::new();
    for one in read {
        let (rolled, of_unit) = one?;
        units.push(rolled);
        findings.extend(of_unit);
    }
    score(&mut units, policy);
    findings.sort();
    let summaries: Vec<UnitSummary> = units.iter().map(|unit| unit.summary.clone()).collect();
    let terms = &policy.rollup;
    let mut rows = RowAccount::default();
    for unit in &summaries {
        rows.add(&unit.counts.rows);
    }
    Ok(Rolled {
        statistics: stats::roll_up(&summaries),
        outliers: stats::outliers(&summaries, terms.outlier_times, terms.least_alike),
        rows,
        units,
        findings,
        left_out: BTreeMap::new(),
        addresses: BTreeMap::new(),
        last_year: previous.year,
        kept,
    })
}

/// Settles a unit and counts what stands.
fn one(
    (unit, rank): (&Unit, &Rank),
    policy: &Policy,
    columns: bool,
) -> (RolledUnit, Vec<Diagnostic>) {
    let name: Arc<str> = unit.name.as_str().into();
    let Settled {
        stands,
        mut findings,
        why,
    } = settle(&name, unit.given.clone());
    let group = policy.rollup.units.all().get(rank.0);
    let group = group
        .and_then(|unit| unit.group.clone())
        .unwrap_or_default();
    let mut reasons: Vec<String> = unit.unread.clone();
    reasons.extend(Some(why).filter(|why| !why.is_empty()));
    let mut rolled = RolledUnit {
        summary: UnitSummary {
            unit: Arc::clone(&name),
            group,
            state: match (&stands, reasons.is_empty()) {
                (Some(_), _) => HandedIn::Read,
                (None, false) => HandedIn::Unread,
                (None, true) => HandedIn::Nothing,
            },
            ..UnitSummary::default()
        },
        data: UnitData::default(),
        changes: UnitData::default(),
        digest: [String::new(), String::new()],
        classes: BTreeMap::new(),
    };
    if let Some(given) = stands {
        let tell = |check, message| {
            let mut finding = Diagnostic::new(check, Place::file(&given.shown().into()), message);
            finding.section = Some(name.to_string());
            finding
        };
        match read::counts(&name, &given.data, columns) {
            Ok(counts) => {
                rolled.summary.counts = counts;
                if !given.data.has(PUBLIC) {
                    findings.push(tell(
                        &NO_PUBLIC,
                        format!("“{name}”的结果里没有 data/public.jsonl"),
                    ));
                }
                rolled.data = given.data;
            }
            Err(reason) => {
                rolled.summary.state = HandedIn::Unread;
                findings.push(tell(&BROKEN, format!("“{name}”的结果没有读出：{reason}")));
                reasons.push(reason);
            }
        }
        rolled.summary.date = given.date.map_or(String::new(), |date| date.to_string());
        rolled.summary.page = given
            .page
            .unwrap_or_else(|| given.sources.first().cloned().unwrap_or_default());
        rolled.summary.sources = given.sources;
        rolled.digest = given.digest;
    }
    rolled.summary.why = reasons.join("；");
    (rolled, findings)
}

/// What the roster says of a unit, and a former roll-up of one that is silent.
fn against_roster(unit: &UnitSummary) -> Option<Diagnostic> {
    let name = &unit.unit;
    let (check, message) = match unit.state {
        HandedIn::Nothing => (&SILENT, format!("“{name}”没有报送")),
        _ if !unit.known => (&STRANGE_UNIT, format!("单位名单里没有“{name}”")),
        _ => return None,
    };
    let file = unit.sources.first().map_or("单位名单", String::as_str);
    let mut finding = Diagnostic::new(check, Place::file(&file.into()), message);
    finding.section = Some(name.to_string());
    Some(finding)
}

/// Keeps what became of the risk points of a unit as data.
fn keep(unit: &mut RolledUnit, changes: &[Change], folder: &Path) -> Result<(), Error> {
    let fault = |e: std::io::Error| failed(folder, &e);
    fs::create_dir_all(folder).map_err(fault)?;
    let path = folder.join("changes.jsonl");
    let mut out = BufWriter::new(File::create(&path).map_err(fault)?);
    emit::changes_rows(changes, &mut emit::Rows::Json(&mut out)).map_err(json_fault(CHANGES))?;
    out.flush().map_err(fault)?;
    unit.changes.whole(CHANGES, path).map_err(fault)?;
    for change in changes {
        *unit.classes.entry(change.class).or_default() += 1;
    }
    Ok(())
}

/// Gives units the scores that some result has of them as a whole; of different ones none.
fn score(units: &mut [RolledUnit], policy: &Policy) {
    let mut found: BTreeMap<Rank, Vec<UnitScore>> = BTreeMap::new();
    for unit in units.iter() {
        let own = rank(&unit.summary.unit, policy);
        for line in read::scores(&unit.data).unwrap_or_default() {
            let scored = rank(&line.section, policy);
            if scored.0 < usize::MAX || scored == own {
                found.entry(scored).or_default().push(UnitScore {
                    total: line.points(),
                    band: line.band,
                    by: Arc::clone(&unit.summary.unit),
                });
            }
        }
    }
    for unit in units {
        let scores = found
            .remove(&rank(&unit.summary.unit, policy))
            .unwrap_or_default();
        let same =
            |score: &UnitScore| score.total == scores[0].total && score.band == scores[0].band;
        if !scores.is_empty() && scores.iter().all(same) {
            unit.summary.score = scores.into_iter().next();
        }
    }
}
