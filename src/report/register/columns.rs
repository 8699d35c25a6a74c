//! Columns of the sheets that list items of the register: what a column is called, how wide it is, what it shows.

use super::super::canvas::{Cell, short, text};
use super::super::entry::field_text;
use super::super::widths::Width::{self, Fixed, Prose, Short};
use super::super::widths::widths;
use super::{basis_cell, level_cell};
use crate::model::{Field, RegisterItem};

/// A column: head, width, whether it stays even if empty, and its cell for an item.
pub type Column = (&'static str, Width, bool, fn(&RegisterItem) -> Cell);

/// Number in the register.
pub const ID: Column = ("编号", Short(11.0, 14.0), true, |i| short(&i.id));
/// 科室.
pub const SECTION: Column = ("科室", Short(9.0, 12.0), true, |i| {
    short(field_text(&i.entry, Field::Section))
});
/// 岗位.
pub const POST: Column = ("岗位", Short(8.0, 12.0), false, |i| {
    short(field_text(&i.entry, Field::Post))
});
/// 姓名.
pub const PERSON: Column = ("姓名", Short(8.0, 9.0), false, |i| {
    short(field_text(&i.entry, Field::Person))
});
/// 权力（业务）事项.
pub const MATTER: Column = ("权力（业务）\n事项", Prose(14.0), false, |i| {
    text(field_text(&i.entry, Field::Matter))
});
/// 风险点.
pub const RISK: Column = ("风险点", Prose(16.0), true, |i| {
    text(field_text(&i.entry, Field::Risk))
});
/// The level that counts.
pub const LEVEL: Column = ("风险\n等级", Fixed(7.0), true, |i| {
    level_cell(i.effective)
});
/// What it rests on.
pub const BASIS: Column = ("定级\n依据", Fixed(8.0), true, |i| basis_cell(i.basis));
/// 防控措施.
pub const MEASURES: Column = ("防控措施", Prose(20.0), true, |i| {
    text(field_text(&i.entry, Field::Measures))
});
/// 责任人.
pub const OWNER: Column = ("责任人", Short(8.0, 12.0), false, |i| {
    short(field_text(&i.entry, Field::Owner))
});

/// The columns of one sheet, without those in which nothing would stand.
pub struct Columns(Vec<&'static Column>);

impl Columns {
    /// Those of `all` these items need.
    pub fn of(all: &'static [Column], items: &[&RegisterItem]) -> Self {
        let filled = |c: &&Column| items.iter().any(|i| !c.3(i).0.shown().is_empty());
        Self(all.iter().filter(|c| c.2 || filled(c)).collect())
    }

    /// Their heads.
    pub fn heads(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|c| c.0)
    }

    /// Their cells for an item.
    pub fn cells(&self, item: &RegisterItem) -> impl Iterator<Item = Cell> {
        self.0.iter().map(|c| c.3(item))
    }

    /// Where the column with this head stands.
    pub fn position(&self, column: &Column) -> u32 {
        let at = self.0.iter().position(|c| c.0 == column.0);
        at.and_then(|at| u32::try_from(at).ok()).unwrap_or(0)
    }

    /// Widths by which they fill a page of `page` characters with these items.
    pub fn widths(&self, items: &[&RegisterItem], page: f64) -> Vec<f64> {
        let texts = |cell: fn(&RegisterItem) -> Cell| {
            let shown = items.iter().map(|i| cell(i).0.shown().into_owned());
            shown.collect()
        };
        let measured: Vec<_> = self.0.iter().map(|c| (c.1, c.0, texts(c.3))).collect();
        widths(&measured, page)
    }
}
