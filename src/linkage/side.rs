//! Entries made ready to be compared, each text once.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::compare::{Folded, Folder, Phrase, Profile, Rarity};
use super::record::{Nodes, Record};
use super::texts::{TextId, Texts};

/// What is said of a risk, ready to be compared.
#[derive(Debug)]
pub struct Said<'t> {
    /// 风险点.
    pub risk: &'t Folded,
    /// 表现形式.
    pub manifestation: &'t Folded,
    /// 风险点 by meaning.
    pub point: Profile,
    /// 表现形式 by meaning.
    pub told: Profile,
    /// All of it by meaning.
    pub whole: Profile,
    meaning: OnceLock<Phrase>,
    joined: OnceLock<Folded>,
}

/// An entry made ready to be compared.
#[derive(Clone, Copy, Debug)]
pub struct Side<'s> {
    /// The record.
    pub record: &'s Record,
    /// What it says of the risk.
    pub said: &'s Said<'s>,
}

impl Said<'_> {
    /// All of it in words of like meaning.
    pub fn meaning(&self, folder: &Folder) -> &Phrase {
        self.meaning.get_or_init(|| {
            let [.., whole] = meanings([self.risk, self.manifestation], folder);
            whole.into()
        })
    }

    /// All of it as one text.
    pub fn joined(&self) -> &Folded {
        self.joined
            .get_or_init(|| self.risk.joined(self.manifestation))
    }

    /// Number of characters in all.
    pub fn len(&self) -> usize {
        self.risk.len() + self.manifestation.len()
    }
}

/// 风险点, 表现形式, and both, in words of like meaning.
fn meanings(texts: [&Folded; 2], folder: &Folder) -> [Vec<char>; 3] {
    let [point, told] = texts.map(|text| folder.meaning(text));
    let whole = [&*point, &*told].concat();
    [point, told, whole]
}

/// What some records say.
#[derive(Debug)]
pub struct Sides<'a> {
    records: &'a [Record],
    said: Vec<Said<'a>>,
    /// For each record what it says.
    of: Vec<usize>,
}

impl<'a> Sides<'a> {
    /// Makes ready what the records say, and counts how rare their words are.
    pub fn new(
        records: &'a [Record],
        nodes: &Nodes,
        texts: &'a Texts,
        folder: &Folder,
    ) -> (Self, Rarity) {
        let mut numbers: HashMap<[TextId; 2], usize> = HashMap::new();
        let mut told: Vec<([&Folded; 2], u32)> = Vec::new();
        let of: Vec<usize> = records
            .iter()
            .map(|record| {
                let own = [record.told.risk, record.told.manifestation];
                *numbers.entry(own).or_insert_with(|| {
                    told.push((own.map(|id| texts.get(id)), 0));
                    told.len() - 1
                })
            })
            .collect();
        for node in 0..nodes.len() {
            told[of[nodes.first(node)]].1 += 1;
        }
        let (rarity, profiles) = Rarity::of(&told, |texts| meanings(*texts, folder));
        let said = told.iter().zip(profiles);
        let said = said.map(|(([risk, manifestation], _), [point, told, whole])| Said {
            risk,
            manifestation,
            point,
            told,
            whole,
            meaning: OnceLock::new(),
            joined: OnceLock::new(),
        });
        let said = said.collect();
        (Self { records, said, of }, rarity)
    }

    /// A record, ready to be compared.
    pub fn of(&self, record: usize) -> Side<'_> {
        Side {
            record: &self.records[record],
            said: &self.said[self.of[record]],
        }
    }
}
