//! What a number of pieces, or a place in a ranking, earns: the sum in words and its result.

use crate::model::Points;
use crate::policy::{Part, ScoreItem, ScoreRule};

/// The sum and what comes of it; nothing where the rule counts nothing.
pub fn reckoned(item: &ScoreItem, count: Points, among: usize) -> (String, Option<Points>) {
    let Some((plain, earned)) = item.for_count(count, among) else {
        return (String::new(), None);
    };
    let points = item.points;
    let in_dimension = matches!(item.part, Part::Dimension(_));
    let verb = match item.part {
        Part::Dimension(_) => "",
        Part::Bonus => "加 ",
        Part::Deduction => "扣 ",
    };
    let capped = if plain > earned {
        format!("，最多 {points} 分")
    } else {
        String::new()
    };
    let sum = match item.rule {
        ScoreRule::PerTime { each, floor, .. } if in_dimension => {
            let lifted = if plain < floor {
                format!("，最低 {floor} 分，得 {earned}")
            } else {
                String::new()
            };
            format!("{points} − {count} × {each} = {plain}{lifted}")
        }
        ScoreRule::PerTime { each, .. } => format!("{verb}{count} × {each} = {plain}{capped}"),
        ScoreRule::Tiered {
            first,
            first_each,
            each,
            ..
        } => {
            let (head, further) = (count.min(first), (count - first).max(Points::ZERO));
            format!("{verb}{head} × {first_each} + {further} × {each} = {plain}{capped}")
        }
        ScoreRule::Rank { last, each } => {
            let hit = if in_dimension {
                earned < points
            } else {
                earned > Points::ZERO
            };
            let what = if hit {
                format!("在后 {last} 名，扣 {each} 分")
            } else {
                format!("不在后 {last} 名，不扣分")
            };
            if among == 0 {
                "不参加排名，不扣分".to_owned()
            } else {
                format!("共 {among} 名，{what}")
            }
        }
        _ => String::new(),
    };
    (sum, Some(earned))
}
