//! Candidate pairs: which entries are compared at all. Entries are put into blocks (one matter of one section; one post, where
//! a matter is missing), and inside a large block an index of rare characters finds those with enough in common, so that the
//! cost grows with the entries and not with their pairs.

use std::collections::HashMap;

use rayon::prelude::*;

use super::decide::{Judge, LEAST_RISK, SURE, Why};
use super::found::{Found, Keeper, Pair, best};
use super::kin;
use super::record::{Nodes, Tie};
use super::side::{Side, Sides};
use super::texts::{BLANK, TextId, Told};

/// Blocks of so few nodes are compared without an index: pairs below [`SURE`] the index does not find.
const SMALL: usize = 32;
/// Pairs from which on the work on them is shared.
const SHARED: usize = 256;
/// Most entries looked at for one entry in a block, from the rarest characters on. Reached only where thousands of entries
/// of one matter share all of their words.
const BUDGET: usize = 256;
/// Pairs that are decided about at once.
const AT_ONCE: usize = 1 << 16;

/// Nodes and what they are made of.
#[derive(Debug)]
pub struct Blocks<'a> {
    /// The nodes.
    pub nodes: &'a Nodes,
    /// What their records say.
    pub sides: &'a Sides<'a>,
    /// Who compares.
    pub judge: &'a Judge<'a>,
    /// For each node whether pairs with it are wanted; of two nodes one must be.
    pub wanted: Option<&'a [bool]>,
}

/// Whether two nodes of a block are to be compared.
type Filter<'f> = dyn Fn(usize, usize) -> bool + Sync + 'f;

