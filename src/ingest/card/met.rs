//! Tables whose entries stand where lines along the top and down the left meet: where such a table stands, and what its other
//! rows are.

use crate::ingest::header::Head;
use crate::ingest::located::{Card, CardEntry, Located};
use crate::ingest::view::View;
use crate::model::{SkipKind, SkippedRow};

/// The table of these entries below its head, from column `left` on; none without entries. `kind` says what a row below the head
/// is that belongs to none of them.
pub fn table(
    (view, rows): (View<'_>, &[u32]),
    (head, left): (Head, u32),
    entries: Vec<CardEntry>,
    kind: impl Fn(u32) -> SkipKind,
) -> Option<Located> {
    let skipped = of_none(rows, head.last, &entries).map(|row| {
        let own = view.whole_row(row);
        let texts: Vec<&str> = own.iter().map(|(_, t)| t.text()).collect();
        SkippedRow {
            row,
            kind: kind(row),
            text: texts.join(" | "),
        }
    });
    let skipped: Vec<SkippedRow> = skipped.collect();
    let used = view.grid().cells().map(|(at, _)| at.col);
    let card = Card {
        skipped,
        left,
        right: used.max().unwrap_or_default(),
        entries,
        ..Card::default()
    };
    Located::of_blocks(head, rows, card)
}

/// The rows below the head that belong to no entry. Rows and spans are gone through side by side: there may be many of both.
fn of_none<'r>(
    rows: &'r [u32],
    last: u32,
    entries: &[CardEntry],
) -> impl Iterator<Item = u32> + use<'r> {
    let mut spans: Vec<(u32, u32)> = entries
        .iter()
        .map(|e| (e.rows.first, e.rows.last))
        .collect();
    spans.sort_unstable();
    let mut spans = spans.into_iter().peekable();
    let mut reached = last;
    rows.iter().copied().filter(move |row| {
        while let Some((_, last)) = spans.next_if(|(first, _)| first <= row) {
            reached = reached.max(last);
        }
        *row > reached
    })
}
