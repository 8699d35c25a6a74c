//! What linkage knows of an entry, and the nodes it works on: entries that say the same on the same matter are one node from
//! the start.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{Folded, Folder};
use crate::model::{Entry, Field, PairId};
use crate::text;

/// An entry as linkage sees it. Small, for there may be a million.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Folded section; empty where it is not known.
    pub section: Box<str>,
    /// Folded matter; empty where none is given.
    pub matter: Box<str>,
    /// Folded post; empty where none is given.
    pub post: Box<str>,
    /// 风险点 as written.
    pub risk: Box<str>,
    /// 表现形式 as written.
    pub manifestation: Box<str>,
    /// Number of fields filled in: of entries with equally full texts the fuller one is kept.
    pub answered: u16,
    /// Its part of a [`PairId`], where people chose something about it or nothing ties it to others: such an entry stays
    /// alone until it is compared.
    pub half: Option<Box<str>>,
}

/// The folded texts of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// 风险点.
    pub risk: Folded,
    /// 表现形式.
    pub manifestation: Folded,
}

impl Record {
    /// The record of an entry. `chosen` are the halves of the ids people chose something about.
    pub fn of(entry: &Entry, folder: &Folder, chosen: &BTreeSet<String>) -> Self {
        let flat = |field| -> Box<str> {
            let said = folder.fold(entry.text(field).unwrap_or_default());
            said.flat.iter().collect::<String>().into()
        };
        let own = |field| entry.text(field).unwrap_or_default().into();
        let answered = Field::ALL.iter().filter(|f| entry.text(**f).is_some());
        let mut record = Self {
            section: text::key(entry.text(Field::Section).unwrap_or_default()).into(),
            matter: flat(Field::Matter),
            post: flat(Field::Post),
            risk: own(Field::Risk),
            manifestation: own(Field::Manifestation),
            answered: u16::try_from(answered.count()).unwrap_or(u16::MAX),
            half: None,
        };
        if !chosen.is_empty() || !record.is_tied() {
            let half = PairId::half(entry);
            let alone = !record.is_tied() || chosen.contains(&half);
            record.half = alone.then(|| half.into());
        }
        record
    }

    /// Its texts, folded.
    pub fn texts(&self, folder: &Folder) -> Texts {
        Texts {
            risk: folder.fold(&self.risk),
            manifestation: folder.fold(&self.manifestation),
        }
    }
}

impl Texts {
    /// Number of characters in all.
    pub fn len(&self) -> usize {
        self.risk.len() + self.manifestation.len()
    }

    /// All characters, by which equal texts are found.
    fn key(&self) -> String {
        let parts = [&self.risk, &self.manifestation];
        let flat = parts.map(|t| t.flat.iter().collect::<String>());
        flat.join("\u{1f}")
    }
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

impl Record {
    /// What ties it to another record of its section. Where both name a matter the post does not count.
    pub fn tie(&self, other: &Self) -> Tie {
        let same = |a: &str, b: &str| {
            let known = !a.is_empty() && !b.is_empty();
            known.then(|| if a == b { Tie::Same } else { Tie::Different })
        };
        same(&self.matter, &other.matter)
            .or_else(|| same(&self.post, &other.post))
            .unwrap_or(Tie::Unknown)
    }

    /// Whether two entries that say the same may be one node: they are tied, whatever else there is.
    fn is_tied(&self) -> bool {
        !self.section.is_empty() && (!self.matter.is_empty() || !self.post.is_empty())
    }
}

/// Entries that are one beyond doubt.
#[derive(Clone, Debug)]
pub struct Node {
    /// Indices of the records, ascending; all are alike.
    pub records: Vec<u32>,
    /// The number of its text; nodes with equal texts have the same.
    pub text: u32,
}

/// The nodes of some records, in an order that does not depend on the order of the records. Where nothing is `merged`
/// without being asked, each record is a node.
pub fn nodes(records: &[Record], folder: &Folder, merged: bool) -> Vec<Node> {
    let mut numbers: BTreeMap<Box<str>, u32> = BTreeMap::new();
    let mut texts = Vec::with_capacity(records.len());
    for record in records {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        let key = record.texts(folder).key();
        texts.push(*numbers.entry(key.into()).or_insert(next));
    }
    // Numbered in the order of the texts themselves.
    let mut ranks = vec![0_u32; numbers.len()];
    for (rank, (_, number)) in (0..).zip(numbers) {
        ranks[number as usize] = rank;
    }
    let key = |at: u32| {
        let record = &records[at as usize];
        (
            &record.section,
            &record.matter,
            &record.post,
            ranks[texts[at as usize] as usize],
            &record.half,
            // What people may take apart, or nothing ties together, stays alone.
            if merged && record.half.is_none() {
                0
            } else {
                at
            },
        )
    };
    let mut order: Vec<u32> = (0..).take(records.len()).collect();
    order.sort_by(|a, b| key(*a).cmp(&key(*b)).then(a.cmp(b)));
    let runs = order.chunk_by(|a, b| key(*a) == key(*b));
    runs.map(|run| Node {
        records: run.to_vec(),
        text: ranks[texts[run[0] as usize] as usize],
    })
    .collect()
}
