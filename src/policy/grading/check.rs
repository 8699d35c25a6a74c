//! What `[grading]` says, checked as a whole: words with two meanings, limits nothing reaches, cases with two levels. The
//! default counts too: a word may contradict one that stands only there. Each problem stands where the last file wrote
//! something.

use std::collections::BTreeMap;
use std::ops::Range;

use super::written::{Limit, WrittenGrading};
use super::{Conditions, Criterion, GradingPolicy, Thresholds};
use crate::model::Level;
use crate::policy::decode::At;
use crate::policy::source::Report;
use crate::policy::words::WordSet;
use crate::text;

/// Said of a word with two meanings.
const ONE_PLACE: &str =
    "请只保留一处；要把默认的词改作别的意思，请写 replace = true，并写全各个词表。";

/// Kinds of consequence.
const KINDS: [&str; 3] = ["刑事责任", "党纪政纪处分", "内部责任追究"];

/// The same case must not have two levels.
pub fn cases(criteria: &[At<Criterion>], report: &Report) {
    let mut first_of: BTreeMap<&Conditions, (Level, usize)> = BTreeMap::new();
    for criterion in criteria.iter().filter(|c| c.is_own()) {
        let level = criterion.value.level;
        let here = (level, report.line(&criterion.span));
        let (first, line) = *first_of.entry(&criterion.value.when).or_insert(here);
        if first != level {
            let title = format!("这条{level}的标准与第 {line} 行的情形完全相同，那里是{first}");
            let help = "同一情形只能有一个等级：请改写其中一条的 when，或删去一条。";
            report.wrong(&criterion.span, title, help);
        }
    }
}

/// No word has two meanings.
pub fn words(grading: &GradingPolicy, written: &WrittenGrading, report: &Report) {
    let own = |words: &[At<String>]| {
        let own = words.iter().filter(|w| w.is_own());
        own.cloned().collect::<Vec<_>>()
    };
    // A word written for one of the two answers must not stand for the other, wherever that was written.
    let [yes, no] = &grading.yes_no;
    for (words, other) in [(own(&written.yes), no), (own(&written.no), yes)] {
        let known = |w: &&At<String>| other.exact(&text::label_key(&w.value)).is_some();
        for word in words.iter().filter(known) {
            let title = format!("“{}”同时表示“是”和“否”", word.value);
            report.wrong(&word.span, title, ONE_PLACE);
        }
    }
    // Consequences are found anywhere in an answer: where one kind's word contains another kind's, the answer names both
    // and can never be read.
    let lists = [&written.criminal, &written.discipline, &written.internal];
    for (words, kind) in lists.into_iter().zip(KINDS) {
        for word in own(words) {
            let sets = grading.consequences.iter().zip(KINDS);
            let mut others = sets.filter(|(_, other)| *other != kind);
            if let Some((_, other)) = others.find(|(set, _)| overlaps(set, &word.value)) {
                let title = format!("“{}”同时表示“{kind}”和“{other}”", word.value);
                report.wrong(&word.span, title, ONE_PLACE);
            }
        }
    }
    grades(written, report);
}

/// Whether the word contains one of the set, or the other way round.
fn overlaps(set: &WordSet, word: &str) -> bool {
    let key = text::label_key(word);
    let mut words = set.iter().filter(|w| !w.is_empty());
    !key.is_empty() && words.any(|w| w.contains(&key) || key.contains(w))
}

/// Each grade has words, and none of them is another grade's.
fn grades(written: &WrittenGrading, report: &Report) {
    let mut grade_of: BTreeMap<String, usize> = BTreeMap::new();
    for (number, grade) in written
        .grades
        .iter()
        .enumerate()
        .filter(|(_, g)| g.is_own())
    {
        if grade.value.words.is_empty() {
            let help = "请加一行 words = [\"低\", \"小\"] 的样子，或删去这一档。";
            report.wrong(&grade.span, "这一档没有写任何词", help);
        }
        for word in grade.value.words.iter() {
            let first = grade_of.entry(text::label_key(&word.value));
            if *first.or_insert(number) != number {
                let title = format!("“{}”同时写在两档", word.value);
                report.wrong(&word.span, title, "一个词只能属于一档，请只保留一处。");
            }
        }
    }
}

/// Both methods that count have limits that can be reached; `counted` says whether the questions counted are known.
pub fn limits(grading: &GradingPolicy, written: &WrittenGrading, counted: bool, report: &Report) {
    let (matrix, count) = (&written.matrix, &written.count);
    let highest = grading.grades.len().pow(2);
    let grades = written.grades.first().map(|g| &g.span);
    thresholds(
        grading.matrix,
        [&matrix.one, &matrix.two],
        (highest, grades),
        report,
    );
    if counted {
        let fields = count.fields.value().and_then(|list| list.first());
        let highest = (grading.counted.len(), fields.map(|f| &f.span));
        thresholds(grading.count, [&count.one, &count.two], highest, report);
    }
}

/// The limits in force, of which the file may have written one, both, or only what decides the highest number there is.
fn thresholds(
    Thresholds { one, two }: Thresholds,
    written: [&Limit; 2],
    (highest, elsewhere): (usize, Option<&Range<usize>>),
    report: &Report,
) {
    let numbers = written
        .into_iter()
        .filter_map(|n| n.as_ref())
        .map(|n| &n.span);
    let Some(span) = numbers.chain(elsewhere).find(|span| span.end > 0) else {
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
    report.wrong(span, title, "请改写界线 one、two。");
}
