//! Lays one file's `[grading]` over what was said before.

use super::written::{Numbers, WORDS, WrittenGrading};
use super::{GradingPolicy, Thresholds};
use crate::policy::Setting;
use crate::policy::compile::Layer;
use crate::policy::decode::At;
use crate::policy::source::Problem;
use crate::policy::words::WordSet;
use crate::text;

/// Lays one file's section over what was said before. Words are added; criteria are replaced whole, for they hang together.
pub fn lay(
    grading: &mut GradingPolicy,
    layer: &Layer<'_>,
    settings: &mut Vec<Setting>,
    out: &mut Vec<Problem>,
) {
    let written = &layer.written.grading;
    grading.method = written.method.unwrap_or(grading.method);
    lay_words(grading, written, settings, out);
    if !written.criteria.is_empty() {
        grading.criteria.clone_from(&written.criteria);
        grading.criteria.sort_by_key(|c| c.level);
    }
    if !written.contradictions.is_empty() {
        grading.contradictions.clone_from(&written.contradictions);
    }
    lay_numbers(
        &mut grading.matrix,
        &mut grading.matrix_clause,
        &written.matrix,
    );
    lay_numbers(
        &mut grading.count,
        &mut grading.count_clause,
        &written.count,
    );
    if let Some(counted) = &written.counted {
        grading.counted.clone_from(counted);
    }
}

fn lay_words(
    grading: &mut GradingPolicy,
    written: &WrittenGrading,
    settings: &mut Vec<Setting>,
    out: &mut Vec<Problem>,
) {
    let [yes, no] = &mut grading.yes_no;
    let [criminal, discipline, internal] = &mut grading.consequences;
    let slots = [
        yes,
        no,
        criminal,
        discipline,
        internal,
        &mut grading.question_words,
    ];
    for ((slot, list), name) in slots.into_iter().zip(&written.words).zip(WORDS) {
        if written.replace && !list.is_empty() {
            *slot = WordSet::default();
        }
        slot.extend(list, &format!("grading.{name}"), None, settings);
    }
    let no = &grading.yes_no[1];
    for word in &written.words[0] {
        if no.exact(&text::label_key(&word.value)).is_some() {
            let title = format!("“{}”同时表示“是”和“否”", word.value);
            out.push(Problem::new(word.span.clone(), title, "请只保留一处。"));
        }
    }
    if !written.grades.is_empty() {
        grading.grades = written
            .grades
            .iter()
            .map(|words| {
                let mut set = WordSet::default();
                set.extend(words, "grading.grades", None, settings);
                set
            })
            .collect();
    }
}

fn lay_numbers(slot: &mut Thresholds, clause: &mut String, written: &Numbers) {
    let number = |n: &Option<At<i64>>| n.as_ref().and_then(|n| u32::try_from(n.value).ok());
    slot.one = number(&written.one).unwrap_or(slot.one);
    slot.two = number(&written.two).unwrap_or(slot.two);
    if let Some(words) = &written.clause {
        clause.clone_from(words);
    }
}
