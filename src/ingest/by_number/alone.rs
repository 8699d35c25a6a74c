//! A table of opinions that stands alone behind the entries of a document: 科室意见 | 领导小组意见 over what they say or beside it,
//! or 审核环节 | 意见 with a step in each row.

use super::agreeing;
use super::giving::Own;
use super::line::{Line, is_step};
use super::objecting;
use super::reading::{confirms, hold_all, own};
use super::told::Read;
use crate::diagnostic::Diagnostic;
use crate::ingest::label;
use crate::ingest::opinions;
use crate::ingest::tick;
use crate::ingest::unlabelled;
use crate::ingest::view::{RowCells, View};
use crate::location::{CellRef, Place};
use crate::model::{Entry, FormTable, Origin};
use crate::policy::Lookup;
use crate::reader::{Grid, Written};
use crate::text;

/// Heads of a column of steps.
const STEPS: [&str; 8] = [
    "环节",
    "审核环节",
    "审批环节",
    "评审环节",
    "层级",
    "审核层级",
    "审核主体",
    "步骤",
];

/// What such a table says; none where a cell of it is neither who says something, nor what is said, nor a signature.
pub fn lines(view: View<'_>, lookup: &Lookup<'_>) -> Option<Vec<Line>> {
    let rows = view.grid().rows();
    let own = |row: &u32| view.whole_row(*row);
    let (table, around): (Vec<u32>, Vec<u32>) = rows.iter().partition(|row| in_table(view, **row));
    let rows: Vec<RowCells<'_>> = table.iter().map(own).collect();
    let is_aside = |row: &u32| {
        own(row)
            .iter()
            .all(|(at, t)| is_aside(view, (*at, *t), lookup))
    };
    if rows.is_empty() || !around.iter().all(is_aside) {
        return None;
    }
    let lines = in_rows(&rows)
        .or_else(|| below_steps(&rows))
        .or_else(|| below_heads(&rows))?;
    let chosen = |line: Line| Line {
        text: tick::chosen(&line.text).unwrap_or_else(|| line.text.clone()),
        ..line
    };
    Some(lines.into_iter().map(chosen).collect())
}

/// Whether a row is of the table itself, and no line above or below it: of these each is one cell in the first column.
fn in_table(view: View<'_>, row: u32) -> bool {
    let cells = view.whole_row(row);
    row >= CellRef::TABLE_TOP
        && !matches!(cells[..], [(at, _)] if view.width(at) == 1 && at.col == 0)
}

/// A title of opinions, a signature or a day.
fn is_aside(view: View<'_>, (at, written): (CellRef, Written<'_>), lookup: &Lookup<'_>) -> bool {
    let key = text::without_brackets(written.label());
    let short = key.chars().nth(20).is_none();
    let titled = ["意见", "审核", "审批", "审定"]
        .iter()
        .any(|word| key.contains(word));
    let signs = label::signs_or_opines(written) || lookup.after_footer(&written).is_some();
    (short && titled) || signs || unlabelled::in_cell(view, at, lookup).is_some()
}

fn line(label: Written<'_>, said: &[(CellRef, Written<'_>)], at: CellRef) -> Line {
    let texts: Vec<&str> = said.iter().map(|(_, said)| said.text()).collect();
    Line {
        label: label.text().to_owned(),
        text: texts.join("；"),
        cell: said.first().map_or(at, |(at, _)| *at),
    }
}

