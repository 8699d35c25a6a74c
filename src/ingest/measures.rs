//! The head of a table of measures that belongs to the risks before it.

use std::collections::BTreeSet;

use super::columns::name_columns;
use super::header::Head;
use super::heads::labels;
use super::sample::Sample;
use super::view::View;
use crate::model::{Column, Evidence, Field};
use crate::policy::Lookup;
use crate::text;

/// The head of a table of measures that has a number for each, and nothing else of risks: 序号, 防控措施, 责任人. It belongs to
/// numbered risks above it that have no measures.
pub fn at(view: View<'_>, row: u32, risks: &Head, lookup: &Lookup<'_>) -> Option<Head> {
    let numbered = risks.column(Field::Seq).is_some();
    if !numbered || risks.column(Field::Measures).is_some() {
        return None;
    }
    let cells = view.whole_row(row);
    let fields = cells.iter().filter_map(|(_, text)| lookup.field(text));
    let fields: BTreeSet<Field> = fields.collect();
    let known = |field: &Field| *field == Field::Measures || !field.is_telling();
    let fits = fields.contains(&Field::Seq)
        && fields.contains(&Field::Measures)
        && fields.iter().all(known)
        && fields.len() * 2 > cells.len();
    let first = cells.first().filter(|_| fits)?.0;
    let last = cells.last()?.0;
    let sample = Sample {
        view,
        head: row,
        lookup,
    };
    let mut columns = name_columns(labels(view, row, row, first.col, last.col), &sample);
    // Beside the numbers of the risks, those of the rows say nothing.
    let is_number = |c: &&mut Column| c.field == Some(Field::Seq);
    let corresponds = |c: &Column| text::label_key(&c.label).contains("对应");
    if columns.iter().any(corresponds) {
        for column in columns
            .iter_mut()
            .filter(is_number)
            .filter(|c| !corresponds(c))
        {
            column.field = None;
            column.by = Evidence::LessExact;
        }
    }
    Some(Head {
        first: row,
        last: row,
        columns,
    })
}
