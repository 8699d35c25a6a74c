//! `[grading]`: how the policy suggests a level (建议等级), as data: the notations of the answers, and for each method its criteria.

use std::collections::BTreeMap;

use super::compile::Layer;
use super::decode::{At, Cursor};
use super::source::Problem;
use super::words::WordSet;
use crate::model::{Answer, Field, Level};
use crate::text;

/// How a level is suggested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// By the criteria on the answers (按回答定级).
    #[default]
    Answers,
    /// By 可能性 × 影响程度 (风险矩阵).
    Matrix,
    /// By the number of questions answered with yes (计数法).
    Count,
    /// Not at all.
    None,
}

/// What a criterion asks of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// This answer.
    Is(Answer),
    /// No answer at all (未填).
    NotGiven,
}

/// The answers a criterion asks for: each field must be answered in one of these ways.
pub type Conditions = BTreeMap<Field, Vec<Wanted>>;

/// One criterion: where its conditions hold, the level is suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// The level.
    pub level: Level,
    /// Its conditions, all of which must hold.
    pub when: Conditions,
    /// What it says, in words.
    pub text: String,
    /// Clause of the policy's source (制度条款).
    pub clause: String,
}

/// Answers that do not fit together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The answers.
    pub when: Conditions,
    /// Why they do not fit.
    pub text: String,
}

/// From which number on a level is suggested; below both it is level three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Thresholds {
    /// Level one.
    pub one: u32,
    /// Level two.
    pub two: u32,
}

impl Thresholds {
    /// The level of this number.
    pub const fn level(self, number: u32) -> Level {
        if number >= self.one {
            Level::One
        } else if number >= self.two {
            Level::Two
        } else {
            Level::Three
        }
    }
}

/// Everything by which levels are suggested.
#[derive(Clone, Debug, Default)]
pub struct GradingPolicy {
    /// The method.
    pub method: Method,
    /// Notations of yes and no: the whole answer, or what stands before its first mark.
    pub yes_no: [WordSet; 2],
    /// Words of 刑事, 党纪政纪 and 内部 consequences, found anywhere in the answer.
    pub consequences: [WordSet; 3],
    /// Words of the grades of 可能性 and 影响程度, from the lowest.
    pub grades: Vec<WordSet>,
    /// The criteria, those of higher levels first.
    pub criteria: Vec<Criterion>,
    /// Answers that do not fit together.
    pub contradictions: Vec<Contradiction>,
    /// Products of 可能性 and 影响程度.
    pub matrix: Thresholds,
    /// Clause the matrix rests on.
    pub matrix_clause: String,
    /// Questions that are counted.
    pub counted: Vec<Field>,
    /// Numbers of questions answered with yes.
    pub count: Thresholds,
    /// Clause the count rests on.
    pub count_clause: String,
    /// Words that raise a question where an entry of a low level has them.
    pub question_words: WordSet,
}

impl GradingPolicy {
    /// Fields whose answers the method looks at.
    pub fn fields(&self) -> Vec<Field> {
        match self.method {
            Method::None => Vec::new(),
            Method::Matrix => vec![Field::Likelihood, Field::Impact],
            Method::Count => self.counted.clone(),
            Method::Answers => {
                let asks = |f: &&Field| self.criteria.iter().any(|c| c.when.contains_key(f));
                let all = Field::ALL.iter().filter(|f| f.is_answer());
                all.filter(asks).copied().collect()
            }
        }
    }
}

/// What one policy file says of grading.
#[derive(Debug, Default)]
pub struct WrittenGrading {
    method: Option<Method>,
    replace: bool,
    words: [Vec<At<String>>; WORDS.len()],
    grades: Vec<Vec<At<String>>>,
    criteria: Vec<Criterion>,
    contradictions: Vec<Contradiction>,
    matrix: Numbers,
    count: Numbers,
    counted: Option<Vec<Field>>,
}

#[derive(Debug, Default)]
struct Numbers {
    one: Option<At<i64>>,
    two: Option<At<i64>>,
    clause: Option<String>,
}

/// Names of the word lists, in the order of [`WrittenGrading::words`].
const WORDS: [&str; 6] = [
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
            let mut grade = grade.value;
            written.grades.push(grade.strings("words", out));
            grade.finish(out);
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
            written.counted = count
                .some_strings("fields", out)
                .map(|names| names.iter().filter_map(|n| yes_no_field(n, out)).collect());
            count.finish(out);
        }
        cursor.finish(out);
        written
    }
}

fn numbers(cursor: &mut Cursor<'_>, out: &mut Vec<Problem>) -> Numbers {
    let numbers = Numbers {
        one: cursor.integer("one", 1..=100, out),
        two: cursor.integer("two", 1..=100, out),
        clause: cursor.string("clause", out).map(|c| c.value),
    };
    if let (Some(one), Some(two)) = (&numbers.one, &numbers.two)
        && one.value <= two.value
    {
        let title = format!("一级的界线 {} 应大于二级的界线 {}", one.value, two.value);
        out.push(Problem::new(one.span.clone(), title, "请改写两个数。"));
    }
    numbers
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

fn decode_criterion(table: At<Cursor<'_>>, out: &mut Vec<Problem>) -> Option<Criterion> {
    let At { mut value, span } = table;
    let level = value.integer("level", 1..=3, out);
    let when = conditions(&mut value, &span, out);
    let text = needed(&mut value, "text", &span, out);
    let clause = value.string("clause", out).map(|c| c.value);
    value.finish(out);
    if level.is_none() {
        let help = "请加一行 level = 1（或 2、3）。";
        out.push(Problem::new(span, "这条定级标准没有写明等级", help));
    }
    Some(Criterion {
        level: Level::from_number(level?.value)?,
        when: when?,
        text: text?,
        clause: clause.unwrap_or_default(),
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
            let wanted = table.strings(field.key(), out);
            let wanted: Vec<Wanted> = wanted
                .iter()
                .filter_map(|word| one_wanted(field, word, out))
                .collect();
            if !wanted.is_empty() {
                when.insert(field, wanted);
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

/// Lays one file's section over what was said before. Words are added; criteria are replaced whole, for they hang together.
pub fn lay(
    grading: &mut GradingPolicy,
    layer: &Layer<'_>,
    settings: &mut Vec<super::Setting>,
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
    settings: &mut Vec<super::Setting>,
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
