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

/// Colours by which levels are called; a level beside one of them says which it is.
const COLOURS: [char; 7] = ['红', '橙', '黄', '蓝', '绿', '紫', '赤'];

/// The name of a colour and the level beside it, one of them in brackets: 红色（一级）, 红色风险(高), 一级（红色）.
pub fn beside_colour(key: &str) -> Option<(&str, &str)> {
    let (outer, inner) = key.strip_suffix(')')?.split_once('(')?;
    let is_colour = |word: &str| {
        let ends = ["风险点", "风险", "预警", "等级"];
        let bare = ends.iter().find_map(|end| word.strip_suffix(end));
        let bare = bare.unwrap_or(word);
        let bare = bare.strip_suffix('色').unwrap_or(bare);
        let mut chars = bare.chars();
        chars.next().is_some_and(|c| COLOURS.contains(&c)) && chars.next().is_none()
    };
    match (is_colour(outer), is_colour(inner)) {
        (true, false) => Some((outer, inner)),
        (false, true) => Some((inner, outer)),
        _ => None,
    }
}

/// A level in brackets or behind its label, without either: 【高】, 等级：高.
fn unframed(key: &str) -> Option<&str> {
    let framed = || {
        let inner = key.strip_prefix(['[', '【', '(', '“', '"', '<', '《', '〔'])?;
        inner.strip_suffix([']', '】', ')', '”', '"', '>', '》', '〕'])
    };
    let labelled = || {
        let (label, level) = key.split_once(':')?;
        let label = label.strip_prefix("风险").unwrap_or(label);
        ["等级", "级别", "定级"].contains(&label).then_some(level)
    };
    framed().or_else(labelled).map(str::trim)
}

impl Levels {
    /// What a level in brackets or behind its label means, and a colour with a level beside it: the level, unless the colour
    /// is known to be another one.
    pub fn beside_other_words(&self, key: &str) -> &[Meaning] {
        let Some((colour, level)) = beside_colour(key) else {
            return unframed(key).map_or(&[], |level| self.meanings(level));
        };
        let known = |word| {
            let senses = self.meanings(word).iter();
            senses.map(|(_, sense, _)| *sense).collect::<Vec<_>>()
        };
        let (of_colour, of_level) = (known(colour), known(level));
        let agree = of_colour.is_empty() || of_colour.iter().any(|own| of_level.contains(own));
        if agree { self.meanings(level) } else { &[] }
    }

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
