//! Compiled word lists: each word by its comparable key, with the setting it came from if the user wrote it.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::decode::At;
use super::source::Source;
use crate::text;

/// A setting the user wrote, so that it can be reported when nothing made use of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Name of the setting with its value, unique in the policy.
    pub id: String,
    /// Line in the user's file.
    pub line: usize,
}

/// A set of words.
#[derive(Clone, Debug, Default)]
pub struct WordSet {
    words: BTreeMap<String, Option<String>>,
}

impl WordSet {
    /// Adds the words written in `source` under `path`; `user` says whether to keep account of their use.
    pub fn extend(
        &mut self,
        words: &[At<String>],
        path: &str,
        user: Option<&Source>,
        settings: &mut Vec<Setting>,
    ) {
        for word in words {
            let id = user.map(|source| record(path, word, source, settings));
            self.words.entry(text::label_key(&word.value)).or_insert(id);
        }
    }

    /// Whether this exact word (compared by its key) is in the set; the setting if the user wrote it.
    pub fn exact(&self, key: &str) -> Option<Option<&str>> {
        self.words.get(key).map(Option::as_deref)
    }

    /// The longest word that `key` starts with, and its setting.
    pub fn prefix_of(&self, key: &str) -> Option<(&str, Option<&str>)> {
        let first = key.chars().next()?;
        // Words of the same first character stand together.
        let own = self.words.range::<str, _>((
            Bound::Included(key.get(..first.len_utf8())?),
            Bound::Unbounded,
        ));
        let own = own.take_while(|(word, _)| word.starts_with(first));
        longest(own.filter(|(word, _)| key.starts_with(word.as_str())))
    }

    /// The longest word that `key` ends with, and its setting.
    pub fn suffix_of(&self, key: &str) -> Option<(&str, Option<&str>)> {
        longest(
            self.words
                .iter()
                .filter(|(word, _)| !word.is_empty() && key.ends_with(word.as_str())),
        )
    }

    /// The longest word that stands in `key`, and its setting.
    pub fn within(&self, key: &str) -> Option<(&str, Option<&str>)> {
        longest(
            self.words
                .iter()
                .filter(|(word, _)| !word.is_empty() && key.contains(word.as_str())),
        )
    }

    /// All words, each with the setting if the user wrote it.
    pub fn entries(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let words = self.words.iter();
        words.map(|(word, id)| (word.as_str(), id.as_deref()))
    }

    /// All words.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }
}

fn longest<'w>(
    words: impl Iterator<Item = (&'w String, &'w Option<String>)>,
) -> Option<(&'w str, Option<&'w str>)> {
    words
        .max_by_key(|(word, _)| word.len())
        .map(|(word, id)| (word.as_str(), id.as_deref()))
}

/// Notes a setting of the user's file and returns its id.
pub fn record(
    path: &str,
    word: &At<String>,
    source: &Source,
    settings: &mut Vec<Setting>,
) -> String {
    let id = format!("{path}“{}”", word.value);
    settings.push(Setting {
        id: id.clone(),
        line: source.line(word.span.start),
    });
    id
}
