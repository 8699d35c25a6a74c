//! A run of folded characters with what is counted in it, made once when it is first compared.

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::figures::{Figure, figures};

/// Folded characters in a row.
#[derive(Clone, Debug, Default)]
pub struct Phrase {
    chars: Box<[char]>,
    counted: OnceLock<Box<Counted>>,
    words: OnceLock<Box<[Counts; 3]>>,
}

/// Groups of which words stand in a text, ascending, each with how often each of its words does.
pub type Counts = Vec<(usize, Vec<usize>)>;

#[derive(Clone, Debug)]
struct Counted {
    sorted: Vec<char>,
    figures: Vec<Figure>,
}

impl From<Vec<char>> for Phrase {
    fn from(chars: Vec<char>) -> Self {
        Self {
            chars: chars.into(),
            ..Self::default()
        }
    }
}

impl Phrase {
    /// The characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    fn counted(&self) -> &Counted {
        self.counted.get_or_init(|| {
            let mut sorted = self.chars.to_vec();
            sorted.sort_unstable();
            let figures = figures(&self.chars);
            Counted { sorted, figures }.into()
        })
    }

    /// Figures and letters, sorted.
    pub fn figures(&self) -> &[Figure] {
        &self.counted().figures
    }

    /// Words counted in it, by whoever asks first.
    pub fn words(&self, count: impl FnOnce(&[char]) -> [Counts; 3]) -> &[Counts; 3] {
        self.words.get_or_init(|| count(&self.chars).into())
    }

    /// Characters of which one has more than the other, sorted.
    pub fn uneven(&self, other: &Self) -> Vec<char> {
        let (mut ours, mut theirs) = (&*self.counted().sorted, &*other.counted().sorted);
        let mut uneven = Vec::new();
        while let (Some((x, rest)), Some((y, others))) = (ours.split_first(), theirs.split_first())
        {
            match x.cmp(y) {
                Ordering::Equal => (ours, theirs) = (rest, others),
                Ordering::Less => {
                    uneven.push(*x);
                    ours = rest;
                }
                Ordering::Greater => {
                    uneven.push(*y);
                    theirs = others;
                }
            }
        }
        uneven.extend(ours.iter().chain(theirs));
        uneven
    }
}

impl PartialEq for Phrase {
    fn eq(&self, other: &Self) -> bool {
        self.chars == other.chars
    }
}

impl Eq for Phrase {}

impl PartialOrd for Phrase {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Phrase {
    fn cmp(&self, other: &Self) -> Ordering {
        self.chars.cmp(&other.chars)
    }
}
