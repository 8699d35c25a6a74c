//! A table of a document that says nothing but whose form it is, and on which day: what it says holds for the tables below.

use super::body::Body;
use super::header::Head;
use super::keyvalue;
use super::located::Located;
use super::surroundings::{Names, Surroundings};
use super::view::View;
use crate::location::CellRef;
use crate::model::{Field, Layout};
use crate::policy::Lookup;

/// What such a table says; none where a row of it says something else, or nobody is named.
pub fn by(
    view: View<'_>,
    (sheet, file): (&str, &str),
    before: Option<&Surroundings>,
    lookup: &Lookup<'_>,
) -> Option<Surroundings> {
    let rows = view.grid().rows();
    let mut said = Vec::new();
    for row in rows.iter().filter(|row| **row >= CellRef::TABLE_TOP) {
        let pairs = keyvalue::read_row(view, *row, lookup);
        if pairs.is_empty() || pairs.len() * 2 < view.whole_row(*row).len() {
            return None;
        }
        said.extend(pairs);
    }
    let mut whose = [Field::Section, Field::Post, Field::Person].into_iter();
    whose.find(|field| keyvalue::value(*field, &said, lookup).is_some())?;
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
    let (names, below) = (Names { sheet, file }, Body::default());
    Some(Surroundings::read(
        view, &nothing, &below, names, before, lookup,
    ))
}
