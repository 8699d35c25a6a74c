//! What stands in a review workbook, decided or not: every row with the cells in which it is decided, so that it can be shown
//! and filled in where it lies. What was decided is read by `review` and `choices`, and by nothing else.

use std::sync::Arc;

use super::choices;
use super::listed::{Columns, Table};
use super::review::ALL_HEADS;
use super::view::View;
use crate::location::{CellRef, Place};
use crate::model::{PAIR_QUESTIONS, PairId, REVIEW_HEADS, REVIEW_STROKE, REVIEW_WHOLE, ReviewId};
use crate::policy::{Lookup, Occasion, Policy};
use crate::reader::{CellValue, Workbook};
use crate::text;

/// What the rows of a sheet are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// 待评审: each is to be decided.
    Asked,
    /// 其余条目: to be confirmed.
    Rest,
    /// 已定事项, 未采用的决定: decided before.
    Decided,
    /// 疑似重复: two entries that may be one.
    Pairs,
    /// 合并情况, 未采用的合并决定: merged, or decided before.
    Merged,
}

/// A cell that is filled in, and what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The cell; none where the sheet has none.
    pub cell: Option<CellRef>,
    /// What it says.
    pub text: String,
}

/// The cells in which a row is decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// 审定等级, 是否合并.
    pub ruling: Filled,
    /// The reason.
    pub reason: Filled,
    /// By whom.
    pub by: Filled,
    /// On which day.
    pub on: Filled,
}

impl Verdict {
    /// All of them.
    pub fn cells(&self) -> [&Filled; 4] {
        [&self.ruling, &self.reason, &self.by, &self.on]
    }

    /// Whether it says something of its own.
    pub fn is_filled(&self) -> bool {
        !self.ruling.text.is_empty() || !self.reason.text.is_empty()
    }
}

/// A row of such a sheet; of a pair both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingRow {
    /// Its row; of a pair the upper one.
    pub row: u32,
    /// 评审编号, 合并编号.
    pub id: String,
    /// What it shows, column by column as [`StandingSheet::heads`]; of a pair both entries.
    pub shown: Vec<Vec<String>>,
    /// Where it is decided.
    pub verdict: Verdict,
    /// The cell that confirms all that is left of its section, where that stands in this row.
    pub stroke: Option<Filled>,
}

/// A sheet of a review workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingSheet {
    /// Its name.
    pub name: Arc<str>,
    /// What its rows are for.
    pub standing: Standing,
    /// The heads of its columns from left to right.
    pub heads: Vec<String>,
    /// 审定人 above the table, for all its rows.
    pub by: Filled,
    /// 审定日期 above the table.
    pub on: Filled,
    /// The cell above the table that confirms all of it.
    pub whole: Filled,
    /// Its rows.
    pub rows: Vec<StandingRow>,
}

impl StandingSheet {
    /// What a row shows under a head; broken heads are known without the break.
    pub fn shown<'r>(&self, row: &'r StandingRow, head: &str) -> &'r str {
        let wanted = text::label_key(head);
        let at = self.heads.iter().position(|h| text::label_key(h) == wanted);
        let cell = at.and_then(|at| row.shown.first()?.get(at));
        cell.map_or("", String::as_str)
    }
}

/// The sheets of a review workbook whose rows can be decided.
pub fn standing(
    workbook: &Workbook,
    (policy, occasion): (&Policy, Occasion),
) -> Vec<StandingSheet> {
    let lookup = Lookup::on(policy, occasion);
    let file: Arc<str> = "".into();
    let sheets = workbook.sheets.iter().filter_map(|sheet| {
        let table = Table {
            view: View::new(&sheet.grid, true, true),
            place: Place::sheet(&file, &sheet.name),
            lookup: &lookup,
        };
        let items = table.head(&ALL_HEADS).map(|(head, at)| (head, at, false));
        let pairs = || {
            Some(table.head(&choices::HEADS))
                .flatten()
                .map(|(head, at)| (head, at, true))
        };
        let (head, columns, are_pairs) = items.or_else(pairs)?;
        Some(table.standing(&sheet.name, head, &columns, are_pairs))
    });
    sheets.collect()
}

