//! `[grading]` as people write it, decoded: methods, words, criteria, thresholds.

use std::collections::BTreeSet;

use super::{Conditions, Contradiction, Criterion, Method, Wanted};
use crate::model::{Answer, Field, Level};
use crate::policy::decode::{At, Cursor};
use crate::policy::source::Problem;

/// What one policy file says of grading.
#[derive(Debug, Default)]
pub struct WrittenGrading {
    /// The method.
    pub method: Option<Method>,
    /// Drop the earlier words that are named here.
    pub replace: bool,
    /// Word lists in the order of [`WORDS`].
    pub words: [Vec<At<String>>; WORDS.len()],
    /// Words of the grades, from the lowest.
    pub grades: Vec<At<Vec<At<String>>>>,
    /// The criteria.
    pub criteria: Vec<At<Criterion>>,
    /// Answers that do not fit together.
    pub contradictions: Vec<Contradiction>,
    /// Thresholds of the matrix.
    pub matrix: Numbers,
    /// Thresholds of the count.
    pub count: Numbers,
    /// Questions counted.
    pub counted: Option<Vec<At<Field>>>,
}

/// Thresholds as written.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Of level one.
    pub one: Option<At<i64>>,
    /// Of level two.
    pub two: Option<At<i64>>,
    /// Clause they rest on.
    pub clause: Option<String>,
}

/// Names of the word lists, in the order of [`WrittenGrading::words`].
pub const WORDS: [&str; 6] = [
    "yes",
    "no",
    "criminal",
    "discipline",
    "internal",
    "question_words",
];

/// What a criterion may ask of a field, by name.
fn choices(field: Field) -> &'static [(&'static str, Wanted)] {
    use Answer::{Criminal, Discipline, Internal, No, Yes};
    const YES_NO: &[(&str, Wanted)] = &[
        ("yes", Wanted::Is(Yes)),
        ("no", Wanted::Is(No)),
        ("blank", Wanted::NotGiven),
    ];
    const CONSEQUENCE: &[(&str, Wanted)] = &[
        ("criminal", Wanted::Is(Criminal)),
        ("discipline", Wanted::Is(Discipline)),
        ("internal", Wanted::Is(Internal)),
        ("blank", Wanted::NotGiven),
    ];
    if field.is_yes_no() {
        YES_NO
    } else {
        CONSEQUENCE
    }
}

/// Fields a criterion may ask for.
const ASKED: [Field; 4] = [
    Field::ThreeImportant,
    Field::Resources,
    Field::Discretion,
    Field::Consequence,
];

impl WrittenGrading {
    /// Reads the section.
    pub fn decode(mut cursor: Cursor<'_>, out: &mut Vec<Problem>) -> Self {
        let methods = [
            ("answers", Method::Answers),
            ("matrix", Method::Matrix),
            ("count", Method::Count),
            ("none", Method::None),
        ];
        let mut written = Self {
            method: cursor.choice("method", &methods, out),
            replace: cursor.boolean("replace", out).unwrap_or(false),
            words: WORDS.map(|key| cursor.strings(key, out)),
            ..Self::default()
        };
        for grade in cursor.tables("grades", out) {
            let At { mut value, span } = grade;
            let words = value.strings("words", out);
            value.finish(out);
            written.grades.push(At { value: words, span });
        }
        for criterion in cursor.tables("criteria", out) {
            written.criteria.extend(decode_criterion(criterion, out));
        }
        for table in cursor.tables("contradictions", out) {
            let At { mut value, span } = table;
            let when = conditions(&mut value, &span, out);
            let text = needed(&mut value, "text", &span, out);
            value.finish(out);
            if let (Some(when), Some(text)) = (when, text) {
                written.contradictions.push(Contradiction { when, text });
            }
        }
        if let Some(mut matrix) = cursor.table("matrix", out) {
            written.matrix = numbers(&mut matrix, out);
            matrix.finish(out);
        }
        if let Some(mut count) = cursor.table("count", out) {
            written.count = numbers(&mut count, out);
            written.counted = counted(&mut count, out);
            count.finish(out);
        }
        cursor.finish(out);
        written
    }
}

fn numbers(cursor: &mut Cursor<'_>, out: &mut Vec<Problem>) -> Numbers {
    Numbers {
        one: cursor.integer("one", 1..=100, out),
        two: cursor.integer("two", 1..=100, out),
        clause: cursor.string("clause", out).map(|c| c.value),
    }
}

