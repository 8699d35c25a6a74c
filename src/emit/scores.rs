//! `data/scores.jsonl`: one line for each section and each post that is scored.

use serde::Serialize;

use super::rows::{Put, Rows};
use crate::location::Place;
use crate::model::{EvaluatorMark, ItemScore, Points, Score, Scorecard, ScoredKind, VetoScore};
use crate::policy::Scoring;

#[derive(Serialize)]
struct ScoreLine<'r> {
    /// The special check; none for the score of the year.
    scheme: Option<&'r str>,
    /// `预算科`, `预算科 预算编制岗 张一`.
    subject: String,
    kind: ScoredKind,
    section: &'r str,
    post: Option<&'r str>,
    person: Option<&'r str>,
    items: Vec<ItemLine<'r>>,
    dimensions: Vec<DimensionLine<'r>>,
    bonus: Points,
    deductions: Points,
    vetoes: Vec<&'r VetoScore>,
    /// Items without a mark (未评); while there are any, there is no total.
    missing: usize,
    total: Option<Points>,
    band: Option<&'r str>,
    rank: Option<usize>,
    converted: Option<Points>,
    coefficient: Option<Points>,
}

#[derive(Serialize)]
struct ItemLine<'r> {
    code: &'r str,
    points: Points,
    /// Whether it does not apply (不适用).
    not_applicable: bool,
    earned: Option<Points>,
    basis: &'r str,
    marks: &'r [EvaluatorMark],
    against: &'r [Place],
    cells: &'r [Place],
}

#[derive(Serialize)]
struct DimensionLine<'r> {
    key: &'r str,
    earned: Points,
}

/// `scores`: of each scheme sections first, then posts.
///
/// # Errors
/// They cannot be written.
pub fn scores_rows<'r>(
    cards: impl Iterator<Item = (&'r Scorecard, &'r Scoring)>,
    out: &mut Rows<'_>,
) -> Put {
    let scores = cards.flat_map(|(card, scheme)| {
        let all = ScoredKind::ALL.into_iter().flat_map(|kind| card.of(kind));
        all.map(move |score| line(score, scheme))
    });
    out.all(scores)
}

fn line<'r>(score: &'r Score, scheme: &'r Scoring) -> ScoreLine<'r> {
    let result = &score.result;
    let dimensions = scheme.dimensions.iter().zip(&result.dimensions);
    ScoreLine {
        scheme: Some(scheme.name.as_str()).filter(|_| scheme.is_special()),
        subject: score.scored.to_string(),
        kind: score.scored.kind(),
        section: &score.scored.section,
        post: score.scored.post.as_deref(),
        person: score.scored.person.as_deref(),
        items: score.items.iter().map(item).collect(),
        dimensions: dimensions
            .map(|(dimension, earned)| DimensionLine {
                key: &dimension.key,
                earned: *earned,
            })
            .collect(),
        bonus: result.bonus,
        deductions: result.deductions,
        vetoes: score.vetoes.iter().filter(|v| v.times > 0).collect(),
        missing: result.missing,
        total: result.total,
        band: result.band.map(|b| scheme.bands[b].name.as_str()),
        rank: result.rank,
        converted: result.converted,
        coefficient: result.coefficient,
    }
}

fn item(item: &ItemScore) -> ItemLine<'_> {
    ItemLine {
        code: &item.code,
        points: item.points,
        not_applicable: item.not_applicable,
        earned: item.earned,
        basis: &item.basis,
        marks: &item.marks,
        against: &item.against,
        cells: &item.cells,
    }
}
