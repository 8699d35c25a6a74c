//! How the year went: dispositions and rectifications for the ledgers, and the marks people give on score sheets.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::bureau::Office;
use super::content::read;
use super::rng::Rng;
use crate::model::{Disposition, LedgerKind, Points, Scored};
use crate::writer::Content;

/// Stream of random numbers for marks.
const STREAM: u64 = 61;

/// The lines of a ledger, each with its cells in the order of [`LedgerKind::columns`].
pub type LedgerLines = (LedgerKind, Vec<Vec<Content>>);

/// The ledgers of a year. Of a small bureau there are the lines of those sections it has.
pub fn ledgers(offices: &[Office], year: i32) -> Vec<LedgerLines> {
    let numbered = |kind, lines: Vec<Vec<Content>>| {
        let cells = |(number, cells): (usize, Vec<Content>)| {
            let number = std::iter::once(Content::count(number));
            number.chain(cells).collect()
        };
        (kind, (1..).zip(lines).map(cells).collect())
    };
    vec![
        numbered(LedgerKind::Disposition, dispositions(offices, year)),
        numbered(LedgerKind::Rectification, rectifications(offices, year)),
        numbered(LedgerKind::Monitoring, signs(offices, year)),
    ]
}

fn day(year: i32, (month, day): Day) -> Content {
    NaiveDate::from_ymd_opt(year, month, day).map_or(Content::Blank, Content::Date)
}

/// A day: month and day.
type Day = (u32, u32);

#[derive(Deserialize)]
#[serde(bound = "'de: 'static")]
struct Conduct {
    reasons: Vec<&'static str>,
    deeds: Vec<Deed>,
    problems: Vec<Problem>,
    signs: Vec<Sign>,
}

#[derive(Deserialize)]
struct Deed {
    section: usize,
    person: Option<usize>,
    kind: Disposition,
    on: Day,
    ground: &'static str,
    measure: &'static str,
    deadline: Day,
    closed: Day,
}

#[derive(Deserialize)]
struct Problem {
    ground: &'static str,
    measure: &'static str,
    section: usize,
    deadline: Day,
    closed: Option<Day>,
}

#[derive(Deserialize)]
struct Sign {
    section: usize,
    person: usize,
    on: Day,
    channel: &'static str,
    ground: &'static str,
    measure: &'static str,
    result: &'static str,
}

static CONDUCT: LazyLock<Conduct> = LazyLock::new(|| read(include_str!("data/conduct.toml")));

fn dispositions(offices: &[Office], year: i32) -> Vec<Vec<Content>> {
    let line = |deed: &Deed| {
        let office = offices.get(deed.section)?;
        let person = deed.person.and_then(|at| office.staff.get(at));
        Some(vec![
            office.name.as_str().into(),
            person.map_or(Content::Blank, |p| p.post.into()),
            person.map_or(Content::Blank, |p| p.name.as_str().into()),
            deed.kind.title().into(),
            day(year, deed.on),
            deed.ground.into(),
            deed.measure.into(),
            day(year, deed.deadline),
            day(year, deed.closed),
            Content::Blank,
        ])
    };
    CONDUCT.deeds.iter().filter_map(line).collect()
}

fn rectifications(offices: &[Office], year: i32) -> Vec<Vec<Content>> {
    let line = |problem: &Problem| {
        let office = offices.get(problem.section)?;
        let closed = problem.closed;
        Some(vec![
            problem.ground.into(),
            problem.measure.into(),
            office.name.as_str().into(),
            Content::Blank,
            Content::Blank,
            day(year, problem.deadline),
            if closed.is_some() { "是" } else { "否" }.into(),
            closed.map_or(Content::Blank, |closed| day(year, closed)),
            Content::Blank,
        ])
    };
    CONDUCT.problems.iter().filter_map(line).collect()
}

fn signs(offices: &[Office], year: i32) -> Vec<Vec<Content>> {
    let line = |sign: &Sign| {
        let office = offices.get(sign.section)?;
        let person = office.staff.get(sign.person);
        Some(vec![
            day(year, sign.on),
            sign.channel.into(),
            office.name.as_str().into(),
            person.map_or(Content::Blank, |p| p.post.into()),
            person.map_or(Content::Blank, |p| p.name.as_str().into()),
            sign.ground.into(),
            sign.measure.into(),
            sign.result.into(),
            Content::Blank,
        ])
    };
    CONDUCT.signs.iter().filter_map(line).collect()
}

/// Somebody who marks.
#[derive(Clone, Debug)]
pub struct Marker {
    seed: u64,
    rng: Rng,
}

impl Marker {
    /// One who marks in the year of this seed.
    pub fn new(seed: u64, evaluator: usize) -> Self {
        let stream = STREAM + u64::try_from(evaluator).unwrap_or(0);
        Self {
            seed,
            rng: Rng::new(seed, stream),
        }
    }

    /// A mark in steps of half a point, near what the one who is marked deserves, with its reason where it is not full.
    pub fn mark(&mut self, scored: &Scored, most: Points) -> (Points, &'static str) {
        let halves = usize::try_from(most.in_hundredths() / 50).unwrap_or(0);
        let deserved = self.deserved(scored);
        let off = (halves * (100 - deserved) / 100 + self.rng.below(3)).saturating_sub(1);
        let mark = Points::hundredths(50).times(halves - off.min(halves));
        let reason = if off == 0 {
            ""
        } else {
            *self.rng.pick(&CONDUCT.reasons)
        };
        (mark, reason)
    }

    /// What everybody thinks of one who is marked, in percent; the same whoever marks.
    fn deserved(&self, scored: &Scored) -> usize {
        let name = scored.person.as_deref().unwrap_or(&scored.section);
        let tag = name.chars().fold(0_u64, |tag, c| {
            tag.wrapping_mul(31).wrapping_add(u64::from(c))
        });
        Rng::new(self.seed, tag).between(82, 100)
    }
}
