//! Two entries above each other, with the characters that differ marked in both, so that a person sees at a glance what
//! differs.

use std::collections::BTreeMap;

use super::canvas::{short, text};
use super::entry::{answer_text, field_text, raw_text};
use crate::model::{Comparison, Entry, Field, Link, Register, Verdict};
use crate::text::differences;
use crate::writer::{Cell, Content, Run, StyleRole};

/// Longest texts in which differences are marked, in characters; longer ones are read side by side anyway.
const LONGEST: usize = 2000;

/// Entries of the register by their ids, each as it was read.
pub fn entries(register: &Register) -> BTreeMap<&str, &Entry> {
    let mut entries = BTreeMap::new();
    for item in &register.items {
        for member in &item.members {
            entries.insert(member.id.as_str(), &*member.entry);
        }
        if let ([], [id]) = (item.members.as_slice(), item.sources.as_slice()) {
            entries.insert(id.as_str(), &item.entry);
        }
    }
    // What the group struck out may be one of a pair all the same.
    let struck = register.returned.iter().filter(|r| r.struck);
    entries.extend(struck.map(|r| (r.id.as_str(), &*r.entry)));
    entries
}

/// The text of a field as the pair shows it: a level as it was written, all else tidied.
pub fn shown(entry: &Entry, field: Field) -> String {
    if field.is_level() {
        return raw_text(entry, field).to_owned();
    }
    if field.is_answer() {
        return answer_text(entry, field).to_owned();
    }
    field_text(entry, field)
}

/// The cell of a field of `entry`, marked where it differs from `other`.
pub fn cell(entry: &Entry, other: &Entry, field: Field) -> Cell {
    let own = shown(entry, field);
    let style = if field.is_prose() {
        StyleRole::Body
    } else {
        StyleRole::BodyCenter
    };
    (marked(&own, &shown(other, field)), style)
}

/// The cell of a field without marks.
pub fn plain(entry: &Entry, field: Field) -> Cell {
    let own = shown(entry, field);
    if field.is_prose() {
        text(own)
    } else {
        short(own)
    }
}

/// `own`, with the characters marked that `other` does not have. White space and marks that only part it are not marked.
pub fn marked(own: &str, other: &str) -> Content {
    let [ours, theirs]: [Vec<char>; 2] = [own, other].map(|t| t.chars().collect());
    if own.is_empty() || own == other || ours.len().max(theirs.len()) > LONGEST {
        return Content::text(own);
    }
    let runs = differences(&ours, &theirs).into_iter().map(|stretch| {
        let text: String = ours[stretch.first].iter().collect();
        let marked = !stretch.same && text.chars().any(|c| !c.is_whitespace());
        Run { text, marked }
    });
    Content::Rich(runs.filter(|run| !run.text.is_empty()).collect())
}

/// Why two entries were linked: the sentence, and each text's account.
pub fn grounds(link: &Link) -> String {
    let told = link.comparisons.iter().filter_map(account);
    let lines: Vec<String> = std::iter::once(link.why.clone())
        .filter(|why| !why.is_empty())
        .chain(told)
        .collect();
    lines.join("\n")
}

/// `风险点：基本相同（疑为笔误：…）`; nothing where a field is simply equal.
fn account(comparison: &Comparison) -> Option<String> {
    if comparison.verdict == Verdict::Equal {
        return None;
    }
    let note = match comparison.note.as_str() {
        "" => String::new(),
        note => format!("（{note}）"),
    };
    let field = comparison.field.title();
    Some(format!("{field}：{}{note}", comparison.verdict.title()))
}
