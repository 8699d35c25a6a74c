//! What an older version has and the newer one lacks: entries are laid beside each other, first those that say the same,
//! then those of one matter that were only reworded.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use super::super::compare::{Grams, grams, likeness};
use super::super::texts::{BLANK, TextId, Texts, Told};
use crate::model::Entry;

/// Likeness from which on two entries of one matter are one entry in other words.
const REWORDED: f64 = 0.5;

/// What ties an entry: its section, and its matter or else its post.
type Tied = (TextId, TextId);

/// An entry as it is laid beside others.
#[derive(Debug)]
pub struct Said<'f> {
    /// The entry.
    pub entry: &'f Entry,
    tied: Tied,
    /// 风险点, or else 表现形式.
    risk: TextId,
    /// All it says of the risk.
    told: [TextId; 2],
    texts: &'f Texts,
    grams: OnceLock<Grams>,
}

impl<'f> Said<'f> {
    /// The entry, which says what is `told`.
    pub fn new(entry: &'f Entry, told: &Told, texts: &'f Texts) -> Self {
        let either = |first, second| if first == BLANK { second } else { first };
        let said = [told.risk, told.manifestation];
        let [risk, manifestation] = said.map(|id| texts.same(id));
        Self {
            entry,
            tied: (told.section, either(told.matter, told.post)),
            risk: either(risk, manifestation),
            told: said,
            texts,
            grams: OnceLock::new(),
        }
    }

    /// What an entry that says the same has in common with it.
    pub fn key(&self) -> (Tied, TextId) {
        (self.tied, self.risk)
    }

    fn likeness(&self, other: &Self) -> f64 {
        likeness(self.grams(), other.grams())
    }

    fn grams(&self) -> &Grams {
        self.grams.get_or_init(|| {
            let [risk, manifestation] = self.told.map(|id| self.texts.get(id));
            grams(risk.joined(manifestation).flat())
        })
    }
}

/// Number of entries that stand in both forms.
pub fn shared(a: &[Said<'_>], b: &[Said<'_>]) -> usize {
    let mut left: HashMap<_, usize> = HashMap::new();
    for said in a {
        *left.entry(said.key()).or_default() += 1;
    }
    let mut both = 0;
    for said in b {
        if let Some(count) = left.get_mut(&said.key()).filter(|n| **n > 0) {
            *count -= 1;
            both += 1;
        }
    }
    both
}

/// The entries of the older form that the newer one has neither in the same nor in other words.
pub fn lacking<'s, 'f>(older: &'s [Said<'f>], newer: &'s [Said<'f>]) -> Vec<&'s Said<'f>> {
    let mut free = Free::of(newer);
    let unmatched = older.iter().filter(|said| !free.take(said));
    let unmatched: Vec<&Said<'_>> = unmatched.collect();
    let mut near: HashMap<Tied, Vec<&Said<'_>>> = HashMap::new();
    for said in free.left {
        near.entry(said.tied).or_default().push(said);
    }
    let gone = unmatched.into_iter().filter(|said| {
        let Some(near) = near.get_mut(&said.tied) else {
            return true;
        };
        let likenesses = near.iter().map(|n| n.likeness(said)).enumerate();
        let likenesses = likenesses.filter(|(_, likeness)| *likeness >= REWORDED);
        let reworded = likenesses.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        reworded.map(|(at, _)| near.remove(at)).is_none()
    });
    gone.collect()
}

/// Entries nothing was laid beside so far.
struct Free<'s, 'f> {
    left: Vec<&'s Said<'f>>,
    /// Where those stand that say the same.
    places: HashMap<(Tied, TextId), BTreeSet<usize>>,
}

impl<'s, 'f> Free<'s, 'f> {
    fn of(all: &'s [Said<'f>]) -> Self {
        let mut places: HashMap<_, BTreeSet<usize>> = HashMap::new();
        for (at, said) in all.iter().enumerate() {
            places.entry(said.key()).or_default().insert(at);
        }
        let left = all.iter().collect();
        Self { left, places }
    }

    /// Takes the first one that says the same; whether there was one. The last one takes its place.
    fn take(&mut self, said: &Said<'_>) -> bool {
        let same = self.places.get_mut(&said.key());
        let Some(at) = same.and_then(BTreeSet::pop_first) else {
            return false;
        };
        self.left.swap_remove(at);
        if let Some(moved) = self.left.get(at) {
            let places = self.places.entry(moved.key()).or_default();
            places.remove(&self.left.len());
            places.insert(at);
        }
        true
    }
}
