//! From pairs to clusters. Entries are merged only where each of them matches each other one; a chain whose ends do not match
//! is asked about. What people chose comes first.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::forest::Forest;
use super::found::{Found, Pair, pair};
use crate::model::Linkage;

/// What was decided about pairs of nodes, by the program and by people.
#[derive(Debug, Default)]
pub struct Pairs {
    /// Pairs compared that are a match or a possible match, ascending.
    pub decided: Vec<(Pair, Found)>,
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
    let mut members: Vec<usize> = Vec::new();
    for (a, b) in matches(pairs) {
        connected.join(a, b);
        members.extend([a, b]);
    }
    members.sort_unstable();
    members.dedup();
    members.sort_by_key(|node| connected.root(*node));
    let groups = members.chunk_by(|a, b| connected.root(*a) == connected.root(*b));
    let small = groups.filter(|g| (3..=SMALL).contains(&g.len()));
    let all = small.flat_map(|group| {
        let later = move |at: usize| group[at + 1..].iter().map(move |b| (group[at], *b));
        (0..group.len()).flat_map(later)
    });
    let known = |pair: &Pair| pairs.decided.binary_search_by_key(pair, |d| d.0).is_ok();
    all.filter(|pair| !known(pair)).collect()
}

/// Builds the clusters of `nodes` nodes; at most `most` questions are asked about one of them. Clusters whose root is among
/// the `unsettled` are asked about and not merged.
pub fn cluster(nodes: usize, pairs: &Pairs, unsettled: &BTreeSet<usize>, most: usize) -> Clusters {
    let apart: Vec<Pair> = pairs.apart.iter().map(|(a, b)| pair(*a, *b)).collect();
    let (forced, contradicted) = forced(nodes, &pairs.merge, &apart);
    let kept_apart = between(&apart, &forced);
    let mut edges = between(&matches(pairs), &forced);
    edges.retain(|edge| kept_apart.binary_search(edge).is_err());
    let (merged, chains) = complete(&forced, &edges, unsettled);
    let asked = questions(&pairs.decided, &merged, &between(&apart, &merged), &chains);
    Clusters {
        of: (0..nodes).map(|node| merged.root(node)).collect(),
        open: fewer(asked, &merged, most),
        contradicted,
    }
}

/// The pairs of the sets in which these pairs stand, ascending.
fn between(pairs: &[Pair], sets: &Forest) -> Vec<Pair> {
    let roots = pairs
        .iter()
        .map(|(a, b)| pair(sets.root(*a), sets.root(*b)));
    let mut roots: Vec<Pair> = roots.filter(|(a, b)| a != b).collect();
    roots.sort_unstable();
    roots.dedup();
    roots
}

/// Joins what people want merged; what contradicts their other choices is left out.
fn forced(nodes: usize, merge: &[(Pair, usize)], apart: &[Pair]) -> (Forest, BTreeSet<usize>) {
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
fn matches(pairs: &Pairs) -> Vec<Pair> {
    let found = pairs.decided.iter();
    let found = found.filter(|(_, d)| d.decision == Linkage::Match);
    let mut matches: Vec<Pair> = found.map(|(pair, _)| *pair).collect();
    let about = pairs.apart.iter().flat_map(|(a, b)| [*a, *b]);
    let mut partners: BTreeMap<usize, BTreeSet<usize>> =
        about.map(|node| (node, BTreeSet::new())).collect();
    for (a, b) in matches.iter().flat_map(|(a, b)| [(a, b), (b, a)]) {
        if let Some(partners) = partners.get_mut(a) {
            partners.insert(*b);
        }
    }
    let mut gone: HashSet<Pair> = HashSet::new();
    for (kept, taken) in &pairs.apart {
        gone.insert(pair(*kept, *taken));
        let common = partners[kept].intersection(&partners[taken]);
        gone.extend(common.map(|common| pair(*taken, *common)));
    }
    matches.retain(|pair| !gone.contains(pair));
    matches
}

/// Joins the groups in which each matches each other one. Answers with the edges of all others.
fn complete(
    forced: &Forest,
    edges: &[Pair],
    unsettled: &BTreeSet<usize>,
) -> (Forest, HashSet<Pair>) {
    let mut connected = forced.clone();
    for (a, b) in edges {
        connected.join(*a, *b);
    }
    let mut members: Vec<usize> = edges.iter().flat_map(|(a, b)| [*a, *b]).collect();
    members.sort_unstable();
    members.dedup();
    // By root the number of nodes and of edges.
    let mut groups: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for node in members {
        groups.entry(connected.root(node)).or_default().0 += 1;
    }
    for (a, _) in edges {
        groups.entry(connected.root(*a)).or_default().1 += 1;
    }
    let is_complete = |root| groups[&root].1 == groups[&root].0 * (groups[&root].0 - 1) / 2;
    let mut merged = forced.clone();
    let mut chains = HashSet::new();
    for (a, b) in edges {
        let root = connected.root(*a);
        if is_complete(root) && !unsettled.contains(&root) {
            merged.join(*a, *b);
        } else {
            chains.insert((*a, *b));
        }
    }
    (merged, chains)
}

/// Pairs of different clusters nobody has decided about.
fn questions(
    decided: &[(Pair, Found)],
    merged: &Forest,
    apart: &[Pair],
    chains: &HashSet<Pair>,
) -> Vec<(Pair, Found)> {
    let mut best: BTreeMap<Pair, (Pair, Found)> = BTreeMap::new();
    for (nodes, found) in decided {
        let roots = pair(merged.root(nodes.0), merged.root(nodes.1));
        if roots.0 == roots.1 || apart.binary_search(&roots).is_ok() {
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
        Found::new(decision, 0.9)
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
