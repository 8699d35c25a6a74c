//! Serial numbers that show a row was copied or lost, and the same entry twice.

use super::bench::{At, Bench};
use super::kind::{Defect, in_entry};
use crate::location::CellRef;
use crate::model::Field;
use crate::sample::layout::Layout;
use crate::writer::Content;

/// The family.
pub const DEFECTS: [Defect; 3] = [
    in_entry("Q01", "序号与上一行相同", |b, at| {
        renumber(b, at, -1)
    }),
    in_entry("Q02", "序号缺号", |b, at| {
        let gap = i64::try_from(b.rng.between(1, 2)).unwrap_or(1);
        renumber(b, at, gap)
    }),
    in_entry("Q03", "同一条写了两遍", twice),
];

/// All numbers from this entry to the end of its table move by `by`, as they do when people number on from a slip.
fn renumber(b: &mut Bench<'_>, at: At, by: i64) -> bool {
    let neighbours = [b.above(at), b.below(at)];
    // Next to another slip nobody could say which number is wrong.
    let clear = |b: &Bench<'_>| neighbours.iter().flatten().all(|n| b.is_free(*n));
    // A second 1 may begin a new count.
    let counted = neighbours[0].is_some_and(|above| b.above(above).is_some());
    // Numbers may join two tables.
    let free = b.layout.is_table() && b.layout != Layout::SecondMeasures;
    let own = b
        .own(at, Field::Seq)
        .filter(|_| free && counted && clear(b));
    let Some(cell) = own else {
        return false;
    };
    let page = b.page(at);
    let own_head = b.table(at).map_or(0, |t| t.head.first.row);
    let heads = page.tables.iter().map(|t| t.head.first.row);
    let end = heads
        .filter(|row| *row > own_head)
        .min()
        .unwrap_or(CellRef::MAX_ROW);
    let sheet = &mut b.draft.pages[at.page].sheet;
    let below = |at: CellRef| at.col == cell.col && (cell.row..end).contains(&at.row);
    for spec in sheet.cells.iter_mut().filter(|c| below(c.at)) {
        let number = spec.content.shown().parse::<i64>().map(|n| n + by);
        if let (Ok(number), Content::Text(text)) = (&number, &mut spec.content) {
            *text = number.to_string().into();
        } else if let Ok(number) = number {
            spec.content = Content::count(usize::try_from(number).unwrap_or(0));
        }
    }
    for near in neighbours.into_iter().flatten() {
        b.take(near);
    }
    b.found_at(at, Some(cell))
}

/// The entry says what the one above says: a row copied and then forgotten.
fn twice(b: &mut Bench<'_>, at: At) -> bool {
    let Some(above) = b.above(at).filter(|above| b.is_free(*above)) else {
        return false;
    };
    let (from, to) = (b.entry(above).clone(), b.entry(at).clone());
    let can_copy =
        |field: &Field| to.cells[field] == from.cells[field] || b.own(at, *field).is_some();
    let one_row = b.layout.is_table()
        && !matches!(b.layout, Layout::ThreeRows | Layout::SecondMeasures)
        && !b.has_asides(at);
    // Under another heading it would have another level.
    let same_level = to.cells.contains_key(&Field::Level) || to.level == from.level;
    if !one_row || !same_level || !to.cells.keys().all(can_copy) {
        return false;
    }
    for (field, cell) in to.cells.iter().filter(|(f, _)| **f != Field::Seq) {
        let cells = &b.draft.pages[at.page].sheet.cells;
        let content = cells.iter().rev().find(|c| c.at == from.cells[field]);
        if let Some(content) = content
            .map(|c| c.content.clone())
            .filter(|_| *cell != from.cells[field])
        {
            b.put(at.page, *cell, content);
        }
    }
    let risk = to.cells.get(&Field::Risk).copied();
    *b.entry_mut(at) = crate::sample::truth::EntryTruth {
        row: to.row,
        cells: to.cells,
        ..from
    };
    b.take(above);
    b.found_at(at, risk)
}
