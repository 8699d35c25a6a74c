//! 02-风险等级统计表: headline figures, levels by section, category and post, coverage. Every sheet states what it
//! counts and what its levels rest on; all sums and shares are live formulas.

mod coverage;
pub(super) mod cross;
pub(super) mod summary;
mod work;

use super::context::ReportContext;
use crate::model::{Basis, Book, Counted, Dimension, Register, Statistics};
use crate::writer::Draft;

/// Sheet of the table by category.
pub(super) const BY_CATEGORY: &str = "类别×等级";
/// Sheet of the table by section; the summary's formulas point into it.
const BY_SECTION: &str = "科室×等级";
const BY_POST: &str = "岗位×等级";

/// The workbook of the statistics.
pub fn statistics_book<'r>(
    register: &Register,
    statistics: &'r Statistics,
    context: &ReportContext,
) -> Draft<'r> {
    let table = |by, counted| statistics.table(by, counted);
    let lines = [units_line(statistics), basis_line(statistics)];
    let by_section = cross::CrossSheet::new(
        BY_SECTION,
        &[
            table(Dimension::Section, Counted::Risks),
            table(Dimension::Section, Counted::Posts),
            table(Dimension::Section, Counted::Matters),
        ],
    );
    let by_category =
        cross::CrossSheet::new(BY_CATEGORY, &[table(Dimension::Category, Counted::Risks)]);
    let by_post = cross::CrossSheet::new(BY_POST, &[table(Dimension::Post, Counted::Risks)]);
    let parts = summary::Parts {
        received: ("收到文件（份）", register.files.len()),
        rows: &register.rows,
        statistics,
        by_section: &by_section,
        by_category: &by_category,
        handed_in: coverage::figures(&statistics.coverage.sections),
    };
    let sheets = [
        Some(summary::sheet(&parts, &lines, context)),
        Some(by_section.sheet(&lines, context)),
        by_section.chart_sheet(context),
        Some(by_category.sheet(&lines, context)),
        Some(by_post.sheet(&lines, context)),
        Some(coverage::sheet(&statistics.coverage, context)),
        Some(work::sheet(&statistics.work, context)),
    ];
    let book = context.result("廉政风险等级统计表", Book::Statistics);
    Draft::new(book, sheets.into_iter().flatten())
}

/// What is counted, with numbers.
pub(super) fn units_line(statistics: &Statistics) -> String {
    let points: usize = statistics.basis.iter().sum();
    format!(
        "计数单位：风险点按个计，一条里编号列出几个的，按几个计；本次登记 {} 条，共 {points} 个风险点",
        statistics.items
    )
}

/// What the levels rest on, with numbers.
pub(super) fn basis_line(statistics: &Statistics) -> String {
    let kinds = Basis::ALL;
    let counts: Vec<String> = kinds
        .iter()
        .zip(statistics.basis)
        .map(|(basis, count)| format!("{} {count} 个", basis.title()))
        .collect();
    format!(
        "等级依据：有审定等级的按审定；自评与建议一致或没有建议的，按自评；不一致的暂按较高的一级，待领导小组审定；本次 {}。",
        counts.join("、")
    )
}
