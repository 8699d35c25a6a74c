//! Totals, vetoes, ranks, bands with their quota, conversion, coefficients: all from the items. The formulas of the score
//! book say the same; tests hold the two against each other.

use crate::model::{Points, Score, ScoreResult, ScoredKind};
use crate::policy::{Part, Scoring, TieRule};

/// Fills in what comes of the items of all that are scored of one kind.
pub fn settle(scores: &mut [Score], kind: ScoredKind, scheme: &Scoring) {
    for score in scores.iter_mut() {
        score.result = sums(score, kind, scheme);
    }
    let standings: Vec<Option<Standing>> = scores
        .iter()
        .map(|s| standing(&s.result, scores, kind, scheme))
        .collect();
    let ranked = standings.iter().flatten().count();
    let quota = scheme.quota_of(kind);
    let seats = quota.map_or(ranked, |quota| quota.seats(ranked));
    for (score, standing) in scores.iter_mut().zip(standings) {
        let result = &mut score.result;
        result.rank = standing.map(|s| s.rank);
        result.place = standing.map(|s| s.place);
        let inside = quota.is_none() || result.place.is_some_and(|place| place <= seats);
        result.band = band(result, inside, scheme);
        result.coefficient = result.band.map(|b| scheme.bands[b].coefficient);
    }
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
#[derive(Clone, Copy)]
struct Standing {
    rank: usize,
    place: usize,
}

/// Those who are ranked have a total and no veto.
fn competing(result: &ScoreResult) -> Option<Points> {
    result.total.filter(|_| !result.vetoed)
}

fn standing(
    own: &ScoreResult,
    scores: &[Score],
    kind: ScoredKind,
    scheme: &Scoring,
) -> Option<Standing> {
    let total = competing(own)?;
    let others = || {
        scores
            .iter()
            .filter_map(|s| Some((competing(&s.result)?, &s.result)))
    };
    let rank = 1 + others().filter(|(theirs, _)| *theirs > total).count();
    let equal = || others().filter(|(theirs, _)| *theirs == total);
    let behind = match scheme.quota_of(kind).map(|q| &q.ties) {
        None | Some(TieRule::Include) => 0,
        Some(TieRule::Exclude) => equal().count() - 1,
        Some(TieRule::Compare(dimensions)) => {
            let key = |result: &ScoreResult| -> Vec<Points> {
                dimensions.iter().map(|d| result.dimensions[*d]).collect()
            };
            let mine = key(own);
            equal().filter(|(_, theirs)| key(theirs) > mine).count()
        }
    };
    Some(Standing {
        rank,
        place: rank + behind,
    })
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
