//! The head of a table: one row, or two with merged cells; which column means which field, and why.

use std::collections::BTreeSet;

use super::keyvalue;
use super::view::View;
use crate::location::CellRef;
use crate::model::{Column, Evidence, Field};
use crate::policy::Lookup;
use crate::text;

/// A head longer than this is prose, not a head.
const LONGEST_LABEL: usize = 30;

/// A row that reaches over more columns is no head; it also keeps the work per row small.
const MOST_COLUMNS: u32 = 300;

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
    let cells = view.whole_row(row);
    if cells.len() < 2
        || cells
            .iter()
            .any(|(_, t)| t.chars().count() > 4 * LONGEST_LABEL)
        || !cells.iter().any(|(_, t)| names_field(t, lookup))
    {
        return Vec::new();
    }
    let segments = segments(view, &cells);
    let own: Vec<Head> = segments
        .iter()
        .filter_map(|s| head_of(view, row, s, lookup))
        .collect();
    // Tables side by side ask for the same things; one table with an unlabelled column does not.
    if own.len() > 1 && shares_fields(&own) {
        return own;
    }
    head_of(view, row, &cells, lookup).into_iter().collect()
}

/// Whether a cell alone is a head: cheap, so that most rows are told from heads without more ado.
fn names_field(written: &str, lookup: &Lookup<'_>) -> bool {
    if written.len() > 4 * LONGEST_LABEL {
        return false;
    }
    lookup.field(written).is_some()
        || (written.contains(['(', '（', '[', '【'])
            && lookup.field(&text::without_brackets(written)).is_some())
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
fn segments(view: View<'_>, cells: &[(CellRef, String)]) -> Vec<Vec<(CellRef, String)>> {
    let mut runs: Vec<Vec<(CellRef, String)>> = Vec::new();
    let mut next = None;
    for (at, label) in cells {
        if next.is_none_or(|n| at.col > n) {
            runs.push(Vec::new());
        }
        next = Some(at.col + view.width(*at));
        if let Some(run) = runs.last_mut() {
            run.push((*at, label.clone()));
        }
    }
    runs.into_iter().flat_map(repeated).collect()
}

/// A run of heads that says the same twice is two tables without a column between them.
fn repeated(run: Vec<(CellRef, String)>) -> Vec<Vec<(CellRef, String)>> {
    let keys: Vec<String> = run
        .iter()
        .map(|(_, label)| text::label_key(label))
        .collect();
    let period = (3..=keys.len() / 2)
        .find(|k| keys.len().is_multiple_of(*k) && keys.chunks(*k).all(|c| c == &keys[..*k]));
    match period {
        Some(k) => run.chunks(k).map(<[_]>::to_vec).collect(),
        None => vec![run],
    }
}

fn head_of(
    view: View<'_>,
    row: u32,
    cells: &[(CellRef, String)],
    lookup: &Lookup<'_>,
) -> Option<Head> {
    let left = cells.first()?.0.col;
    let right = cells
        .iter()
        .map(|(at, _)| at.col + view.width(*at) - 1)
        .max()?;
    if right - left >= MOST_COLUMNS {
        return None;
    }
    let last = last_row(view, row, cells, left, right, lookup);
    let first = first_row(view, row, left, right, lookup);
    let columns = name_columns(&labels(view, first, last, left, right), lookup);
    is_head(cells, &columns).then_some(Head {
        first,
        last,
        columns,
    })
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
    let says_values = !keyvalue::read_row(view, above, lookup).is_empty();
    if cells.len() >= 2 && groups >= 1 && fits && covered * 2 > right - left && !says_values {
        above
    } else {
        row
    }
}

/// Enough fields, and hardly anything but heads. Of a card with label and value by turns only half are heads.
fn is_head(cells: &[(CellRef, String)], columns: &[Column]) -> bool {
    let fields: BTreeSet<Field> = columns.iter().filter_map(|c| c.field).collect();
    let telling = fields.iter().filter(|f| f.is_telling()).count();
    let labelled = columns.iter().filter(|c| !c.label.is_empty()).count();
    let hierarchy = columns.iter().filter(|c| is_hierarchy(&c.label)).count();
    let short = cells
        .iter()
        .filter(|(_, t)| text::squash(t).chars().count() <= LONGEST_LABEL)
        .count();
    let known = fields.len() + hierarchy;
    let enough = fields.len() >= 3 || fields.len() == labelled;
    let mostly_heads = fields.len() >= 4 || known * 2 > labelled;
    telling + hierarchy.min(1) >= 2 && enough && mostly_heads && short * 4 >= cells.len() * 3
}

/// The last row of the head that begins in `row`.
fn last_row(
    view: View<'_>,
    row: u32,
    cells: &[(CellRef, String)],
    left: u32,
    right: u32,
    lookup: &Lookup<'_>,
) -> u32 {
    let bottom = cells
        .iter()
        .map(|(at, _)| view.bottom(*at))
        .max()
        .unwrap_or(row)
        .min(row + 2);
    if bottom > row {
        return bottom;
    }
    // 科室： and 填报日期：, each with its value in a merged cell, are lines above a table and group no columns.
    if cells.iter().any(|(_, label)| label.contains([':', '：'])) {
        return row;
    }
    let below = view.row(row + 1, left, right);
    let known = below.iter().filter(|(at, label)| {
        let above = view
            .seen(CellRef::new(row, at.col))
            .map(|seen| text::squash(&seen.raw));
        let labels = Labels {
            cell: *at,
            own: text::squash(label),
            parent: above,
        };
        name_column(&labels, lookup).field.is_some()
    });
    let wide_above = below.iter().all(|(at, label)| {
        let above = view.seen(CellRef::new(row, at.col));
        above.is_none_or(|seen| view.width(seen.cell) > 1) && label.chars().count() <= LONGEST_LABEL
    });
    if !below.is_empty() && wide_above && known.count() * 2 >= below.len() {
        row + 1
    } else {
        row
    }
}

/// One column's heads: the cell and text of the lowest, and the texts above it.
struct Labels {
    cell: CellRef,
    own: String,
    parent: Option<String>,
}

fn labels(view: View<'_>, first: u32, last: u32, left: u32, right: u32) -> Vec<Labels> {
    let mut out: Vec<Labels> = Vec::new();
    for col in left..=right {
        let mut stack: Vec<(CellRef, String)> = Vec::new();
        for row in first..=last {
            let Some(seen) = view.seen(CellRef::new(row, col)) else {
                continue;
            };
            if stack.last().is_none_or(|(cell, _)| *cell != seen.cell) {
                stack.push((seen.cell, text::squash(&seen.raw)));
            }
        }
        let (cell, own) = stack
            .pop()
            .unwrap_or((CellRef::new(last, col), String::new()));
        // A head merged over several columns without sub-heads belongs to its first column.
        let repeated = !own.is_empty() && cell.col < col;
        let parent = if repeated {
            Some(own.clone())
        } else {
            stack.pop().map(|(_, label)| label)
        };
        let own = if repeated { String::new() } else { own };
        out.push(Labels {
            cell: CellRef::new(cell.row, col),
            own,
            parent,
        });
    }
    out
}

fn name_columns(labels: &[Labels], lookup: &Lookup<'_>) -> Vec<Column> {
    let mut columns: Vec<Column> = labels.iter().map(|l| name_column(l, lookup)).collect();
    settle_ticks(&mut columns, lookup);
    settle_levels(&mut columns);
    columns
}

fn name_column(labels: &Labels, lookup: &Lookup<'_>) -> Column {
    let found = [
        (lookup.field(&labels.own), Evidence::Synonym),
        (with_parent(labels, lookup), Evidence::Parent),
        (
            lookup.field(&text::without_brackets(&labels.own)),
            Evidence::Brackets,
        ),
        (tick_column(labels, lookup), Evidence::Tick),
    ];
    // 姓名 under 责任领导 is the leader's name, not a member of staff: there the head above decides.
    let ordered = if labels.parent.is_some() {
        [found[1], found[0], found[2], found[3]]
    } else {
        found
    };
    let hit = ordered
        .into_iter()
        .find_map(|(field, by)| field.map(|f| (f, by)));
    Column {
        cell: labels.cell,
        label: labels.own.clone(),
        field: hit.map(|(f, _)| f),
        by: hit.map_or(Evidence::None, |(_, by)| by),
    }
}

/// 一级, 二级, 三级 as heads under 风险等级: the level is chosen by a tick.
fn tick_column(labels: &Labels, lookup: &Lookup<'_>) -> Option<Field> {
    let parent = lookup.field(labels.parent.as_deref()?)?;
    let names_level = !lookup.level_word(&labels.own).known.is_empty();
    (parent.is_level() && names_level).then_some(parent)
}

fn with_parent(labels: &Labels, lookup: &Lookup<'_>) -> Option<Field> {
    let parent = labels.parent.as_deref()?;
    if labels.own.is_empty() {
        return None;
    }
    let people = [Field::Owner, Field::Head, Field::Leader];
    let above = lookup.field(parent).filter(|f| people.contains(f));
    let own = lookup.field(&labels.own);
    if let (Some(above), Some(Field::Person)) = (above, own) {
        return Some(above);
    }
    lookup
        .field(&format!("{parent}{}", labels.own))
        .or_else(|| lookup.field(&format!("{}{parent}", labels.own)))
}

/// 一级 | 二级 | 三级 as heads of a table that has no level column: the level is chosen by a tick.
fn settle_ticks(columns: &mut [Column], lookup: &Lookup<'_>) {
    if columns.iter().any(|c| c.field.is_some_and(Field::is_level)) {
        return;
    }
    let level_of = |c: &Column| {
        let known = lookup.level_word(&c.label).known;
        known
            .first()
            .map(|(_, level)| *level)
            .filter(|_| c.field.is_none() && !is_hierarchy(&c.label))
    };
    let named = columns.iter().filter_map(level_of).count();
    let levels: BTreeSet<_> = columns.iter().filter_map(level_of).collect();
    // A level that stands twice is no head but what an entry says in two columns for levels.
    if levels.len() < 2 || named > levels.len() {
        return;
    }
    for column in columns.iter_mut().filter(|c| level_of(c).is_some()) {
        column.field = Some(Field::Level);
        column.by = Evidence::Tick;
    }
}

/// The only level column is the level, whatever its adjective; of several each keeps its own.
fn settle_levels(columns: &mut [Column]) {
    let levels = columns
        .iter()
        .filter(|c| c.field.is_some_and(Field::is_level))
        .count();
    if levels != 1 {
        return;
    }
    for column in columns
        .iter_mut()
        .filter(|c| c.field.is_some_and(Field::is_level))
    {
        if column.field != Some(Field::Level) {
            column.field = Some(Field::Level);
            column.by = Evidence::OnlyLevel;
        }
    }
}

/// 一级风险, 二级风险, 三级风险 as heads: a hierarchy of categories, not a severity.
pub fn is_hierarchy(label: &str) -> bool {
    let key = text::label_key(label);
    ["一级", "二级", "三级"]
        .iter()
        .any(|level| key.starts_with(level))
        && key.contains("风险")
}
