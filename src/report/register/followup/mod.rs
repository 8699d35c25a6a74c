//! What follows from the levels, on sheets to be handed out: 监管分工 and 分级监管清单, 评定到期清单, 抽查清单.

mod ratings;
mod spot_check;
mod supervision;

use super::super::ReportContext;
use super::super::canvas::Cell;
use super::super::canvas::count;
use super::columns::Columns;
use crate::model::{RatingStatus, Register, RegisterItem};
use crate::writer::{Content, SheetSpec};

/// Width of a printed page in characters.
const PAGE: f64 = 168.0;
/// Width of the column that numbers the lines.
const NUMBER: f64 = 6.0;

/// The sheets that have something to say.
pub fn sheets(register: &Register, context: &ReportContext) -> Vec<SheetSpec> {
    let mut sheets = supervision::sheets(register, context);
    sheets.extend(ratings::sheet(register, context));
    sheets.extend(spot_check::sheet(register, context));
    sheets
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
                "等级评定已超期 {overdue} 个、将到期 {due} 个，见“{}”",
                ratings::SHEET
            ),
        },
    );
    match rated(register, RatingStatus::Unknown) {
        0 => {}
        unknown => parts.push(format!("{unknown} 个没有可以推算的日期，排不出下次评定")),
    }
    parts.push(if register.items.iter().any(|i| i.follow_up.drawn) {
        format!("抽查对象见“{}”", spot_check::SHEET)
    } else {
        "按口径文件的抽查比例，没有抽到风险点".to_owned()
    });
    Some(format!("分级监管、评定和抽查：{}。", parts.join("；")))
}

fn rated(register: &Register, status: RatingStatus) -> usize {
    let items = register.items.iter();
    items
        .filter(|i| i.follow_up.rating.status == status)
        .count()
}

/// Widths of a sheet that numbers its lines.
fn numbered_widths(columns: &Columns, items: &[&RegisterItem], blanks: &[f64]) -> Vec<f64> {
    let page = PAGE - NUMBER - blanks.iter().sum::<f64>();
    let mut widths = vec![NUMBER];
    widths.extend(columns.widths(items, page));
    widths.extend(blanks);
    widths
}

/// A numbered line.
fn numbered(number: usize, columns: &Columns, item: &RegisterItem) -> Vec<Cell> {
    let mut cells = vec![count(number)];
    cells.extend(columns.cells(item));
    cells
}

/// A live sentence that counts: each part is a text before the number, the formula that counts, what it finds now, and a
/// text behind.
struct Sentence {
    formula: String,
    result: String,
}

impl Sentence {
    fn new(start: &str) -> Self {
        Self {
            formula: format!("=\"{}", start.replace('"', "\"\"")),
            result: start.to_owned(),
        }
    }

    fn count(mut self, before: &str, formula: &str, count: usize, behind: &str) -> Self {
        let count = count.to_string();
        self.formula.extend([before, "\"&", formula, "&\"", behind]);
        self.result.extend([before, &count, behind]);
        self
    }

    fn end(self, end: &str) -> Content {
        Content::TextFormula {
            formula: format!("{}{end}\"", self.formula),
            result: self.result + end,
        }
    }
}
