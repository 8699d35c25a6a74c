//! The lines around a table, and the columns merged over its entries, that may give levels by numbers.

use std::collections::BTreeMap;

use super::line::{Giver, LONGEST, Line, is_label, is_step, rater_label};
use super::number;
use super::paired::{self, Paired};
use super::words;
use crate::ingest::agreement::Agreed;
use crate::ingest::level;
use crate::ingest::tick;
use crate::ingest::view::View;
use crate::location::CellRef;
use crate::model::{Evidence, FormTable, SkipKind};
use crate::policy::Lookup;
use crate::reader::Written;

/// The lines above a table, below it and beside it that may give levels by numbers.
pub fn of(
    table: &FormTable,
    (above, columns): (Vec<u32>, View<'_>),
    view: View<'_>,
    lookup: &Lookup<'_>,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in above {
        in_row(columns, row, lookup, &mut lines);
    }
    let told = table.skipped.iter();
    let told = told.filter(|s| matches!(s.kind, SkipKind::Footer | SkipKind::Group));
    let below = told.filter(|s| words::speaks_of_levels(&s.text));
    for row in below.map(|s| s.row) {
        in_row(view, row, lookup, &mut lines);
    }
    for pair in &table.key_values {
        let line = Line {
            label: pair.key.clone(),
            text: pair.value.clone(),
            cell: pair.cell,
        };
        if line.may_give(lookup) && lines.iter().all(|own: &Line| own.cell.row != line.cell.row) {
            lines.push(line);
        }
    }
    merged(table, &mut lines);
    // □同意自评等级 ☑调整为一级 says what is ticked.
    for line in &mut lines {
        if let Some(chosen) = tick::chosen(&line.text) {
            line.text = chosen;
        }
    }
    lines
}

/// The lines of a row: 科室意见 | 1定为一级, or both in one cell; what is said in several cells behind a label is one line.
fn in_row(view: View<'_>, row: u32, lookup: &Lookup<'_>, lines: &mut Vec<Line>) {
    let cells = view.whole_row(row);
    if !cells
        .iter()
        .any(|(_, written)| words::speaks_of_levels(written))
    {
        return;
    }
    if let Some(own) = under_steps(view, row) {
        lines.extend(own.into_iter().filter(|line| line.may_give(lookup)));
        return;
    }
    let left = cells.first().and_then(|(at, _)| around(view, *at));
    let paired = paired::of(&cells, lookup).or_else(|| paired::over(view, row, lookup));
    let given =
        |p: &Paired| left.as_ref().is_some_and(|w| paired::gives(w, lookup)) || p.stands_alone();
    if let Some(paired) = paired.filter(given) {
        lines.push(Line {
            label: paired.label.or(left).unwrap_or_default(),
            text: paired.text,
            cell: paired.cell,
        });
        return;
    }
    let mut own: Vec<Line> = Vec::new();
    let mut open = true;
    for (cell, written) in cells {
        let (label, said) = match parted(&written) {
            Some((label, said)) => (Some(label.to_owned()), said),
            None if is_label(&written) && !says_part(&written, lookup) => {
                (Some(written.text().to_owned()), "")
            }
            None => (None, written.text()),
        };
        if let Some(label) = label {
            let text = said.to_owned();
            open = rater_label(&label) || !text.is_empty() || is_known(&label, lookup);
            own.push(Line { label, text, cell });
        } else if let Some(line) = own.last_mut().filter(|_| open) {
            if line.text.is_empty() {
                line.cell = cell;
            } else {
                line.text.push('；');
            }
            line.text.push_str(said);
        } else {
            own.push(Line {
                label: around(view, cell).unwrap_or_default(),
                text: said.to_owned(),
                cell,
            });
        }
    }
    lines.extend(own.into_iter().filter(|line| line.may_give(lookup)));
}

