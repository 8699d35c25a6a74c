//! What a text says, or fails to say: placeholders, the template's example, too few words, stock phrases.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use regex::Regex;
use serde::Deserialize;

use super::settings::{Count, Patterns, Words, shown};
use crate::diagnostic::Diagnostic;
use crate::model::Field;
use crate::policy::rules::rule::{Facts, Fields, Kind, KindInfo, Nature, Rule};
use crate::policy::rules::scope::Scope;
use crate::text;

/// A text matches one of the patterns.
pub const PATTERN: KindInfo = KindInfo {
    name: "pattern",
    about: "fields 中的内容（去掉空格后）符合 patterns 中的任一式样（正则表达式）。",
    slots: &["field", "match"],
    fields: Fields::Needed,
    settings: &[("patterns", "['【[^】]*】']")],
    nature: Nature::Wording,
    make: |table, _| Ok(Arc::new(Pattern::deserialize(table)?)),
};

/// The text is the policy's own example.
pub const EXAMPLE_LEFT: KindInfo = KindInfo {
    name: "example_left",
    about: "条目的内容与空白表示例行的内容（fields 各栏的 example）相同。",
    slots: &["field"],
    fields: Fields::Needed,
    nature: Nature::Wording,
    make: |_, facts| Ok(Arc::new(ExampleLeft::new(facts))),
    ..KindInfo::PLAIN
};

/// A text has too few characters.
pub const TOO_SHORT: KindInfo = KindInfo {
    name: "too_short",
    about: "fields 中的内容不足 min 个字（标点、序号不计）。空着的由 blank 查，这里不查。",
    slots: &["field", "count", "min"],
    fields: Fields::Needed,
    settings: &[("min", "10")],
    nature: Nature::Slight,
    make: |table, _| Ok(Arc::new(TooShort::deserialize(table)?)),
};

/// A text holds nothing but stock phrases.
pub const STOCK_PHRASES: KindInfo = KindInfo {
    name: "stock_phrases",
    about: "fields 中的内容去掉 words 中的套话和“进一步、不断”一类的字以后，什么也没有剩下。",
    slots: &["field", "phrases"],
    fields: Fields::Needed,
    settings: &[("words", "[\"加强学习\"]")],
    nature: Nature::Wording,
    make: |table, _| Ok(Arc::new(StockPhrases::deserialize(table)?)),
};

/// Characters of a match that are shown.
const SHOWN: usize = 20;
/// Fields that must agree with the example before an entry is taken for it: one may agree by chance.
const AGREEING: usize = 2;

#[derive(Debug, Deserialize)]
struct Pattern {
    patterns: Patterns,
}

impl Kind for Pattern {
    /// Full width and spaces do not matter.
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        let found = rule.texts(scope).filter_map(|(entry, field, value)| {
            let folded = text::plain(&value.text);
            let hit = self.patterns.find(&folded)?;
            let shown = text::excerpt(hit.as_str(), SHOWN);
            Some(rule.at_field(entry, field, &[("match", &shown)]))
        });
        found.collect()
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        vec![(
            "patterns",
            shown(self.patterns.each.iter().map(Regex::as_str)),
        )]
    }
}

/// The policy's own examples by their comparable keys.
#[derive(Debug)]
struct ExampleLeft(BTreeMap<Field, String>);

impl ExampleLeft {
    fn new(facts: &Facts) -> Self {
        let examples = facts.examples.iter();
        Self(
            examples
                .map(|(field, example)| (*field, text::key(example)))
                .collect(),
        )
    }
}

impl Kind for ExampleLeft {
    /// A finding for each entry that is the example, at the first field that is.
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        let found = scope.entries(&rule.when).filter_map(|(_, entry)| {
            let is_example = |field: &&Field| {
                let example = self.0.get(field).filter(|example| !example.is_empty());
                example.is_some_and(|example| example == entry.key(**field))
            };
            let same: Vec<&Field> = rule.fields.iter().filter(is_example).collect();
            let first = same.first().filter(|_| same.len() >= AGREEING)?;
            let mut finding = rule.at_field(entry, **first, &[]);
            finding.example.clone_from(&rule.example);
            Some(finding)
        });
        found.collect()
    }
}

#[derive(Debug, Deserialize)]
struct TooShort {
    /// Fewest characters of substance.
    min: Count<1>,
}

impl Kind for TooShort {
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        let min = self.least_length();
        let found = rule.texts(scope).filter_map(|(entry, field, value)| {
            let count: usize = items(&value.text).map(text::substance_len).sum();
            (count < min).then(|| {
                let (count, min) = (count.to_string(), min.to_string());
                rule.at_field(entry, field, &[("count", &count), ("min", &min)])
            })
        });
        found.collect()
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        vec![("min", self.min.0.to_string())]
    }

    fn least_length(&self) -> usize {
        usize::try_from(self.min.0).unwrap_or(0)
    }
}

#[derive(Debug, Deserialize)]
struct StockPhrases {
    words: Words,
}

impl Kind for StockPhrases {
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        let found = rule.texts(scope).filter_map(|(entry, field, value)| {
            let mut phrases = BTreeSet::new();
            let stock = items(&value.text).all(|item| is_stock(item, &self.words.0, &mut phrases));
            (stock && !phrases.is_empty()).then(|| {
                let shown: Vec<&str> = phrases.iter().map(String::as_str).take(3).collect();
                rule.at_field(entry, field, &[("phrases", &shown.join("、"))])
            })
        });
        found.collect()
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        vec![("words", shown(self.words.0.iter().map(String::as_str)))]
    }
}

/// Whether nothing is left of a sentence without the stock phrases; those met are added to `phrases`.
fn is_stock(sentence: &str, words: &[String], phrases: &mut BTreeSet<String>) -> bool {
    let mut rest = text::key(sentence);
    for word in words.iter().filter(|w| !w.is_empty()) {
        if rest.contains(word.as_str()) {
            // A word of two characters only joins phrases and is no phrase of its own.
            if word.chars().count() > 2 {
                phrases.insert(word.clone());
            }
            // The gap keeps what stood on both sides from forming a word that nobody wrote.
            rest = rest.replace(word.as_str(), " ");
        }
    }
    text::substance_len(&rest) == 0
}

/// The sentences of a text, without the numbers of a list.
fn items(written: &str) -> impl Iterator<Item = &str> {
    let sentences = written.split(['\n', '；', ';', '。']);
    sentences
        .map(str::trim)
        .map(text::without_list_number)
        .filter(|item| !item.is_empty())
}
