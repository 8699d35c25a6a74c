//! A sheet without a head that goes on with the table of the sheet before it.

use super::filled::is_serial;
use super::header::Head;
use super::located::Located;
use super::view::View;
use crate::location::CellRef;
use crate::model::{Column, Evidence, Field, Layout};
use crate::policy::Lookup;
use crate::reader::Written;

/// The table on the sheet under the columns of the one before, if its rows fit them.
pub fn located(view: View<'_>, before: &[Column], lookup: &Lookup<'_>) -> Option<Located> {
    let rows = view.grid().rows();
    let (first, last) = (*rows.first()?, *rows.last()?);
    let columns: Vec<Column> = before
        .iter()
        .map(|c| Column {
            cell: CellRef::new(first, c.cell.col),
            by: Evidence::Continued,
            ..c.clone()
        })
        .collect();
    let entries = rows
        .iter()
        .filter(|row| fits(view, **row, &columns, lookup))
        .count();
    let head = Head {
        first,
        last: first,
        columns,
    };
    (entries * 2 >= rows.len()).then_some(Located {
        head,
        above: Vec::new(),
        last,
        zone: (0, CellRef::MAX_COL),
        card: None,
        edge: None,
        layout: Layout::Continued,
        could_be: Vec::new(),
    })
}

/// Whether a row says under each column what belongs there: a number under 序号, a section under 科室, a level under 风险等级
/// and a text under 风险点. What has neither numbers nor levels shows nothing.
fn fits(view: View<'_>, row: u32, columns: &[Column], lookup: &Lookup<'_>) -> bool {
    let said = |field: Field| {
        let column = columns.iter().find(|c| c.field == Some(field))?;
        let seen = view.seen(CellRef::new(row, column.cell.col));
        Some(seen.map(|s| s.raw))
    };
    let is_level = |raw: &Written<'_>| lookup.level_word(raw).is_level();
    let numbered = said(Field::Seq).map(|raw| raw.is_none_or(|raw| is_serial(&raw)));
    let levelled = said(Field::Level).map(|raw| raw.is_some_and(|raw| is_level(&raw)));
    let section = said(Field::Section).flatten();
    let of_section =
        section.is_none_or(|raw| lookup.looks_like_section(&raw) || lookup.is_ditto(&raw));
    let risk = said(Field::Risk).flatten();
    let prose = risk.is_some_and(|raw| raw.parse::<f64>().is_err());
    prose && of_section && numbered != Some(false) && levelled.or(numbered) == Some(true)
}
