//! Numbers that stand no more, each with what is known of why.

use std::collections::{BTreeMap, BTreeSet};

use super::Handed;
use super::known::{KnownNumber, key};
use super::printed::number_of;
use crate::model::{Entry, Fate, Field, InputFile, Retired, Row, Standing};
use crate::text;

/// What the forms say of risk points that stand no more.
#[derive(Debug, Default)]
pub struct Endings {
    year: i32,
    /// 消除原因, by number and by key.
    said: BTreeMap<String, String>,
    /// Entries sent back for correction, by number and by key.
    returned: BTreeSet<String>,
    /// Sections that have handed something in.
    sections: BTreeSet<String>,
    /// Sections of which a file came from which nothing could be read.
    unread: BTreeSet<String>,
}

impl Endings {
    /// What was handed in for a year.
    pub fn of(handed: Handed<'_>, year: i32) -> Self {
        let names = |entry: &Entry| number_of(entry).into_iter().chain([key(entry)]);
        let said = handed.gone.iter().flat_map(|entry| {
            let reason = entry.text(Field::Gone).unwrap_or_default();
            names(entry).map(move |name| (name, reason.to_owned()))
        });
        let returned = handed.rows.iter().filter(|row| row.fate == Fate::Returned);
        let returned = returned.filter_map(Row::entry).flat_map(names);
        let entries = handed.rows.iter().filter_map(Row::entry);
        let entries = entries.chain(handed.gone);
        let of_entries = entries.filter_map(|entry| entry.text(Field::Section));
        let (read, unread): (Vec<&InputFile>, Vec<&InputFile>) =
            handed.files.iter().partition(|file| file.trouble.is_none());
        let of_files = read.iter().filter_map(|file| file.section.as_deref());
        let unread = unread.iter().filter_map(|file| file.section.as_deref());
        Self {
            year,
            said: said.collect(),
            returned: returned.collect(),
            sections: of_entries.chain(of_files).map(text::key).collect(),
            unread: unread.map(text::key).collect(),
        }
    }

    /// How a risk point of a former result ended that no item is.
    pub fn of_item(&self, item: &Standing) -> Retired {
        self.ended(&KnownNumber::standing(item), None)
    }

    /// The number as one that stands no more; none where an item has it. `into` is the number that stands for it.
    pub fn retired(&self, number: &KnownNumber<'_>, into: Option<&str>) -> Option<Retired> {
        (into != Some(number.id)).then(|| self.ended(number, into))
    }

    fn ended(&self, number: &KnownNumber<'_>, into: Option<&str>) -> Retired {
        let mut names = std::iter::once(number.id).chain(number.keys.iter().map(String::as_str));
        let said = names.clone().find_map(|name| self.said.get(name)).cloned();
        // What was said in this year's forms may be said no more; what was said in an earlier year stands.
        let earlier = number.ended.filter(|ended| ended.year != Some(self.year));
        let returned = said.is_none() && names.any(|name| self.returned.contains(name));
        let section = text::key(number.section);
        Retired {
            id: number.id.to_owned(),
            into: into.map(str::to_owned),
            keys: number.keys.to_vec(),
            section: number.section.to_owned(),
            year: earlier.map_or(Some(self.year), |ended| ended.year),
            struck: earlier.is_some_and(|ended| ended.struck),
            unread: self.unread.contains(&section),
            unreported: !section.is_empty() && !self.sections.contains(&section),
            reason: said.or_else(|| earlier?.reason.clone()),
            returned,
        }
    }
}
