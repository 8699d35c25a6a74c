//! The forms of one key and how they stand to each other: which are replaced, by which, and which nobody can order.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::super::forest::Forest;
use super::super::found::{Pair, pair};
use super::candidate::Candidate;
use super::stands_in;
use super::versions::{Relation, relation};
use crate::model::StandIn;

/// A file that has been replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The newer one.
    pub by: usize,
    /// The evidence in words.
    pub why: Arc<str>,
}

/// Forms of one key. Files are known by their indices, which follow the order of the files.
#[derive(Debug)]
pub struct Group<'f> {
    /// The forms.
    pub candidates: Vec<Candidate<'f>>,
    /// Those that are replaced.
    pub replaced: BTreeMap<usize, Replaced>,
    /// Those that stay although they may be versions of one form, and why they do.
    pub unclear: Vec<(BTreeSet<usize>, BTreeSet<String>)>,
}

/// Compares the forms of one key, those that may be versions of each other pair by pair.
pub fn group(candidates: Vec<Candidate<'_>>) -> Group<'_> {
    // For each form those that are newer; and the pairs in doubt.
    let mut newer: Vec<BTreeMap<usize, String>> = vec![BTreeMap::new(); candidates.len()];
    let mut doubts: Vec<(usize, usize, String)> = Vec::new();
    let pairs = comparable(&candidates).into_par_iter();
    let relations = pairs.map(|(a, b)| (a, b, relation(&candidates[a], &candidates[b])));
    for (a, b, relation) in relations.collect::<Vec<_>>() {
        match relation {
            Relation::Apart => {}
            Relation::Older(why) => drop(newer[a].insert(b, why)),
            Relation::Newer(why) => drop(newer[b].insert(a, why)),
            Relation::Unclear(why) => doubts.push((a, b, why)),
        }
    }
    let replaced: BTreeMap<usize, Replaced> = (0..candidates.len())
        .filter_map(|at| Some((at, replacement(at, &newer, &candidates)?)))
        .collect();
    // Where the evidence runs in a circle nobody is replaced.
    for (a, later) in newer.iter().enumerate() {
        for b in later.keys().filter(|b| !replaced.contains_key(b)) {
            doubts.push((a, *b, "日期和版本标记互相矛盾".to_owned()));
        }
    }
    doubts.retain(|(a, b, _)| !replaced.contains_key(a) && !replaced.contains_key(b));
    Group {
        unclear: components(doubts, candidates.len()),
        candidates,
        replaced,
    }
}

/// The newest form that stands for this one: one that is newer itself, else one at the end of a chain of newer ones.
fn replacement(
    at: usize,
    newer: &[BTreeMap<usize, String>],
    candidates: &[Candidate<'_>],
) -> Option<Replaced> {
    let last = |one: &&usize| newer[**one].is_empty();
    if let Some(by) = newer[at].keys().find(last) {
        let why = newer[at][by].as_str().into();
        return Some(Replaced { by: *by, why });
    }
    newer[at].iter().find_map(|(first, why)| {
        let by = end_of(*first, newer)?;
        let through = &candidates[*first].form.file;
        let why = format!("先有“{through}”，与之相比{why}").into();
        Some(Replaced { by, why })
    })
}

/// The first form that can be reached from `start` and that nothing is newer than.
fn end_of(start: usize, newer: &[BTreeMap<usize, String>]) -> Option<usize> {
    let mut seen = BTreeSet::from([start]);
    let mut todo = vec![start];
    while let Some(at) = todo.pop() {
        if newer[at].is_empty() {
            return Some(at);
        }
        todo.extend(newer[at].keys().rev().filter(|next| seen.insert(**next)));
    }
    None
}

/// Pairs joined to sets, each with the reasons of its pairs.
fn components(
    pairs: Vec<(usize, usize, String)>,
    count: usize,
) -> Vec<(BTreeSet<usize>, BTreeSet<String>)> {
    let mut joined = Forest::new(count);
    for (a, b, _) in &pairs {
        joined.join(*a, *b);
    }
    let mut sets: BTreeMap<usize, (BTreeSet<usize>, BTreeSet<String>)> = BTreeMap::new();
    for (a, b, why) in pairs {
        let (files, reasons) = sets.entry(joined.root(a)).or_default();
        files.extend([a, b]);
        reasons.insert(why);
    }
    sets.into_values().collect()
}

/// Pairs of forms that have one stem, or one of the entries that must stand in both where most of them do: of those of the
/// shorter form a fifth may be missing, so that one of any fifth and one more is there. The rarest are looked up.
fn comparable(candidates: &[Candidate<'_>]) -> Vec<Pair> {
    let mut by_stem: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut having: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        // Where nobody knows whose they are, an equal name says nothing.
        if !candidate.key.sections.is_empty() && !candidate.name.stem.is_empty() {
            by_stem.entry(&candidate.name.stem).or_default().push(at);
        }
        for said in &candidate.said {
            let having = having.entry(said.key()).or_default();
            if having.last() != Some(&at) {
                having.push(at);
            }
        }
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let mut same: Vec<&Vec<usize>> = candidate.said.iter().map(|s| &having[&s.key()]).collect();
        same.sort_unstable_by_key(|forms| forms.len());
        same.truncate(candidate.said.len() / 5 + 1);
        same.extend(by_stem.get(candidate.name.stem.as_str()));
        let others = same.into_iter().flatten().filter(|other| **other != at);
        pairs.extend(others.map(|other| pair(at, *other)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

impl Group<'_> {
    /// For each file that is replaced, the one that stands for it.
    pub fn stand_ins(&self) -> impl Iterator<Item = (Arc<str>, StandIn)> + '_ {
        self.replaced.iter().map(|(at, replaced)| {
            let by = &self.candidates[replaced.by].form.file;
            let older = &self.candidates[*at].form.file;
            (Arc::clone(older), stands_in(by, &replaced.why))
        })
    }
}
