//! Which column means which field, and why.

use std::collections::BTreeSet;

use super::view::View;
use crate::location::CellRef;
use crate::model::{Column, Evidence, Field};
use crate::policy::Lookup;
use crate::text;

/// One column's heads: the cell and text of the lowest, and the texts above it.
pub struct Labels {
    /// The lowest.
    pub cell: CellRef,
    /// Its text.
    pub own: String,
    /// The text above it.
    pub parent: Option<String>,
}

/// The heads of the columns from `left` to `right` in the rows from `first` to `last`.
pub fn labels(view: View<'_>, first: u32, last: u32, left: u32, right: u32) -> Vec<Labels> {
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

/// The columns with their fields.
pub fn name_columns(labels: &[Labels], lookup: &Lookup<'_>) -> Vec<Column> {
    let mut columns: Vec<Column> = labels.iter().map(|l| name_column(l, lookup)).collect();
    settle_ticks(&mut columns, lookup);
    settle_levels(&mut columns);
    columns
}

/// One column with its field, seen by itself.
pub fn name_column(labels: &Labels, lookup: &Lookup<'_>) -> Column {
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
