//! The textbook order of record linkage: block, compare, decide, cluster. From records to clusters of records, and to what a
//! person must be asked.

use std::collections::{BTreeMap, BTreeSet};

use super::account::{Account, account};
use super::block::Blocks;
use super::checks;
use super::choices::{halves, latest, lay, leave};
use super::cluster::{Clusters, Pairs, cluster, not_compared};
use super::decide::{Judge, Means};
use super::found::{Found, Linked, Pair};
use super::record::{Nodes, Record};
use super::settle::{kept_first, second_look};
use super::side::Sides;
use super::stock::Stock;
use crate::model::{Linkage, WrittenChoice};

/// Links records.
#[derive(Debug)]
pub struct Linker<'a> {
    records: &'a [Record],
    nodes: Nodes,
    sides: Sides<'a>,
    judge: Judge<'a>,
}

impl<'a> Linker<'a> {
    /// Takes in the records and counts how rare their words are.
    pub fn new(records: &'a [Record], means: Means<'a>) -> Self {
        let nodes = Nodes::of(records, means.texts, means.policy.merge);
        let (sides, rarity) = Sides::new(records, &nodes, means.texts, means.folder);
        Self {
            records,
            nodes,
            sides,
            judge: Judge { means, rarity },
        }
    }

    /// The account of two records.
    pub fn account(&self, a: usize, b: usize) -> Account {
        account(&self.judge, self.sides.of(a), self.sides.of(b))
    }

    /// Links the records. Of two choices on one pair the later one counts.
    pub fn link(&self, choices: Vec<WrittenChoice>) -> Linked {
        let mut out = Linked::default();
        let mut pairs = self.pairs();
        let choices = latest(choices, &mut out.findings);
        let known = halves(&self.nodes, self.records);
        let followed = lay(&choices, &known, &mut pairs, &mut out);
        let (clusters, members) = self.settled(&pairs);
        let first = |node: usize| self.nodes.first(node);
        for (number, (kept, other)) in followed {
            let written = choices[number].clone();
            if clusters.contradicted.contains(&number) {
                leave(&checks::CONTRADICTED, written, "与另一项决定矛盾", &mut out);
            } else {
                out.followed.push((first(kept), first(other), written));
            }
        }
        let open = clusters.open.into_iter();
        out.open = open
            .map(|((a, b), found)| (first(a), first(b), found.chained))
            .collect();
        out.clusters = members.into_values().filter(|c| c.len() > 1).collect();
        out
    }

    /// The clusters that remain when each merged entry is held against all others once more, and the records of each by its
    /// root.
    fn settled(&self, pairs: &Pairs) -> (Clusters, BTreeMap<usize, Vec<usize>>) {
        let Means { texts, policy, .. } = self.judge.means;
        let mut unsettled = BTreeSet::new();
        loop {
            let clusters = cluster(self.nodes.len(), pairs, &unsettled, policy.most_questions);
            let members = self.members(&clusters.of);
            let (records, roots) = second_look(&members, self.records, texts);
            let known = unsettled.len();
            if !records.is_empty() {
                let grown: Vec<bool> = roots.iter().map(|(_, grown)| *grown).collect();
                let again = Linker::new(&records, self.judge.means);
                let growing = again.growing(&grown).into_iter();
                unsettled.extend(growing.map(|record| roots[record].0));
            }
            // What people had merged stays merged, whatever it matches.
            if unsettled.len() == known {
                return (clusters, members);
            }
        }
    }

    /// Of the records that have `grown` those that match another one.
    fn growing(&self, grown: &[bool]) -> Vec<usize> {
        let nodes = 0..self.nodes.len();
        let has_grown = |node| self.nodes.records(node).iter().any(|at| grown[*at]);
        let wanted: Vec<bool> = nodes.clone().map(has_grown).collect();
        let pairs = self.blocks(Some(&wanted)).compared().into_iter();
        let matching = pairs.filter(|(_, d)| d.decision == Linkage::Match);
        let matching = matching.flat_map(|((a, b), _)| [a, b]);
        let twins = nodes.filter(|node| self.nodes.records(*node).len() > 1);
        let records = matching.chain(twins).flat_map(|n| self.nodes.records(n));
        records.copied().filter(|at| grown[*at]).collect()
    }

    /// The records of each cluster by its root, the one kept first.
    fn members(&self, of: &[usize]) -> BTreeMap<usize, Vec<usize>> {
        let Means { texts, policy, .. } = self.judge.means;
        let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, root) in of.iter().enumerate() {
            let members = clusters.entry(*root).or_default();
            members.extend(self.nodes.records(node));
        }
        for cluster in clusters.values_mut().filter(|c| c.len() > 1) {
            cluster.sort_unstable();
            kept_first(cluster, &self.sides, texts, policy);
        }
        clusters
    }

    fn blocks<'b>(&'b self, wanted: Option<&'b [bool]>) -> Blocks<'b> {
        Blocks {
            nodes: &self.nodes,
            sides: &self.sides,
            judge: &self.judge,
            wanted,
        }
    }

    fn pairs(&self) -> Pairs {
        let blocks = self.blocks(None);
        let mut pairs = Pairs {
            decided: self.told_anew(blocks.compared()),
            ..Pairs::default()
        };
        let more = not_compared(self.nodes.len(), &pairs).into_iter();
        let more = more.filter_map(|pair| Some((pair, blocks.decided(pair)?)));
        let more: Vec<(Pair, Found)> = more.collect();
        pairs.decided.extend(more);
        pairs.decided.sort_unstable_by_key(|(pair, _)| *pair);
        pairs
    }

    /// Without the faint pairs of which both tell the conduct in stock phrases: neither is the other one told anew.
    fn told_anew(&self, mut found: Vec<(Pair, Found)>) -> Vec<(Pair, Found)> {
        let side = |node: usize| self.sides.of(self.nodes.first(node));
        let told = |node: usize| side(node).said.manifestation.flat();
        let faint = found.iter().filter(|(_, found)| found.faint);
        let mut in_question = faint.flat_map(|((a, b), _)| [*a, *b]).peekable();
        if in_question.peek().is_none() {
            return found;
        }
        let nodes = 0..self.nodes.len();
        let all = nodes.map(|node| (side(node).record.told.matter, told(node)));
        let stock = Stock::of(in_question.map(told), all);
        let most = self.judge.means.policy.stock;
        let anew = |node: &usize| stock.share(told(*node)) <= most;
        found.retain(|((a, b), found)| !found.faint || [a, b].into_iter().any(anew));
        found
    }
}
