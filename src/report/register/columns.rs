//! Columns that several lists of registered items share.

use std::fmt::Display;

use super::super::canvas::{count, level, short};
use super::super::table::{Column, HasEntry, col, field, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use crate::model::{Entry, Field, Level, RegisterItem};

/// Head of the level that counts.
pub const LEVEL: &str = "风险\n等级";
/// Head of the number of risk points.
pub const POINTS: &str = "风险点\n数";
/// Head of what it rests on.
pub const BASIS: &str = "定级\n依据";

/// An item of the register.
pub type Item<'r> = &'r RegisterItem;

impl HasEntry for Item<'_> {
    fn entry(&self) -> &Entry {
        &self.entry
    }
}

/// Number in the register.
pub fn id<'a>() -> Column<'a, Item<'a>> {
    word("编号", Short(11.0, 14.0), |i: &Item<'_>| i.id.clone())
}

/// 科室.
pub fn section<'a>() -> Column<'a, Item<'a>> {
    field(Field::Section, "科室", Short(9.0, 12.0))
}

/// 岗位.
pub fn post<'a>() -> Column<'a, Item<'a>> {
    field(Field::Post, "岗位", Short(8.0, 12.0)).if_any()
}

/// 姓名.
pub fn person<'a>() -> Column<'a, Item<'a>> {
    field(Field::Person, "姓名", Short(8.0, 9.0)).if_any()
}

/// 权力（业务）事项.
pub fn matter<'a>() -> Column<'a, Item<'a>> {
    field(Field::Matter, "权力（业务）\n事项", Prose(14.0)).if_any()
}

/// 风险点.
pub fn risk<'a>() -> Column<'a, Item<'a>> {
    field(Field::Risk, "风险点", Prose(16.0))
}

/// How many risk points an item names; only where some item names several is the column worth its room.
pub fn points<'a>(items: &[RegisterItem]) -> Option<Column<'a, Item<'a>>> {
    let several = items.iter().any(|i| i.entry.risk_points() > 1);
    several.then(|| {
        col(POINTS, Fixed(7.0), |i: &Item<'_>| {
            count(i.entry.risk_points())
        })
    })
}

/// How many risk points the items name.
pub fn risk_points<'i>(items: impl IntoIterator<Item = &'i RegisterItem>) -> usize {
    items.into_iter().map(|i| i.entry.risk_points()).sum()
}

/// Formulas that count the risk points of a list: its rows, or the sum of their column where a row names several.
#[derive(Clone, Copy)]
pub struct PointsOf<A> {
    /// The column of points, where there is one.
    pub points: Option<A>,
}

impl<A: Display> PointsOf<A> {
    /// All of the rows in which `cells` stand.
    pub fn all(&self, cells: impl Display) -> String {
        match &self.points {
            Some(points) => format!("SUM({points})"),
            None => format!("COUNTA({cells})"),
        }
    }

    /// Those of the rows in which `cells` say this word.
    pub fn with(&self, cells: impl Display, word: &str) -> String {
        match &self.points {
            Some(points) => format!("SUMIF({cells},\"{word}\",{points})"),
            None => format!("COUNTIF({cells},\"{word}\")"),
        }
    }
}

/// The level that counts.
pub fn effective<'a>(head: &str) -> Column<'a, Item<'a>> {
    col(head, Fixed(7.0), |i: &Item<'_>| level(i.effective, OPEN))
}

/// What it rests on.
pub fn basis<'a>(width: f64) -> Column<'a, Item<'a>> {
    col(BASIS, Fixed(width), |i: &Item<'_>| short(i.basis.title()))
}

/// 防控措施.
pub fn measures<'a>() -> Column<'a, Item<'a>> {
    field(Field::Measures, "防控措施", Prose(20.0))
}

/// 责任人.
pub fn owner<'a>() -> Column<'a, Item<'a>> {
    field(Field::Owner, "责任人", Short(8.0, 12.0)).if_any()
}

/// What is shown where nobody could decide the level.
pub const OPEN: &str = "待定";

/// The level as shown, or 待定.
pub fn level_word(level: Option<Level>) -> &'static str {
    level.map_or(OPEN, Level::title)
}
