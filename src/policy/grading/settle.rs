//! What `[grading]` says, checked as a whole: words with two meanings, limits nothing reaches, cases with two levels. The
//! default counts too: a word may contradict one that stands only there.

use std::collections::BTreeMap;
use std::ops::Range;

use super::written::{Numbers, WrittenGrading};
use super::{Conditions, GradingPolicy, Thresholds};
use crate::model::Level;
use crate::policy::compile::Layer;
use crate::policy::decode::At;
use crate::policy::source::{Problem, Source};
use crate::policy::words::WordSet;
use crate::text;

/// Said of a word with two meanings.
const ONE_PLACE: &str =
    "请只保留一处；要把默认的词改作别的意思，请写 replace = true，并写全各个词表。";

/// Checks the finished policy; each problem stands where the last file wrote something.
pub fn settle(grading: &GradingPolicy, last: &Layer<'_>, out: &mut Vec<Problem>) {
    let written = &last.written.grading;
    yes_and_no(grading, written, out);
    consequences(grading, written, out);
    grades(&written.grades, out);
    criteria(written, last.source, out);
    matrix(grading, written, out);
    count(grading, written, out);
}

/// A word written for one of the two answers must not stand for the other, wherever that was written.
fn yes_and_no(grading: &GradingPolicy, written: &WrittenGrading, out: &mut Vec<Problem>) {
    let [yes, no] = &grading.yes_no;
    let [new_yes, new_no, ..] = &written.words;
    for (words, other) in [(new_yes, no), (new_no, yes)] {
        let known = |w: &&At<String>| other.exact(&text::label_key(&w.value)).is_some();
        for word in words.iter().filter(known) {
            let title = format!("“{}”同时表示“是”和“否”", word.value);
            out.push(Problem::new(word.span.clone(), title, ONE_PLACE));
        }
    }
}

/// Consequences are found anywhere in an answer: where one kind's word contains another kind's, the answer names both and
/// can never be read.
fn consequences(grading: &GradingPolicy, written: &WrittenGrading, out: &mut Vec<Problem>) {
    const KINDS: [&str; 3] = ["刑事责任", "党纪政纪处分", "内部责任追究"];
    let [_, _, criminal, discipline, internal, _] = &written.words;
    for (words, own) in [criminal, discipline, internal].into_iter().zip(KINDS) {
        for word in words {
            let sets = grading.consequences.iter().zip(KINDS);
            let mut others = sets.filter(|(_, kind)| *kind != own);
            if let Some((_, other)) = others.find(|(set, _)| overlaps(set, &word.value)) {
                let title = format!("“{}”同时表示“{own}”和“{other}”", word.value);
                out.push(Problem::new(word.span.clone(), title, ONE_PLACE));
            }
        }
    }
}

/// Whether the word contains one of the set, or the other way round.
fn overlaps(set: &WordSet, word: &str) -> bool {
    let key = text::label_key(word);
    let mut words = set.iter().filter(|w| !w.is_empty());
    !key.is_empty() && words.any(|w| w.contains(&key) || key.contains(w))
}

/// Each grade has words, and none of them is another grade's.
fn grades(grades: &[At<Vec<At<String>>>], out: &mut Vec<Problem>) {
    let mut grade_of: BTreeMap<String, usize> = BTreeMap::new();
    for (number, grade) in grades.iter().enumerate() {
        if grade.value.is_empty() {
            let help = "请加一行 words = [\"低\", \"小\"] 的样子，或删去这一档。";
            let title = "这一档没有写任何词";
            out.push(Problem::new(grade.span.clone(), title, help));
        }
        for word in &grade.value {
            let first = grade_of.entry(text::label_key(&word.value));
            if *first.or_insert(number) != number {
                let title = format!("“{}”同时写在两档", word.value);
                let help = "一个词只能属于一档，请只保留一处。";
                out.push(Problem::new(word.span.clone(), title, help));
            }
        }
    }
}

/// The same case must not have two levels.
fn criteria(written: &WrittenGrading, source: &Source, out: &mut Vec<Problem>) {
    let mut first_of: BTreeMap<&Conditions, (Level, usize)> = BTreeMap::new();
    for criterion in &written.criteria {
        let level = criterion.value.level;
        let here = (level, source.line(criterion.span.start));
        let (first, line) = *first_of.entry(&criterion.value.when).or_insert(here);
        if first != level {
            let title = format!("这条{level}的标准与第 {line} 行的情形完全相同，那里是{first}");
            let help = "同一情形只能有一个等级：请改写其中一条的 when，或删去一条。";
            out.push(Problem::new(criterion.span.clone(), title, help));
        }
    }
}

fn matrix(grading: &GradingPolicy, written: &WrittenGrading, out: &mut Vec<Problem>) {
    let highest = grading.grades.len().pow(2);
    let elsewhere = written.grades.first().map(|g| &g.span);
    thresholds(grading.matrix, &written.matrix, (highest, elsewhere), out);
}

fn count(grading: &GradingPolicy, written: &WrittenGrading, out: &mut Vec<Problem>) {
    let counted = written.counted.as_deref().unwrap_or_default();
    let elsewhere = counted.first().map(|f| &f.span);
    let highest = grading.counted.len();
    thresholds(grading.count, &written.count, (highest, elsewhere), out);
}

/// The limits in force, of which the file may have written one, both, or only what decides the highest number there is.
fn thresholds(
    limits: Thresholds,
    written: &Numbers,
    (highest, elsewhere): (usize, Option<&Range<usize>>),
    out: &mut Vec<Problem>,
) {
    let Thresholds { one, two } = limits;
    let numbers = [&written.one, &written.two];
    let own = numbers.into_iter().flatten().map(|n| &n.span).next();
    let Some(span) = own.or(elsewhere) else {
        return;
    };
    let out_of_reach = usize::try_from(one).is_ok_and(|one| one > highest);
    let title = if one <= two {
        format!("一级的界线 {one} 应大于二级的界线 {two}")
    } else if out_of_reach {
        format!("一级的界线 {one} 够不到，最多 {highest}")
    } else {
        return;
    };
    out.push(Problem::new(span.clone(), title, "请改写界线 one、two。"));
}
