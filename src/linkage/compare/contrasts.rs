//! Words that tell texts apart, by the sides on which they stand: 收取 is an opposite of 退还 and of 退回, which are one side.

use std::collections::{BTreeSet, HashMap};

use super::phrase::Counts;
use crate::policy::Contrast;

/// Groups of words with their sides, by the characters that stand in them.
#[derive(Debug)]
pub struct Contrasts {
    groups: Vec<Group>,
    by_char: HashMap<char, Vec<usize>>,
    /// By the first two characters of their words, or the only one.
    by_start: HashMap<(char, Option<char>), Vec<usize>>,
}

/// A group: its words, longest first, each with its side.
#[derive(Debug)]
struct Group {
    words: Vec<(String, usize)>,
}

impl Contrasts {
    /// Makes groups ready to be looked for.
    pub fn new(contrasts: impl Iterator<Item = Contrast>) -> Self {
        let groups: Vec<Group> = contrasts.map(|contrast| Group::of(&contrast)).collect();
        let mut by_char: HashMap<char, Vec<usize>> = HashMap::new();
        let mut by_start: HashMap<_, Vec<usize>> = HashMap::new();
        for (number, group) in groups.iter().enumerate() {
            let chars: BTreeSet<char> = group.words.iter().flat_map(|(w, _)| w.chars()).collect();
            for c in chars {
                by_char.entry(c).or_default().push(number);
            }
            for (word, _) in &group.words {
                let mut chars = word.chars();
                if let Some(first) = chars.next() {
                    let start = (first, chars.next());
                    by_start.entry(start).or_default().push(number);
                }
            }
        }
        Self {
            groups,
            by_char,
            by_start,
        }
    }

    fn of(&self, c: char) -> &[usize] {
        self.by_char.get(&c).map_or(&[], Vec::as_slice)
    }

    /// Whether two characters stand on different sides of one group, of which each word is a character.
    pub fn share(&self, a: char, b: char) -> bool {
        let theirs = self.of(b);
        let apart = |group: &usize| {
            let group = &self.groups[*group];
            group.side(a) != group.side(b)
        };
        !theirs.is_empty() && self.of(a).iter().any(|g| theirs.contains(g) && apart(g))
    }

    /// Which groups stand in a text, ascending, each with how often each of its words does.
    pub fn counts(&self, text: &[char]) -> Counts {
        let single = text.iter().map(|c| (*c, None));
        let starts = single.chain(text.windows(2).map(|w| (w[0], Some(w[1]))));
        let groups = starts.filter_map(|start| self.by_start.get(&start));
        let groups: BTreeSet<usize> = groups.flatten().copied().collect();
        let text: String = text.iter().collect();
        let counts = groups.into_iter();
        let counts = counts.map(|group| (group, self.groups[group].counted(&text)));
        let in_text = counts.filter(|(_, counts)| counts.iter().any(|n| *n > 0));
        in_text.collect()
    }

    /// A word of each of two sides of a group, of which one text has the one more often and the other text the other. Only
    /// groups with an uneven character can have such words.
    pub fn moved<'c>(
        &self,
        counts: impl FnOnce() -> [&'c Counts; 2],
        uneven: &[char],
    ) -> Option<(&str, &str)> {
        let mut touched: Vec<usize> = uneven.iter().flat_map(|c| self.of(*c)).copied().collect();
        if touched.is_empty() {
            return None;
        }
        touched.sort_unstable();
        touched.dedup();
        let counts = counts();
        touched.into_iter().find_map(|number| {
            let [ours, theirs] = counts.map(|all| in_group(all, number));
            let (ours, theirs) = (ours?, theirs?);
            let group = &self.groups[number];
            let more = group.gained(ours, theirs)?;
            Some((more, group.gained(theirs, ours)?))
        })
    }
}

/// How often each word of a group stands in a text; nothing where none does.
fn in_group(counts: &Counts, number: usize) -> Option<&[usize]> {
    let at = counts.binary_search_by_key(&number, |(group, _)| *group);
    at.ok().map(|at| counts[at].1.as_slice())
}

impl Group {
    fn of(contrast: &Contrast) -> Self {
        let sides = contrast.iter().enumerate();
        let words = sides.flat_map(|(side, words)| words.iter().map(move |w| (w.clone(), side)));
        let mut words: Vec<(String, usize)> = words.collect();
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Self { words }
    }

    fn side(&self, word: char) -> Option<usize> {
        let is_word = |own: &str| own.chars().eq([word]);
        let found = self.words.iter().find(|(own, _)| is_word(own));
        found.map(|(_, side)| *side)
    }

    /// A word that one text has more often than the other, of a side whose words it has more often.
    fn gained(&self, ours: &[usize], theirs: &[usize]) -> Option<&str> {
        let words = || self.words.iter().zip(ours.iter().zip(theirs));
        let of_side = |counts: &[usize], side: usize| -> usize {
            let own = self.words.iter().zip(counts);
            own.filter(|((_, of), _)| *of == side).map(|(_, n)| n).sum()
        };
        let gains = |side: usize| of_side(ours, side) > of_side(theirs, side);
        let mut gained = words().filter(|((_, side), (a, b))| a > b && gains(*side));
        gained.next().map(|((word, _), _)| word.as_str())
    }

    /// How often each word stands in a text; a word inside a longer one of the group does not count.
    fn counted(&self, text: &str) -> Vec<usize> {
        let mut text = text.to_owned();
        let words = self.words.iter().map(|(word, _)| {
            let found = text.matches(word.as_str()).count();
            if found > 0 {
                text = text.replace(word, "|");
            }
            found
        });
        words.collect()
    }
}
