//! Which column of a sheet is ours, and which sheet: by their names and by what they say.

use std::collections::{BTreeMap, BTreeSet};

use super::COLUMN;
use super::list::{FROM_APART, HEADS};
use crate::diagnostic::DEGREES;
use crate::location::CellRef;

/// The head of our column among the cells of a sheet, row by row; all that stands below it belongs to it. A sheet has one at
/// most. A cell that says the same by chance is none: below ours stands what is to be mended or, where the workbook bears
/// other marks (`certain`) and people have emptied the column, at least nothing stands above it.
pub fn column<'t>(
    cells: impl Iterator<Item = (CellRef, &'t str)>,
    certain: bool,
) -> Option<CellRef> {
    /// What is known of a column in which the name stands.
    struct Named {
        head: CellRef,
        alone: bool,
        says: bool,
    }
    let mut columns: BTreeMap<u32, Named> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (at, text) in cells {
        if let Some(named) = columns.get_mut(&at.col) {
            named.says |= DEGREES.iter().any(|degree| text.contains(degree));
        } else if text.trim() == COLUMN {
            let named = Named {
                head: at,
                alone: !taken.contains(&at.col),
                says: false,
            };
            columns.insert(at.col, named);
        }
        taken.insert(at.col);
    }
    let says = columns.values().rfind(|named| named.says);
    let emptied = || columns.values().rfind(|named| certain && named.alone);
    says.or_else(emptied).map(|named| named.head)
}

/// What a list of faults with these cells says of the files that its workbook was marked from: their digests, the latest first.
pub fn marked_from<'t>(mut cells: impl Iterator<Item = (CellRef, &'t str)>) -> Vec<String> {
    let is_digest = |text: &str| text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let all = |text: &str| text.split(FROM_APART).all(is_digest);
    let found = cells.find(|(_, text)| all(text));
    let digests = found.iter().flat_map(|(_, text)| text.split(FROM_APART));
    digests.map(str::to_owned).collect()
}

/// Whether a sheet with these cells is a list of faults, of which people may have taken a column or two: a section may call
/// one of its own so.
pub fn is_list<'t>(cells: impl Iterator<Item = (CellRef, &'t str)>) -> bool {
    let mut heads: BTreeMap<u32, usize> = BTreeMap::new();
    let known = |text: &str| HEADS.iter().any(|(head, _)| *head == text);
    for (at, _) in cells.filter(|(_, text)| known(text)) {
        *heads.entry(at.row).or_default() += 1;
    }
    heads.values().any(|found| *found + 2 >= HEADS.len())
}
