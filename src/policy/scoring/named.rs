//! What a setting names: texts that must be there, and words of which one is meant.

use std::ops::Range;

use super::Scoring;
use crate::model::{Points, ScoredKind};
use crate::policy::decode::{At, Marks, Set};
use crate::policy::source::Report;

/// A text that must be there.
pub fn needed(written: &Set<String>, span: &Range<usize>, key: &str, report: &Report) -> String {
    let value = written.text().trim();
    if value.is_empty() {
        let span = written.as_ref().map_or(span, |w| &w.span);
        lacking(span, key, "\"…\"", report);
    }
    value.to_owned()
}

/// Says that a setting is lacking, and what it looks like.
pub fn lacking(span: &Range<usize>, key: &str, shape: &str, report: &Report) {
    let title = format!("这一段没有写 {key}");
    report.wrong(span, title, format!("请补上 {key} = {shape}。"));
}

/// Says that nothing tells where a count comes from: the data, or a person.
pub fn uncounted(span: &Range<usize>, report: &Report) {
    let help = "从台账或报送情况数的，补上 metric = \"…\"；由人报次数的，补上 by = [\"…\"]，写评分方的 key。";
    report.wrong(span, "这一段没有写 metric，也没有写 by", help);
}

/// One of a few words.
pub fn one_of<'k, T>(
    word: &At<String>,
    known: impl IntoIterator<Item = (&'k str, T)>,
    key: &str,
    report: &Report,
) -> Option<T> {
    let title = |word: &str| format!("“scoring”的 {key} 不认识“{word}”");
    report.one_of(word, known, title, "可以写")
}

/// One of a few words, which must be there.
pub fn choice<'k, T>(
    written: &Set<String>,
    known: impl IntoIterator<Item = (&'k str, T)>,
    (span, key): (&Range<usize>, &str),
    report: &Report,
) -> Option<T> {
    let Some(word) = &**written else {
        lacking(span, key, "\"…\"", report);
        return None;
    };
    one_of(word, known, key, report)
}

/// Who is scored, by the words for it.
pub const SUBJECTS: [(&str, ScoredKind); 2] = [
    (ScoredKind::Section.key(), ScoredKind::Section),
    (ScoredKind::Post.key(), ScoredKind::Post),
];

/// Those who are named.
pub fn subjects(written: &[At<String>], report: &Report) -> Vec<ScoredKind> {
    let read = written.iter();
    read.filter_map(|w| one_of(w, SUBJECTS, "subjects", report))
        .collect()
}

/// Dimensions by their keys.
pub fn dimensions(scoring: &Scoring) -> impl Iterator<Item = (&str, usize)> {
    let dimensions = scoring.dimensions.iter().enumerate();
    dimensions.map(|(at, dimension)| (dimension.key.as_str(), at))
}

/// Evaluators by their keys.
pub fn evaluators(scoring: &Scoring) -> impl Iterator<Item = (&str, usize)> {
    let evaluators = scoring.evaluators.iter().enumerate();
    evaluators.map(|(at, evaluator)| (evaluator.key.as_str(), at))
}

/// Points; none are nothing.
pub fn marks(written: &Set<Marks>) -> Points {
    written.value().map_or(Points::ZERO, |marks| marks.0)
}

/// Points that must be there.
pub fn points(written: &Set<Marks>, span: &Range<usize>, key: &str, report: &Report) -> Points {
    if written.is_none() {
        lacking(span, key, "数", report);
    }
    marks(written)
}
