//! What follows from the levels, on sheets to be handed out: 监管分工 and 分级监管清单, 评定到期清单, 抽查清单.

mod ratings;
mod spot_check;
mod supervision;

pub use supervision::is_leader;

use super::super::context::ReportContext;
use super::sentence::rated;

use crate::model::{RatingStatus, Register};
use crate::writer::Sheet;

/// The sheets that have something to say.
pub fn sheets<'r>(register: &'r Register, context: &ReportContext) -> [Option<Sheet<'r>>; 4] {
    let [overview, list] = supervision::sheets(register, context);
    let due = ratings::sheet(register, context);
    [overview, list, due, spot_check::sheet(register, context)]
}

/// Where to find them, and what is left out because there is nothing to list; none where nothing is registered.
pub fn note(register: &Register) -> Option<String> {
    if register.items.is_empty() {
        return None;
    }
    let mut parts = vec![format!("监管人见“{}”", supervision::SHEET)];
    parts.push(
        match (
            rated(register, RatingStatus::Overdue),
            rated(register, RatingStatus::Due),
        ) {
            (0, 0) => "没有等级评定已超期或将到期的风险点".to_owned(),
            (overdue, due) => format!(
                "等级评定已超期 {overdue} 条、将到期 {due} 条，见“{}”",
                ratings::SHEET
            ),
        },
    );
    match rated(register, RatingStatus::Unknown) {
        0 => {}
        unknown => parts.push(format!("{unknown} 条没有可以推算的日期，排不出下次评定")),
    }
    parts.push(if register.items.iter().any(|i| i.follow_up.drawn) {
        format!("抽查对象见“{}”", spot_check::SHEET)
    } else {
        "按口径文件的抽查比例，没有抽到风险点".to_owned()
    });
    Some(format!("分级监管、评定和抽查：{}。", parts.join("；")))
}
