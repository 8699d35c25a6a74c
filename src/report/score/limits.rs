//! What may be written into the cells of a score book and of a score sheet.

use super::super::canvas::short;
use crate::location::{Area, CellRef};
use crate::model::Points;
use crate::policy::{ScoreItem, ScoreRule};
use crate::writer::{Allowed, Cell, Content, InputSpec, Message, Otherwise, StyleRole};

/// Most times a veto can be counted; a bound only against slips of the pen.
const MOST_TIMES: f64 = 999.0;

/// What an item may earn: points, or that it does not apply.
pub fn of(at: CellRef, item: &ScoreItem) -> InputSpec {
    if item.is_counted_by_people() {
        return pieces(at);
    }
    if item.rule == ScoreRule::Ballot {
        let prompt = "写每一种有几票，如“优秀12 称职5 基本称职0”；不要写分数。";
        return InputSpec {
            allowed: Allowed::Anything,
            otherwise: Otherwise::Accept,
            prompt: Message::new("票数", prompt),
            ..points(at, item.points)
        };
    }
    let plain = points(at, item.most());
    if !item.may_not_apply() {
        return plain;
    }
    let prompt = format!(
        "0 到 {} 分，最多两位小数；没有这项业务的写“不适用”；不评的空着，不要写 0。",
        item.points
    );
    InputSpec {
        allowed: Allowed::Anything,
        otherwise: Otherwise::Accept,
        prompt: Message::new("评分", prompt),
        ..plain
    }
}

/// A number of pieces, or a place.
fn pieces(at: CellRef) -> InputSpec {
    InputSpec {
        area: Area::new(at, at),
        allowed: Allowed::Decimals(0.0, 9999.0),
        otherwise: Otherwise::Refuse,
        prompt: Message::new("件数、次数或名次", "填整数，分数由程序算；没有的空着。"),
        alert: Message::new("数不对", "请填 0 或正整数。"),
    }
}

/// Points from nothing to the most there are.
pub fn points(at: CellRef, most: Points) -> InputSpec {
    InputSpec {
        area: Area::new(at, at),
        allowed: Allowed::Decimals(0.0, most.as_f64()),
        otherwise: Otherwise::Refuse,
        prompt: Message::new(
            "评分",
            format!("0 到 {most} 分，最多两位小数；不评的空着，不要写 0。"),
        ),
        alert: Message::new(
            "分数不对",
            format!("这一项最多 {most} 分，请填 0 到 {most} 之间的数。"),
        ),
    }
}

/// A number of cases.
pub fn times(at: CellRef) -> InputSpec {
    InputSpec {
        area: Area::new(at, at),
        allowed: Allowed::Decimals(0.0, MOST_TIMES),
        otherwise: Otherwise::Refuse,
        prompt: Message::new("次数", "有几次写几次，没有的写 0；有一次即一票否决。"),
        alert: Message::new("次数不对", "请填 0 或正整数。"),
    }
}

/// The points of an item, or that it has no bound.
pub fn points_of(item: &ScoreItem) -> Cell {
    if item.uncapped {
        short("不限")
    } else {
        (Content::Number(item.points.as_f64()), StyleRole::Decimal)
    }
}
