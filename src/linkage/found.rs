//! What was found: by comparing, pair by pair, and by linking in the end.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::model::{Linkage, UnusedChoice, WrittenChoice};

/// Two nodes, the smaller first.
pub type Pair = (usize, usize);

/// The pair in its order.
pub fn pair(a: usize, b: usize) -> Pair {
    (a.min(b), a.max(b))
}

/// What was decided about a pair: small, for there may be millions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The decision.
    pub decision: Linkage,
    /// How much they have in common, 0–1.
    pub score: f64,
    /// Whether this is asked only where one is the other's best partner, and has hardly a better one.
    pub faint: bool,
    /// Whether they match, but stand in a chain whose ends do not.
    pub chained: bool,
}

impl Found {
    /// A decision about two nodes that have so much in common.
    pub const fn new(decision: Linkage, score: f64) -> Self {
        Self {
            decision,
            score,
            faint: false,
            chained: false,
        }
    }
}

/// Of what is most like an entry, the share from which on another partner is nearly as like it: on one matter other risks are told
/// in its words, too, and may be nearer by chance.
const NEARLY_BEST: f64 = 0.6;

/// What was found without the faint pairs that are not the best of one of both, or far from the best of the other.
pub fn best(mut found: Vec<(Pair, Found)>) -> Vec<(Pair, Found)> {
    if !found.iter().any(|(_, found)| found.faint) {
        return found;
    }
    let mut best: HashMap<usize, f64> = HashMap::new();
    for ((a, b), found) in &found {
        for node in [a, b] {
            let best = best.entry(*node).or_default();
            *best = best.max(found.score);
        }
    }
    found.retain(|((a, b), found)| {
        let [ours, theirs] = [a, b].map(|node| found.score / best[node]);
        !found.faint || (ours.max(theirs) >= 1.0 && ours.min(theirs) >= NEARLY_BEST)
    });
    found
}

/// Most questions kept about one node until the likeliest are chosen; more would fill the memory where thousands of entries
/// resemble each other.
const MOST_ASKED: u8 = 32;

/// Keeps what was found: every match, and of possible matches so many for each node, those that come first.
#[derive(Debug, Default)]
pub struct Keeper {
    first: usize,
    asked: Vec<u8>,
    found: Vec<(Pair, Found)>,
}

impl Keeper {
    /// A keeper for nodes that follow each other.
    pub fn new(nodes: &[usize]) -> Self {
        Self {
            first: nodes.first().copied().unwrap_or(0),
            asked: vec![0; nodes.len()],
            found: Vec::new(),
        }
    }

    /// Takes in what was found about a pair.
    fn take(&mut self, (a, b): Pair, found: Found) {
        if found.decision != Linkage::Match {
            let nodes = [a - self.first, b - self.first];
            if nodes.iter().any(|node| self.asked[*node] >= MOST_ASKED) {
                return;
            }
            for node in nodes {
                self.asked[node] += 1;
            }
        }
        self.found.push(((a, b), found));
    }

    /// The same of several pairs.
    pub fn take_all(&mut self, found: Vec<(Pair, Found)>) {
        for (pair, found) in found {
            self.take(pair, found);
        }
    }

    /// Takes in what another keeper has, of the nodes that follow.
    pub fn append(&mut self, mut next: Self) {
        self.asked.append(&mut next.asked);
        self.found.append(&mut next.found);
    }

    /// What was found, ascending, each pair once.
    pub fn finish(mut self) -> Vec<(Pair, Found)> {
        self.found.sort_by_key(|(pair, _)| *pair);
        self.found.dedup_by_key(|(pair, _)| *pair);
        self.found
    }
}

/// What linkage comes to. Records are known by their indices.
#[derive(Debug, Default)]
pub struct Linked {
    /// Clusters of two and more records, the one kept first.
    pub clusters: Vec<Vec<usize>>,
    /// Pairs to be asked about, and whether they match but for the chain they stand in.
    pub open: Vec<(usize, usize, bool)>,
    /// Choices that were followed, each with the two records it is about: the one kept and the other.
    pub followed: Vec<(usize, usize, WrittenChoice)>,
    /// Choices that were not.
    pub unused: Vec<UnusedChoice>,
    /// Choices of earlier years that were not.
    pub idle: Vec<WrittenChoice>,
    /// What was found on the way.
    pub findings: Vec<Diagnostic>,
}
