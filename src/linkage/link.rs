//! The textbook order of record linkage: block, compare, decide, cluster. From records to clusters of records, and to what a
//! person must be asked.

use std::collections::{BTreeMap, BTreeSet};

use super::block::Blocks;
use super::checks;
use super::cluster::{Clusters, Found, Pairs, cluster, not_compared};
use super::compare::{Folder, Rarity};
use super::decide::{Decided, Judge};
use super::forest::pair;
use super::record::{Node, Record, nodes};
use super::settle::{kept_first, second_look};
use crate::diagnostic::Diagnostic;
use crate::model::{Choice, Linkage, PairId, UnusedChoice, WrittenChoice};
use crate::policy::LinkagePolicy;

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
    /// What was found on the way.
    pub findings: Vec<Diagnostic>,
    /// Number of pairs compared.
    pub compared: usize,
}

/// Links records.
#[derive(Debug)]
pub struct Linker<'a> {
    records: &'a [Record],
    nodes: Vec<Node>,
    judge: Judge<'a>,
    folder: &'a Folder,
    policy: &'a LinkagePolicy,
}

impl<'a> Linker<'a> {
    /// Takes in the records and counts how rare their words are.
    pub fn new(records: &'a [Record], folder: &'a Folder, policy: &'a LinkagePolicy) -> Self {
        let nodes = nodes(records, folder, policy.merge);
        let rarity = rarity(&nodes, records, folder);
        Self {
            records,
            judge: Judge::new(policy, folder, rarity),
            nodes,
            folder,
            policy,
        }
    }

    /// The account of two records.
    pub fn account(&self, a: usize, b: usize) -> Decided {
        let [a, b] = [a, b].map(|at| self.judge.side(&self.records[at]));
        self.judge.account(&a, &b)
    }

    /// Links the records. Of two choices on one pair the later one counts.
    pub fn link(&self, choices: Vec<WrittenChoice>) -> Linked {
        let mut out = Linked::default();
        let mut pairs = self.pairs(&mut out.compared);
        let choices = latest(choices, &mut out.findings);
        let known = halves(&self.nodes, self.records);
        let followed = lay(&choices, &known, &mut pairs, &mut out);
        let clusters = self.settled(&pairs);
        let first = |node: usize| self.nodes[node].records[0] as usize;
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
        let of = self.members(&clusters.of);
        out.clusters = of.into_values().filter(|c| c.len() > 1).collect();
        out
    }

    /// The clusters that remain when each merged entry is held against all others once more.
    fn settled(&self, pairs: &Pairs) -> Clusters {
        let mut unsettled = BTreeSet::new();
        loop {
            let clusters = cluster(
                self.nodes.len(),
                pairs,
                &unsettled,
                self.policy.most_questions,
            );
            let (records, roots) =
                second_look(&self.members(&clusters.of), self.records, self.folder);
            let known = unsettled.len();
            if !records.is_empty() {
                unsettled.extend(self.growing(&records, &roots));
            }
            // What people had merged stays merged, whatever it matches.
            if unsettled.len() == known {
                return clusters;
            }
        }
    }

    /// Roots of the clusters whose merged entry says more than the one kept, and so matches another entry.
    fn growing(&self, records: &[Record], roots: &[(usize, bool)]) -> Vec<usize> {
        let again = Linker::new(records, self.folder, self.policy);
        let pairs = again.pairs(&mut 0).decided.into_iter();
        let matching = pairs.filter(|(_, d)| d.decision == Linkage::Match);
        let nodes = matching.flat_map(|((a, b), _)| [a, b]);
        let of = nodes.flat_map(|node| &again.nodes[node].records);
        let twins = again.nodes.iter().filter(|n| n.records.len() > 1);
        let all = of.chain(twins.flat_map(|n| &n.records));
        all.map(|at| roots[*at as usize])
            .filter(|(_, grown)| *grown)
            .map(|(root, _)| root)
            .collect()
    }

    /// The records of each cluster by its root, the one kept first.
    fn members(&self, of: &[usize]) -> BTreeMap<usize, Vec<usize>> {
        let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, root) in self.nodes.iter().zip(of) {
            let members = clusters.entry(*root).or_default();
            members.extend(node.records.iter().map(|r| *r as usize));
        }
        for cluster in clusters.values_mut().filter(|c| c.len() > 1) {
            cluster.sort_unstable();
            kept_first(cluster, self.records, &self.judge, self.policy);
        }
        clusters
    }

    fn pairs(&self, compared: &mut usize) -> Pairs {
        let mut pairs = Pairs::default();
        let blocks = Blocks {
            nodes: &self.nodes,
            records: self.records,
            judge: &self.judge,
            most_equal: self.policy.most_questions,
        };
        let mut asked = vec![0_u8; self.nodes.len()];
        blocks.visit(&mut |(a, ours), (b, theirs)| {
            *compared += 1;
            let found = self.judge.decide(ours, theirs);
            if let Some(found) = found.filter(|f| is_kept(f.0, (a, b), &mut asked)) {
                pairs.decided.insert((a, b), self::found(found));
            }
        });
        for (a, b) in not_compared(self.nodes.len(), &pairs) {
            *compared += 1;
            let [ours, theirs] = [a, b].map(|node| self.nodes[node].records[0] as usize);
            let [ours, theirs] = [ours, theirs].map(|at| self.judge.side(&self.records[at]));
            let found = self.judge.decide(&ours, &theirs).map(self::found);
            pairs.decided.extend(found.map(|found| ((a, b), found)));
        }
        pairs
    }
}

