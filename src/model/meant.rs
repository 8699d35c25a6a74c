//! Which registered risk point a line written by people is about: by its number, else by its words where they fit one alone.

use std::collections::{BTreeMap, BTreeSet};

use super::{About, Entry, Field, Register, RegisterItem};
use crate::text;

/// The items of a register by what people know them by.
#[derive(Debug)]
pub struct Meant<'r> {
    items: &'r [RegisterItem],
    /// Numbers that stand, and those merged into them.
    numbers: BTreeMap<&'r str, usize>,
    /// Items by their risk points and by their matters, those of entries merged into them included.
    words: [BTreeMap<&'r str, Vec<usize>>; 2],
}

/// Why a line is about no item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmeant {
    /// No such number stands.
    NoNumber,
    /// The number is that of another matter: the words fit the item with this number.
    OtherWords(String),
    /// Nothing fits the words.
    NoWords,
    /// Several items fit the words: their numbers.
    Several(Vec<String>),
}

const WORDS: [Field; 2] = [Field::Risk, Field::Matter];

impl<'r> Meant<'r> {
    /// The items of a register.
    pub fn of(register: &'r Register) -> Self {
        let items = &register.items;
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        numbers.extend(items.iter().enumerate().map(|(at, i)| (i.id.as_str(), at)));
        for retired in &register.retired {
            let into = retired.into.as_deref().and_then(|id| numbers.get(id));
            if let Some(at) = into.copied() {
                numbers.entry(&retired.id).or_insert(at);
            }
        }
        Self {
            items,
            numbers,
            words: WORDS.map(|field| by(items, field)),
        }
    }

    /// The item, by its place in the register. A number counts, unless the words are exactly those of another item.
    ///
    /// # Errors
    /// There is none, or more than one.
    pub fn find(&self, id: &str, about: &About) -> Result<usize, Unmeant> {
        let fitting = self.fitting(about);
        let id = text::plain(id);
        if !id.is_empty() {
            let at = *self.numbers.get(id.as_str()).ok_or(Unmeant::NoNumber)?;
            return match fitting.first() {
                Some(other) if !fitting.contains(&at) => {
                    Err(Unmeant::OtherWords(self.items[*other].id.clone()))
                }
                _ => Ok(at),
            };
        }
        match fitting[..] {
            [] => Err(Unmeant::NoWords),
            [at] => Ok(at),
            ref several => {
                let ids = several.iter().map(|at| self.items[*at].id.clone());
                Err(Unmeant::Several(ids.collect()))
            }
        }
    }

    /// The items of which all is true that the words say; none where they name neither risk point nor matter.
    pub fn fitting(&self, about: &About) -> Vec<usize> {
        let keys = [&about.risk, &about.matter].map(|word| text::key(word));
        let named = self.words.iter().zip(&keys).find(|(_, k)| !k.is_empty());
        let found = named.and_then(|(words, key)| words.get(key.as_str()));
        let found = found.into_iter().flatten().copied();
        found.filter(|at| fits(about, &self.items[*at])).collect()
    }

    /// The items of a section.
    pub fn of_section(&self, section: &str) -> Vec<usize> {
        let key = text::key(section);
        let items = self.items.iter().enumerate();
        let own = items.filter(|(_, i)| !key.is_empty() && i.entry.key(Field::Section) == key);
        own.map(|(at, _)| at).collect()
    }
}

fn entries(item: &RegisterItem) -> impl Iterator<Item = &Entry> {
    let members = item.members.iter().map(|m| &*m.entry);
    members.chain([&*item.entry])
}

fn by(items: &[RegisterItem], field: Field) -> BTreeMap<&str, Vec<usize>> {
    let mut out: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        for key in entries(item).map(|e| e.key(field)).collect::<BTreeSet<_>>() {
            out.entry(key).or_default().push(at);
        }
    }
    out
}

/// Whether the item, or an entry merged into it, says all that the words say.
fn fits(about: &About, item: &RegisterItem) -> bool {
    entries(item).any(|entry| {
        let own = About::entry(entry);
        let plain = |field| entry.text(field).unwrap_or_default();
        let says = |wanted: &str, told: &[&str]| {
            let wanted = text::key(wanted);
            wanted.is_empty() || told.iter().any(|t| text::key(t) == wanted)
        };
        says(&about.section, &[&own.section])
            && says(&about.post, &[&own.post, plain(Field::Post)])
            && says(&about.matter, &[&own.matter])
            && says(&about.risk, &[&own.risk])
    })
}
