//! How levels are written, and what a word can mean on its own. A column's context is judged by the reader of columns.

use std::collections::HashMap;

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

/// A word's meaning in the notation with this index, and the setting it came from if the user wrote it.
pub type Meaning = (usize, Sense, Option<String>);

/// All notations.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    notations: Vec<Notation>,
    /// What each word of them means.
    words: HashMap<String, Vec<Meaning>>,
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

    /// Its words, each with what it means; the first of two that are the same counts.
    fn senses(&self) -> impl Iterator<Item = (&WordSet, Sense)> {
        let known = Level::ALL.map(Sense::Known);
        let foreign = (&self.foreign, Sense::Foreign);
        self.words.iter().zip(known).chain([foreign])
    }
}

impl Levels {
    /// The notations in the order of the policy.
    pub fn notations(&self) -> &[Notation] {
        &self.notations
    }

    /// Adds a notation behind the others.
    pub fn add(&mut self, notation: Notation) {
        let own = self.notations.len();
        for (set, sense) in notation.senses() {
            for (word, id) in set.entries() {
                let meanings = self.words.entry(word.to_owned()).or_default();
                if meanings.last().is_none_or(|(last, ..)| *last != own) {
                    meanings.push((own, sense, id.map(str::to_owned)));
                }
            }
        }
        self.notations.push(notation);
    }

    /// Every meaning of a word, made comparable by [`crate::text::label_key`]; empty if no notation knows it. 风险, 等级 and the like at its end do not count.
    pub fn meanings(&self, key: &str) -> &[Meaning] {
        let mut key = key;
        loop {
            if let Some(found) = self.words.get(key) {
                return found;
            }
            match self.suffixes.suffix_of(key) {
                Some((suffix, _)) if suffix.len() < key.len() => {
                    key = key.strip_suffix(suffix).unwrap_or_default();
                }
                _ => return &[],
            }
        }
    }
}
