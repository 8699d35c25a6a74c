//! Several results of one unit: the newer one stands, the others are told. What cannot be ordered is decided by nobody here.

use std::cmp::Reverse;

use super::checks::{OLDER, TWICE, UNORDERED};
use super::data::SCORES;
use super::results::Given;
use crate::diagnostic::{Check, Diagnostic};
use crate::location::Place;

/// What stands for a unit, and what was found.
#[derive(Debug, Default)]
pub struct Settled {
    /// The result that stands; none where nobody can tell which.
    pub stands: Option<Given>,
    /// What was found.
    pub findings: Vec<Diagnostic>,
    /// The same in a sentence; empty where there is but one result.
    pub why: String,
}

/// Settles the results of a unit.
pub fn settle(unit: &str, mut all: Vec<Given>) -> Settled {
    // Of equal ones the same one is kept, in whatever order they came.
    all.sort_by(|a, b| {
        order(a)
            .cmp(&order(b))
            .then_with(|| a.sources.cmp(&b.sources))
    });
    let mut out = Settled::default();
    let mut kept: Vec<Given> = Vec::new();
    for given in all {
        match kept.iter().find(|other| is_same(other, &given)) {
            Some(other) => {
                let message = format!("“{unit}”的这一份与“{}”完全相同", other.shown());
                out.tell(unit, &TWICE, &given, message);
            }
            None => kept.push(given),
        }
    }
    let first = kept.first().map(order);
    let equal = kept
        .iter()
        .filter(|given| Some(order(given)) == first)
        .count();
    if equal > 1 {
        let names: Vec<String> = kept.iter().take(equal).map(Given::shown).collect();
        let names = format!("“{}”", names.join("”、“"));
        for given in kept.iter().take(equal) {
            let message = format!("“{unit}”交了 {equal} 份，内容不同，分不出新旧：{names}");
            out.tell(unit, &UNORDERED, given, message);
        }
        out.why = format!("交了 {equal} 份，分不出新旧：{names}");
        return out;
    }
    let mut kept = kept.into_iter();
    let stands = kept.next();
    if let Some(stands) = &stands {
        let [own, day] = [stands.shown(), stands.day()];
        let mut older = Vec::new();
        for given in kept {
            let than = given.day();
            let message = if given.date == stands.date {
                format!("“{unit}”另交了结果文件夹“{own}”，以结果文件夹为准")
            } else {
                format!("“{unit}”的这一份（{than}）比“{own}”（{day}）旧，没有汇总")
            };
            older.push(given.shown());
            out.tell(unit, &OLDER, &given, message);
        }
        if !older.is_empty() {
            out.why = format!("另有较旧的“{}”没有汇总", older.join("”、“"));
        }
    }
    out.stands = stands;
    out
}

/// Whether two results say the same: the register, the rows, and the scores where both have some.
fn is_same(one: &Given, other: &Given) -> bool {
    let scores = |given: &Given| given.data.digest(SCORES);
    let both = one.data.has(SCORES) && other.data.has(SCORES);
    one.digest == other.digest
        && (!both || matches!((scores(one), scores(other)), (Ok(a), Ok(b)) if a == b))
}

/// The newest first; of one day, and where no day is known, results before registers.
fn order(given: &Given) -> (Reverse<Option<chrono::NaiveDate>>, bool) {
    (Reverse(given.date), !given.exact)
}

impl Settled {
    fn tell(&mut self, unit: &str, check: &Check, given: &Given, message: String) {
        let place = Place::file(&given.shown().into());
        let mut finding = Diagnostic::new(check, place, message);
        finding.section = Some(unit.to_owned());
        self.findings.push(finding);
    }
}

impl Given {
    /// Where it lies, in words.
    pub fn shown(&self) -> String {
        self.sources.join("、")
    }

    fn day(&self) -> String {
        self.date
            .map_or("没有日期".to_owned(), |date| date.to_string())
    }
}