/// The questions counted; none where one of them is a mistake, lest the limits be blamed for it.
fn counted(cursor: &mut Cursor<'_>, out: &mut Vec<Problem>) -> Option<Vec<At<Field>>> {
    if let Some(span) = cursor.empty_list("fields") {
        let help = "请至少写一个：three_important、resources、discretion。";
        out.push(Problem::new(span, "没有写要计数的栏目", help));
    }
    let names = cursor.some_strings("fields", out)?;
    let mut fields: Vec<At<Field>> = Vec::new();
    for name in &names {
        let Some(value) = yes_no_field(name, out) else {
            continue;
        };
        let span = name.span.clone();
        if fields.iter().any(|f| f.value == value) {
            let title = format!("“{}”写了两遍", name.value);
            out.push(Problem::new(span, title, "一问只计一次，请删去一处。"));
        } else {
            fields.push(At { value, span });
        }
    }
    (!fields.is_empty() && fields.len() == names.len()).then_some(fields)
}

fn yes_no_field(name: &At<String>, out: &mut Vec<Problem>) -> Option<Field> {
    let field = Field::from_key(&name.value).filter(|f| f.is_yes_no());
    if field.is_none() {
        let title = format!("“{}”不是以是否回答的栏目", name.value);
        let help = "可写 three_important、resources、discretion。";
        out.push(Problem::new(name.span.clone(), title, help));
    }
    field
}

fn decode_criterion(table: At<Cursor<'_>>, out: &mut Vec<Problem>) -> Option<At<Criterion>> {
    let At { mut value, span } = table;
    let level = value.integer("level", 1..=3, out);
    let when = conditions(&mut value, &span, out);
    let text = needed(&mut value, "text", &span, out);
    let clause = value.string("clause", out).map(|c| c.value);
    value.finish(out);
    if level.is_none() {
        let help = "请加一行 level = 1（或 2、3）。";
        let title = "这条定级标准没有写明等级";
        out.push(Problem::new(span.clone(), title, help));
    }
    let criterion = Criterion {
        level: Level::from_number(level?.value)?,
        when: when?,
        text: text?,
        clause: clause.unwrap_or_default(),
    };
    Some(At {
        value: criterion,
        span,
    })
}

fn needed(
    cursor: &mut Cursor<'_>,
    key: &'static str,
    span: &std::ops::Range<usize>,
    out: &mut Vec<Problem>,
) -> Option<String> {
    let text = cursor.string(key, out).map(|t| t.value);
    if text.is_none() {
        let title = format!("这一条没有写 {key}");
        let help = format!("请加一行 {key} = \"文字\"，印在定级理由里。");
        out.push(Problem::new(span.clone(), title, help));
    }
    text
}

/// `when = { resources = ["yes"], consequence = ["internal", "blank"] }`.
fn conditions(
    cursor: &mut Cursor<'_>,
    span: &std::ops::Range<usize>,
    out: &mut Vec<Problem>,
) -> Option<Conditions> {
    let mut when = Conditions::new();
    if let Some(mut table) = cursor.table("when", out) {
        for field in ASKED {
            if let Some(span) = table.empty_list(field.key()) {
                let title = format!("“{}”没有写任何回答", field.title());
                let help = "请写上回答；不论怎样回答都可以的，请删去这一项。";
                out.push(Problem::new(span, title, help));
            }
            let words = table.strings(field.key(), out);
            let wanted = words.iter().filter_map(|w| one_wanted(field, w, out));
            // In one order without repetition, so that equal conditions are equal however they are written.
            let wanted: BTreeSet<Wanted> = wanted.collect();
            if !wanted.is_empty() {
                when.insert(field, wanted.into_iter().collect());
            }
        }
        table.finish(out);
    }
    if when.is_empty() {
        let help = "请写 when = { resources = [\"yes\"], discretion = [\"yes\"] } 的样子。";
        out.push(Problem::new(
            span.clone(),
            "这一条没有写在什么情形下适用",
            help,
        ));
    }
    (!when.is_empty()).then_some(when)
}

fn one_wanted(field: Field, word: &At<String>, out: &mut Vec<Problem>) -> Option<Wanted> {
    let choices = choices(field);
    let found = choices.iter().find(|(name, _)| *name == word.value);
    if found.is_none() {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let title = format!("“{}”的回答不认识“{}”", field.title(), word.value);
        let help = format!("可写 {}。", names.join("、"));
        out.push(Problem::new(word.span.clone(), title, help));
    }
    found.map(|(_, wanted)| *wanted)
}
