//! What people chose about repeats, read back from 疑似重复, 合并情况 and 未采用的合并决定 of a review workbook.

use super::checks;
use super::decided::Decisions;
use super::listed::{Columns, Table};
use crate::location::CellRef;
use crate::model::{About, Choice, PAIR_HEADS, PairId, REVIEW_HEADS, WrittenChoice};
use crate::text;

/// Heads of such a table: the pair's own, then those of its two entries.
pub const HEADS: [&str; 9] = {
    let [id, choice, reason, by, on] = PAIR_HEADS;
    let [_, _, _, _, _, section, post, matter, risk] = REVIEW_HEADS;
    [id, choice, reason, by, on, section, post, matter, risk]
};

/// Reads the rows in which something was chosen.
pub fn read(table: &Table<'_>, head: u32, columns: &Columns, out: &mut Decisions) {
    let rows = table.rows(head, u32::MAX);
    for (at, row) in rows.iter().enumerate() {
        // The lower of a pair's two rows repeats what the cells merged over both say.
        let is_lower = columns[0].is_some_and(|col| {
            let cell = CellRef::new(*row, col);
            table.view.grid().anchor(cell) != cell
        });
        if is_lower {
            continue;
        }
        let below = rows.get(at + 1).copied();
        let chosen = choice(table, (*row, below), columns, out);
        out.choices.extend(chosen);
    }
}

fn choice(
    table: &Table<'_>,
    (row, below): (u32, Option<u32>),
    columns: &Columns,
    out: &mut Decisions,
) -> Option<WrittenChoice> {
    let cell = |at: usize| columns[at].map(|col| CellRef::new(row, col));
    let said = |at: usize| table.text(row, columns[at]);
    let (id, written) = (said(0), said(1));
    let known = id.parse::<PairId>();
    if written.is_empty() {
        let more = !said(2).is_empty() || !said(3).is_empty() || !said(4).is_empty();
        if known.is_ok() && more {
            let message = "填了合并理由、决定人或日期，却没有选“合并”或“不合并”";
            let finding = table.finding(&checks::NO_DECISION, cell(1)?, message.to_owned());
            out.findings.push(finding);
        }
        return None;
    }
    let choice = meant(&written);
    let (Ok(id), Some(choice)) = (known, choice) else {
        out.findings
            .extend(unclear(table, &written, choice, &id, cell(0)?, cell(1)?));
        return None;
    };
    let about = |row: u32| {
        let said = |at: usize| table.text(row, columns[at]);
        About {
            section: said(5),
            post: said(6),
            matter: said(7),
            risk: said(8),
        }
    };
    Some(WrittenChoice {
        id,
        about: [about(row), below.map(about).unwrap_or_default()],
        choice,
        reason: said(2),
        by: said(3),
        on: table.decided_on(cell(4), None, &mut out.findings),
        place: table.at(cell(1)?),
        carried: false,
    })
}

/// A choice without an id it could belong to, or words nobody offered. Lines for signatures and the like choose nothing.
fn unclear(
    table: &Table<'_>,
    written: &str,
    choice: Option<Choice>,
    id: &str,
    id_cell: CellRef,
    cell: CellRef,
) -> Option<crate::diagnostic::Diagnostic> {
    match choice {
        Some(choice) => {
            let choice = choice.title();
            let message =
                format!("这一行选了“{choice}”，却没有合并编号，或编号被改动，对不上是哪两个条目");
            Some(table.finding(&checks::NO_ID, id_cell, message).found(id))
        }
        None if id.parse::<PairId>().is_ok() => {
            let shown = text::excerpt(written, 20);
            let message = format!("“{shown}”看不出是合并还是不合并，没有采用");
            let finding = table.finding(&checks::NO_DECISION, cell, message);
            Some(finding.found(written))
        }
        None => None,
    }
}

/// What was chosen; the words of the list only, in any width and script.
fn meant(written: &str) -> Option<Choice> {
    let key = text::key(written);
    Choice::ALL.into_iter().find(|c| c.title() == key)
}
