//! 公示表 of many units: what each unit itself publishes, masked by it, unit by unit.

use std::sync::Arc;

use super::super::context::ReportContext;
use super::super::public::{TITLE, by_unit, column, laid_out, levels_sheet};
use super::super::table::{Table, word};
use super::super::widths::Width::Short;
use super::parts::{Part, index};
use crate::model::{Book, PublicColumn, UnitPublic};
use crate::writer::{Draft, Sheet};

const PAGE: f64 = 180.0;

/// One of the books of the public edition. The first one says what stands in which.
pub fn rollup_public_book<'r>(
    items: &'r [UnitPublic],
    columns: &[PublicColumn],
    (part, parts): (usize, &'r [Part]),
    units: &'r [(Arc<str>, usize)],
    context: &ReportContext,
) -> Draft<'r> {
    let index = (part == 0).then(|| index(parts, units, context)).flatten();
    let levels = levels_sheet(("单位", by_unit(items)), items.len(), context);
    let sheets = [Some(sheet(items, columns, context)), Some(levels), index];
    Draft::new(
        context.result(TITLE, Book::Public),
        sheets.into_iter().flatten(),
    )
}

fn sheet<'r>(
    items: &'r [UnitPublic],
    columns: &[PublicColumn],
    context: &ReportContext,
) -> Sheet<'r> {
    let mut all = vec![word("单位", Short(12.0, 22.0), |i: &&UnitPublic| {
        Arc::clone(&i.unit)
    })];
    all.extend(
        columns
            .iter()
            .map(|own| column(*own, |i: &&UnitPublic| &i.item)),
    );
    laid_out(Table::new(all, items.iter().collect(), PAGE), context)
}
