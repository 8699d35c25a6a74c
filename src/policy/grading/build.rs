//! Makes the policy of what `[grading]` says; what does not hold together is for `check`.

use std::collections::BTreeSet;
use std::ops::Range;

use super::written::{
    Limit, WrittenConditions, WrittenContradiction, WrittenCount, WrittenCriterion, WrittenGrading,
};
use super::{Conditions, Contradiction, Criterion, GradingPolicy, Thresholds, Wanted, check};
use crate::model::{Answer, Field, Level};
use crate::policy::decode::{At, List, Set};
use crate::policy::source::Report;
use crate::policy::words::WordSet;

/// What a criterion may ask of a question answered by yes or no.
const YES_NO: &[(&str, Wanted)] = &[
    ("yes", Wanted::Is(Answer::Yes)),
    ("no", Wanted::Is(Answer::No)),
    ("blank", Wanted::NotGiven),
];
/// What a criterion may ask of the consequence.
const CONSEQUENCE: &[(&str, Wanted)] = &[
    ("criminal", Wanted::Is(Answer::Criminal)),
    ("discipline", Wanted::Is(Answer::Discipline)),
    ("internal", Wanted::Is(Answer::Internal)),
    ("blank", Wanted::NotGiven),
];

/// How levels are suggested, as it is written; what does not hold together is reported.
pub fn build(written: &WrittenGrading, report: &Report) -> GradingPolicy {
    let limits = |one: &Limit, two: &Limit| Thresholds {
        one: one.number().unwrap_or_default(),
        two: two.number().unwrap_or_default(),
    };
    let mut criteria: Vec<At<Criterion>> = (written.criteria.iter())
        .filter_map(|c| criterion(&c.value, &c.span, report))
        .collect();
    check::cases(&criteria, report);
    criteria.sort_by_key(|c| c.value.level);
    let (matrix, count) = (&written.matrix, &written.count);
    let counted = counted(count, report);
    let grading = GradingPolicy {
        method: written.method.value().copied().unwrap_or_default(),
        yes_no: [&written.yes, &written.no].map(set),
        consequences: [&written.criminal, &written.discipline, &written.internal].map(set),
        grades: written.grades.iter().map(|g| set(&g.value.words)).collect(),
        criteria: criteria.into_iter().map(|c| c.value).collect(),
        contradictions: (written.contradictions.iter())
            .filter_map(|c| contradiction(&c.value, &c.span, report))
            .collect(),
        matrix: limits(&matrix.one, &matrix.two),
        matrix_clause: matrix.clause.text().to_owned(),
        counted: counted.clone().unwrap_or_default(),
        count: limits(&count.one, &count.two),
        count_clause: count.clause.text().to_owned(),
        question_words: set(&written.question_words),
    };
    check::words(&grading, written, report);
    check::limits(&grading, written, counted.is_some(), report);
    grading
}

fn set(words: &List<String>) -> WordSet {
    let mut set = WordSet::default();
    set.extend(words, "grading", None, &mut Vec::new());
    set
}

fn criterion(
    written: &WrittenCriterion,
    span: &Range<usize>,
    report: &Report,
) -> Option<At<Criterion>> {
    let when = conditions(&written.when, span, report);
    let text = needed(&written.text, span, report);
    let level = written.level.value();
    if level.is_none() {
        let title = "这条定级标准没有写明等级";
        report.wrong(span, title, "请加一行 level = 1（或 2、3）。");
    }
    let value = Criterion {
        level: Level::from_number(level?.0)?,
        when: when?,
        text: text?,
        clause: written.clause.text().to_owned(),
    };
    let span = span.clone();
    Some(At { value, span })
}

fn contradiction(
    written: &WrittenContradiction,
    span: &Range<usize>,
    report: &Report,
) -> Option<Contradiction> {
    let when = conditions(&written.when, span, report);
    let text = needed(&written.text, span, report);
    let (when, text) = (when?, text?);
    Some(Contradiction { when, text })
}

fn needed(text: &Set<String>, span: &Range<usize>, report: &Report) -> Option<String> {
    if text.is_none() {
        let help = "请加一行 text = \"文字\"，印在定级理由里。";
        report.wrong(span, "这一条没有写 text", help);
    }
    text.value().cloned()
}

fn conditions(
    written: &WrittenConditions,
    span: &Range<usize>,
    report: &Report,
) -> Option<Conditions> {
    let asked = [
        (Field::ThreeImportant, &written.three_important, YES_NO),
        (Field::Resources, &written.resources, YES_NO),
        (Field::Discretion, &written.discretion, YES_NO),
        (Field::Consequence, &written.consequence, CONSEQUENCE),
    ];
    let mut when = Conditions::new();
    for (field, words, choices) in asked {
        let Some(words) = &**words else { continue };
        if words.value.is_empty() {
            let title = format!("“{}”没有写任何回答", field.title());
            let help = "请写上回答；不论怎样回答都可以的，请删去这一项。";
            report.wrong(&words.span, title, help);
        }
        let title = |word: &str| format!("“{}”的回答不认识“{word}”", field.title());
        let choices = || choices.iter().copied();
        let words = words.value.iter();
        let wanted = words.filter_map(|word| report.one_of(word, choices(), title, "可写"));
        // In one order without repetition, so that equal conditions are equal however they are written.
        let wanted: BTreeSet<Wanted> = wanted.collect();
        if !wanted.is_empty() {
            when.insert(field, wanted.into_iter().collect());
        }
    }
    if when.is_empty() {
        let help = "请写 when = { resources = [\"yes\"], discretion = [\"yes\"] } 的样子。";
        report.wrong(span, "这一条没有写在什么情形下适用", help);
    }
    (!when.is_empty()).then_some(when)
}

/// The questions counted; none where one of them is a mistake, lest the limits be blamed for it.
fn counted(written: &WrittenCount, report: &Report) -> Option<Vec<Field>> {
    let names = written.fields.as_ref()?;
    if names.value.is_empty() {
        let help = "请至少写一个：three_important、resources、discretion。";
        report.wrong(&names.span, "没有写要计数的栏目", help);
    }
    let known = || {
        Field::ALL
            .iter()
            .filter(|f| f.is_yes_no())
            .map(|f| (f.key(), *f))
    };
    let mut fields = Vec::new();
    for name in names.value.iter() {
        let title = |name: &str| format!("“{name}”不是以是否回答的栏目");
        let Some(field) = report.one_of(name, known(), title, "可写") else {
            continue;
        };
        if fields.contains(&field) {
            let title = format!("“{}”写了两遍", name.value);
            report.wrong(&name.span, title, "一问只计一次，请删去一处。");
        } else {
            fields.push(field);
        }
    }
    (!fields.is_empty() && fields.len() == names.value.len()).then_some(fields)
}
