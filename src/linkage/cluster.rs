//! From pairs to clusters. Entries are merged only where each of them matches each other one; a chain whose ends do not match
//! is asked about. What people chose comes first.

use std::collections::{BTreeMap, BTreeSet};

use super::forest::{Forest, Pair, pair};
use crate::model::Linkage;

/// What was decided about a pair: small, for there may be millions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The decision.
    pub decision: Linkage,
    /// How much they have in common, 0–1.
    pub score: f64,
    /// Whether they match, but stand in a chain whose ends do not.
    pub chained: bool,
}

/// What was decided about pairs of nodes, by the program and by people.
#[derive(Debug, Default)]
pub struct Pairs {
    /// Pairs compared that are a match or a possible match.
    pub decided: BTreeMap<Pair, Found>,
    /// Pairs people want merged, each with the number of the choice.
    pub merge: Vec<(Pair, usize)>,
    /// Pairs people want apart: the entry kept, and the other one.
    pub apart: Vec<(usize, usize)>,
}

/// The clusters and what is left to ask.
#[derive(Debug, Default)]
pub struct Clusters {
    /// For each node the smallest node of its cluster.
    pub of: Vec<usize>,
    /// Pairs of nodes of different clusters to be asked about, the likeliest pair of each two clusters.
    pub open: Vec<(Pair, Found)>,
    /// Numbers of the choices that contradict each other and were not followed.
    pub contradicted: BTreeSet<usize>,
}

/// Most nodes of a group whose pairs are all compared.
const SMALL: usize = 24;

