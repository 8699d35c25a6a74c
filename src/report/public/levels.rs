//! 等级统计: how many of the published risk points have which level, by section. Counts what the public edition shows.

use std::collections::BTreeMap;

use super::super::canvas::{Canvas, count, sum};
use super::super::context::ReportContext;
use super::super::table::{Columns, Line, Table, live, prose, tally};
use super::super::widths::Width::Fixed;
use super::list::NOTHING;
use crate::location::{Area, CellRef};
use crate::model::{Field, LevelCounts, PublicItem, UnitPublic};
use crate::writer::{Sheet, StyleRole};

/// Columns before the first count.
const FIXED: u32 = 2;
/// What stands for a section that is not named.
pub const BLANK: &str = "（未写明）";

/// A section, or in a roll-up a unit, with its counts.
pub type Counted<'r> = (&'r str, LevelCounts);

/// The sheet; `whose` is what the counts are of, `lines` how many lines are published.
pub fn sheet<'r>(
    (whose, counts): (&'static str, Vec<Counted<'r>>),
    lines: usize,
    context: &ReportContext,
) -> Sheet<'r> {
    let points: usize = counts.iter().map(|(_, levels)| levels.total()).sum();
    let table = Table::fixed(columns(whose), counts);
    let mut canvas = Canvas::new("等级统计", table.widths.clone(), false);
    canvas.headline(context.title("廉政风险等级统计"));
    let unit = if points == lines {
        "计数单位：风险点（个）".to_owned()
    } else {
        format!("计数单位：风险点（个）；公示 {lines} 条，一条里编号列出几个的，按几个计")
    };
    canvas.line(unit, StyleRole::MetaRight);
    let laid = canvas.table(table);
    if lines == 0 {
        canvas.notes([NOTHING]);
        return canvas.finish();
    }
    canvas.totals(FIXED, laid.totals());
    canvas.keep_heads(laid.head, laid.head, 0);
    canvas.finish()
}

fn columns<'r>(whose: &'static str) -> Columns<'r, Counted<'r>> {
    let mut columns = vec![
        live("序号", Fixed(8.0), |_, line: Line| count(line.number)),
        prose(whose, Fixed(34.0), |s: &Counted<'_>| s.0),
    ];
    let levels = ["一级", "二级", "三级", "待审定"].into_iter().enumerate();
    columns.extend(
        levels.map(|(at, level)| tally(level, Fixed(12.0), move |s: &Counted<'_>| s.1.cells()[at])),
    );
    let all = live("合计", Fixed(12.0), |s: &Counted<'_>, line| {
        let (first, last) = (
            CellRef::new(line.row, FIXED),
            CellRef::new(line.row, FIXED + 3),
        );
        (sum(Area::new(first, last), s.1.total()), StyleRole::Count)
    });
    columns.push(all.adding(|s| s.1.total()));
    columns
}

/// The counts of each section, in the order in which the items stand.
pub fn by_section(items: &[PublicItem]) -> Vec<Counted<'_>> {
    let sections = items.iter().map(|item| {
        let written = item.text(Field::Section);
        (if written.is_empty() { BLANK } else { written }, item)
    });
    counted(sections)
}

/// The counts of each unit.
pub fn by_unit(items: &[UnitPublic]) -> Vec<Counted<'_>> {
    counted(items.iter().map(|own| (&*own.unit, &own.item)))
}

/// The counts of each name, in the order in which the names come up.
fn counted<'r>(items: impl Iterator<Item = (&'r str, &'r PublicItem)>) -> Vec<Counted<'r>> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out: Vec<Counted<'r>> = Vec::new();
    for (name, item) in items {
        let at = *places.entry(name).or_insert_with(|| {
            out.push((name, LevelCounts::default()));
            out.len() - 1
        });
        out[at].1.count(item.level, item.points);
    }
    out
}
