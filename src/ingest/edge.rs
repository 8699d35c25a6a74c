//! What stands at the edges of a head: a cell merged down beside the table, which is its title or says whose it is; a column of
//! sections or posts that nobody has named; what is too far away to belong to it.

use super::heads::{self, Labels, is_content};
use super::label::{Meaning, signs_or_opines};
use super::sample::Sample;
use super::view::{RowCells, View};
use crate::location::CellRef;
use crate::model::Field;
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// Rows of a head, at most: a cell that reaches further down is none.
const HEAD: u32 = 3;

/// More empty columns than this part a stray cell from a table.
const WIDEST_GAP: u32 = 30;

/// Leaves out what stands beside what may be a head: far to the right, or merged down at the left.
pub fn cut(view: View<'_>, cells: &mut RowCells<'_>, lookup: &Lookup<'_>) {
    cut_stray(view, cells);
    if is_beside(view, cells, lookup) {
        cells.remove(0);
    }
}

/// Leaves out what stands so far to the right of the others that nobody meant it to belong to them.
pub fn cut_stray(view: View<'_>, cells: &mut RowCells<'_>) {
    let far = cells.windows(2).position(|pair| {
        let (left, right) = (pair[0].0, pair[1].0);
        right.col - left.col > WIDEST_GAP && right.col > left.col + view.width(left) + WIDEST_GAP
    });
    cells.truncate(far.map_or(cells.len(), |last| last + 1));
}

/// Whether the first cell of what may be a head is merged down beside the table.
fn is_beside(view: View<'_>, cells: &RowCells<'_>, lookup: &Lookup<'_>) -> bool {
    let Some((edge, written)) = cells.first().copied() else {
        return false;
    };
    let bottom = view.bottom(edge);
    if bottom < edge.row + 2 {
        return false;
    }
    let others = cells.iter().skip(1).map(|(at, _)| view.bottom(*at));
    let Some(head) = others.max().filter(|head| *head < bottom) else {
        return false;
    };
    // 廉政风险点 is no head where another cell asks for the same, or for what it is: 风险内容, 风险表现.
    if let Some(field) = lookup.field(&written) {
        let same = |other: Field| {
            other == field || (field == Field::Risk && other == Field::Manifestation)
        };
        let content = |label: &Written<'_>| field == Field::Risk && is_content(label.label());
        let mut others = cells.iter().skip(1);
        if !others.any(|(_, label)| content(label) || lookup.field(label).is_some_and(same)) {
            return false;
        }
    }
    // Heads further down in it: it is the head of a column itself.
    let mut below = (head + 1..edge.row + HEAD).map(|row| view.whole_row(row));
    let heads = |row: RowCells<'_>| {
        let known = row
            .iter()
            .filter(|(_, label)| lookup.field(label).is_some());
        known.count() * 2 >= row.len() && !row.is_empty()
    };
    !below.any(heads)
        && (lookup.looks_like_section(&written) || !goes_on(view, (edge, bottom + 1), lookup))
}

/// Whether in a row below it another cell stands beside the same table: then it is one of several, and speaks of its own rows.
pub fn goes_on(view: View<'_>, (edge, row): (CellRef, u32), lookup: &Lookup<'_>) -> bool {
    let below = CellRef::new(row, edge.col);
    view.own(below).is_some_and(|written| {
        let line = view.width(below) > view.width(edge);
        // 科室评定等级 | 一级 below the table is a line as well.
        let label = || {
            let meaning = Meaning::of(&written, lookup);
            let is_kind = matches!(meaning, None | Some(Meaning::Category(_)));
            !is_kind && view.whole_row(below.row).len() <= 2
        };
        !line && !label() && !signs_or_opines(written) && lookup.after_footer(&written).is_none()
    })
}

/// Such a cell beside the columns that begin at `left`, in a head from its first to its last row.
pub fn beside(view: View<'_>, (first, last): (u32, u32), left: u32) -> Option<CellRef> {
    let (edge, _) = view.left_of(CellRef::new(first, left))?;
    let adjoins = edge.col + view.width(edge) == left;
    (adjoins && view.bottom(edge) > last).then_some(edge)
}

/// The heads of the columns from `left` to `right`, with a blank one for a column of sections or posts before them that has none.
/// `alone` says that no other table stands beside this one.
pub fn labels(
    (first, last): (u32, u32),
    (left, right): (u32, u32),
    alone: bool,
    sample: &Sample<'_>,
) -> Vec<Labels> {
    let view = sample.view;
    let mut labels = heads::labels(view, first, last, left, right);
    // 廉政风险点 merged down beside 内容, 等级 and 措施 says of what it is the content.
    let edge = beside(view, (first, last), left).and_then(|edge| view.own(edge));
    let edge = edge.filter(|edge| sample.lookup.field(edge) == Some(Field::Risk));
    let content = labels
        .iter_mut()
        .find(|l| l.parent.is_none() && is_content(&l.own));
    if let Some((edge, content)) = edge.zip(content) {
        content.parent = Some(text::squash(&edge));
    }
    let before = left.checked_sub(1).map(|col| CellRef::new(last, col));
    let unnamed = before.filter(|cell| {
        let seen = (first..=last).find_map(|row| view.seen(CellRef::new(row, cell.col)));
        let free = seen.is_none_or(|seen| view.bottom(seen.cell) > last);
        alone && view.looks_at(cell.col) && free && sample.names_whose(cell.col)
    });
    let blank = |cell| Labels {
        cell,
        own: String::new(),
        parent: None,
    };
    labels.splice(0..0, unnamed.map(blank));
    labels
}
