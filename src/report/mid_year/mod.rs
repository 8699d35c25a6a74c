//! 09-中期监控报告: changes since the year began, early signs, overdue matters, who has not reported.

mod overdue;
mod signs;
mod silent;
mod summary;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::changes::{self, Between};
use super::context::ReportContext;
use super::links::Links;
use crate::model::{Book, MidYear};
use crate::writer::Draft;

/// The register when the year began against what it is now.
const SINCE: Between = Between {
    title: "年初以来廉政风险点变动明细表",
    sides: ["年初", "目前"],
};

/// The workbook. `addresses` say where the files lie.
pub fn mid_year_book<'r>(
    report: &'r MidYear,
    addresses: &'r BTreeMap<Arc<str>, String>,
    context: &ReportContext,
) -> Draft<'r> {
    let links = Links::new(addresses);
    let compared = report.since.is_some();
    let sheets = [
        Some(summary::sheet(report, context)),
        Some(signs::sheet(&report.signs, links, context)),
        Some(overdue::sheet(&report.overdue, links, context)),
        Some(silent::sheet(&report.sections, context)),
        compared.then(|| changes::list(&report.changes, &SINCE, context)),
    ];
    let book = context.result("廉政风险中期监控报告", Book::MidYear);
    Draft::new(book, sheets.into_iter().flatten())
}
