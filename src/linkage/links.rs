//! The links of the register: what was decided about pairs and what must be, each with its account.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::found::{Linked, Pair, pair};
use super::link::Linker;
use super::worth::worth;
use super::{checks, merge};
use crate::diagnostic::Diagnostic;
use crate::model::{
    DecidedPair, Entry, Field, Link, Linkage, PairId, PairReview, Row, WrittenChoice,
};

/// Sets down what was decided about pairs. Rows are known by their indices.
pub struct Links<'a> {
    linker: &'a Linker<'a>,
    rows: &'a [Row],
    registered: &'a [usize],
    groups: &'a [Vec<usize>],
    /// The group of each row, and its record.
    place: Vec<(usize, usize)>,
    /// The halves of the rows' ids, as far as they were asked for.
    halves: Vec<OnceLock<String>>,
}

/// Why two entries that match were not merged.
const CHAINED: &str = "；但与另一条连环相似，首尾不同，没有合并";

/// A pair with what it is sorted by: the group of its first row, and its second row.
type Placed<T> = (usize, usize, T);

impl<'a> Links<'a> {
    /// Takes in the groups of the register, each with the row that is kept first.
    pub fn new(
        linker: &'a Linker<'a>,
        rows: &'a [Row],
        registered: &'a [usize],
        groups: &'a [Vec<usize>],
    ) -> Self {
        let mut place = vec![(0, 0); rows.len()];
        for (record, at) in registered.iter().enumerate() {
            place[*at].1 = record;
        }
        for (rank, group) in groups.iter().enumerate() {
            for at in group {
                place[*at].0 = rank;
            }
        }
        Self {
            linker,
            rows,
            registered,
            groups,
            place,
            halves: vec![OnceLock::new(); rows.len()],
        }
    }

    /// The links of the register, and the state of the questions, of which `first` stand on the first page.
    pub fn laid(&self, found: Linked, first: usize) -> (Vec<Link>, PairReview) {
        let followed = self.followed(found.followed);
        let (mut links, merged) = self.merged(&followed);
        let decided = followed.into_iter().map(|(_, placed)| placed).chain(merged);
        let mut open = self.asked(found.open);
        open.sort_by_key(|(rank, row, _)| (*rank, *row));
        links.extend(open.iter().map(|(.., link)| link.clone()));
        open.sort_by_cached_key(|(kept, other, link)| self.worth(*kept, *other, link.score));
        let pairs = PairReview {
            open: open.into_iter().map(|(.., link)| link).collect(),
            first,
            decided: sorted(decided.collect()),
            unused: found.unused,
            proposals: Vec::new(),
            idle: found.idle,
        };
        (links, pairs)
    }

    /// Pairs people chose about, each with its rows.
    fn followed(
        &self,
        followed: Vec<(usize, usize, WrittenChoice)>,
    ) -> Vec<(Pair, Placed<DecidedPair>)> {
        let pairs = followed.into_par_iter().map(|(kept, other, choice)| {
            let (kept, other) = (self.registered[kept], self.registered[other]);
            let (rank, _) = self.place[kept];
            let one = rank == self.place[other].0;
            // Of one item it is shown which of the two stands in the register, whoever was asked about first.
            let first = |row: &usize| self.groups[rank].iter().position(|own| own == row);
            let (kept, other) = if one && first(&other) < first(&kept) {
                (other, kept)
            } else {
                (kept, other)
            };
            let link = self.link((kept, other), one, Some(&choice));
            let choice = Some(choice);
            (
                pair(kept, other),
                (rank, other, DecidedPair { link, choice }),
            )
        });
        pairs.collect()
    }

