//! Columns of a ledger that nobody could name: what stands in them counts nowhere, which somebody must know. Of two columns
//! that mean the same one counts, as the policy says.

use super::super::listed::{Labels, Table};
use super::checks;
use super::head::{self, Head};
use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::text;

/// Columns named in one message.
const MOST_NAMED: usize = 8;

/// One note on all columns of a ledger that have content and no meaning.
pub fn note(table: &Table<'_>, first: u32, last: u32, head: &Head) -> Option<Diagnostic> {
    let view = table.view;
    let used: Vec<u32> = head
        .columns()
        .map(|(_, col)| col)
        .chain(head.ticked.iter().map(|(_, col)| *col))
        .collect();
    let rows = table.rows(head.row, last);
    let filled = |col: u32| {
        rows.iter()
            .any(|row| view.seen(CellRef::new(*row, col)).is_some())
    };
    let mut unread: Vec<(CellRef, String)> = Vec::new();
    for row in first..=head.row {
        for (col, label) in Labels::at(view, row).all() {
            let at = CellRef::new(row, *col);
            let cols = *col..*col + view.width(at);
            let told = cols.clone().any(|col| used.contains(&col));
            let below = (row + 1..=head.row).any(|row| view.own(CellRef::new(row, *col)).is_some());
            if !told && !below && !head::is_known(label, table.lookup) && cols.clone().any(filled) {
                let label = view.own(at).map(|label| text::squash(&label));
                unread.push((at, label.unwrap_or_default()));
            }
        }
    }
    let (first, _) = unread.first()?;
    let named = unread.iter().take(MOST_NAMED);
    let named: Vec<String> = named
        .map(|(_, label)| format!("“{}”", text::excerpt(label, 20)))
        .collect();
    let more = if unread.len() > MOST_NAMED { "等" } else { "" };
    let message = format!(
        "台账的{}{more}没有读取，其中写的没有用上：口径里没有这种栏名",
        named.join("、")
    );
    let finding = table.finding(&checks::UNREAD_COLUMN, *first, message);
    Some(Diagnostic {
        more: unread.iter().skip(1).map(|(at, _)| *at).collect(),
        ..finding
    })
}
