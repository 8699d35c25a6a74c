//! The forms of one key and how they stand to each other: which are replaced, by which, and which nobody can order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::candidate::Candidate;
use super::versions::{Relation, relation};
use crate::model::{SkipKind, StandIn};

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

/// Compares the forms of one key pair by pair.
pub fn group(candidates: Vec<Candidate<'_>>) -> Group<'_> {
    // For each form those that are newer; and the pairs in doubt.
    let mut newer: Vec<BTreeMap<usize, String>> = vec![BTreeMap::new(); candidates.len()];
    let mut doubts: Vec<(usize, usize, String)> = Vec::new();
    for a in 0..candidates.len() {
        for b in a + 1..candidates.len() {
            match relation(&candidates[a], &candidates[b]) {
                Relation::Apart => {}
                Relation::Older(why) => drop(newer[a].insert(b, why)),
                Relation::Newer(why) => drop(newer[b].insert(a, why)),
                Relation::Unclear(why) => doubts.push((a, b, why)),
            }
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
        unclear: components(doubts),
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
fn components(pairs: Vec<(usize, usize, String)>) -> Vec<(BTreeSet<usize>, BTreeSet<String>)> {
    let mut sets: Vec<(BTreeSet<usize>, BTreeSet<String>)> = Vec::new();
    for (a, b, why) in pairs {
        let (touched, mut others): (Vec<_>, Vec<_>) = sets
            .into_iter()
            .partition(|(set, _)| set.contains(&a) || set.contains(&b));
        let mut joined = (BTreeSet::from([a, b]), BTreeSet::from([why]));
        for (set, reasons) in touched {
            joined.0.extend(set);
            joined.1.extend(reasons);
        }
        others.push(joined);
        sets = others;
    }
    sets
}

impl Group<'_> {
    /// For each file that is replaced, the one that stands for it.
    pub fn stand_ins(&self) -> impl Iterator<Item = (Arc<str>, StandIn)> + '_ {
        self.replaced.iter().map(|(at, replaced)| {
            let by = &self.candidates[replaced.by].form.file;
            let stand_in = StandIn {
                file: Arc::clone(by),
                kind: SkipKind::ReplacedFile,
                why: format!("旧版，以“{by}”为准：{}", replaced.why).into(),
            };
            (Arc::clone(&self.candidates[*at].form.file), stand_in)
        })
    }
}