/// Most questions kept about one node until the likeliest are chosen; more would fill the memory where thousands of entries
/// resemble each other.
const MOST_ASKED: u8 = 32;

/// Whether a pair is kept: every match, and of possible matches so many for each node.
fn is_kept(decision: Linkage, (a, b): (usize, usize), asked: &mut [u8]) -> bool {
    if decision == Linkage::Match {
        return true;
    }
    let free = asked[a].max(asked[b]) < MOST_ASKED;
    if free {
        asked[a] += 1;
        asked[b] += 1;
    }
    free
}

fn found((decision, score): (Linkage, f64)) -> Found {
    Found {
        decision,
        score,
        chained: false,
    }
}

fn rarity(nodes: &[Node], records: &[Record], folder: &Folder) -> Rarity {
    let mut rarity = Rarity::default();
    for node in nodes {
        let texts = records[node.records[0] as usize].texts(folder);
        let mut meaning = folder.meaning(&texts.risk);
        meaning.extend(folder.meaning(&texts.manifestation));
        rarity.count(&meaning);
    }
    rarity
}

/// The choices that count, by pair; a later one takes the place of an earlier one.
fn latest(choices: Vec<WrittenChoice>, findings: &mut Vec<Diagnostic>) -> Vec<WrittenChoice> {
    let mut latest: BTreeMap<[String; 2], WrittenChoice> = BTreeMap::new();
    for written in choices {
        let mut key = [written.id.kept.clone(), written.id.merged.clone()];
        key.sort();
        let earlier = latest.get(&key);
        if let Some(earlier) = earlier.filter(|e| e.choice != written.choice) {
            let message = format!(
                "{}：“{}”中选“{}”，这里选“{}”，以这里的为准",
                about(&written),
                earlier.place,
                earlier.choice.title(),
                written.choice.title()
            );
            findings.push(finding(&checks::TWICE, &written, message));
        }
        latest.insert(key, written);
    }
    latest.into_values().collect()
}

/// Nodes by the half of an id they have.
fn halves<'r>(nodes: &[Node], records: &'r [Record]) -> BTreeMap<&'r str, Vec<usize>> {
    let mut known: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        if let Some(half) = records[node.records[0] as usize].half.as_deref() {
            known.entry(half).or_default().push(at);
        }
    }
    known
}

/// The halves of the ids people chose something about.
pub fn chosen(choices: &[WrittenChoice]) -> BTreeSet<String> {
    let both = |id: &PairId| [id.kept.clone(), id.merged.clone()];
    choices.iter().flat_map(|c| both(&c.id)).collect()
}

/// Gives the choices to the pairs they are about. Answers with the number and a pair of nodes of each that found its entries.
fn lay(
    choices: &[WrittenChoice],
    known: &BTreeMap<&str, Vec<usize>>,
    pairs: &mut Pairs,
    out: &mut Linked,
) -> Vec<(usize, (usize, usize))> {
    let mut followed = Vec::new();
    for (number, written) in choices.iter().enumerate() {
        let nodes = |half: &str| known.get(half).cloned().unwrap_or_default();
        let (kept, others) = (nodes(&written.id.kept), nodes(&written.id.merged));
        let all = kept.iter().flat_map(|a| others.iter().map(|b| (*a, *b)));
        let all: Vec<(usize, usize)> = all.filter(|(a, b)| a != b).collect();
        let Some(first) = all.first() else {
            let why = "本次没有读到其中的条目";
            leave(&checks::NOT_FOUND, written.clone(), why, out);
            continue;
        };
        followed.push((number, *first));
        match written.choice {
            Choice::Merge => {
                let joined = all.iter().map(|(a, b)| (pair(*a, *b), number));
                pairs.merge.extend(joined);
            }
            Choice::Apart => pairs.apart.extend(all),
        }
    }
    followed
}

/// Keeps a choice that was not followed, with the reason.
fn leave(check: &crate::diagnostic::Check, written: WrittenChoice, why: &str, out: &mut Linked) {
    let message = format!("{}选了“{}”，{why}", about(&written), written.choice.title());
    out.findings.push(finding(check, &written, message));
    out.unused.push(UnusedChoice {
        written,
        why: why.to_owned(),
    });
}

fn about(written: &WrittenChoice) -> String {
    let [kept, other] = &written.about;
    format!("{}和{}", kept.short(), other.short())
}

fn finding(
    check: &crate::diagnostic::Check,
    written: &WrittenChoice,
    message: String,
) -> Diagnostic {
    Diagnostic::new(check, written.place.clone(), message).found(written.choice.title().to_owned())
}
