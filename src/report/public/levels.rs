//! 等级统计: how many of the published risk points have which level, by section. Counts what the public edition shows.

use super::super::canvas::{Canvas, count, sum};
use super::super::context::ReportContext;
use super::super::table::{Columns, Line, Table, live, prose, tally};
use super::super::widths::Width::Fixed;
use crate::location::{Area, CellRef};
use crate::model::{Field, LevelCounts, PublicItem};
use crate::writer::{Sheet, StyleRole};

/// Columns before the first count.
const FIXED: u32 = 2;
/// What stands for a section that is not named.
pub const BLANK: &str = "（未写明）";

/// A section with its counts.
pub type Section<'r> = (&'r str, LevelCounts);

/// The sheet.
pub fn sheet<'r>(items: &'r [PublicItem], context: &ReportContext) -> Sheet<'r> {
    let table = Table::fixed(columns(), by_section(items));
    let mut canvas = Canvas::new("等级统计", table.widths.clone(), false);
    canvas.headline(context.title("廉政风险等级统计"));
    let points: usize = items.iter().map(|i| i.points).sum();
    let unit = if points == items.len() {
        "计数单位：风险点（个）".to_owned()
    } else {
        let lines = items.len();
        format!("计数单位：风险点（个）；公示 {lines} 条，一条里编号列出几个的，按几个计")
    };
    canvas.line(unit, StyleRole::MetaRight);
    let laid = canvas.table(table);
    if items.is_empty() {
        canvas.notes(["本次没有登记风险点。"]);
        return canvas.finish();
    }
    canvas.totals(FIXED, laid.totals());
    canvas.keep_heads(laid.head, laid.head, 0);
    canvas.finish()
}

fn columns<'r>() -> Columns<'r, Section<'r>> {
    let mut columns = vec![
        live("序号", Fixed(8.0), |_, line: Line| count(line.number)),
        prose("科室", Fixed(34.0), |s: &Section<'_>| s.0),
    ];
    let levels = ["一级", "二级", "三级", "待审定"].into_iter().enumerate();
    columns.extend(
        levels.map(|(at, level)| tally(level, Fixed(12.0), move |s: &Section<'_>| s.1.cells()[at])),
    );
    let all = live("合计", Fixed(12.0), |s: &Section<'_>, line| {
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
pub fn by_section(items: &[PublicItem]) -> Vec<Section<'_>> {
    let mut out: Vec<Section<'_>> = Vec::new();
    for item in items {
        let written = item.text(Field::Section);
        let section = if written.is_empty() { BLANK } else { written };
        let at = out.iter().position(|(name, _)| *name == section);
        let at = at.unwrap_or_else(|| {
            out.push((section, LevelCounts::default()));
            out.len() - 1
        });
        out[at].1.count(item.level, item.points);
    }
    out
}
