//! A second table on a sheet whose heads hardly anybody has listed: the head of levels, where levels stand in the table above,
//! proves it.

use super::columns::name_columns;
use super::head_rows::LONGEST_LABEL;
use super::header::Head;
use super::heads::labels;
use super::sample::Sample;
use super::view::View;
use crate::location::CellRef;
use crate::model::{Column, Evidence, Field};
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// The head in this row below a table; none where it repeats that of the table, or nothing proves it.
pub fn at(view: View<'_>, row: u32, table: &Head, lookup: &Lookup<'_>) -> Option<Head> {
    let (left, right) = (table.left(), table.right());
    let cells = view.row(row, left, right);
    let is_label = |(_, label): &(CellRef, Written<'_>)| {
        let short = label.chars().count() <= LONGEST_LABEL && !label.contains([':', '：']);
        // 自评等级 | 二级 says a level; it asks for none.
        short && !lookup.level_word(label).is_level()
    };
    let is_level = |c: &&Column| c.field.is_some_and(Field::is_level) && c.by != Evidence::Tick;
    let mut levels = table.columns.iter().filter(is_level);
    let proof = levels.any(|column| {
        let own = view.own(CellRef::new(row, column.cell.col));
        own.is_some_and(|label| lookup.field(&label).is_some_and(Field::is_level))
    });
    let again = |(at, label): &&(CellRef, Written<'_>)| {
        let mut known = table.columns.iter().filter(|c| c.cell.col == at.col);
        known.any(|c| text::label_key(&c.label) == label.label())
    };
    let repeats = cells.iter().filter(again).count() * 2 > cells.len();
    if cells.len() < 3 || !proof || repeats || !cells.iter().all(is_label) {
        return None;
    }
    let sample = Sample {
        view,
        head: row,
        lookup,
    };
    Some(Head {
        first: row,
        last: row,
        columns: name_columns(labels(view, row, row, left, right), &sample),
    })
}
