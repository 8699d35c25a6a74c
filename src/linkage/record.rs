//! What linkage knows of an entry, and the nodes it works on: entries that say the same on the same matter are one node from
//! the start.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::texts::{BLANK, Texts, Told};
use crate::model::{Entry, Field, PairId};

/// An entry as linkage sees it. Small, for there may be a million.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it says.
    pub told: Told,
    /// Who wrote it where.
    pub source: Source,
    /// Number of fields filled in: of entries with equally full texts the fuller one is kept.
    pub answered: u16,
    /// Its part of a [`PairId`], where people chose something about it or nothing ties it to others: such an entry stays
    /// alone until it is compared.
    pub half: Option<Arc<str>>,
}

/// Who wrote an entry in which form, by a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The same number for one person in one form.
    pub number: u32,
    /// Whether the person is named.
    pub signed: bool,
}

impl Record {
    /// The record of an entry from a source. `chosen` are the halves of the ids people chose something about.
    pub fn of(entry: &Entry, told: Told, source: Source, chosen: &BTreeSet<String>) -> Self {
        let answered = Field::ALL.iter().filter(|f| entry.text(**f).is_some());
        let tied = told.section != BLANK && (told.matter != BLANK || told.post != BLANK);
        let half = (!tied || !chosen.is_empty()).then(|| PairId::half(entry));
        let half = half.filter(|half| !tied || chosen.contains(half));
        Self {
            told,
            source,
            answered: u16::try_from(answered.count()).unwrap_or(u16::MAX),
            half: half.map(Arc::from),
        }
    }
}

/// Who wrote each of some entries where, in their order.
pub fn sources<'e>(entries: impl Iterator<Item = &'e Entry>) -> Vec<Source> {
    let mut numbers: HashMap<(&str, &str), u32> = HashMap::new();
    let source = entries.map(|entry| {
        let person = entry.text(Field::Person);
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        let own = (&*entry.place.file, person.unwrap_or_default());
        Source {
            number: *numbers.entry(own).or_insert(next),
            signed: person.is_some(),
        }
    });
    source.collect()
}

/// What ties two entries together, apart from what they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// The same matter; where one of them names none, the same post.
    Same,
    /// Other matters, or other posts.
    Different,
    /// Neither both matters nor both posts are known.
    Unknown,
}

impl Told {
    /// What ties it to another one of its section. Where both name a matter the post does not count.
    pub fn tie(&self, other: &Self) -> Tie {
        let by_matter = self.matter != BLANK && other.matter != BLANK;
        let known = self.step != BLANK && other.step != BLANK;
        if by_matter && known && self.step != other.step {
            return Tie::Different;
        }
        let (ours, theirs) = if by_matter {
            (self.matter, other.matter)
        } else {
            (self.post, other.post)
        };
        match (ours, theirs) {
            (BLANK, _) | (_, BLANK) => Tie::Unknown,
            (ours, theirs) if ours == theirs => Tie::Same,
            _ => Tie::Different,
        }
    }
}

/// Entries that are one beyond doubt, node by node, in an order that does not depend on the order of the records.
#[derive(Debug)]
pub struct Nodes {
    order: Vec<usize>,
    /// Where each node begins, and the end.
    starts: Vec<usize>,
}

impl Nodes {
    /// The nodes of some records. Where nothing is `merged` without being asked, each record is a node.
    pub fn of(records: &[Record], texts: &Texts, merged: bool) -> Self {
        let key = |at: usize| {
            let Record { told, half, .. } = &records[at];
            // What people may take apart, or nothing ties together, stays alone.
            let alone = if merged && half.is_none() { 0 } else { at };
            let said = [told.risk, told.manifestation].map(|id| texts.same(id));
            (
                told.section,
                told.matter,
                told.step,
                told.post,
                said,
                half,
                alone,
            )
        };
        let mut order: Vec<usize> = (0..records.len()).collect();
        order.sort_unstable_by(|a, b| key(*a).cmp(&key(*b)).then(a.cmp(b)));
        let mut starts = vec![0];
        for run in order.chunk_by(|a, b| key(*a) == key(*b)) {
            starts.push(starts[starts.len() - 1] + run.len());
        }
        Self { order, starts }
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The records of a node, ascending; all are alike.
    pub fn records(&self, node: usize) -> &[usize] {
        &self.order[self.starts[node]..self.starts[node + 1]]
    }

    /// The first record of a node.
    pub fn first(&self, node: usize) -> usize {
        self.order[self.starts[node]]
    }
}
