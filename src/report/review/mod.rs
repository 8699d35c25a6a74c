//! 05-评审表: what the leading group must decide, to be filled in at its meeting and read back by `run --review`: levels, and
//! entries that may be one; the rest of the register, to be confirmed in one stroke; on further sheets what it has decided before, so that the latest workbook alone carries every decision.

mod decided;
mod input;
mod open;
mod pairs;
mod proposed;
mod rest;
mod shown;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::context::ReportContext;
use super::links::Links;
use crate::model::{Book, Register, Review};
use crate::writer::Draft;

/// The workbook. `addresses` are the paths of the forms, relative to its folder.
pub fn review_book<'r>(
    review: &'r Review,
    register: &'r Register,
    addresses: &'r BTreeMap<Arc<str>, String>,
    context: &ReportContext,
) -> Draft<'r> {
    let links = Links::new(addresses);
    let [likely, others, merged, unused] = pairs::sheets(review, register, links, context);
    let sheets = [
        Some(open::sheet(review, links, context)),
        rest::sheet(review, links, context),
        likely,
        others,
        merged,
        unused,
        proposed::sheet(review, context),
        decided::settled(review, context),
        decided::unused(review, context),
    ];
    let book = context.result("廉政风险等级评审表", Book::Review);
    Draft::new(book, sheets.into_iter().flatten())
}
