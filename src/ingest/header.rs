//! The head of a table: one row, or two with merged cells.

use std::collections::BTreeSet;

use super::columns::{is_hierarchy, name_columns};
use super::edge;
use super::head_rows::{LONGEST_LABEL, begins_head, last_row, names_field};
use super::keyvalue;
use super::label::Meaning;
use super::sample::Sample;
use super::view::{RowCells, View};
use crate::location::CellRef;
use crate::model::{Column, Evidence, Field};
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// A number under 序号 has no more digits.
const LONGEST_NUMBER: usize = 5;

/// A row that reaches over more columns is no head; it also keeps the work per row small.
const MOST_COLUMNS: u32 = 300;

/// More parts of a row beside each other are no heads either.
const MOST_PARTS: usize = 60;

/// A table's head.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// First row.
    pub first: u32,
    /// Last row.
    pub last: u32,
    /// The columns, left to right, without gaps.
    pub columns: Vec<Column>,
}

impl Head {
    /// First column.
    pub fn left(&self) -> u32 {
        self.columns.first().map_or(0, |c| c.cell.col)
    }

    /// Last column.
    pub fn right(&self) -> u32 {
        self.columns.last().map_or(0, |c| c.cell.col)
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|c| c.field == Some(field))
    }

    /// Whether a number stands under 序号 in this row, so that it is an entry.
    pub fn counts(&self, view: View<'_>, row: u32) -> bool {
        let number = self.column(Field::Seq);
        let written = number.and_then(|c| view.own(CellRef::new(row, c.cell.col)));
        written.is_some_and(|w| {
            let key = w.folded();
            key.len() <= LONGEST_NUMBER && key.bytes().all(|b| b.is_ascii_digit())
        })
    }

    /// How many of its columns only a table of risk points has.
    pub fn proofs(&self) -> usize {
        let proves = |f: &Field| f.is_telling() && *f != Field::Measures;
        let fields: BTreeSet<Field> = self.columns.iter().filter_map(|c| c.field).collect();
        fields.iter().filter(|f| proves(f)).count()
    }

    /// Whether the other head has the same labels in the same columns.
    pub fn repeats(&self, other: &Self) -> bool {
        let labels = |h: &Self| -> Vec<(u32, String)> {
            h.columns
                .iter()
                .map(|c| (c.cell.col, text::label_key(&c.label)))
                .collect()
        };
        labels(self) == labels(other)
    }
}

