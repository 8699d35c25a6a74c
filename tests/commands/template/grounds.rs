//! The grounds of levels on blank forms: what is offered is understood as it is meant, the form asks what the method of
//! grading looks at, and its own example agrees with itself.

use qingfeng::model::{Answer, Field, Form, Level};
use qingfeng::policy::Policy;
use qingfeng::writer::{Allowed, BookSpec};

use crate::support::blank::fill::{self, fill};
use crate::support::blank::{assert_round_trip, blank, filled, policy, understood};

const GROUNDS: [Field; 6] = [
    Field::ThreeImportant,
    Field::Resources,
    Field::Discretion,
    Field::Consequence,
    Field::Likelihood,
    Field::Impact,
];

/// What a column's drop-down list offers.
fn offered(book: &BookSpec, policy: &Policy, field: Field) -> Vec<String> {
    let at = policy.template.columns.iter().position(|f| *f == field);
    let col = u32::try_from(at.unwrap()).unwrap();
    let mut rules = book.sheets[0].inputs.iter();
    let rule = rules.find(|i| i.area.first.col == col && i.area.first.row > 3);
    match &rule.unwrap().allowed {
        Allowed::OneOf(items) => items.clone(),
        _ => Vec::new(),
    }
}

/// The general form with these rows, each saying these things and something harmless in every other column.
fn with_rows(rows: &[Vec<(Field, String)>], policy: &Policy) -> Form {
    let mut book = blank("", policy);
    let mut answers = fill::answers(&book, policy);
    answers.truncate(rows.len());
    for (answer, row) in answers.iter_mut().zip(rows) {
        answer.extend(row.iter().cloned());
    }
    fill(&mut book, policy, &answers);
    fill::choose_section(&mut book, "预算科");
    understood(&book, policy)
}

fn codes(form: &Form, family: char) -> Vec<&str> {
    let all = form.findings.iter().map(|f| f.code.as_str());
    all.filter(|c| c.starts_with(family)).collect()
}

#[test]
fn every_answer_offered_is_understood_as_it_is_meant() {
    let columns = "[template]\ncolumns = [\"seq\", \"risk\", \"three_important\", \"resources\", \"discretion\", \
                   \"consequence\", \"likelihood\", \"impact\", \"level\", \"measures\"]";
    let policy = policy(columns);
    let book = blank("", &policy);
    for field in GROUNDS {
        let items = offered(&book, &policy, field);
        let rows: Vec<_> = items.iter().map(|i| vec![(field, i.clone())]).collect();
        let form = with_rows(&rows, &policy);
        let meant: Vec<Answer> = form.entries().map(|e| e.answers[&field]).collect();
        let wanted = match field {
            Field::Consequence => vec![Answer::Criminal, Answer::Discipline, Answer::Internal],
            Field::Likelihood | Field::Impact => (1..=3).map(Answer::Grade).collect(),
            _ => vec![Answer::Yes, Answer::No],
        };
        assert_eq!(meant, wanted, "{field:?}: {items:?}");
    }
}

#[test]
fn nothing_is_offered_that_the_policy_would_not_understand() {
    let own = "[grading]\nreplace = true\nyes = [\"对口\"]\nno = [\"不对口\"]\n\
               [[grading.grades]]\nwords = [\"低\"]\n[[grading.grades]]\nwords = [\"高\"]\n\
               [grading.matrix]\none = 4\ntwo = 2\n\
               [template]\ncolumns = [\"seq\", \"risk\", \"resources\", \"consequence\", \"likelihood\", \"level\", \"measures\"]";
    let policy = policy(own);
    let book = blank("", &policy);
    let none: Vec<String> = Vec::new();
    assert_eq!(offered(&book, &policy, Field::Resources), none);
    assert_eq!(offered(&book, &policy, Field::Likelihood), none);
    assert_eq!(offered(&book, &policy, Field::Consequence).len(), 3);
}

#[test]
fn the_form_asks_what_the_method_looks_at_unless_the_columns_are_chosen() {
    let criteria =
        "[[grading.criteria]]\nlevel = 1\nwhen = { resources = [\"yes\"] }\ntext = \"掌握人财物\"";
    for (more, wanted) in [
        ("", &GROUNDS[..4]),
        ("[grading]\nmethod = \"matrix\"", &GROUNDS[4..]),
        ("[grading]\nmethod = \"count\"", &GROUNDS[..3]),
        ("[grading]\nmethod = \"none\"", &[]),
        (criteria, &GROUNDS[1..2]),
        (
            "[grading]\nmethod = \"matrix\"\n[template]\ncolumns = [\"seq\", \"risk\", \"resources\", \"level\", \"measures\"]",
            &GROUNDS[1..2],
        ),
    ] {
        let columns = policy(more).template.columns;
        let asked: Vec<Field> = columns.iter().copied().filter(|f| f.is_answer()).collect();
        assert_eq!(asked, wanted, "{more}");
        let place = |field| columns.iter().position(|f| *f == field).unwrap();
        for field in wanted {
            assert!(place(*field) < place(Field::Level), "{more}: {field:?}");
        }
    }
}

#[test]
fn a_filled_form_is_graded_without_a_finding_by_every_method() {
    for method in ["answers", "matrix", "count", "none"] {
        let policy = policy(&format!("[grading]\nmethod = \"{method}\""));
        let (book, answers) = filled("预算科", &policy);
        let form = understood(&book, &policy);
        assert_round_trip(&form, &answers, "预算科");
        for entry in form.entries() {
            let wanted = entry.declared.filter(|_| method != "none");
            assert_eq!(entry.grading.suggested, wanted, "{method}");
        }
    }
}

#[test]
fn the_example_agrees_with_itself() {
    let policy = policy("");
    let columns = policy.template.columns.iter();
    let example = columns.filter_map(|f| Some((*f, policy.example(*f)?.to_owned())));
    let row = example.filter(|(f, _)| *f != Field::Seq).collect();
    let form = with_rows(&[row], &policy);
    let entry = form.entries().next().unwrap();
    assert_eq!(entry.grading.suggested, Some(Level::One));
    assert_eq!(entry.declared, entry.grading.suggested);
    assert_eq!(codes(&form, 'G'), Vec::<&str>::new());
    assert_eq!(codes(&form, 'W'), ["W02"], "it is the example, left in");
}

#[test]
fn the_instructions_say_that_the_level_follows_from_the_answers_where_any_are_asked_for() {
    let four = "“涉及三重一大”“直接掌握人财物”“自由裁量权”“可能后果”";
    for (more, named) in [
        ("", Some(four)),
        (
            "[grading]\nmethod = \"matrix\"",
            Some("“发生可能性”“影响程度”"),
        ),
        ("[grading]\nmethod = \"none\"", None),
    ] {
        let book = blank("", &policy(more));
        let cells = book.sheets[1].cells.iter();
        let lines: Vec<String> = cells.map(|c| c.content.shown().into_owned()).collect();
        let said = lines.iter().find(|l| l.contains("等级应当与回答相符"));
        let begins = named.map(|names| format!("先如实回答{names}，"));
        assert_eq!(said.is_some(), begins.is_some(), "{more}");
        assert!(said.is_none_or(|said| said.starts_with(&begins.unwrap())));
    }
}