/// 科室意见 | 同意自评等级 in each row.
fn in_rows(rows: &[RowCells<'_>]) -> Option<Vec<Line>> {
    let each = rows.iter().map(|cells| match cells.split_first()? {
        ((at, label), said) if is_step(*label) && !said.iter().any(|(_, t)| is_step(*t)) => {
            Some(line(*label, said, *at))
        }
        _ => None,
    });
    each.collect()
}

/// 审核环节 | 意见 | 签字, and a step in each row below.
fn below_steps(rows: &[RowCells<'_>]) -> Option<Vec<Line>> {
    let (heads, rest) = rows.split_first()?;
    let opinion = heads
        .iter()
        .find(|(_, t)| opinions::is_opinion(t.label()))?
        .0
        .col;
    let steps = heads.first()?;
    let named = STEPS.contains(&steps.1.label()) && !rest.is_empty();
    let each = rest.iter().filter(|_| named).map(|cells| {
        let ((at, label), said) = cells.split_first()?;
        let own: Vec<_> = said
            .iter()
            .filter(|(at, _)| at.col == opinion)
            .copied()
            .collect();
        is_step(*label).then(|| line(*label, &own, *at))
    });
    each.collect::<Option<Vec<Line>>>().filter(|_| named)
}

/// 科室意见 | 领导小组意见, and what each says below.
fn below_heads(rows: &[RowCells<'_>]) -> Option<Vec<Line>> {
    let (heads, rest) = rows.split_first()?;
    let known = heads.len() > 1 && heads.iter().all(|(_, t)| is_step(*t));
    let below = |col: u32| -> Vec<_> {
        let cells = rest.iter().flatten();
        cells.filter(|(at, _)| at.col == col).copied().collect()
    };
    let under = |(at, _): &(CellRef, Written<'_>)| heads.iter().any(|(head, _)| head.col == at.col);
    let fits = known && rest.len() <= 3 && rest.iter().flatten().all(under);
    let each = heads
        .iter()
        .map(|(at, label)| line(*label, &below(at.col), *at));
    fits.then(|| each.collect())
}

/// Gives the entries of the tables before it what such a table on another sheet says.
pub fn settle(
    lines: &[Line],
    tables: &mut [&mut FormTable],
    place: &Place,
    lookup: &Lookup<'_>,
) -> Vec<Diagnostic> {
    let nothing = Grid::default();
    let view = View::new(&nothing, true, true);
    let mut lines: Vec<&Line> = lines.iter().filter(|line| !line.text.is_empty()).collect();
    lines.sort_by_key(|line| confirms(line, lookup));
    let mut found = Vec::new();
    for line in lines {
        let mut read = Read::new();
        let mut told = None;
        let meant: Vec<usize> = (0..tables.len())
            .filter(|at| may_mean(&own(line, tables[*at], view, place, lookup), tables[*at]))
            .collect();
        for at in &meant {
            let own = own(line, tables[*at], view, place, lookup);
            let entries = &mut tables[*at].entries;
            let before: Vec<(bool, usize)> = entries.iter().map(|e| counts(&own, e)).collect();
            let (given, agreed) = (own.given(), own.agreed());
            let (levels, open) = match (given, agreed) {
                (None, _) if own.objects(entries) => {
                    let told = objecting::settle(&own, entries, &[]);
                    (Read::new(), told.into_iter().collect())
                }
                (Some(_), _) if meant.len() > 1 => (Read::new(), vec![hold_all(&own, entries)]),
                (Some(given), _) => own.settle(entries, given),
                (None, Some(agreed)) => agreeing::settle(&own, agreed, entries, &[]),
                (None, None) => continue,
            };
            found.extend(open);
            for (entry, before) in entries.iter_mut().zip(before) {
                from_elsewhere(&own, entry, before);
            }
            for (level, names) in levels {
                read.entry(level).or_default().extend(names);
            }
            told = Some(own.told().read(&read)).filter(|_| !read.is_empty());
        }
        found.extend(told);
    }
    found
}

fn may_mean(own: &Own<'_>, table: &FormTable) -> bool {
    let given = own.given();
    !table.entries.is_empty() && given.is_none_or(|given| own.may_mean(&table.entries, &given))
}

/// Whether an entry has the level that a line gives, and what stands beside it.
fn counts(own: &Own<'_>, entry: &Entry) -> (bool, usize) {
    let known = entry.values.contains_key(&own.giver.field());
    (known, entry.extras.len())
}

/// What an entry was given stands on another sheet.
fn from_elsewhere(own: &Own<'_>, entry: &mut Entry, (known, extras): (bool, usize)) {
    let sheet = own.place.sheet.as_deref().unwrap_or_default();
    if let Some(value) = entry.values.get_mut(&own.giver.field()).filter(|_| !known) {
        value.cell = None;
        value.origin = Origin::OtherSheet;
    }
    for extra in entry.extras.iter_mut().skip(extras) {
        extra.label = format!("{sheet}：{}", extra.label);
    }
}