/// The heads that begin in `row`: none, one, or several side by side.
pub fn heads_at(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> Vec<Head> {
    let mut cells = view.whole_row(row);
    edge::cut(view, &mut cells, lookup);
    if cells.len() < 2
        || cells
            .iter()
            .any(|(_, t)| t.chars().nth(4 * LONGEST_LABEL).is_some())
        || !cells.iter().any(|(_, t)| begins_head(*t, lookup))
    {
        return Vec::new();
    }
    let segments = segments(view, &cells);
    if segments.len() > MOST_PARTS {
        return Vec::new();
    }
    // 风险点 | | 等级 | over 防控措施 | |: labels of a card that was left blank.
    let below = view.whole_row(row + 1);
    let apart = segments.len() > 1 && segments.iter().all(|s| s.len() == 1);
    let labels = below.iter().all(|(_, label)| names_field(*label, lookup));
    if apart && labels && (1..segments.len()).contains(&below.len()) {
        return Vec::new();
    }
    let several = segments.iter().filter(|_| segments.len() > 1);
    let own: Vec<Head> = several
        .filter_map(|s| head_of(view, row, s, false, lookup))
        .collect();
    // Tables side by side ask for the same things; one table with an unlabelled column does not.
    if own.len() > 1 && shares_fields(&own) {
        // Under the kinds of risk they are parts of one table, whose rows hold several risks.
        let parts = own.iter().all(|head| under_category(view, head, lookup));
        return if parts { Vec::new() } else { own };
    }
    head_of(view, row, &cells, true, lookup)
        .into_iter()
        .collect()
}

/// Whether above a head stands a kind of risk, merged over it: 思想道德风险.
fn under_category(view: View<'_>, head: &Head, lookup: &Lookup<'_>) -> bool {
    let above = head.first.checked_sub(1);
    let above = above.and_then(|row| view.seen(CellRef::new(row, head.left())));
    above.is_some_and(|seen| {
        let kind = matches!(Meaning::of(&seen.raw, lookup), Some(Meaning::Category(_)));
        kind && view.width(seen.cell) > 1
    })
}

fn shares_fields(heads: &[Head]) -> bool {
    let fields = |h: &Head| {
        h.columns
            .iter()
            .filter_map(|c| c.field)
            .collect::<BTreeSet<_>>()
    };
    let first = fields(&heads[0]);
    heads[1..]
        .iter()
        .all(|h| fields(h).intersection(&first).count() >= 2)
}

/// Runs of cells without an empty column between them.
fn segments<'g>(view: View<'_>, cells: &[(CellRef, Written<'g>)]) -> Vec<RowCells<'g>> {
    let mut runs: Vec<RowCells<'g>> = Vec::new();
    let mut next = None;
    for (at, label) in cells {
        if next.is_none_or(|n| at.col > n) {
            runs.push(Vec::new());
        }
        next = Some(at.col + view.width(*at));
        if let Some(run) = runs.last_mut() {
            run.push((*at, *label));
        }
    }
    runs.into_iter().flat_map(repeated).collect()
}

/// The first columns of the parts of a row: of what stands between empty columns, and of what begins again with the first
/// of its heads.
pub fn parts(view: View<'_>, row: u32) -> Vec<u32> {
    let mut cells = view.whole_row(row);
    edge::cut_stray(view, &mut cells);
    let mut lefts = Vec::new();
    for run in segments(view, &cells) {
        let first = run.first().map(|(_, label)| label.label());
        let begins = run.iter().filter(|(_, label)| Some(label.label()) == first);
        lefts.extend(begins.map(|(at, _)| at.col));
    }
    lefts
}

/// A run of heads that says the same twice is two tables without a column between them.
fn repeated(run: RowCells<'_>) -> Vec<RowCells<'_>> {
    let keys: Vec<_> = run.iter().map(|(_, label)| label.label()).collect();
    let period = (3..=keys.len() / 2)
        .find(|k| keys.len().is_multiple_of(*k) && keys.chunks(*k).all(|c| c == &keys[..*k]));
    match period {
        Some(k) => run.chunks(k).map(<[_]>::to_vec).collect(),
        None => vec![run],
    }
}

/// The head that begins with these cells. `alone` says that no other table stands beside it, so that what adjoins its
/// further rows belongs to it too.
fn head_of(
    view: View<'_>,
    row: u32,
    cells: &[(CellRef, Written<'_>)],
    alone: bool,
    lookup: &Lookup<'_>,
) -> Option<Head> {
    let left = cells.first()?.0.col;
    let right = cells
        .iter()
        .map(|(at, _)| at.col + view.width(*at) - 1)
        .max()?;
    if right - left >= MOST_COLUMNS || !is_short(cells) {
        return None;
    }
    let reach = if alone {
        view
    } else {
        view.within(left, right)
    };
    let last = last_row(reach, row, cells, lookup);
    let (left, right) = stretched(reach, row + 1..=last, (left, right));
    if right - left >= MOST_COLUMNS {
        return None;
    }
    let first = first_row(view, row, left, right, lookup);
    let columns = {
        let sample = Sample {
            view,
            head: last,
            lookup,
        };
        name_columns(
            edge::labels((first, last), (left, right), alone, &sample),
            &sample,
        )
    };
    let head = Head {
        first,
        last,
        columns,
    };
    (is_head(&head.columns) && !begins_card(view, &head, lookup)).then_some(head)
}

/// Rows below what may be a head in which labels of a card are looked for.
const LABELS: u32 = 8;

/// Whether two cells are label and content at the top of a card: 风险类别 | 业务流程风险 over 风险点 | … and 风险等级 | ….
fn begins_card(view: View<'_>, head: &Head, lookup: &Lookup<'_>) -> bool {
    let asks = |row: u32| {
        let label = view.own(CellRef::new(row, head.left()));
        let field = label.and_then(|label| lookup.field(&label));
        field.is_some_and(|field| {
            field == Field::Risk || field.is_level() || field == Field::Measures
        })
    };
    let rows = head.last + 1..=head.last.saturating_add(LABELS);
    head.columns.len() == 2 && rows.filter(|row| asks(*row)).count() >= 2
}

/// The columns from left to right with those that adjoin them in the rows of a head.
fn stretched(
    view: View<'_>,
    rows: impl Iterator<Item = u32>,
    (mut left, mut right): (u32, u32),
) -> (u32, u32) {
    for row in rows {
        let cells = view.whole_row(row);
        let spans = || {
            cells
                .iter()
                .map(|(at, _)| (at.col, at.col + view.width(*at) - 1))
        };
        for (first, last) in spans().rev() {
            if last + 1 == left {
                left = first;
            }
        }
        for (first, last) in spans() {
            if first == right + 1 {
                right = last;
            }
        }
    }
    (left, right)
}

/// The row above belongs to the head too if it groups the columns: 基本情况 over three of them, 风险情况 over four.
fn first_row(view: View<'_>, row: u32, left: u32, right: u32, lookup: &Lookup<'_>) -> u32 {
    let Some(above) = row.checked_sub(1) else {
        return row;
    };
    let cells = view.row(above, left, right);
    let groups = cells.iter().filter(|(at, _)| view.width(*at) > 1).count();
    let fits = cells.iter().all(|(at, label)| {
        view.width(*at) <= right - left
            && view.bottom(*at) == above
            && label.chars().count() <= LONGEST_LABEL
            && !label.contains([':', '：'])
    });
    let covered: u32 = cells.iter().map(|(at, _)| view.width(*at)).sum();
    let says_values = || {
        !keyvalue::read_row(view, above, lookup).is_empty()
            || is_label_and_value(view, (row, right), &cells, lookup)
    };
    if cells.len() >= 2 && groups >= 1 && fits && covered * 2 > right - left && !says_values() {
        above
    } else {
        row
    }
}

/// 部门职责 | 编制预算, merged to the edge of the table: beside a label above a full head stands its value, not a group of heads.
fn is_label_and_value(
    view: View<'_>,
    (row, right): (u32, u32),
    cells: &[(CellRef, Written<'_>)],
    lookup: &Lookup<'_>,
) -> bool {
    let [(label, _), (value, _)] = cells else {
        return false;
    };
    let below = view.own(CellRef::new(row, label.col));
    let to_the_edge = value.col + view.width(*value) > right;
    view.width(*label) == 1 && to_the_edge && below.is_some_and(|head| names_field(head, lookup))
}

/// Enough fields, and hardly anything but heads. Of a card with label and value by turns only half are heads.
fn is_head(columns: &[Column]) -> bool {
    let is_part = |c: &&Column| c.by == Evidence::Part;
    let parts = columns.iter().filter(is_part).count();
    let mut fields: BTreeSet<Field> = columns.iter().filter_map(|c| c.field).collect();
    // The parts of the measures are one field.
    fields.extend((parts > 0).then_some(Field::Measures));
    let telling = fields.iter().filter(|f| f.is_telling()).count();
    let labelled = columns.iter().filter(|c| !c.label.is_empty()).count();
    let labelled = labelled - parts.saturating_sub(1);
    let hierarchy = columns.iter().filter(|c| is_hierarchy(&c.label)).count();
    let known = fields.len() + hierarchy;
    let enough = fields.len() >= 3 || fields.len() == labelled;
    let mostly_heads = fields.len() >= 4 || known * 2 > labelled;
    telling + hierarchy.min(1) >= 2 && enough && mostly_heads
}

/// Whether hardly any of these cells is too long for a head: cheap, for it is asked before the columns are named.
fn is_short(cells: &[(CellRef, Written<'_>)]) -> bool {
    let short = |(_, t): &&(CellRef, Written<'_>)| {
        t.chars().nth(LONGEST_LABEL).is_none() || text::squash(t).chars().count() <= LONGEST_LABEL
    };
    cells.iter().filter(short).count() * 4 >= cells.len() * 3
}
