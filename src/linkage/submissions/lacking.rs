//! What an older version has and the newer one lacks: entries are laid beside each other, first those that say the same,
//! then those of one matter that were only reworded.

use std::collections::BTreeMap;

use super::super::compare::{Folder, Profile, Rarity};
use crate::model::{Entry, Field};
use crate::text;

/// Likeness from which on two entries of one matter are one entry in other words.
const REWORDED: f64 = 0.5;

/// An entry as it is laid beside others.
#[derive(Debug)]
pub struct Said<'f> {
    /// The entry.
    pub entry: &'f Entry,
    /// Section, and matter or else post.
    tie: (String, String),
    /// 风险点, or else 表现形式.
    risk: String,
    /// All it says of the risk.
    profile: Profile,
}

impl<'f> Said<'f> {
    /// The entry, folded.
    pub fn new(entry: &'f Entry, folder: &Folder) -> Self {
        let fold = |field| folder.fold(entry.text(field).unwrap_or_default());
        let flat = |field| fold(field).flat.into_iter().collect::<String>();
        let matter = Some(flat(Field::Matter)).filter(|m| !m.is_empty());
        let matter = matter.unwrap_or_else(|| flat(Field::Post));
        let risk = Some(flat(Field::Risk)).filter(|r| !r.is_empty());
        let all = fold(Field::Risk).joined(&fold(Field::Manifestation));
        Self {
            entry,
            tie: (
                text::key(entry.text(Field::Section).unwrap_or_default()),
                matter,
            ),
            risk: risk.unwrap_or_else(|| flat(Field::Manifestation)),
            profile: Rarity::default().profile(&all.flat),
        }
    }

    fn says_the_same(&self, other: &Self) -> bool {
        self.tie == other.tie && self.risk == other.risk
    }
}

/// Number of entries that stand in both forms.
pub fn shared(a: &[Said<'_>], b: &[Said<'_>]) -> usize {
    let mut left: BTreeMap<_, usize> = BTreeMap::new();
    for said in a {
        *left.entry((&said.tie, &said.risk)).or_default() += 1;
    }
    let mut both = 0;
    for said in b {
        if let Some(count) = left.get_mut(&(&said.tie, &said.risk)).filter(|n| **n > 0) {
            *count -= 1;
            both += 1;
        }
    }
    both
}

/// The entries of the older form that the newer one has neither in the same nor in other words.
pub fn lacking<'s, 'f>(older: &'s [Said<'f>], newer: &'s [Said<'f>]) -> Vec<&'s Said<'f>> {
    let mut free: Vec<&Said<'_>> = newer.iter().collect();
    let unmatched = older.iter().filter(|said| {
        let same = free.iter().position(|n| n.says_the_same(said));
        same.map(|at| free.swap_remove(at)).is_none()
    });
    let unmatched: Vec<&Said<'_>> = unmatched.collect();
    let reworded = |said: &&Said<'_>, free: &[&Said<'_>]| {
        let near = free.iter().enumerate().filter(|(_, n)| n.tie == said.tie);
        let near = near.map(|(at, n)| (at, n.profile.likeness(&said.profile)));
        let near = near.filter(|(_, likeness)| *likeness >= REWORDED);
        near.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    };
    let gone = unmatched
        .into_iter()
        .filter(|said| match reworded(said, &free) {
            Some((at, _)) => {
                free.remove(at);
                false
            }
            None => true,
        });
    gone.collect()
}
