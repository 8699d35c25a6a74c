//! The score of a section as part of its people's.

use std::collections::BTreeMap;

use crate::model::{Points, Scorecard};
use crate::policy::{ScoreRule, Scoring};
use crate::text;

/// Gives the posts the share of the points that their section has of the full score; the sections are settled.
pub fn into_posts(card: &mut Scorecard, scheme: &Scoring) {
    let sections = card.sections.iter();
    let totals: BTreeMap<String, Option<Points>> = sections
        .map(|s| (text::key(&s.scored.section), s.result.total))
        .collect();
    for post in &mut card.posts {
        let section = &post.scored.section;
        let total = totals.get(&text::key(section)).copied().flatten();
        let items = scheme
            .items_of(crate::model::ScoredKind::Post)
            .zip(&mut post.items);
        for (item, score) in items.filter(|(item, _)| item.rule == ScoreRule::SectionScore) {
            let share = total.map(|total| (total, total.converted(scheme.full, item.points)));
            score.earned = share.map(|(_, share)| share.min(item.points));
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
