//! What a row of its own below each entry says of it, though the table has no column for it: 防控措施：双人复核. Where a row
//! stands below some entries only, it may speak of several, and nobody knows of which.

use super::body::Body;
use super::elsewhere;
use super::group::Heading;
use super::header::Head;
use super::view::View;
use crate::location::CellRef;
use crate::model::{Evidence, Field, SkipKind};
use crate::policy::Lookup;
use crate::text;

/// Fields that such rows say.
const SAID: [Field; 5] = [
    Field::Manifestation,
    Field::Measures,
    Field::Owner,
    Field::Head,
    Field::Leader,
];

/// A row with what it says: its text behind the label, and the cell as it is written.
struct Line {
    row: u32,
    cell: CellRef,
    said: String,
    raw: String,
}

/// Gives such rows to their entries.
pub fn settle(body: &mut Body, view: View<'_>, head: &Head, lookup: &Lookup<'_>) {
    if body.entries.len() < 2 {
        return;
    }
    for field in SAID {
        let asks = |field: Field| head.column(field).is_some();
        let parted = head.columns.iter().any(|c| c.by == Evidence::Part);
        if asks(field) || (field == Field::Measures && parted) {
            continue;
        }
        let lines = lines(body, view, field, lookup);
        if below_each(body, &lines) {
            for (entry, line) in body.entries.iter_mut().zip(lines) {
                entry.group.enter(
                    field,
                    Heading {
                        name: line.said,
                        raw: line.raw,
                        cell: line.cell,
                    },
                );
            }
        }
    }
}

/// The rows below the first entry that say this and nothing else.
fn lines(body: &Body, view: View<'_>, field: Field, lookup: &Lookup<'_>) -> Vec<Line> {
    let told = body.skipped.iter();
    let told = told.filter(|s| matches!(s.kind, SkipKind::Footer | SkipKind::Group));
    let lines = told.filter_map(|s| {
        let own = view.whole_row(s.row);
        let (cell, said) = elsewhere::labelled(&own, field, lookup)?;
        let raw = view.own(cell)?.text().to_owned();
        Some(Line {
            row: s.row,
            cell,
            said: text::clean(&said),
            raw,
        })
    });
    lines.collect()
}

/// Whether just one of the rows stands below each entry, before the next begins.
fn below_each(body: &Body, lines: &[Line]) -> bool {
    let ends = body.entries.iter().skip(1).map(|next| next.rows.first);
    let mut each = body.entries.iter().zip(ends.chain([u32::MAX])).zip(lines);
    lines.len() == body.entries.len()
        && each.all(|((entry, end), line)| entry.rows.last < line.row && line.row < end)
}
