//! What is known of former numbers, and the keys by which entries are known again.

use crate::digest::sha256_hex;
use crate::model::{Entry, Field, Former, Standing};
use crate::policy::Policy;
use crate::text;

/// A number of a former result.
#[derive(Debug)]
pub struct KnownNumber<'f> {
    /// The number.
    pub id: &'f str,
    /// The number that stands for it.
    pub into: Option<&'f str>,
    /// The keys of its entries.
    pub keys: &'f [String],
    /// The item, where it stood in the register.
    pub item: Option<&'f Standing>,
}

/// All numbers of a former result, lowest first.
#[derive(Debug)]
pub struct Known<'f> {
    /// The numbers.
    pub numbers: Vec<KnownNumber<'f>>,
}

impl<'f> Known<'f> {
    /// Those of a former result.
    pub fn of(former: &'f Former) -> Self {
        let standing = former.items.iter().map(|item| KnownNumber {
            id: &item.id,
            into: None,
            keys: &item.keys,
            item: Some(item),
        });
        let retired = former.retired.iter().map(|number| KnownNumber {
            id: &number.id,
            into: number.into.as_deref(),
            keys: &number.keys,
            item: None,
        });
        let mut numbers: Vec<KnownNumber<'f>> = standing.chain(retired).collect();
        numbers.sort_by(|a, b| a.id.cmp(b.id));
        Self { numbers }
    }

    /// The number that is printed as this one.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.numbers.iter().position(|number| number.id == id)
    }
}

/// Digits of a part of a key.
const DIGITS: usize = 12;
/// Between the parts.
const BETWEEN: char = '-';

/// By what an entry is known again: the section with matter and risk point; the people; the 表现形式. A section is known by
/// the name it has today.
pub fn key(entry: &Entry, policy: &Policy) -> String {
    let section = entry.text(Field::Section).unwrap_or_default();
    let known = policy.roster.section(section);
    let section = text::key(known.map_or(section, |s| &s.name));
    let said = |field| entry.key(field).to_owned();
    let parts = [
        vec![section, said(Field::Matter), said(Field::Risk)],
        vec![said(Field::Post), said(Field::Person)],
        vec![said(Field::Manifestation)],
    ];
    let digits = parts.map(|part| {
        let mut hex = sha256_hex(part.join("\u{1f}").as_bytes());
        hex.truncate(DIGITS);
        hex
    });
    digits.join(&BETWEEN.to_string())
}

/// A key without its last part.
pub fn without_manifestation(key: &str) -> String {
    key.rsplit_once(BETWEEN)
        .map_or(key, |(rest, _)| rest)
        .to_owned()
}

/// A key's first part alone.
pub fn without_people(key: &str) -> String {
    key.split(BETWEEN).next().unwrap_or(key).to_owned()
}
