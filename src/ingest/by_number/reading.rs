//! What a line is read by: the table whose entries it speaks of, and what stands around them.

use super::giving::{LONGEST_BESIDE, Own};
use super::line::{Giver, Line};
use super::told::Why;
use crate::diagnostic::Diagnostic;
use crate::ingest::view::View;
use crate::location::Place;
use crate::model::{Entry, Field, FormTable, SkipKind};
use crate::policy::Lookup;
use crate::text;

/// Whether a line is what the leading group says.
pub fn confirms(line: &Line, lookup: &Lookup<'_>) -> bool {
    line.giver(lookup) == Giver::Step(Field::ConfirmedLevel)
}

/// A line with what it is read by beside the entries of a table.
pub fn own<'a>(
    line: &'a Line,
    table: &FormTable,
    view: View<'a>,
    place: &'a Place,
    lookup: &'a Lookup<'a>,
) -> Own<'a> {
    Own {
        line,
        written: line.text.as_str().into(),
        beside: text::excerpt(&line.text, LONGEST_BESIDE),
        giver: line.giver(lookup),
        in_column: false,
        entry: None,
        personal: is_personal(table),
        view,
        lookup,
        place,
        context: context(table, view),
    }
}

/// Holds back the entries of one of several tables before a line that may mean any of them.
pub fn hold_all(own: &Own<'_>, entries: &mut [Entry]) -> Diagnostic {
    let all: Vec<usize> = (0..entries.len()).collect();
    own.hold(entries, &all);
    own.told().unread(&Why::Tables, all.len())
}

/// Whether a form is called that of a person, and none of its entries names one or who answers for it.
fn is_personal(table: &FormTable) -> bool {
    let called = table.title.as_deref().is_some_and(|t| t.contains("个人"));
    let named = |entry: &Entry| entry.values.contains_key(&Field::Person) || entry.owners.len() > 1;
    called && !table.entries.iter().any(named)
}

/// Texts around a table that say of what scale its levels are, and these levels themselves.
fn context(table: &FormTable, view: View<'_>) -> (Vec<String>, Vec<String>) {
    let first = table.area.first.row;
    let above = view.grid().rows_in(..first);
    let below = table.skipped.iter().filter(|s| s.kind == SkipKind::Footer);
    let rows = above.into_iter().chain(below.map(|s| s.row));
    let cells = rows.flat_map(|row| view.whole_row(row));
    let notes = cells
        .map(|(_, written)| written.text().to_owned())
        .collect();
    let values = table.entries.iter().flat_map(|entry| &entry.values);
    let levels = values.filter(|(field, _)| field.is_level());
    let levels = levels.map(|(_, value)| value.text.to_string()).collect();
    (notes, levels)
}
