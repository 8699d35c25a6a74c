//! 年度考核评分: from what the year left behind to points with their grounds. `subjects` says who is scored, `facts` sorts
//! the year by them, `metrics` counts, `marks` brings in what people gave, `items` applies the rules, `total` adds up.
//!
//! A score not given (未评) is not 0; what cannot be judged from the data is left to people, with the reason.

mod cases;
mod checks;
mod counted;
mod facts;
mod handed_in;
mod items;
mod ledger;
mod marks;
mod measured;
mod metrics;
mod remarks;
mod spot_checks;
mod subjects;
mod supervised;
mod taken;
mod total;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

pub use checks::ALL as CHECKS;
pub use subjects::of_roster;
pub use total::settle;

use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{
    Coverage, LedgerEntry, Register, Row, Score, ScoreSheet, Scorecard, Scored, ScoredKind,
    VetoScore,
};
use crate::policy::{Metric, Policy, Scoring, Veto};

/// What the year left behind.
#[derive(Clone, Copy, Debug)]
pub struct Year<'y> {
    /// The register, with supervisors and ratings.
    pub register: &'y Register,
    /// Every row that was read.
    pub rows: &'y [Row],
    /// All findings.
    pub findings: &'y [Diagnostic],
    /// Cells of the errors found in the forms as they came, replaced versions included.
    pub errors: &'y BTreeSet<Place>,
    /// Who has handed in.
    pub coverage: &'y Coverage,
    /// Lines of the ledgers.
    pub ledger: &'y [LedgerEntry],
    /// Score sheets.
    pub sheets: &'y [ScoreSheet],
    /// The year that is scored.
    pub year: i32,
    /// Day of the run: what falls due after it is not late.
    pub date: NaiveDate,
}

/// The scores of a year.
#[derive(Debug, Default)]
pub struct Scores {
    /// That of the year.
    pub year: Scorecard,
    /// Those of the special checks, in the order of their schemes.
    pub checks: Vec<Scorecard>,
    /// The lines of the ledgers that count: those of this year, each matter once.
    pub ledger: Vec<LedgerEntry>,
}

impl Scores {
    /// All of them, that of the year first.
    pub fn all(&self) -> impl Iterator<Item = &Scorecard> {
        std::iter::once(&self.year).chain(&self.checks)
    }
}

/// Scores every section and every post, by the special checks and by the scheme of the year.
pub fn score(year: &Year<'_>, policy: &Policy) -> (Scores, Vec<Diagnostic>) {
    let (ledger, mut findings) = ledger::counted(year);
    let mut by = |scheme, checks: &[Scorecard]| {
        let (card, found) = by_scheme(year, &ledger, (policy, scheme), checks);
        findings.extend(found);
        card
    };
    let checks = policy.special_checks.iter().map(|scheme| by(scheme, &[]));
    let checks: Vec<Scorecard> = checks.collect();
    let year = by(&policy.scoring, &checks);
    let ledger = ledger.into_iter().cloned().collect();
    let scores = Scores {
        year,
        checks,
        ledger,
    };
    (scores, findings)
}

/// Scores by one scheme, which may take results of the `checks`.
fn by_scheme(
    year: &Year<'_>,
    ledger: &[&LedgerEntry],
    (policy, scheme): (&Policy, &Scoring),
    checks: &[Scorecard],
) -> (Scorecard, Vec<Diagnostic>) {
    let scored = subjects::all(year, policy, scheme);
    let facts = facts::Facts::of(year, ledger, (policy, scheme), &scored);
    let marks = marks::Marks::of(year.sheets, &scored, scheme);
    let mut card = Scorecard {
        scheme: scheme.name.clone(),
        cases: cases::all(year, ledger, scheme, &scored),
        ..Scorecard::default()
    };
    let groups = groups(&scored, policy, scheme);
    for ((at, subject), (group, among)) in scored.iter().enumerate().zip(groups) {
        let kind = subject.kind();
        if scheme.items_of(kind).next().is_none() {
            continue;
        }
        let measure = |metric: Metric| metrics::measure(metric, &facts, at, (policy, scheme));
        let whom = items::Whom {
            scored: subject,
            standing: policy.standing(subject),
            among,
        };
        let vetoes = scheme.vetoes_of(kind);
        let vetoes = vetoes.map(|veto| vetoed(veto, whom, measure, &marks, scheme));
        let items = scheme.items_of(kind);
        let items = items.map(|item| items::score(item, whom, measure, &marks, scheme));
        let score = Score {
            scored: subject.clone(),
            group,
            among: whom.among,
            items: items.collect(),
            vetoes: vetoes.collect(),
            ..Score::default()
        };
        match kind {
            ScoredKind::Section => card.sections.push(score),
            ScoredKind::Post => card.posts.push(score),
        }
    }
    if !scheme.is_special() {
        taken::of_checks(&mut card, checks, policy);
    }
    settle(&mut card.sections, ScoredKind::Section, scheme);
    taken::of_sections(&mut card, scheme);
    settle(&mut card.posts, ScoredKind::Post, scheme);
    card.remarks = remarks::all(year, &card, (policy, scheme));
    (card, marks.into_findings())
}

/// Of each one the group it is ranked in, and how many of its kind are ranked there.
fn groups(scored: &[Scored], policy: &Policy, scheme: &Scoring) -> Vec<(Option<usize>, usize)> {
    let groups = scored.iter().map(|subject| {
        let group = policy.group(subject, scheme)?;
        Some((subject.kind(), group))
    });
    let groups: Vec<_> = groups.collect();
    let mut among: BTreeMap<(ScoredKind, usize), usize> = BTreeMap::new();
    for group in groups.iter().flatten() {
        *among.entry(*group).or_default() += 1;
    }
    let of = |group: Option<(ScoredKind, usize)>| match group {
        Some(group) => (Some(group.1), among[&group]),
        None => (None, 0),
    };
    groups.into_iter().map(of).collect()
}

/// How many cases there are of a ground of veto: by the data, or by whoever was asked.
fn vetoed(
    veto: &Veto,
    whom: items::Whom<'_>,
    measure: impl Fn(Metric) -> measured::Measured,
    marks: &marks::Marks,
    scheme: &Scoring,
) -> VetoScore {
    let code = veto.code.clone();
    if let Some(metric) = veto.metric {
        let measured = measure(metric);
        return VetoScore {
            code,
            times: measured.short(),
            cells: measured.against,
        };
    }
    let mut out = VetoScore {
        code,
        ..VetoScore::default()
    };
    let Some(item) = &veto.asked else { return out };
    for at in scheme.markers(item, whom.standing) {
        let evaluator = &scheme.evaluators[at].key;
        let given = marks.find(whom.scored, &item.code, evaluator);
        let times = given.mark.unwrap_or_default().in_hundredths() / 100;
        out.times += usize::try_from(times).unwrap_or(0);
        out.cells
            .extend(given.cells.into_iter().filter(|_| times > 0));
    }
    out
}
