//! A table of a document that says nothing but whose form it is, and on which day: what it says holds for the tables below.

use super::body::Body;
use super::header::Head;
use super::keyvalue;
use super::located::Located;
use super::surroundings::{Names, Surroundings};
use super::view::View;
use crate::location::CellRef;
use crate::model::{Field, KeyValue, Layout, Value};
use crate::policy::Lookup;

/// What such a table says; none where a row of it says something else, or nobody is named.
pub fn by(
    view: View<'_>,
    (sheet, file): (&str, &str),
    before: Option<&Surroundings>,
    lookup: &Lookup<'_>,
) -> Option<Surroundings> {
    let said = pairs(view, lookup)?;
    let mut whose = [Field::Section, Field::Post, Field::Person].into_iter();
    whose.find(|field| keyvalue::value(*field, &said, lookup).is_some())?;
    Some(surroundings(view, (sheet, file), before, lookup))
}

/// The day that a table below all others states, which says nothing but who signs the form, and when.
pub fn day(view: View<'_>, (sheet, file): (&str, &str), lookup: &Lookup<'_>) -> Option<Value> {
    let said = pairs(view, lookup)?;
    keyvalue::value(Field::ReportedOn, &said, lookup)?;
    let around = surroundings(view, (sheet, file), None, lookup);
    around.day_below(0).cloned()
}

/// Its keys and values; none where a row of it says something else.
fn pairs(view: View<'_>, lookup: &Lookup<'_>) -> Option<Vec<KeyValue>> {
    let rows = view.grid().rows().into_iter();
    let mut said = Vec::new();
    for row in rows.filter(|row| *row >= CellRef::TABLE_TOP) {
        let pairs = keyvalue::read_row(view, row, lookup);
        if pairs.is_empty() || pairs.len() * 2 < view.whole_row(row).len() {
            return None;
        }
        said.extend(pairs);
    }
    Some(said)
}

/// What its lines say, as those above a table do.
fn surroundings(
    view: View<'_>,
    (sheet, file): (&str, &str),
    before: Option<&Surroundings>,
    lookup: &Lookup<'_>,
) -> Surroundings {
    let rows = view.grid().rows();
    let nothing = Head {
        first: CellRef::TABLE_TOP,
        last: CellRef::TABLE_TOP,
        columns: Vec::new(),
    };
    let nothing = Located {
        head: nothing,
        above: rows,
        last: CellRef::TABLE_TOP,
        zone: (0, CellRef::MAX_COL),
        edge: None,
        card: None,
        layout: Layout::default(),
        could_be: Vec::new(),
    };
    let names = Names {
        sheet,
        file,
        of_persons: false,
    };
    let below = Body::default();
    Surroundings::read(view, &nothing, &below, names, before, lookup)
}
