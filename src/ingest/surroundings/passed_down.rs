//! What is said around a table and holds for the tables below it too, until one says otherwise.

use std::collections::BTreeSet;

use super::Surroundings;
use crate::ingest::key;
use crate::ingest::keyvalue;
use crate::ingest::view::View;
use crate::model::{Field, KeyValue, Value};
use crate::policy::Lookup;

/// Fields that are of a section, and end with it.
const OF_SECTION: [Field; 6] = [
    Field::Post,
    Field::Person,
    Field::Matter,
    Field::Owner,
    Field::Head,
    Field::Leader,
];

/// The fields whose labels stand above or below a table or on a card, whatever stands behind them: what was left blank there is not that of the table
/// before.
pub fn asked(
    labels: [&[KeyValue]; 3],
    view: View<'_>,
    above: &[u32],
    lookup: &Lookup<'_>,
) -> BTreeSet<Field> {
    let own = labels.into_iter().flatten();
    let own = own.filter(|kv| !keyvalue::asks_who_filled_in(&kv.key));
    let own = own.filter_map(|kv| key::field_of(&kv.key, lookup));
    let cells = above.iter().flat_map(|row| view.whole_row(*row));
    // 张一 | 科长: what could be a label is a content behind another.
    let bare = cells.filter(|(_, written)| !keyvalue::asks_who_filled_in(written));
    let bare = bare.filter_map(|(_, written)| key::field_of(&written, lookup));
    own.chain(bare).collect()
}

impl Surroundings {
    /// Whether what is said of a field around the table `before` holds for this one: what was said with another section, or of a
    /// person with another post, does not.
    pub(super) fn passes_down(&self, field: Field, before: &Self) -> bool {
        let other = |of: Field| {
            let (own, was) = (self.value(of)?, before.value(of)?);
            (own.text != was.text).then_some(was)
        };
        // What was said above all sections has no section beside it.
        let stated = |value: &Value| value.cell.is_some();
        let with = |was: &Value| {
            let value = before.value(field);
            value.is_some_and(|value| stated(value) == stated(was))
        };
        let section = OF_SECTION.contains(&field) && other(Field::Section).is_some_and(with);
        let in_line = |was: &Value| {
            let rows = [before.value(field), Some(was)].map(|v| v?.cell.map(|cell| cell.row));
            rows[0].is_some() && rows[0] == rows[1]
        };
        let post = field == Field::Person && other(Field::Post).is_some_and(in_line);
        !section && !post
    }
}
