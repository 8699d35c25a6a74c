//! Disjoint sets: which nodes belong together by way of others.

use super::found::pair;

/// Disjoint sets; the root of each is its smallest node.
#[derive(Clone, Debug)]
pub struct Forest(Vec<usize>);

impl Forest {
    /// Each node for itself.
    pub fn new(nodes: usize) -> Self {
        Self((0..nodes).collect())
    }

    /// The smallest node of the set.
    pub fn root(&self, node: usize) -> usize {
        let mut at = node;
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    /// The root; the way to it is halved for the next time.
    fn shortened(&mut self, node: usize) -> usize {
        let mut at = node;
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    /// Makes two sets one.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = pair(self.shortened(a), self.shortened(b));
        self.0[b] = a;
    }
}
