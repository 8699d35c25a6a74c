//! What may be written into the cells of a score book and of a score sheet.

use crate::location::{Area, CellRef};
use crate::model::Points;
use crate::writer::{Allowed, InputSpec, Message, Otherwise};

/// Most times a veto can be counted; a bound only against slips of the pen.
const MOST_TIMES: f64 = 999.0;

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
