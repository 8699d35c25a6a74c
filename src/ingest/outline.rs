//! Matters with their entries counted below them: 1 教育资金分配, then 1.1, 1.2.

use super::filled::{Filled, is_serial};
use super::group::Heading;
use crate::location::CellRef;
use crate::model::Field;
use crate::reader::Written;
use crate::text;

/// The matter that a row names, if it says nothing but a number and a name, and the next row counts on under that number.
pub fn heading<'g>(
    own: &[(CellRef, Written<'g>)],
    next: &[(CellRef, Written<'g>)],
    filled: Filled<'_>,
) -> Option<Heading> {
    let [(_, number), (at, written)] = own else {
        return None;
    };
    let key = text::key(number);
    let outer = key.trim_end_matches(['.', '、']);
    if !is_serial(number) {
        return None;
    }
    let (first, inner) = next.first()?;
    let behind = inner.folded().strip_prefix(outer)?;
    let behind = behind.strip_prefix(['.', '-'])?;
    let counted = behind.starts_with(|c: char| c.is_ascii_digit());
    let is_number = filled.field(*first) == Some(Field::Seq);
    (counted && is_number && filled.is_full(next)).then(|| Heading {
        name: written.text().to_owned(),
        raw: written.text().to_owned(),
        cell: *at,
    })
}