impl Table<'_> {
    fn standing(
        &self,
        name: &Arc<str>,
        head: u32,
        columns: &Columns,
        are_pairs: bool,
    ) -> StandingSheet {
        let heads = self.view.whole_row(head);
        let heads: Vec<(u32, String)> = heads
            .iter()
            .map(|(at, w)| (at.col, text::squash(w)))
            .collect();
        let has = |wanted: &str| {
            heads
                .iter()
                .any(|(_, h)| text::label_key(h) == text::label_key(wanted))
        };
        let [_, _, proposed] = crate::model::REVIEW_LEVELS;
        let standing = match () {
            () if are_pairs && PAIR_QUESTIONS.iter().any(|q| name.starts_with(q)) => {
                Standing::Pairs
            }
            () if are_pairs => Standing::Merged,
            () if has(proposed) => Standing::Rest,
            () if has(crate::model::REVIEW_QUESTION) => Standing::Asked,
            () => Standing::Decided,
        };
        let [_, _, _, by, on, ..] = REVIEW_HEADS;
        let [by, on, whole] = [by, on, REVIEW_WHOLE].map(|label| self.above(head, label));
        let columns_of = |row| self.row(row, &heads, columns);
        let rows = self.rows(head, u32::MAX);
        let mut out = Vec::new();
        for row in rows {
            let Some(mut one) = columns_of(row) else {
                continue;
            };
            if are_pairs {
                if self.is_lower(row, columns) {
                    continue;
                }
                one.shown.extend(
                    columns_of(row + 1)
                        .map(|lower| lower.shown)
                        .into_iter()
                        .flatten(),
                );
            } else if standing == Standing::Rest {
                one.stroke = self.stroke(row, &heads);
            }
            out.push(one);
        }
        if standing == Standing::Rest {
            keep_first_strokes(&mut out, &heads);
        }
        StandingSheet {
            name: Arc::clone(name),
            standing,
            heads: heads.into_iter().map(|(_, head)| head).collect(),
            by,
            on,
            whole,
            rows: out,
        }
    }

    /// A row that has an id of ours.
    fn row(&self, row: u32, heads: &[(u32, String)], columns: &Columns) -> Option<StandingRow> {
        let id = self.text(row, columns[0]);
        let known = id.parse::<ReviewId>().is_ok() || id.parse::<PairId>().is_ok();
        let filled = |at: usize| {
            let cell = columns[at].map(|col| CellRef::new(row, col));
            let cell = cell.map(|cell| self.view.grid().anchor(cell));
            self.filled(cell)
        };
        known.then(|| StandingRow {
            row,
            id,
            shown: vec![
                heads
                    .iter()
                    .map(|(col, _)| self.text(row, Some(*col)))
                    .collect(),
            ],
            verdict: Verdict {
                ruling: filled(1),
                reason: filled(2),
                by: filled(3),
                on: filled(4),
            },
            stroke: None,
        })
    }

    /// Whether this is the lower one of a pair's two rows.
    fn is_lower(&self, row: u32, columns: &Columns) -> bool {
        columns[0].is_some_and(|col| {
            let cell = CellRef::new(row, col);
            self.view.grid().anchor(cell) != cell
        })
    }

    fn stroke(&self, row: u32, heads: &[(u32, String)]) -> Option<Filled> {
        let wanted = text::label_key(REVIEW_STROKE);
        let (col, _) = heads
            .iter()
            .find(|(_, head)| text::label_key(head) == wanted)?;
        Some(self.filled(Some(CellRef::new(row, *col))))
    }

    /// The cell behind a label above the table.
    fn above(&self, head: u32, label: &str) -> Filled {
        for row in 0..head {
            for (at, written) in &self.view.whole_row(row) {
                if text::label_key(written) == text::label_key(label) {
                    let next = CellRef::new(row, at.col + self.view.width(*at));
                    return self.filled(Some(next));
                }
            }
        }
        Filled::default()
    }

    fn filled(&self, cell: Option<CellRef>) -> Filled {
        let written = cell.and_then(|cell| self.view.value(cell));
        let text = written.map(CellValue::display);
        Filled {
            cell,
            text: text.unwrap_or_default(),
        }
    }
}

/// A section is confirmed where it begins, or where somebody has confirmed it already.
fn keep_first_strokes(rows: &mut [StandingRow], heads: &[(u32, String)]) {
    let [.., section, _, _, _] = REVIEW_HEADS;
    let at = heads
        .iter()
        .position(|(_, head)| text::label_key(head) == text::label_key(section));
    let mut met = std::collections::BTreeSet::new();
    for row in rows {
        let own = at.and_then(|at| row.shown.first()?.get(at));
        let first = met.insert(text::key(own.map_or("", String::as_str)));
        let chosen = row.stroke.as_ref().is_some_and(|s| !s.text.is_empty());
        if !first && !chosen {
            row.stroke = None;
        }
    }
}
