//! 风险矩阵 and 计数法: levels from numbers. Where an answer is not known, the least and the greatest number it allows are tried.

use super::Outcome;
use super::answers::{Answers, Given};
use crate::model::{Answer, Field, Reason};
use crate::policy::{GradingPolicy, Thresholds};

/// 发生可能性 × 影响程度, each graded from one upward.
pub fn matrix(answers: &Answers<'_>, grading: &GradingPolicy) -> Outcome {
    let highest = u32::try_from(grading.grades.len()).unwrap_or(u32::MAX);
    let fields = [Field::Likelihood, Field::Impact];
    let ranges = fields.map(|field| match answers.given(field) {
        Given::Known(Answer::Grade(grade)) => (u32::from(grade), u32::from(grade)),
        _ => (1, highest),
    });
    let [(least_a, most_a), (least_b, most_b)] = ranges;
    let product = (least_a * least_b, most_a * most_b);
    let text = format!(
        "发生可能性 {} 分 × 影响程度 {} 分 = {} 分",
        from_to((least_a, most_a)),
        from_to((least_b, most_b)),
        from_to(product)
    );
    between(
        product,
        grading.matrix,
        answers,
        &fields,
        (text, &grading.matrix_clause),
    )
}

/// `2`; `1～3` where it is not known which.
fn from_to((least, most): (u32, u32)) -> String {
    if least == most {
        least.to_string()
    } else {
        format!("{least}～{most}")
    }
}

/// The number of questions answered with yes.
pub fn count(answers: &Answers<'_>, grading: &GradingPolicy) -> Outcome {
    let given = || grading.counted.iter().map(|f| answers.given(*f));
    let number = |wanted: fn(Given) -> bool| {
        u32::try_from(given().filter(|g| wanted(*g)).count()).unwrap_or(u32::MAX)
    };
    let yes = number(|g| g == Given::Known(Answer::Yes));
    let unknown = number(|g| !matches!(g, Given::Known(_)));
    let text = format!("{} 问中答“是（有）”的 {yes} 个", grading.counted.len());
    between(
        (yes, yes + unknown),
        grading.count,
        answers,
        &grading.counted,
        (text, &grading.count_clause),
    )
}

/// The level, if the least and the greatest number come to the same one.
fn between(
    (least, most): (u32, u32),
    thresholds: Thresholds,
    answers: &Answers<'_>,
    fields: &[Field],
    (text, clause): (String, &str),
) -> Outcome {
    let level = thresholds.level(least);
    let unknown = |f: &Field| !matches!(answers.given(*f), Given::Known(_));
    if thresholds.level(most) != level {
        return Outcome {
            missing: fields.iter().filter(|f| unknown(f)).copied().collect(),
            ..Outcome::default()
        };
    }
    let words: Vec<String> = fields.iter().map(|f| answers.words(*f)).collect();
    let reason = Reason {
        clause: clause.to_owned(),
        text: format!("{text}（{}）", words.join("；")),
        cells: answers.cells(fields.iter().copied()),
    };
    Outcome {
        suggested: Some(level),
        reasons: vec![reason],
        ..Outcome::default()
    }
}
