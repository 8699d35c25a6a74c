//! 责任主体, 责任单位: where something else says of which section a form is, and groups and posts stand below such a head, it
//! names who answers for a risk.

use super::body::Body;
use super::header::Head;
use super::owner;
use super::surroundings::Surroundings;
use super::view::View;
use crate::location::CellRef;
use crate::model::{Column, Evidence, Field, Origin};
use crate::policy::Lookup;
use crate::text;

/// Takes such a column for 责任人, or, where another one is, for no field, so that it is kept as it is.
pub fn settle(
    head: &mut Head,
    view: View<'_>,
    body: &Body,
    around: &Surroundings,
    lookup: &Lookup<'_>,
) {
    let Some(own) = around.section().map(text::key) else {
        return;
    };
    let measures = head.column(Field::Measures).map(|c| c.cell.col);
    let answers = head.column(Field::Owner).is_some();
    let is_body = |label: &str| text::label_key(label).contains("责任");
    let mut columns = head.columns.iter_mut();
    // On a card the content stands beside its label, not below it.
    let below = |c: &Column| c.by != Evidence::Label;
    let column = columns.find(|c| c.field == Some(Field::Section) && is_body(&c.label) && below(c));
    let Some(column) = column else {
        return;
    };
    let stated = around
        .value(Field::Section)
        .is_some_and(|v| v.origin == Origin::KeyValue);
    let behind = measures.is_some_and(|measures| measures < column.cell.col);
    let rows = body.entries.iter().flat_map(|e| e.rows.first..=e.rows.last);
    let seen = rows.filter_map(|row| view.seen(CellRef::new(row, column.cell.col)));
    let (mut others, mut sections, mut owns) = (0, 0, 0);
    for name in seen.flat_map(|seen| owner::read(seen.raw.text(), lookup)) {
        let is_own = text::key(&name) == own;
        let is_section = lookup.section(&name).is_some() || lookup.looks_like_section(&name);
        owns += usize::from(is_own);
        sections += usize::from(is_section && !is_own);
        others += usize::from(!is_section && !lookup.is_blank(&name));
    }
    // 科室：预算科 above, and behind the measures other sections alone: those take them.
    let taking = behind && stated && owns == 0;
    if !(taking || others > 0 && sections == 0) || others + sections == 0 {
        return;
    }
    column.field = (!answers).then_some(Field::Owner);
    column.by = if answers {
        Evidence::LessExact
    } else {
        Evidence::Cells
    };
}
