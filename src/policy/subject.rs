//! 排查主体 of a table: 姓名 above it, or words of its title.

use super::Policy;
use crate::model::{Entry, Field, FormTable, Origin, Subject, Value};
use crate::text;

impl Policy {
    /// On whose behalf a table speaks; none where nothing about it says so.
    pub fn subject(&self, table: &FormTable) -> Option<Subject> {
        let title = text::key(table.title.as_deref().unwrap_or(""));
        let titled = |subject: &Subject| {
            let words = self.titles(*subject).iter();
            words.map(|w| text::key(w)).any(|w| title.contains(&w))
        };
        let by_name = table.entries.iter().any(|e| {
            let person = e.values.get(&Field::Person);
            // What a heading names beside other words is one of several persons.
            let handed_on = |v: &Value| v.origin == Origin::PreviousTable && *v.raw == *v.text;
            let named = |v: &Value| v.origin == Origin::KeyValue || handed_on(v);
            person.is_some_and(|v| named(v) && !v.text.is_empty())
        });
        if by_name {
            return Some(Subject::Person);
        }
        let order = [Subject::Person, Subject::Unit, Subject::Section];
        let of_unit = |e: &Entry| {
            e.text(Field::Section)
                .is_some_and(|s| self.roster.is_leadership(s))
        };
        let unit = || {
            table
                .entries
                .first()
                .is_some_and(of_unit)
                .then_some(Subject::Unit)
        };
        order.into_iter().find(titled).or_else(unit)
    }
}
