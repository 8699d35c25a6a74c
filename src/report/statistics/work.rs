//! 工作情况: what was done in the year, step by step; the upward report takes its counts from here.

use super::super::canvas::{Canvas, count};
use super::super::context::ReportContext;
use super::super::table::{Columns, Table, col, columns, number, word};
use super::super::widths::Width::Fixed;
use crate::model::{BandCount, CheckCount, Done, Work};
use crate::writer::{Sheet, StyleRole};

/// Name of the sheet.
const SHEET: &str = "工作情况";
/// Head of the column that says what is counted.
const WHAT: &str = "项目";
/// Head of the column of counts.
const COUNT: &str = "数量";
/// Heads of the table of bands.
const BANDS: [&str; 3] = ["考核等次", "科室（个）", "岗位（个）"];
/// Heads of the table of special checks.
const CHECKS: [&str; 3] = ["专项考核", "考核科室（个）", "考核岗位（个）"];

const NOTE: &str = "处置、整改按台账中计入本年度考核的各行计，同一件事只计一次；处置按人次。抽查、等级评定按登记的条数计，其余风险点按个计。";

fn columns<'r>() -> Columns<'r, &'r Done> {
    columns! { &'r Done;
        number();
        word("工作环节", Fixed(18.0), |d| d.step.clone());
        word(WHAT, Fixed(40.0), |d| d.what.clone());
        col(COUNT, Fixed(16.0), |d| count(d.count));
        word("单位", Fixed(14.0), |d| d.unit.clone());
    }
}

/// The sheet.
pub fn sheet<'r>(work: &'r Work, context: &ReportContext) -> Sheet<'r> {
    let table = Table::fixed(columns(), work.done.iter().collect());
    let mut canvas = Canvas::new(SHEET, table.widths.clone(), false);
    canvas.title(context, "廉政风险防范管理工作情况统计表");
    canvas.notes([NOTE]);
    let laid = canvas.table(table);
    canvas.keep_heads(laid.head, laid.head, 0);
    below(&mut canvas, BANDS, &work.bands, |b: &BandCount| {
        (b.band.clone(), b.sections, b.posts)
    });
    below(&mut canvas, CHECKS, &work.checks, |c: &CheckCount| {
        (c.check.clone(), c.sections, c.posts)
    });
    canvas.finish()
}

/// A small table below the first one; none where it has no lines.
fn below<T>(
    canvas: &mut Canvas<'_>,
    heads: [&str; 3],
    rows: &[T],
    of: impl Fn(&T) -> (String, usize, usize),
) {
    if rows.is_empty() {
        return;
    }
    canvas.gap();
    let row = canvas.advance();
    canvas.span(row, 0, 1, heads[0], StyleRole::Head);
    canvas.put(row, 2, heads[1], StyleRole::Head);
    canvas.span(row, 3, 4, heads[2], StyleRole::Head);
    for (name, sections, posts) in rows.iter().map(of) {
        let row = canvas.advance();
        canvas.span(row, 0, 1, name, StyleRole::BodyCenter);
        let [sections, posts] = [sections, posts].map(count);
        canvas.put(row, 2, sections.0, sections.1);
        canvas.span(row, 3, 4, posts.0, posts.1);
    }
}
