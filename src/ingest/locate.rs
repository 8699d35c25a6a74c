//! Finds the tables of a sheet by their heads, and which lines above and below belong to each.

use super::header::{Head, heads_at};
use super::keyvalue;
use super::rows::{LONGEST_GAP, is_page_line, page_key};
use super::view::View;
use crate::location::{Area, CellRef};
use crate::model::{Column, Evidence, Field};
use crate::policy::Lookup;
use crate::text;

/// Lines above the head of a second table that belong to it, at most.
const MOST_LINES_ABOVE: u32 = 4;

/// Tables of one sheet, at most; what looks like a further head is read as a row of the last one.
const MOST_TABLES: usize = 200;

/// Where a table stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// Its head.
    pub head: Head,
    /// Rows above the head: title, key-values.
    pub above: Vec<u32>,
    /// Last row of its body and footers.
    pub last: u32,
    /// First and last column of what stands around it: of tables side by side each has its own lines.
    pub zone: (u32, u32),
}

impl Located {
    /// Head, body and footers.
    pub fn area(&self) -> Area {
        let (left, right) = (self.head.left(), self.head.right());
        Area::new(
            CellRef::new(self.head.first, left),
            CellRef::new(self.last, right),
        )
    }
}

/// A table whose end is not known before the next one is found.
struct Open {
    head: Head,
    above: Vec<u32>,
    end: Option<u32>,
    zone: (u32, u32),
}

/// The tables of a sheet, top to bottom and left to right.
pub fn locate(view: View<'_>, lookup: &Lookup<'_>) -> Vec<Located> {
    let rows = view.grid().rows();
    let mut tables: Vec<Open> = Vec::new();
    let mut below = 0;
    for row in rows.iter().copied() {
        if row < below {
            continue;
        }
        if tables.len() >= MOST_TABLES {
            break;
        }
        let heads = heads_at(view, row, lookup);
        let Some(first) = heads.first() else { continue };
        if tables
            .last()
            .is_some_and(|t| is_entry(view, &t.head, first))
        {
            continue;
        }
        below = first.last + 1;
        let before = tables.last().map(|t| t.head.last);
        let above = lines_above(view, first.first, before, &rows, lookup);
        let twin = tables
            .iter()
            .rev()
            .find(|t| t.head.repeats(first) || resumes(view, &t.head, first));
        if twin.is_some_and(|t| repeats_page(view, &t.above, &above)) {
            continue;
        }
        let start = above.first().copied().unwrap_or(first.first);
        for table in tables.iter_mut().filter(|t| t.end.is_none()) {
            table.end = Some(start.saturating_sub(1));
        }
        let zones = zones(&heads);
        tables.extend(heads.into_iter().zip(zones).map(|(head, zone)| Open {
            head,
            above: above.clone(),
            end: None,
            zone,
        }));
    }
    let located = |t: Open| {
        let last = last_row(&t.head, view, &rows, t.end.unwrap_or(u32::MAX));
        Located {
            head: t.head,
            above: t.above,
            last,
            zone: t.zone,
        }
    };
    tables.into_iter().map(located).collect()
}

/// Whether what looks like a head is an entry of the table above it: 业务流程, 一级, 二级, 科室负责人 are heads as well as
/// words of entries, but levels in a table's own columns for levels are levels.
fn is_entry(view: View<'_>, table: &Head, head: &Head) -> bool {
    let is_level = |c: &Column| c.field.is_some_and(Field::is_level);
    let own: Vec<u32> = table
        .columns
        .iter()
        .filter(|c| is_level(c) && c.by != Evidence::Tick)
        .map(|c| c.cell.col)
        .collect();
    let mut ticks = head.columns.iter().filter(|c| c.by == Evidence::Tick);
    let adjoins = head.first > 0 && !view.whole_row(head.first - 1).is_empty();
    adjoins && ticks.any(|c| own.contains(&c.cell.col))
}