/// What steps say whose labels stand above: 科室意见 | 领导小组意见 over 同意自评 | 同意科室意见.
fn under_steps(view: View<'_>, row: u32) -> Option<Vec<Line>> {
    let heads = view.whole_row(row.checked_sub(1)?);
    let cells = view.whole_row(row);
    if heads.len() < 2 || !heads.iter().all(|(_, head)| is_step(*head)) {
        return None;
    }
    let under = |(cell, said): &(CellRef, Written<'_>)| {
        let (_, label) = heads.iter().find(|(head, _)| head.col == cell.col)?;
        (!is_step(*said)).then(|| Line {
            label: label.text().to_owned(),
            text: said.text().to_owned(),
            cell: *cell,
        })
    };
    cells.iter().map(under).collect()
}

/// Whether a short text is part of what is said: a number, a level, 同意科室意见.
fn says_part(written: &str, lookup: &Lookup<'_>) -> bool {
    number::plain(written).is_some()
        || level::read_one(written, lookup).is_some()
        || Agreed::of(written).is_some()
}

/// Whether a label names a step of the chain, or heads a note.
fn is_known(label: &str, lookup: &Lookup<'_>) -> bool {
    let line = Line {
        label: label.to_owned(),
        text: String::new(),
        cell: CellRef::new(0, 0),
    };
    line.giver(lookup) != Giver::Stranger
}

/// The label of a cell that has none in its row: merged over several lines at its left, or alone above it.
fn around(view: View<'_>, cell: CellRef) -> Option<String> {
    if let Some(col) = cell.col.checked_sub(1)
        && let Some(seen) = view.seen(CellRef::new(cell.row, col))
    {
        return is_label(&seen.raw).then(|| seen.raw.text().to_owned());
    }
    let above = view.whole_row(cell.row.checked_sub(1)?);
    match above.as_slice() {
        [(_, label)] if is_label(label) && rater_label(label) => Some(label.text().to_owned()),
        _ => None,
    }
}

/// 科室意见：1定为一级, 审定意见 1定为一级: the label and what it says. 序号1：二级 has none.
pub fn parted(written: &str) -> Option<(&str, &str)> {
    let is_label = |label: &str| {
        let short = label.chars().nth(LONGEST).is_none();
        short && !level::mentions_level(label) && !label.contains(char::is_numeric)
    };
    let colon = written.split_once([':', '：']);
    let colon = colon.filter(|(label, _)| is_label(label) && number::first(label).is_none());
    colon
        .filter(|(label, _)| {
            !label.contains(['，', ',', '。', '；', ';']) && !words::is_rest(label)
        })
        .or_else(|| {
            let space = written.trim_start().split_once(char::is_whitespace);
            let boxed = |label: &str| tick::choice(label) != tick::Choice::NoBoxes;
            // 同意自评等级。 签字：李四 is what is said, and who signs it.
            let says = |label: &str| boxed(label) || Agreed::of(label).is_some();
            space.filter(|(label, _)| is_label(label) && rater_label(label) && !says(label))
        })
}

/// An opinion merged over several entries speaks of all of them.
fn merged(table: &FormTable, lines: &mut Vec<Line>) {
    let columns = table.columns.iter();
    let opinions: Vec<&str> = columns
        .filter(|c| c.by == Evidence::Opinion)
        .map(|c| c.label.as_str())
        .collect();
    if opinions.is_empty() {
        return;
    }
    let mut shared: BTreeMap<CellRef, (usize, Line)> = BTreeMap::new();
    for extra in table.entries.iter().flat_map(|entry| &entry.extras) {
        if opinions.contains(&extra.label.as_str()) && words::may_give(&extra.text) {
            let line = || Line {
                label: extra.label.clone(),
                text: extra.text.clone(),
                cell: extra.cell,
            };
            shared.entry(extra.cell).or_insert_with(|| (0, line())).0 += 1;
        }
    }
    let several = shared.into_values().filter(|(entries, _)| *entries > 1);
    lines.extend(several.map(|(_, line)| line));
}
