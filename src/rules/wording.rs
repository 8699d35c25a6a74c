//! What a text says, or fails to say: placeholders, the template's example, too few words, stock phrases.

use std::collections::BTreeSet;

use regex::Regex;

use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Field};
use crate::policy::Rule;
use crate::text;

/// Characters of a match that are shown.
const SHOWN: usize = 20;
/// Fields that must agree with the example before an entry is taken for it: one may agree by chance.
const AGREEING: usize = 2;

/// A finding for each text that holds one of the patterns; full width and spaces do not matter.
pub fn pattern(rule: &Rule, patterns: &[Regex], scope: &Scope<'_>) -> Vec<Diagnostic> {
    let found = scope.texts(rule).filter_map(|(entry, field, value)| {
        let folded = text::squash(&text::nfkc(&value.text));
        let hit = patterns.iter().find_map(|p| p.find(&folded))?;
        let shown = text::excerpt(hit.as_str(), SHOWN);
        Some(scope.at_field(rule, entry, field, &[("match", &shown)]))
    });
    found.collect()
}

/// A finding for each entry that is the policy's own example, at the first field that is.
pub fn example_left(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let is_example = |entry: &Entry, field: Field| {
        let pair = scope.policy.example(field).zip(entry.text(field));
        pair.is_some_and(|(example, written)| text::key(example) == text::key(written))
    };
    let found = scope.entries(rule).filter_map(|(_, entry)| {
        let same = rule.fields.iter().filter(|f| is_example(entry, **f));
        let same: Vec<Field> = same.copied().collect();
        let first = same.first().filter(|_| same.len() >= AGREEING)?;
        let mut finding = scope.at_field(rule, entry, *first, &[]);
        finding.example.clone_from(&rule.example);
        Some(finding)
    });
    found.collect()
}

/// A finding for each text with fewer than `min` characters of substance.
pub fn too_short(rule: &Rule, min: usize, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let found = scope.texts(rule).filter_map(|(entry, field, value)| {
        let count: usize = items(&value.text).map(text::substance_len).sum();
        (count < min).then(|| {
            let (count, min) = (count.to_string(), min.to_string());
            scope.at_field(rule, entry, field, &[("count", &count), ("min", &min)])
        })
    });
    found.collect()
}

/// A finding for each text that consists of stock phrases alone.
pub fn stock_phrases(rule: &Rule, words: &[String], scope: &Scope<'_>) -> Vec<Diagnostic> {
    let found = scope.texts(rule).filter_map(|(entry, field, value)| {
        let mut phrases = BTreeSet::new();
        let stock = items(&value.text).all(|item| is_stock(item, words, &mut phrases));
        (stock && !phrases.is_empty()).then(|| {
            let shown: Vec<&str> = phrases.iter().map(String::as_str).take(3).collect();
            scope.at_field(rule, entry, field, &[("phrases", &shown.join("、"))])
        })
    });
    found.collect()
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