/// Pairs that were not compared though matches connect their nodes: the index finds nearly all that is alike, and whether a
/// group is complete must not hang on the rest.
pub fn not_compared(nodes: usize, pairs: &Pairs) -> Vec<Pair> {
    let mut connected = Forest::new(nodes);
    for (a, b) in matches(pairs) {
        connected.join(a, b);
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for node in 0..nodes {
        groups.entry(connected.root(node)).or_default().push(node);
    }
    let small = groups.values().filter(|g| (3..=SMALL).contains(&g.len()));
    let all = small.flat_map(|group| {
        let later = move |at: usize| group[at + 1..].iter().map(move |b| (group[at], *b));
        (0..group.len()).flat_map(later)
    });
    all.filter(|pair| !pairs.decided.contains_key(pair))
        .collect()
}

/// Builds the clusters of `nodes` nodes; at most `most` questions are asked about one of them. Clusters whose root is among
/// the `unsettled` are asked about and not merged.
pub fn cluster(nodes: usize, pairs: &Pairs, unsettled: &BTreeSet<usize>, most: usize) -> Clusters {
    let apart: BTreeSet<Pair> = pairs.apart.iter().map(|(a, b)| pair(*a, *b)).collect();
    let (forced, contradicted) = forced(nodes, &pairs.merge, &apart);
    let matches = matches(pairs);
    let between = |set: &BTreeSet<Pair>, forest: &Forest| -> BTreeSet<Pair> {
        let roots = set
            .iter()
            .map(|(a, b)| pair(forest.root(*a), forest.root(*b)));
        roots.filter(|(a, b)| a != b).collect()
    };
    let kept_apart = between(&apart, &forced);
    let edges: BTreeSet<Pair> = between(&matches, &forced)
        .difference(&kept_apart)
        .copied()
        .collect();
    let (merged, chains) = complete(&forced, &edges, unsettled);
    let asked = questions(&pairs.decided, &merged, &between(&apart, &merged), &chains);
    Clusters {
        of: (0..nodes).map(|node| merged.root(node)).collect(),
        open: fewer(asked, &merged, most),
        contradicted,
    }
}

/// Joins what people want merged; what contradicts their other choices is left out.
fn forced(
    nodes: usize,
    merge: &[(Pair, usize)],
    apart: &BTreeSet<Pair>,
) -> (Forest, BTreeSet<usize>) {
    let mut all = Forest::new(nodes);
    for ((a, b), _) in merge {
        all.join(*a, *b);
    }
    let torn: BTreeSet<usize> = apart
        .iter()
        .filter(|(a, b)| all.root(*a) == all.root(*b))
        .map(|(a, _)| all.root(*a))
        .collect();
    let mut sound = Forest::new(nodes);
    let mut contradicted = BTreeSet::new();
    for ((a, b), choice) in merge {
        if torn.contains(&all.root(*a)) {
            contradicted.insert(*choice);
        } else {
            sound.join(*a, *b);
        }
    }
    (sound, contradicted)
}

/// The matching pairs that remain. An entry people took out of a cluster no longer matches what the cluster's kept entry
/// matches, so that one choice is enough.
fn matches(pairs: &Pairs) -> BTreeSet<Pair> {
    let found = pairs.decided.iter();
    let mut matches: BTreeSet<Pair> = found
        .filter(|(_, d)| d.decision == Linkage::Match)
        .map(|(pair, _)| *pair)
        .collect();
    let mut partners: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (a, b) in &matches {
        partners.entry(*a).or_default().insert(*b);
        partners.entry(*b).or_default().insert(*a);
    }
    let of = |node: usize| partners.get(&node).cloned().unwrap_or_default();
    for (kept, taken) in &pairs.apart {
        matches.remove(&pair(*kept, *taken));
        for common in of(*kept).intersection(&of(*taken)) {
            matches.remove(&pair(*taken, *common));
        }
    }
    matches
}

/// Joins the groups in which each matches each other one. Answers with the edges of all others.
fn complete(
    forced: &Forest,
    edges: &BTreeSet<Pair>,
    unsettled: &BTreeSet<usize>,
) -> (Forest, BTreeSet<Pair>) {
    let mut connected = forced.clone();
    for (a, b) in edges {
        connected.join(*a, *b);
    }
    let mut groups: BTreeMap<usize, (BTreeSet<usize>, usize)> = BTreeMap::new();
    for (a, b) in edges {
        let (members, count) = groups.entry(connected.root(*a)).or_default();
        members.extend([*a, *b]);
        *count += 1;
    }
    let is_complete = |group: &(BTreeSet<usize>, usize)| {
        let members = group.0.len();
        group.1 == members * (members - 1) / 2
    };
    let mut merged = forced.clone();
    let mut chains = BTreeSet::new();
    for (a, b) in edges {
        let root = connected.root(*a);
        if groups.get(&root).is_some_and(is_complete) && !unsettled.contains(&root) {
            merged.join(*a, *b);
        } else {
            chains.insert(pair(forced.root(*a), forced.root(*b)));
        }
    }
    (merged, chains)
}

/// Pairs of different clusters nobody has decided about.
fn questions(
    decided: &BTreeMap<Pair, Found>,
    merged: &Forest,
    apart: &BTreeSet<Pair>,
    chains: &BTreeSet<Pair>,
) -> Vec<(Pair, Found)> {
    let mut best: BTreeMap<Pair, (Pair, Found)> = BTreeMap::new();
    for (nodes, found) in decided {
        let roots = pair(merged.root(nodes.0), merged.root(nodes.1));
        if roots.0 == roots.1 || apart.contains(&roots) {
            continue;
        }
        let better = |known: &(Pair, Found)| found.score > known.1.score;
        if !best.get(&roots).is_none_or(better) {
            continue;
        }
        let found = Found {
            chained: found.decision == Linkage::Match && chains.contains(&roots),
            ..*found
        };
        best.insert(roots, (*nodes, found));
    }
    best.into_values().collect()
}

/// At most `most` questions about one cluster, the likeliest first.
fn fewer(mut open: Vec<(Pair, Found)>, merged: &Forest, most: usize) -> Vec<(Pair, Found)> {
    open.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then(a.0.cmp(&b.0)));
    let mut asked: BTreeMap<usize, usize> = BTreeMap::new();
    open.retain(|((a, b), _)| {
        let roots = [merged.root(*a), merged.root(*b)];
        let full = roots
            .iter()
            .any(|r| asked.get(r).copied().unwrap_or(0) >= most);
        if !full {
            for root in roots {
                *asked.entry(root).or_default() += 1;
            }
        }
        !full
    });
    open.sort_by_key(|(pair, _)| *pair);
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(decision: Linkage) -> Found {
        Found {
            decision,
            score: 0.9,
            chained: false,
        }
    }

    fn pairs(matches: &[Pair]) -> Pairs {
        let decided = matches.iter().map(|p| (*p, found(Linkage::Match)));
        Pairs {
            decided: decided.collect(),
            ..Pairs::default()
        }
    }

    #[test]
    fn a_chain_is_asked_and_a_ring_of_all_is_merged() {
        let chain = cluster(4, &pairs(&[(0, 1), (1, 2)]), &BTreeSet::new(), 5);
        assert_eq!(chain.of, [0, 1, 2, 3]);
        assert_eq!(
            chain.open.iter().map(|o| o.0).collect::<Vec<_>>(),
            [(0, 1), (1, 2)]
        );
        let ring = cluster(4, &pairs(&[(0, 1), (1, 2), (0, 2)]), &BTreeSet::new(), 5);
        assert_eq!(ring.of, [0, 0, 0, 3]);
        assert!(ring.open.is_empty());
    }

    #[test]
    fn one_choice_takes_an_entry_out_of_its_cluster() {
        let mut taken = pairs(&[(0, 1), (1, 2), (0, 2)]);
        taken.apart = vec![(0, 1)];
        let clusters = cluster(3, &taken, &BTreeSet::new(), 5);
        assert_eq!(clusters.of, [0, 1, 0]);
        assert!(clusters.open.is_empty(), "{:?}", clusters.open);
    }

    #[test]
    fn people_settle_a_chain_and_their_contradictions_are_not_followed() {
        let mut settled = pairs(&[(0, 1), (1, 2)]);
        settled.merge = vec![((0, 1), 7)];
        assert_eq!(cluster(3, &settled, &BTreeSet::new(), 5).of, [0, 0, 0]);
        let torn = Pairs {
            merge: vec![((0, 1), 7), ((1, 2), 8)],
            apart: vec![(0, 2)],
            ..Pairs::default()
        };
        let clusters = cluster(3, &torn, &BTreeSet::new(), 5);
        assert_eq!(clusters.of, [0, 1, 2]);
        assert_eq!(clusters.contradicted, [7, 8].into());
    }
}
