//! A sheet without a head that goes on with the table of the sheet before it.

use super::header::Head;
use super::located::Located;
use super::view::View;
use crate::location::CellRef;
use crate::model::{Column, Evidence, Field};
use crate::policy::Lookup;

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
    let level = columns
        .iter()
        .find(|c| c.field == Some(Field::Level))?
        .cell
        .col;
    let fits = |row: &&u32| {
        let seen = view.seen(CellRef::new(**row, level));
        seen.is_some_and(|s| !lookup.level_word(&s.raw).known.is_empty())
    };
    let entries = rows.iter().filter(fits).count();
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
    })
}