    /// What was merged, each with the entry kept; and those of them nobody chose about.
    fn merged(
        &self,
        chosen: &[(Pair, Placed<DecidedPair>)],
    ) -> (Vec<Link>, Vec<Placed<DecidedPair>>) {
        let chosen = chosen.iter().map(|(rows, (.., p))| (*rows, &p.link.why));
        let chosen: BTreeMap<Pair, &String> = chosen.collect();
        let pairs = self.groups.par_iter().enumerate();
        let pairs = pairs.flat_map_iter(|(rank, group)| {
            group[1..].iter().map(move |other| (rank, group[0], *other))
        });
        let links = pairs.map(|(rank, kept, other)| {
            let mut link = self.link((kept, other), true, None);
            let known = chosen.get(&pair(kept, other));
            known.inspect(|why| link.why.clone_from(why));
            (rank, other, known.is_none(), link)
        });
        let links: Vec<_> = links.collect();
        let own = links.iter().filter(|(.., own, _)| *own);
        let decided = own.map(|(rank, other, _, link)| {
            let (link, choice) = (link.clone(), None);
            (*rank, *other, DecidedPair { link, choice })
        });
        let decided = decided.collect();
        (links.into_iter().map(|(.., link)| link).collect(), decided)
    }

    /// Pairs to be asked about, each in the order of the register.
    fn asked(&self, open: Vec<(usize, usize, bool)>) -> Vec<Placed<Link>> {
        let pairs = open.into_par_iter().map(|(a, b, chained)| {
            let (mut a, mut b) = (self.registered[a], self.registered[b]);
            if (self.place[b].0, b) < (self.place[a].0, a) {
                std::mem::swap(&mut a, &mut b);
            }
            let mut link = self.link((a, b), false, None);
            if chained {
                link.why.push_str(CHAINED);
            }
            (self.place[a].0, b, link)
        });
        pairs.collect()
    }

    fn link(
        &self,
        (kept, other): (usize, usize),
        one: bool,
        choice: Option<&WrittenChoice>,
    ) -> Link {
        let record = |row: usize| self.place[row].1;
        let found = self.linker.account(record(kept), record(other));
        let id = match choice {
            Some(choice) => choice.id.clone(),
            None => PairId {
                kept: self.half(kept).to_owned(),
                merged: self.half(other).to_owned(),
            },
        };
        let why = match choice {
            Some(choice) => format!("按评审表的决定{}", choice.choice.title()),
            // Merged because both are one with a third.
            None if one && found.decision != Some(Linkage::Match) => {
                "按评审表的决定，与同组的其他条目一并合并".to_owned()
            }
            None => found.why,
        };
        Link {
            id,
            decision: if one {
                Linkage::Match
            } else {
                Linkage::PossibleMatch
            },
            kept: self.rows[kept].id.clone(),
            merged: self.rows[other].id.clone(),
            score: found.score,
            comparisons: found.comparisons,
            why,
        }
    }

    /// What a question about the item of this rank and the item of a row is worth.
    fn worth(&self, kept: usize, other: usize, score: f64) -> Reverse<u16> {
        let groups = [kept, self.place[other].0].map(|rank| &self.groups[rank]);
        let rows = groups.into_iter().flatten();
        worth(score, rows.filter_map(|at| self.rows[*at].shared_entry()))
    }

    fn half(&self, row: usize) -> &str {
        self.halves[row].get_or_init(|| {
            let entry = self.rows[row].entry();
            entry.map_or(String::new(), PairId::half)
        })
    }

    /// A finding for each merged item whose members have different levels.
    pub fn differing_levels(&self) -> Vec<Diagnostic> {
        let several = self.groups.iter().filter(|g| g.len() > 1);
        several.filter_map(|group| self.differing(group)).collect()
    }

    fn differing(&self, group: &[usize]) -> Option<Diagnostic> {
        let members: Vec<&Arc<Entry>> = group
            .iter()
            .filter_map(|at| self.rows[*at].shared_entry())
            .collect();
        if merge::agree(&members) {
            return None;
        }
        let levels: Vec<String> = members
            .iter()
            .map(|m| {
                let level = m.effective_level().0;
                let level = level.map_or("待定", |l| l.title());
                format!("{level}（{}）", m.place_of(Field::Level))
            })
            .collect();
        let message = format!(
            "合并成一条的 {} 个条目等级不一：{}",
            members.len(),
            levels.join("、")
        );
        let place = members.first()?.place_of(Field::Level);
        Some(Diagnostic::new(&checks::LEVELS_DIFFER, place, message))
    }
}

fn sorted<T>(mut placed: Vec<Placed<T>>) -> Vec<T> {
    placed.sort_by_key(|(rank, row, _)| (*rank, *row));
    placed.into_iter().map(|(.., pair)| pair).collect()
}
