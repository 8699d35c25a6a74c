//! How levels are written, and what a word can mean on its own. A column's context is judged by the reader of columns.

use super::schema::WrittenNotation;
use super::source::Source;
use super::words::{Setting, WordSet};
use crate::model::Level;

/// One way to write levels (一二三级, 高中低, ABC, …).
#[derive(Clone, Debug)]
pub struct Notation {
    /// Its name.
    pub name: String,
    /// Words for level one, two, three.
    pub words: [WordSet; 3],
    /// Words of a finer scale that uses the same words.
    pub foreign: WordSet,
}

/// What a word means in one notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A level.
    Known(Level),
    /// A grade of a finer scale.
    Foreign,
}

/// A word's meaning in the notation with this index.
pub type Meaning<'p> = (usize, Sense, Option<&'p str>);

/// All notations.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// The notations in the order of the policy.
    pub notations: Vec<Notation>,
    /// Endings a level may have (一级风险).
    pub suffixes: WordSet,
    /// Words in heads and notes that show a table has another scale.
    pub scale_marks: WordSet,
}

impl Notation {
    /// Compiles what was written.
    pub fn new(
        written: &WrittenNotation,
        user: Option<&Source>,
        settings: &mut Vec<Setting>,
    ) -> Self {
        let mut words: [WordSet; 3] = Default::default();
        for ((set, list), level) in words
            .iter_mut()
            .zip(&written.words)
            .zip(["one", "two", "three"])
        {
            set.extend(list, &format!("levels.notations.{level}"), user, settings);
        }
        let mut foreign = WordSet::default();
        foreign.extend(&written.foreign, "levels.notations.foreign", user, settings);
        Self {
            name: written.name.value.clone(),
            words,
            foreign,
        }
    }

    fn sense(&self, key: &str) -> Option<(Sense, Option<&str>)> {
        let known = self.words.iter().zip(Level::ALL);
        known
            .filter_map(|(set, level)| set.exact(key).map(|id| (Sense::Known(level), id)))
            .chain(self.foreign.exact(key).map(|id| (Sense::Foreign, id)))
            .next()
    }
}

impl Levels {
    /// Every meaning of a word, made comparable by [`crate::text::label_key`]; empty if no notation knows it. 风险, 等级 and the like at its end do not count.
    pub fn meanings(&self, key: &str) -> Vec<Meaning<'_>> {
        let mut key = key;
        loop {
            let found: Vec<Meaning<'_>> = self
                .notations
                .iter()
                .enumerate()
                .filter_map(|(i, n)| n.sense(key).map(|(sense, id)| (i, sense, id)))
                .collect();
            if !found.is_empty() {
                return found;
            }
            match self.suffixes.suffix_of(key) {
                Some((suffix, _)) if suffix.len() < key.len() => {
                    key = key.strip_suffix(suffix).unwrap_or_default();
                }
                _ => return Vec::new(),
            }
        }
    }
}
