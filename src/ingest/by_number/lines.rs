//! The lines around a table, and the columns merged over its entries, that may give levels by numbers: what each is called,
//! what it says, and where.

use std::collections::BTreeMap;

use super::number;
use super::words;
use crate::ingest::label::Meaning;
use crate::ingest::level;
use crate::ingest::rater::{self, Rater};
use crate::ingest::view::View;
use crate::location::CellRef;
use crate::model::{Evidence, Field, FormTable, SkipKind};
use crate::policy::Lookup;
use crate::text;

/// A longer text is no label.
const LONGEST: usize = 24;
/// Labels of lines that nobody signs.
const NOTES: [&str; 8] = [
    "注",
    "备注",
    "附注",
    "说明",
    "注意",
    "填表说明",
    "情况说明",
    "其他说明",
];

/// One such line.
#[derive(Debug)]
pub struct Line {
    /// What it is called, as written; nothing where it has no label.
    pub label: String,
    /// Its text behind the label.
    pub text: String,
    /// Where it stands.
    pub cell: CellRef,
}

/// Whose levels a line gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Giver {
    /// Nobody is named.
    Nobody,
    /// A step of the chain.
    Step(Field),
    /// 交叉互查, 群众评议.
    Others,
    /// Somebody who has no part in the chain.
    Stranger,
}

impl Giver {
    /// The field of the levels that are given, or put in doubt.
    pub const fn field(self) -> Field {
        match self {
            Self::Step(field) => field,
            _ => Field::Level,
        }
    }
}

impl Line {
    /// Whose levels it gives.
    pub fn giver(&self, lookup: &Lookup<'_>) -> Giver {
        let key = text::label_key(text::without_list_number(self.label.trim()));
        let bare = text::without_brackets(&key);
        if bare.is_empty() || NOTES.contains(&bare.as_str()) {
            return Giver::Nobody;
        }
        let own = Meaning::of(&self.label, lookup);
        if let Some(Meaning::Field(field, _)) = own
            && field.is_level()
            && rater::of(&bare) != Some(Rater::Stranger)
        {
            return if rater::of(&bare).is_none() && field == Field::Level {
                Giver::Nobody
            } else {
                Giver::Step(field)
            };
        }
        match rater::of(&bare) {
            None => Giver::Nobody,
            Some(Rater::Others) => Giver::Others,
            Some(rater) => rater.field().map_or(Giver::Stranger, Giver::Step),
        }
    }

    /// The label shown to people.
    pub fn name(&self) -> &str {
        let label = self.label.trim().trim_end_matches([':', '：']);
        if label.is_empty() {
            "表下方的说明"
        } else {
            label
        }
    }

    /// Whether its label asks for a level, which may be that of all entries.
    pub fn is_of_level(&self) -> bool {
        rater::ends_like_level(&text::without_brackets(&text::label_key(&self.label)))
    }
}

/// The lines below a table and beside it that may give levels by numbers.
pub fn of(table: &FormTable, view: View<'_>, lookup: &Lookup<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let told = table.skipped.iter();
    let told = told.filter(|s| matches!(s.kind, SkipKind::Footer | SkipKind::Group));
    for row in told.filter(|s| words::may_give(&s.text)).map(|s| s.row) {
        in_row(view, row, lookup, &mut lines);
    }
    for pair in table
        .key_values
        .iter()
        .filter(|kv| words::may_give(&kv.value))
    {
        if lines.iter().all(|line: &Line| line.cell != pair.cell) {
            lines.push(Line {
                label: pair.key.clone(),
                text: pair.value.clone(),
                cell: pair.cell,
            });
        }
    }
    merged(table, &mut lines);
    lines
}

/// The lines of a row: 科室意见 | 1定为一级, or both in one cell; what is said in several cells behind a label is one line.
fn in_row(view: View<'_>, row: u32, lookup: &Lookup<'_>, lines: &mut Vec<Line>) {
    let mut own: Vec<Line> = Vec::new();
    let mut open = true;
    for (cell, written) in view.whole_row(row) {
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
    lines.extend(own.into_iter().filter(|line| words::may_give(&line.text)));
}

/// Whether a short text is part of what is said: a number, a level.
fn says_part(written: &str, lookup: &Lookup<'_>) -> bool {
    number::plain(written).is_some() || level::read_one(written, lookup).is_some()
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

fn is_label(written: &str) -> bool {
    written.chars().nth(LONGEST).is_none() && !words::may_give(written)
}

fn rater_label(label: &str) -> bool {
    let key = text::label_key(label);
    key.ends_with("意见") || rater::ends_like_level(&key)
}

/// 科室意见：1定为一级, 审定意见 1定为一级: the label and what it says. 序号1：二级 has none.
pub fn parted(written: &str) -> Option<(&str, &str)> {
    let is_label = |label: &str| {
        let short = label.chars().nth(LONGEST).is_none();
        short && !words::mentions_level(label) && !label.contains(char::is_numeric)
    };
    let colon = written.split_once([':', '：']);
    let colon = colon.filter(|(label, _)| is_label(label) && number::first(label).is_none());
    colon
        .filter(|(label, _)| {
            !label.contains(['，', ',', '。', '；', ';']) && !words::is_rest(label)
        })
        .or_else(|| {
            let space = written.trim_start().split_once(char::is_whitespace);
            space.filter(|(label, _)| is_label(label) && rater_label(label))
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
