//! 抽查清单 filled in: what a spot check of a risk point found. Rows that say nothing are as they were printed.

use super::super::listed::{Columns, Table};
use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::{About, CheckLine, Checked};

/// Reads the rows of a list down to the row `last` in which something was written.
pub fn read(
    table: &Table<'_>,
    (head, last): (u32, u32),
    columns: &Columns,
    lines: &mut Vec<CheckLine>,
    findings: &mut Vec<Diagnostic>,
) {
    for row in table.rows(head, last) {
        let text = |at: usize| table.text(row, columns[at]);
        // A line over the whole width, as that for signatures, stands in no column of its own.
        let own = |at: usize| {
            let cell = columns[at].map(|col| CellRef::new(row, col))?;
            table.view.own(cell).map(|_| cell)
        };
        let (id, written) = (text(3), [0, 1, 2].map(own));
        let Some(cell) = written
            .into_iter()
            .flatten()
            .next()
            .filter(|_| !id.is_empty())
        else {
            continue;
        };
        let said = |at: usize| own(at).map_or(String::new(), |_| text(at));
        lines.push(CheckLine {
            id,
            about: About {
                section: text(4),
                post: text(5),
                matter: text(6),
                risk: text(7),
            },
            checked: Checked {
                result: said(0),
                date: table.decided_on(written[1], None, findings),
                by: said(2),
            },
            place: table.at(cell),
        });
    }
}