impl Blocks<'_> {
    /// Compares all candidate pairs, section by section; answers with matches and possible matches, ascending.
    pub fn compared(&self) -> Vec<(Pair, Found)> {
        let all: Vec<usize> = (0..self.nodes.len()).collect();
        let same = |a: &usize, b: &usize| self.told(*a).section == self.told(*b).section;
        let sections: Vec<&[usize]> = all.chunk_by(same).collect();
        let kept = sections
            .into_par_iter()
            .map(|section| self.section(section));
        let mut all = Keeper::default();
        for section in kept.collect::<Vec<Keeper>>() {
            all.append(section);
        }
        self.equal(&mut all);
        all.finish()
    }

    /// What is decided about two nodes, whatever they have in common.
    pub fn decided(&self, (a, b): Pair) -> Option<Found> {
        let (a, b) = (self.side(a), self.side(b));
        self.decide(a, b, self.judge.likeness(a, b))
    }

    fn decide(&self, a: Side<'_>, b: Side<'_>, likeness: f64) -> Option<Found> {
        let wordings = self.judge.wordings(a, b);
        let (decision, why) = self.judge.decide(a, b, &wordings, likeness)?;
        Some(Found {
            faint: why == Why::Meaning && likeness < SURE,
            ..Found::new(decision, likeness)
        })
    }

    fn side(&self, node: usize) -> Side<'_> {
        self.sides.of(self.nodes.first(node))
    }

    fn told(&self, node: usize) -> &Told {
        &self.side(node).record.told
    }

    /// The characters of what a node says of the risk.
    fn said(&self, node: usize) -> [TextId; 2] {
        let told = self.told(node);
        [told.risk, told.manifestation].map(|id| self.judge.means.texts.same(id))
    }

    fn section(&self, section: &[usize]) -> Keeper {
        let mut keeper = Keeper::new(section);
        if section.len() < 2 || self.told(section[0]).section == BLANK {
            return keeper;
        }
        self.tied(section, |t| t.matter, &|_, _| true, &mut keeper);
        let loose = |node: usize| self.told(node).matter == BLANK;
        let is_loose = |a: usize, b: usize| loose(a) || loose(b);
        if section.iter().any(|node| loose(*node)) {
            self.tied(section, |t| t.post, &is_loose, &mut keeper);
            // What neither matter nor post ties or parts.
            if section.iter().any(|node| self.told(*node).post == BLANK) {
                let unknown = |a: usize, b: usize| {
                    is_loose(a, b) && self.told(a).tie(self.told(b)) == Tie::Unknown
                };
                self.block(section, &unknown, &mut keeper);
            }
        }
        keeper
    }

    /// Blocks by a field that ties entries; values that are one but for a slip of the pen make one block.
    fn tied(
        &self,
        section: &[usize],
        field: fn(&Told) -> TextId,
        filter: &Filter<'_>,
        keeper: &mut Keeper,
    ) {
        let known = section.iter().copied();
        let mut known: Vec<(TextId, usize)> = known.map(|n| (field(self.told(n)), n)).collect();
        known.retain(|(value, _)| *value != BLANK);
        let mut values: Vec<TextId> = known.iter().map(|(value, _)| *value).collect();
        values.sort_unstable();
        values.dedup();
        let chars = |at: usize| self.judge.means.texts.get(values[at]).flat();
        let is_slip = |a: usize, b: usize| self.judge.slips(values[a], values[b]).is_some();
        let groups = kin::groups(values.len(), chars, is_slip);
        for (value, _) in &mut known {
            *value = values[groups[values.binary_search(value).unwrap_or(0)]];
        }
        known.sort_unstable();
        for block in known.chunk_by(|a, b| a.0 == b.0) {
            let block: Vec<usize> = block.iter().map(|(_, node)| *node).collect();
            self.block(&block, filter, keeper);
        }
    }

    /// Compares the pairs of a block that pass `filter` and have enough in common.
    fn block(&self, block: &[usize], filter: &Filter<'_>, keeper: &mut Keeper) {
        if block.len() < 2 {
            return;
        }
        let mut index = Index::default();
        let mut pairs: Vec<Pair> = Vec::new();
        for (at, node) in block.iter().enumerate() {
            if block.len() <= SMALL {
                pairs.extend(block[..at].iter().map(|other| (*other, *node)));
            } else {
                let earlier = index.earlier(at, self.prefixes(*node));
                pairs.extend(earlier.into_iter().map(|other| (block[other], *node)));
            }
            if pairs.len() >= AT_ONCE || at + 1 == block.len() {
                let found = self.compare(&pairs, |a, b| {
                    let (ours, theirs) = (self.side(a), self.side(b));
                    if !filter(a, b) || self.is_left_to_equal(a, b) {
                        return None;
                    }
                    let likeness = self.judge.likeness(ours, theirs);
                    let worth = self.judge.is_worth(ours, theirs, likeness);
                    let found = worth.then(|| self.decide(ours, theirs, likeness)).flatten();
                    found.filter(|found| !found.faint || self.is_of_two(a, b))
                });
                keeper.take_all(best(found));
                pairs.clear();
            }
        }
    }

    /// The grams by which a node is found: of all its text, and of its risk point.
    fn prefixes(&self, node: usize) -> [Vec<u32>; 2] {
        let said = self.side(node).said;
        [(&said.whole, SURE), (&said.point, LEAST_RISK)]
            .map(|(profile, least)| self.judge.rarity.prefix(profile, least))
    }

    /// Whether two nodes come from different forms or persons.
    fn is_of_two(&self, a: usize, b: usize) -> bool {
        let several = [a, b].iter().any(|n| self.nodes.records(*n).len() > 1);
        several || self.side(a).record.source != self.side(b).record.source
    }

    /// Whether two nodes have one text and nothing that ties them: such nodes may be thousands, and [`Self::equal`] compares
    /// each with a few.
    fn is_left_to_equal(&self, a: usize, b: usize) -> bool {
        self.said(a) == self.said(b) && self.told(a).tie(self.told(b)) == Tie::Unknown
    }

    /// Compares nodes with equal texts in other sections or on other matters, each with the next few.
    fn equal(&self, keeper: &mut Keeper) {
        let mut by_text: Vec<([TextId; 2], usize)> =
            (0..self.nodes.len()).map(|n| (self.said(n), n)).collect();
        by_text.par_sort_unstable();
        let most = self.judge.means.policy.most_questions;
        let mut pairs: Vec<Pair> = Vec::new();
        for same in by_text.chunk_by(|a, b| a.0 == b.0) {
            for (at, (_, node)) in same.iter().enumerate() {
                let next = same[at + 1..].iter().take(most);
                pairs.extend(next.map(|(_, other)| (*node, *other)));
            }
        }
        keeper.take_all(self.compare(&pairs, |a, b| self.decided((a, b))));
    }

    /// Decides about pairs; answers with what was found in their order.
    fn compare(
        &self,
        pairs: &[Pair],
        decide: impl Fn(usize, usize) -> Option<Found> + Sync,
    ) -> Vec<(Pair, Found)> {
        let wanted = |pair: &Pair| {
            self.wanted
                .is_none_or(|wanted| wanted[pair.0] || wanted[pair.1])
        };
        let found = pairs.par_iter().with_min_len(SHARED);
        found
            .filter(|pair| wanted(pair))
            .filter_map(|pair| Some((*pair, decide(pair.0, pair.1)?)))
            .collect()
    }
}

/// Which nodes of a block have a gram in their prefix.
#[derive(Default)]
struct Index {
    postings: [HashMap<u32, Vec<usize>>; 2],
    seen: Vec<usize>,
}

impl Index {
    /// The nodes before this one that may be alike, ascending; then takes it in.
    fn earlier(&mut self, at: usize, prefixes: [Vec<u32>; 2]) -> Vec<usize> {
        let mut found = Vec::new();
        let mut left = BUDGET;
        self.seen.push(usize::MAX);
        for (postings, prefix) in self.postings.iter_mut().zip(prefixes) {
            for gram in prefix {
                let known = postings.entry(gram).or_default();
                let near = known.len().saturating_sub(left);
                left -= known.len() - near;
                for other in &known[near..] {
                    if self.seen[*other] != at {
                        self.seen[*other] = at;
                        found.push(*other);
                    }
                }
                known.push(at);
            }
        }
        found.sort_unstable();
        found
    }
}
