//! Results taken over: the score of a section as part of its people's, that of a special check as part of the year's.

use std::collections::BTreeMap;

use super::items;
use crate::model::{ItemScore, Points, Score, Scorecard, ScoredKind};
use crate::policy::{Policy, ScoreItem, ScoreRule, Scoring};
use crate::text;

/// Gives the posts the share of the points that their section has of the full score; the sections are settled.
pub fn of_sections(card: &mut Scorecard, scheme: &Scoring) {
    let sections = card.sections.iter();
    let totals: BTreeMap<String, Option<Points>> = sections
        .map(|s| (text::key(&s.scored.section), s.result.total))
        .collect();
    for post in &mut card.posts {
        let section = &post.scored.section;
        let total = totals.get(&text::key(section)).copied().flatten();
        let items = scheme.items_of(ScoredKind::Post).zip(&mut post.items);
        for (item, score) in items.filter(|(item, _)| item.rule == ScoreRule::SectionScore) {
            let share = total.map(|total| (total, scheme.share(total, item.points)));
            score.earned = share.map(|(_, share)| share);
            score.basis = match share {
                Some((total, share)) => format!(
                    "“{section}”得 {total} 分：{} × {total} ÷ {} = {share}",
                    item.points, scheme.full
                ),
                None => format!("“{section}”还没有总分，未评"),
            };
        }
    }
}

/// Gives everybody the share of the points that he has of the full score of a special check; the checks are settled.
pub fn of_checks(card: &mut Scorecard, checks: &[Scorecard], policy: &Policy) {
    for kind in ScoredKind::ALL {
        let scores = match kind {
            ScoredKind::Section => &mut card.sections,
            ScoredKind::Post => &mut card.posts,
        };
        let items = policy.scoring.items_of(kind).enumerate();
        for (at, item) in items.filter(|(_, item)| item.rule == ScoreRule::SpecialCheck) {
            let check = checks.iter().find(|check| check.scheme == item.of);
            let known: BTreeMap<[String; 3], &Score> = check
                .into_iter()
                .flat_map(|check| check.of(kind))
                .map(|score| (score.scored.key(), score))
                .collect();
            for score in scores.iter_mut() {
                let own = known.get(&score.scored.key()).copied();
                if let Some(taken) = score.items.get_mut(at) {
                    take(own, item, policy.scheme(&item.of), taken);
                }
            }
        }
    }
}

/// What an item earns by the result of a special check; of whom it does not score, as where there is nothing to count.
fn take(own: Option<&Score>, item: &ScoreItem, check: &Scoring, taken: &mut ItemScore) {
    let (name, points) = (&check.name, item.points);
    let Some(own) = own else {
        items::if_none(item, &format!("没有参加“{name}”"), taken);
        return;
    };
    let share = own
        .result
        .total
        .map(|total| (total, check.share(total, points)));
    taken.earned = share.map(|(_, share)| share);
    let vetoed = if own.result.vetoed {
        "（一票否决）"
    } else {
        ""
    };
    taken.basis = match share {
        Some((total, share)) => format!(
            "“{name}”得 {total} 分{vetoed}：{points} × {total} ÷ {} = {share}",
            check.full
        ),
        None => format!("“{name}”还没有评完，未评"),
    };
}
