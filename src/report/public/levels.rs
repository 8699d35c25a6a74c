//! 等级统计: how many of the published risks have which level, by section. Counts what the public edition shows.

use super::super::ReportContext;
use super::super::canvas::{Canvas, column, count, sum, text};
use crate::location::{Area, CellRef};
use crate::model::{Field, LevelCounts, PublicItem};
use crate::writer::{SheetSpec, StyleRole};

const HEADS: [&str; 7] = ["序号", "科室", "一级", "二级", "三级", "待审定", "合计"];
const WIDTHS: [f64; 7] = [8.0, 34.0, 12.0, 12.0, 12.0, 12.0, 12.0];
/// Columns before the first count.
const FIXED: u32 = 2;
const BLANK: &str = "（未写明）";

/// The sheet.
pub fn sheet(items: &[PublicItem], context: &ReportContext) -> SheetSpec {
    let mut canvas = Canvas::new("等级统计", WIDTHS.to_vec(), false);
    canvas.line(context.title("廉政风险等级统计"), StyleRole::Title);
    canvas.sheet().print.footer_left = context.title("廉政风险等级统计");
    canvas.line("计数单位：风险点（个）", StyleRole::MetaRight);
    let head = canvas.heads(HEADS);
    let sections = by_section(items);
    for (number, (section, counts)) in (1..).zip(&sections) {
        let row = canvas.next();
        let mut cells = vec![count(number), text(*section)];
        cells.extend(counts.cells().map(count));
        let four = Area::new(CellRef::new(row, FIXED), CellRef::new(row, FIXED + 3));
        cells.push((sum(four, counts.total()), StyleRole::Count));
        canvas.cells(cells);
    }
    if sections.is_empty() {
        canvas.line("本次没有登记风险点。", StyleRole::Note);
        return canvas.finish();
    }
    let last = canvas.next() - 1;
    let mut all = LevelCounts::default();
    for item in items {
        all.count(item.level);
    }
    let totals = all.cells().into_iter().chain([all.total()]);
    let totals = (FIXED..).zip(totals);
    let totals: Vec<_> = totals
        .map(|(col, total)| sum(column(col, head + 1, last), total))
        .collect();
    canvas.totals(FIXED, totals);
    canvas.keep_heads(head, head, 0);
    canvas.finish()
}

/// The counts of each section, in the order in which the items stand.
fn by_section(items: &[PublicItem]) -> Vec<(&str, LevelCounts)> {
    let mut out: Vec<(&str, LevelCounts)> = Vec::new();
    for item in items {
        let written = item.text(Field::Section);
        let section = if written.is_empty() { BLANK } else { written };
        let at = out.iter().position(|(name, _)| *name == section);
        let at = at.unwrap_or_else(|| {
            out.push((section, LevelCounts::default()));
            out.len() - 1
        });
        out[at].1.count(item.level);
    }
    out
}
