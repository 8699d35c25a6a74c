//! 岗位 and 姓名 that stand on the first row of several and are blank below it. Whether the rows below are of the same post nobody
//! can tell where the cells are not merged, so a person is asked.

use std::collections::BTreeSet;

use super::checks;
use super::header::Head;
use super::outside;
use super::ranges::ranges;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place, row_number};
use crate::model::{Entry, Evidence, Field};

/// The fields that say whose a row is, beside its section.
const WHOSE: [Field; 2] = [Field::Post, Field::Person];

/// A column that says whose a row is.
type Whose<'h> = (Field, u32, &'h str);

/// Tells of the rows in whose columns of posts and persons nothing stands, below rows that fill them; and of those that name a person
/// without a post. A post without a name may be vacant.
pub fn told(entries: &[Entry], head: &Head, (view, place): (View<'_>, &Place)) -> Vec<Diagnostic> {
    let columns = head
        .columns
        .iter()
        .filter(|c| c.by != Evidence::Label && c.field.is_some_and(|field| WHOSE.contains(&field)));
    let columns: Vec<Whose<'_>> = columns
        .filter_map(|c| Some((c.field?, c.cell.col, c.label.as_str())))
        .collect();
    // Of an error value in the cell it is told there.
    let says = |entry: &Entry, (field, col, _): &Whose<'_>| {
        let value = view.value(CellRef::new(entry.rows.first, *col));
        entry.text(*field).is_some() || outside::is_unreadable(value)
    };
    let post = columns.iter().find(|(field, ..)| *field == Field::Post);
    let (mut blank, mut without_post) = (BTreeSet::new(), BTreeSet::new());
    let (mut above, mut above_post): (Option<&Entry>, Option<&Entry>) = (None, None);
    for entry in entries {
        let same = |above: &&Entry| above.key(Field::Section) == entry.key(Field::Section);
        if columns.iter().any(|column| says(entry, column)) {
            above = Some(entry);
            let left = post.is_some_and(|post| !says(entry, post));
            if left && above_post.is_some_and(|above| same(&above)) {
                without_post.insert(entry.rows.first);
            }
        } else if above.is_some_and(|above| same(&above)) {
            blank.insert(entry.rows.first);
        }
        if post.is_some_and(|post| says(entry, post)) {
            above_post = Some(entry);
        }
    }
    let post = post.map_or(&[][..], std::slice::from_ref);
    let told = [(blank, columns.as_slice()), (without_post, post)];
    let told = told.into_iter();
    told.filter_map(|(rows, columns)| left_blank(&rows, columns, place))
        .collect()
}

/// The finding for rows of which these columns are blank.
fn left_blank(rows: &BTreeSet<u32>, columns: &[Whose<'_>], place: &Place) -> Option<Diagnostic> {
    let (first, column) = (*rows.first()?, columns.first()?);
    let labels: Vec<String> = columns
        .iter()
        .map(|(.., label)| format!("“{label}”"))
        .collect();
    let shown = ranges(rows, |row| row_number(row).to_string());
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