/// The columns that belong to each of several heads side by side.
fn zones(heads: &[Head]) -> Vec<(u32, u32)> {
    let starts: Vec<u32> = heads
        .iter()
        .enumerate()
        .map(|(i, h)| if i == 0 { 0 } else { h.left() })
        .collect();
    let ends = starts
        .iter()
        .skip(1)
        .map(|s| s - 1)
        .chain([CellRef::MAX_COL]);
    starts.iter().copied().zip(ends).collect()
}

/// Whether a head on a new page repeats the one above, but for columns in which a merged range runs across it.
fn resumes(view: View<'_>, head: &Head, again: &Head) -> bool {
    let label = |h: &Head, col: u32| {
        h.columns
            .iter()
            .find(|c| c.cell.col == col)
            .map(|c| text::label_key(&c.label))
            .filter(|l| !l.is_empty())
    };
    let runs_across = |col| {
        view.seen(CellRef::new(again.first, col))
            .is_some_and(|seen| seen.cell.row < again.first)
    };
    again.columns.len() >= 3
        && again
            .columns
            .iter()
            .all(|c| label(again, c.cell.col) == label(head, c.cell.col))
        && head
            .columns
            .iter()
            .all(|c| label(again, c.cell.col).is_some() || runs_across(c.cell.col))
}

/// The last row with content in the table's columns, before `end` and before a long gap.
fn last_row(head: &Head, view: View<'_>, rows: &[u32], end: u32) -> u32 {
    let mut last = head.last;
    for row in rows.iter().copied().filter(|r| *r > head.last && *r <= end) {
        if row - last > LONGEST_GAP {
            break;
        }
        if !view.row(row, head.left(), head.right()).is_empty() {
            last = row;
        }
    }
    last
}

/// The lines above a head. Above the first table of a sheet everything; further down only what adjoins the head.
fn lines_above(
    view: View<'_>,
    first: u32,
    before: Option<u32>,
    rows: &[u32],
    lookup: &Lookup<'_>,
) -> Vec<u32> {
    let candidates: Vec<u32> = rows.iter().copied().filter(|r| *r < first).collect();
    let Some(before) = before else {
        let start = candidates.len().saturating_sub(12);
        return candidates[start..].to_vec();
    };
    let mut lines = Vec::new();
    let mut expected = first;
    for row in candidates.into_iter().rev().filter(|r| *r > before) {
        let adjoins = expected - row == 1 || (lines.is_empty() && expected - row <= 3);
        let short = first - row <= MOST_LINES_ABOVE + 2 && lines.len() < MOST_LINES_ABOVE as usize;
        if !adjoins || !short || !is_line_above(view, row, lookup) {
            break;
        }
        lines.push(row);
        expected = row;
    }
    lines.reverse();
    lines
}

/// A title or key-value line, not a body row and not the signatures under the table before.
fn is_line_above(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> bool {
    let cells = view.whole_row(row);
    let Some((_, first)) = cells.first() else {
        return false;
    };
    let pairs = keyvalue::read_row(view, row, lookup);
    let signature = lookup.after_footer(first).is_some()
        && !pairs.iter().any(|kv| {
            keyvalue::is_unit_key(&kv.key)
                || keyvalue::field_of(&kv.key, lookup) == Some(Field::Section)
        });
    let total = lookup.after_total(first).is_some();
    !signature && !total && (cells.len() == 1 || pairs.len() * 2 >= cells.len())
}

/// Whether a head that repeats an earlier one only begins a new printed page: the lines above it say nothing new.
fn repeats_page(view: View<'_>, known: &[u32], above: &[u32]) -> bool {
    let lines = |rows: &[u32]| -> Vec<String> {
        rows.iter()
            .flat_map(|r| view.whole_row(*r))
            .map(|(_, t)| t)
            .collect()
    };
    let known: Vec<String> = lines(known).iter().map(|line| page_key(line)).collect();
    lines(above).iter().all(|line| is_page_line(line, &known))
}
