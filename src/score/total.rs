//! Totals, vetoes, ranks, bands with their quotas, conversion, coefficients: all from the items. The formulas of the score
//! book say the same; tests hold the two against each other.

use crate::model::{Points, Score, ScoreResult, ScoredKind};
use crate::policy::{Part, Scoring, TieRule};

/// Fills in what comes of the items of all that are scored of one kind.
pub fn settle(scores: &mut [Score], kind: ScoredKind, scheme: &Scoring) {
    for score in scores.iter_mut() {
        score.result = sums(score, kind, scheme);
        score.result.band = band(&score.result, &[], scheme);
    }
    for group in 0..scheme.groups() {
        rank(scores, (kind, group), scheme);
    }
    for result in scores.iter_mut().map(|score| &mut score.result) {
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
            Part::Dimension(_) if earned.not_applicable => {
                out.not_applicable = out.not_applicable + item.points;
            }
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
    let applies = scheme.full - out.not_applicable;
    if out.missing == 0 && applies > Points::ZERO {
        let all: Points = out.dimensions.iter().copied().sum();
        let all = all.converted(applies, scheme.full);
        let total = (all + out.bonus - out.deductions).max(Points::ZERO);
        let converted = total.converted(scheme.full, scheme.converted);
        out.total = Some(total);
        out.converted = Some(converted.min(scheme.converted));
    }
    out
}

/// Ranks those of one group, and gives them their bands within the quotas.
fn rank(scores: &mut [Score], (kind, group): (ScoredKind, usize), scheme: &Scoring) {
    let own = scores.iter().filter(|s| s.group == Some(group));
    let results: Vec<ScoreResult> = own.map(|s| s.result.clone()).collect();
    let totals: Vec<Points> = results.iter().filter_map(competing).collect();
    let limits = limits(&totals, (kind, group), scheme);
    let own = scores.iter_mut().filter(|s| s.group == Some(group));
    for result in own.map(|score| &mut score.result) {
        let standing = standing(result, &results, kind, scheme);
        result.rank = standing.map(|s| s.rank);
        result.place = standing.map(|s| s.place);
        result.band = band(result, &limits, scheme);
    }
}

/// Of each band the last place that may have it; none where it has no quota. What a better band leaves of its own quota is
/// none of the next one's.
fn limits(totals: &[Points], of: (ScoredKind, usize), scheme: &Scoring) -> Vec<Option<usize>> {
    let mut above = 0;
    let bands = scheme.bands.iter().enumerate();
    let limits = bands.map(|(at, band)| {
        let reached = totals.iter().filter(|total| **total >= band.min).count();
        let seats = scheme.seats(of, at, totals.len());
        let limit = seats.map(|seats| above + seats);
        above = limit.map_or(reached, |limit| limit.min(reached));
        limit
    });
    limits.collect()
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
    results: &[ScoreResult],
    kind: ScoredKind,
    scheme: &Scoring,
) -> Option<Standing> {
    let total = competing(own)?;
    let others = || {
        let results = results.iter();
        results.filter_map(|result| Some((competing(result)?, result)))
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

/// The band by its place in the scheme: the last of a veto, else by least points; without a place in its quota the next.
fn band(result: &ScoreResult, limits: &[Option<usize>], scheme: &Scoring) -> Option<usize> {
    let last = scheme.bands.len().checked_sub(1)?;
    if result.vetoed {
        return Some(last);
    }
    let total = result.total?;
    let own = scheme.bands.iter().position(|b| total >= b.min);
    let own = own.unwrap_or(last);
    let outside = |at: &usize| {
        let limit = limits.get(*at).copied().flatten();
        limit.is_some_and(|limit| result.place.is_none_or(|place| place > limit))
    };
    Some((own..last).find(|at| !outside(at)).unwrap_or(last))
}
