//! Totals, vetoes, ranks, bands with their quota, conversion, coefficients: all from the items. The formulas of the score
//! book say the same; tests hold the two against each other.

use crate::model::{Points, Score, ScoreResult, ScoredKind};
use crate::policy::{Part, Quota, Scoring, TieRule};

/// Fills in what comes of the items of all that are scored of one kind.
pub fn settle(scores: &mut [Score], kind: ScoredKind, scheme: &Scoring) {
    for score in scores.iter_mut() {
        score.result = sums(score, kind, scheme);
    }
    let places: Vec<Option<Place>> = scores.iter().map(|s| place(&s.result, scores)).collect();
    let ranked = places.iter().flatten().count();
    let quota = scheme
        .quota_of(kind)
        .map(|quota| (quota, seats(quota, ranked)));
    let bands: Vec<Option<usize>> = scores
        .iter()
        .zip(&places)
        .map(|(score, place)| {
            let inside = quota.is_none_or(|(quota, seats)| {
                place
                    .as_ref()
                    .is_some_and(|p| p.inside(quota, seats, score, scores))
            });
            band(&score.result, inside, scheme)
        })
        .collect();
    for ((score, place), band) in scores.iter_mut().zip(places).zip(bands) {
        score.result.rank = place.map(|p| p.rank);
        score.result.band = band;
        score.result.coefficient = band.map(|b| scheme.bands[b].coefficient);
    }
}

/// Number of places in the top band: the percentage rounded down, but at least one where anybody is ranked.
fn seats(quota: &Quota, ranked: usize) -> usize {
    let percent = usize::try_from(quota.percent).unwrap_or(100);
    (ranked * percent / 100).max(ranked.min(1))
}

fn sums(score: &Score, kind: ScoredKind, scheme: &Scoring) -> ScoreResult {
    let mut out = ScoreResult {
        dimensions: vec![Points::ZERO; scheme.dimensions.len()],
        vetoed: score.vetoes.iter().any(|v| v.times > 0),
        ..ScoreResult::default()
    };
    for (item, earned) in scheme.items_of(kind).zip(&score.items) {
        let points = earned.earned.unwrap_or_default();
        match item.part {
            Part::Dimension(at) => {
                out.dimensions[at] = out.dimensions[at] + points;
                out.missing += usize::from(earned.earned.is_none());
            }
            Part::Bonus => out.bonus = out.bonus + points,
            Part::Deduction => out.deductions = out.deductions + points,
        }
    }
    if let Some(cap) = scheme.bonus_cap {
        out.bonus = out.bonus.min(cap);
    }
    if out.missing == 0 {
        let all: Points = out.dimensions.iter().copied().sum();
        let total = (all + out.bonus - out.deductions).max(Points::ZERO);
        let converted = total.converted(scheme.full, scheme.converted);
        out.total = Some(total);
        out.converted = Some(converted.min(scheme.converted));
    }
    out
}

/// Where one stands among those who are ranked.
struct Place {
    rank: usize,
    total: Points,
}

/// Those who are ranked have a total and no veto.
fn ranked(result: &ScoreResult) -> Option<Points> {
    result.total.filter(|_| !result.vetoed)
}

fn place(own: &ScoreResult, scores: &[Score]) -> Option<Place> {
    let total = ranked(own)?;
    let totals = scores.iter().filter_map(|s| ranked(&s.result));
    Some(Place {
        rank: 1 + totals.filter(|t| *t > total).count(),
        total,
    })
}

impl Place {
    /// Whether it lies within the quota.
    fn inside(&self, quota: &Quota, seats: usize, own: &Score, scores: &[Score]) -> bool {
        let equal = || {
            scores
                .iter()
                .filter(|s| ranked(&s.result) == Some(self.total))
        };
        match &quota.ties {
            TieRule::Include => self.rank <= seats,
            TieRule::Exclude => self.rank + equal().count() - 1 <= seats,
            TieRule::Compare(dimensions) => {
                let key = |score: &Score| -> Vec<Points> {
                    dimensions
                        .iter()
                        .map(|d| score.result.dimensions[*d])
                        .collect()
                };
                let mine = key(own);
                self.rank + equal().filter(|s| key(s) > mine).count() <= seats
            }
        }
    }
}

/// The band by its place in the scheme: the last of a veto; without a place in the quota the second instead of the first.
fn band(result: &ScoreResult, inside: bool, scheme: &Scoring) -> Option<usize> {
    let last = scheme.bands.len().checked_sub(1)?;
    if result.vetoed {
        return Some(last);
    }
    let total = result.total?;
    let own = scheme
        .bands
        .iter()
        .position(|b| total >= b.min)
        .unwrap_or(last);
    Some(if own == 0 && !inside {
        last.min(1)
    } else {
        own
    })
}
