//! What is known of former numbers, and the keys by which entries are known again.

use std::collections::BTreeMap;

use crate::digest::fingerprint;
use crate::model::{Entry, Field, Former, Number, Retired, Standing};

/// A number of a former result.
#[derive(Debug)]
pub struct KnownNumber<'f> {
    /// The number.
    pub id: &'f str,
    /// The number that stands for it.
    pub into: Option<&'f str>,
    /// The keys of its entries.
    pub keys: &'f [String],
    /// Its section.
    pub section: &'f str,
    /// How it ended, where it stands no more.
    pub ended: Option<&'f Retired>,
    /// The item, where it stood in the register.
    pub item: Option<&'f Standing>,
    /// Whether it was given before the numbers of earlier years were known.
    pub provisional: bool,
}

impl<'f> KnownNumber<'f> {
    /// One that stood in a register.
    pub fn standing(item: &'f Standing) -> Self {
        Self {
            id: &item.id,
            into: None,
            keys: &item.keys,
            section: item.text(Field::Section).unwrap_or_default(),
            ended: None,
            item: Some(item),
            provisional: false,
        }
    }

    fn retired(number: &'f Retired) -> Self {
        Self {
            id: &number.id,
            into: number.into.as_deref(),
            keys: &number.keys,
            section: &number.section,
            ended: Some(number),
            item: None,
            provisional: false,
        }
    }
}

/// All numbers of a former result, lowest first.
#[derive(Debug, Default)]
pub struct Known<'f> {
    /// The numbers.
    pub numbers: Vec<KnownNumber<'f>>,
    by_id: BTreeMap<&'f str, usize>,
    /// Of numbers that are not provisional.
    by_key: BTreeMap<&'f str, Vec<usize>>,
}

impl<'f> Known<'f> {
    /// Those of a former result, where those of one year may be provisional. Entries of forms have none.
    pub fn of(former: &'f Former, provisional: Option<i32>) -> Self {
        let numbered = former.items.iter().filter(|item| !item.id.is_empty());
        let standing = numbered.map(KnownNumber::standing);
        let retired = former.retired.iter().map(KnownNumber::retired);
        let mut out = Self {
            numbers: standing.chain(retired).collect(),
            ..Self::default()
        };
        out.numbers
            .sort_by_cached_key(|number| (number.id.parse::<Number>().ok(), number.id));
        for (at, number) in out.numbers.iter_mut().enumerate() {
            out.by_id.insert(number.id, at);
            let year = number.id.parse().ok().map(|of: Number| of.year);
            number.provisional = provisional.is_some() && year == provisional;
            if number.provisional {
                continue;
            }
            for key in number.keys {
                out.by_key.entry(key).or_default().push(at);
            }
        }
        out
    }

    /// The number that is printed as this one.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Whether an entry of this key says what other numbers stand for, and not this one.
    pub fn is_of_others(&self, key: &str, number: usize) -> bool {
        let all = self.by_key.get(key);
        all.is_some_and(|all| !all.contains(&number))
    }
}

/// Digits of a part of a key.
const DIGITS: usize = 12;
/// Between the parts.
const BETWEEN: char = '-';

/// By what an entry is known again: the section with risk point and matter, or the post where no matter is named; the people;
/// the 表现形式.
pub fn key(entry: &Entry) -> String {
    let said = |field| entry.key(field).to_owned();
    let tie = match entry.key(Field::Matter) {
        "" => Field::Post,
        _ => Field::Matter,
    };
    let parts = [
        vec![
            said(Field::Section),
            tie.key().to_owned(),
            said(tie),
            said(Field::Risk),
        ],
        vec![said(Field::Post), said(Field::Person)],
        vec![said(Field::Manifestation)],
    ];
    let digits = parts.map(|part| fingerprint(&part, DIGITS));
    digits.join(&BETWEEN.to_string())
}

/// A key without its last part.
pub fn without_manifestation(key: &str) -> &str {
    key.rsplit_once(BETWEEN).map_or(key, |(rest, _)| rest)
}

/// A key's first part alone.
pub fn without_people(key: &str) -> &str {
    key.split(BETWEEN).next().unwrap_or(key)
}
