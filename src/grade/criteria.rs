//! 按回答定级: the criteria of the policy held against the answers. An answer that is not known is tried in every way it could
//! be given; only what comes out the same in all of them is suggested.

use std::collections::BTreeMap;

use super::Outcome;
use super::answers::{Answers, Given};
use crate::model::{Answer, Field, Level, Reason};
use crate::policy::{Conditions, Criterion, GradingPolicy, Wanted};

/// One way in which all answers could be given.
type Case = BTreeMap<Field, Wanted>;

/// What the criteria say.
pub fn outcome(answers: &Answers<'_>, grading: &GradingPolicy) -> Outcome {
    let possible: BTreeMap<Field, Vec<Wanted>> = grading
        .fields()
        .into_iter()
        .map(|field| (field, possible(answers.given(field), field, grading)))
        .collect();
    let cases = cases(&possible);
    let levels: Vec<Option<Level>> = cases.iter().map(|c| level(c, &grading.criteria)).collect();
    let agreed = levels.windows(2).all(|pair| pair[0] == pair[1]);
    let suggested = levels.first().copied().flatten().filter(|_| agreed);
    let holds = |c: &&crate::policy::Contradiction| surely(&c.when, &possible);
    Outcome {
        suggested,
        reasons: suggested.map_or_else(Vec::new, |level| {
            reasons(level, answers, grading, &possible)
        }),
        missing: if agreed {
            Vec::new()
        } else {
            decisive(&cases, &levels)
        },
        open_case: agreed && suggested.is_none(),
        contradictions: grading
            .contradictions
            .iter()
            .filter(holds)
            .map(|c| (c.when.keys().copied().collect(), c.text.clone()))
            .collect(),
    }
}

/// All that could stand for an answer. No answer is an answer of its own where a criterion asks for it.
fn possible(given: Given, field: Field, grading: &GradingPolicy) -> Vec<Wanted> {
    let blank_counts = || {
        let wanted = grading.criteria.iter().filter_map(|c| c.when.get(&field));
        wanted.flatten().any(|w| *w == Wanted::NotGiven)
    };
    match given {
        Given::Known(answer) => vec![Wanted::Is(answer)],
        Given::Blank if blank_counts() => vec![Wanted::NotGiven],
        _ if field.is_yes_no() => vec![Wanted::Is(Answer::Yes), Wanted::Is(Answer::No)],
        _ => [Answer::Criminal, Answer::Discipline, Answer::Internal]
            .map(Wanted::Is)
            .to_vec(),
    }
}

/// Every way in which the answers could be given: one where all are known.
fn cases(possible: &BTreeMap<Field, Vec<Wanted>>) -> Vec<Case> {
    let known = possible.iter().filter_map(|(field, answers)| {
        let [answer] = answers.as_slice() else {
            return None;
        };
        Some((*field, *answer))
    });
    let mut cases: Vec<Case> = vec![known.collect()];
    for (field, answers) in possible.iter().filter(|(_, a)| a.len() > 1) {
        let with = |case: &Case, answer: Wanted| {
            let mut case = case.clone();
            case.insert(*field, answer);
            case
        };
        let each = |case: &Case| answers.iter().map(|a| with(case, *a)).collect::<Vec<_>>();
        cases = cases.iter().flat_map(each).collect();
    }
    cases
}

/// The level of a case: that of the first criterion that applies; criteria of higher levels come first.
fn level(case: &Case, criteria: &[Criterion]) -> Option<Level> {
    let applies = |when: &Conditions| {
        when.iter()
            .all(|(field, wanted)| case.get(field).is_some_and(|w| wanted.contains(w)))
    };
    criteria.iter().find(|c| applies(&c.when)).map(|c| c.level)
}

/// Whether the conditions hold however the unknown answers are given.
fn surely(when: &Conditions, possible: &BTreeMap<Field, Vec<Wanted>>) -> bool {
    when.iter().all(|(field, wanted)| {
        let answers = possible.get(field);
        answers.is_some_and(|answers| answers.iter().all(|a| wanted.contains(a)))
    })
}

/// The unknown answers that alone can turn one level into another.
fn decisive(cases: &[Case], levels: &[Option<Level>]) -> Vec<Field> {
    let fields = cases.iter().flat_map(Case::keys);
    let mut fields: Vec<Field> = fields.copied().collect();
    fields.sort_unstable();
    fields.dedup();
    let turns = |field: &Field| {
        let pairs = || cases.iter().zip(levels);
        pairs().any(|(a, level_a)| {
            pairs().any(|(b, level_b)| {
                let others_equal = a.iter().all(|(f, w)| f == field || b.get(f) == Some(w));
                level_a != level_b && others_equal
            })
        })
    };
    fields.retain(turns);
    fields
}

/// The criteria of the level that hold for sure; where each case has another, those of all cases.
fn reasons(
    level: Level,
    answers: &Answers<'_>,
    grading: &GradingPolicy,
    possible: &BTreeMap<Field, Vec<Wanted>>,
) -> Vec<Reason> {
    let of_level = || grading.criteria.iter().filter(|c| c.level == level);
    let mut chosen: Vec<&Criterion> = of_level().filter(|c| surely(&c.when, possible)).collect();
    if chosen.is_empty() {
        let may = |c: &&Criterion| {
            c.when.iter().all(|(field, wanted)| {
                let answers = possible.get(field);
                answers.is_some_and(|answers| answers.iter().any(|a| wanted.contains(a)))
            })
        };
        chosen = of_level().filter(may).collect();
    }
    chosen.into_iter().map(|c| reason(c, answers)).collect()
}

fn reason(criterion: &Criterion, answers: &Answers<'_>) -> Reason {
    let fields = || criterion.when.keys().copied();
    let words: Vec<String> = fields().map(|field| answers.words(field)).collect();
    Reason {
        clause: criterion.clause.clone(),
        text: format!("{}（{}）", criterion.text, words.join("；")),
        cells: answers.cells(fields()),
    }
}
