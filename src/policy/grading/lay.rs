//! Lays one file's `[grading]` over what was said before.

use super::written::{Numbers, WORDS, WrittenGrading};
use super::{GradingPolicy, Thresholds};
use crate::policy::Setting;
use crate::policy::compile::Layer;
use crate::policy::decode::At;
use crate::policy::words::WordSet;

/// Lays one file's section over what was said before. Words are added; criteria are replaced whole, for they hang together.
pub fn lay(grading: &mut GradingPolicy, layer: &Layer<'_>, settings: &mut Vec<Setting>) {
    let written = &layer.written.grading;
    grading.method = written.method.unwrap_or(grading.method);
    lay_words(grading, written, settings);
    if !written.criteria.is_empty() {
        let criteria = written.criteria.iter();
        grading.criteria = criteria.map(|c| c.value.clone()).collect();
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
        grading.counted = counted.iter().map(|f| f.value).collect();
    }
}

fn lay_words(grading: &mut GradingPolicy, written: &WrittenGrading, settings: &mut Vec<Setting>) {
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
    if !written.grades.is_empty() {
        grading.grades = written
            .grades
            .iter()
            .map(|words| {
                let mut set = WordSet::default();
                set.extend(&words.value, "grading.grades", None, settings);
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
