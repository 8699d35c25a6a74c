//! 岗位 and 姓名 that stand on the first row of several and are blank below it. Whether the rows below are of the same post nobody
//! can tell where the cells are not merged, so a person is asked.

use std::collections::BTreeSet;

use super::checks;
use super::header::Head;
use super::ranges::ranges;
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place, row_number};
use crate::model::{Entry, Evidence, Field};

/// The fields that say whose a row is, beside its section.
const WHOSE: [Field; 2] = [Field::Post, Field::Person];

/// Tells of the rows in whose columns of posts and persons nothing stands, below rows that fill them.
pub fn told(entries: &[Entry], head: &Head, place: &Place) -> Option<Diagnostic> {
    let columns = head
        .columns
        .iter()
        .filter(|c| c.by != Evidence::Label && c.field.is_some_and(|field| WHOSE.contains(&field)));
    let columns: Vec<(Field, u32, &str)> = columns
        .filter_map(|c| Some((c.field?, c.cell.col, c.label.as_str())))
        .collect();
    let column = columns.first()?;
    let says = |entry: &Entry| {
        columns
            .iter()
            .any(|(field, ..)| entry.text(*field).is_some())
    };
    let mut rows: BTreeSet<u32> = BTreeSet::new();
    let mut above: Option<&Entry> = None;
    for entry in entries {
        if says(entry) {
            above = Some(entry);
        } else if above.is_some_and(|above| above.key(Field::Section) == entry.key(Field::Section))
        {
            rows.insert(entry.rows.first);
        }
    }
    let first = *rows.first()?;
    let labels: Vec<String> = columns
        .iter()
        .map(|(.., label)| format!("“{label}”"))
        .collect();
    let shown = ranges(&rows, |row| row_number(row).to_string());
    let message = format!("第 {shown} 行的{}空着，没有照上面一行填", labels.concat());
    let cell = |row: u32| CellRef::new(row, column.1);
    let place = Place {
        cell: Some(cell(first)),
        ..place.clone()
    };
    Some(Diagnostic {
        more: rows.iter().skip(1).map(|row| cell(*row)).collect(),
        ..Diagnostic::new(&checks::UNREPEATED, place, message)
    })
}
