//! Candidate pairs: which entries are compared at all. Entries are put into blocks (one matter of one section; one post, where
//! a matter is missing), and inside a large block an index of rare characters finds those with enough in common, so that the
//! cost grows with the entries and not with their pairs.

use std::collections::HashMap;

use super::decide::{Judge, LEAST, LEAST_RISK, Side};
use super::kin;
use super::record::{Node, Record, Tie};

/// Blocks of so few nodes are compared without an index.
const SMALL: usize = 16;
/// Most entries looked at for one entry in a block, from the rarest characters on. Reached only where thousands of entries
/// of one matter share all of their words.
const BUDGET: usize = 256;

/// Nodes and what they are made of, in the order of [`super::record::nodes`].
#[derive(Debug)]
pub struct Blocks<'a> {
    /// The nodes.
    pub nodes: &'a [Node],
    /// The records.
    pub records: &'a [Record],
    /// Who prepares and compares.
    pub judge: &'a Judge<'a>,
    /// Nodes with equal texts and other matters or sections that are compared with each one.
    pub most_equal: usize,
}

/// Is given two nodes, the smaller first, ready to be compared.
pub type Visit<'v> = dyn FnMut((usize, &Side<'_>), (usize, &Side<'_>)) + 'v;

impl Blocks<'_> {
    /// Visits every candidate pair once or more often.
    pub fn visit(&self, visit: &mut Visit<'_>) {
        let all: Vec<usize> = (0..self.nodes.len()).collect();
        for section in all.chunk_by(|a, b| self.record(*a).section == self.record(*b).section) {
            if self.record(section[0]).section.is_empty() {
                continue;
            }
            self.section(section, visit);
        }
        self.equal(visit);
    }

    fn record(&self, node: usize) -> &Record {
        &self.records[self.nodes[node].records[0] as usize]
    }

    fn section(&self, section: &[usize], visit: &mut Visit<'_>) {
        self.tied(section, |r| &r.matter, &|_, _| true, visit);
        let loose = |node: usize| self.record(node).matter.is_empty();
        let is_loose = |a: usize, b: usize| loose(a) || loose(b);
        if !section.iter().any(|node| loose(*node)) {
            return;
        }
        self.tied(section, |r| &r.post, &is_loose, visit);
        // What neither matter nor post ties or parts.
        if section
            .iter()
            .any(|node| self.record(*node).post.is_empty())
        {
            let unknown = |a: usize, b: usize| {
                is_loose(a, b) && self.record(a).tie(self.record(b)) == Tie::Unknown
            };
            self.block(section, &unknown, visit);
        }
    }

    /// Blocks by a field that ties entries; values that are one but for a slip of the pen make one block.
    fn tied(
        &self,
        section: &[usize],
        field: fn(&Record) -> &str,
        filter: &dyn Fn(usize, usize) -> bool,
        visit: &mut Visit<'_>,
    ) {
        let value = |node: &usize| field(self.record(*node));
        let is_slip = |a: &str, b: &str| self.judge.is_slip(a, b);
        let groups = kin::groups(section.iter().map(value), is_slip);
        let group = |node: &usize| groups.get(value(node));
        let known = section.iter().filter(|node| group(node).is_some());
        let mut sorted: Vec<usize> = known.copied().collect();
        sorted.sort_by_key(group);
        for block in sorted.chunk_by(|a, b| group(a) == group(b)) {
            self.block(block, filter, visit);
        }
    }

    /// Whether two nodes have one text and nothing that ties them: such nodes may be thousands, and [`Self::equal`] compares
    /// each with a few.
    fn is_left_to_equal(&self, a: usize, b: usize) -> bool {
        self.nodes[a].text == self.nodes[b].text
            && self.record(a).tie(self.record(b)) == Tie::Unknown
    }

    /// Visits the pairs of a block that pass `filter` and have enough in common.
    fn block(&self, block: &[usize], filter: &dyn Fn(usize, usize) -> bool, visit: &mut Visit<'_>) {
        if block.len() < 2 {
            return;
        }
        let mut block = block.to_vec();
        block.sort_unstable();
        let sides: Vec<Side<'_>> = block
            .iter()
            .map(|node| self.judge.side(self.record(*node)))
            .collect();
        let mut index = Index::new(block.len());
        for at in 0..block.len() {
            let earlier = if block.len() <= SMALL {
                (0..at).collect()
            } else {
                index.earlier(at, &sides[at])
            };
            for other in earlier {
                let (a, b) = (block[other], block[at]);
                if !self.is_left_to_equal(a, b) && filter(a, b) && sides[other].is_worth(&sides[at])
                {
                    visit((a, &sides[other]), (b, &sides[at]));
                }
            }
        }
    }

    /// Visits nodes with equal texts in other sections or on other matters.
    fn equal(&self, visit: &mut Visit<'_>) {
        let mut by_text: Vec<usize> = (0..self.nodes.len()).collect();
        by_text.sort_by_key(|node| (self.nodes[*node].text, *node));
        for same in by_text.chunk_by(|a, b| self.nodes[*a].text == self.nodes[*b].text) {
            if same.len() < 2 {
                continue;
            }
            let sides: Vec<Side<'_>> = same
                .iter()
                .map(|node| self.judge.side(self.record(*node)))
                .collect();
            for (at, a) in same.iter().enumerate() {
                for (next, b) in same.iter().enumerate().skip(at + 1).take(self.most_equal) {
                    visit((*a, &sides[at]), (*b, &sides[next]));
                }
            }
        }
    }
}

/// Which nodes of a block have a gram in their prefix.
struct Index {
    postings: [HashMap<u64, Vec<usize>>; 2],
    seen: Vec<usize>,
}

impl Index {
    fn new(nodes: usize) -> Self {
        Self {
            postings: [HashMap::new(), HashMap::new()],
            seen: vec![usize::MAX; nodes],
        }
    }

    /// The nodes before this one that may be alike, ascending; then takes it in.
    fn earlier(&mut self, at: usize, side: &Side<'_>) -> Vec<usize> {
        let mut found = Vec::new();
        let mut visited = 0;
        for (postings, profile, least) in [(0, &side.whole, LEAST), (1, &side.risk, LEAST_RISK)] {
            for gram in profile.prefix(least) {
                let entry = self.postings[postings].entry(gram).or_default();
                if visited < BUDGET {
                    for other in entry.iter().rev().take(BUDGET - visited) {
                        visited += 1;
                        if self.seen[*other] != at {
                            self.seen[*other] = at;
                            found.push(*other);
                        }
                    }
                }
                entry.push(at);
            }
        }
        found.sort_unstable();
        found
    }
}
