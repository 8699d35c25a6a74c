//! Words either of which a clerk writes: 核对 and 核实.

use std::collections::{HashMap, HashSet};

/// Groups of words, by word.
#[derive(Debug)]
pub struct Interchangeable {
    groups: HashMap<Vec<char>, Vec<usize>>,
    /// Lengths that words have, in characters.
    lengths: HashSet<usize>,
}

impl Interchangeable {
    /// Makes groups ready to be looked for.
    pub fn new(groups: impl Iterator<Item = Vec<String>>) -> Self {
        let mut by_word: HashMap<Vec<char>, Vec<usize>> = HashMap::new();
        for (number, group) in groups.enumerate() {
            for word in group {
                let word = word.chars().collect();
                by_word.entry(word).or_default().push(number);
            }
        }
        Self {
            lengths: by_word.keys().map(Vec::len).collect(),
            groups: by_word,
        }
    }

    /// Whether two words stand in one group.
    pub fn share(&self, ours: &[char], theirs: &[char]) -> bool {
        if ![ours, theirs]
            .iter()
            .all(|w| self.lengths.contains(&w.len()))
        {
            return false;
        }
        let [ours, theirs] =
            [ours, theirs].map(|word| self.groups.get(word).map_or(&[][..], Vec::as_slice));
        ours.iter().any(|group| theirs.contains(group))
    }
}
