//! What the blank forms (空白自查表) make of the whole policy: their columns, choices and limits.

use super::decode::At;
use super::lookup::Lookup;
use super::settings::Policy;
use super::source::Report;
use super::template::{Template, WrittenTemplate};
use crate::model::{Answer, Field, Subject};
use crate::text;

/// Fewest columns a form can have: above them stand the section and the date, each with its label.
const FEWEST_COLUMNS: usize = 4;

/// The blank forms as they are written, once all else of the policy stands: a form that lacks a required column would come
/// back with errors nobody who fills it in can mend, and a column without a head could not be read.
pub fn build(written: &WrittenTemplate, policy: &Policy, report: &Report) -> Template {
    let levels = written.levels.texts();
    if levels.len() != 3 {
        let span = written.levels.first().map_or(0..0, |l| l.span.clone());
        let title = format!("“template.levels”应有三句，实际有 {} 句", levels.len());
        report.wrong(&span, title, "请依次写一级、二级、三级各是什么情形。");
    }
    Template {
        title: written.title.text().to_owned(),
        columns: columns(written, policy, report),
        rows: written.rows.number().unwrap_or_default(),
        longest: written.longest.number().unwrap_or_default(),
        levels,
        filling: written.filling.texts(),
        handing_in: written.handing_in.texts(),
    }
}

fn columns(written: &WrittenTemplate, policy: &Policy, report: &Report) -> Vec<Field> {
    let names = written.columns.value().map_or(&[][..], |list| list);
    let mut columns = asked(names, report);
    // The default's columns follow the method of grading, the bureau's own are what it wants.
    let chosen = policy.file.is_some() && written.columns.as_ref().is_some_and(At::is_own);
    if chosen {
        for name in names {
            let field = Field::from_key(&name.value);
            if field.is_some_and(|f| policy.head(f).is_none()) {
                let title = format!("栏目“{}”没有任何表头写法，读不回来", name.value);
                let help = "请在该栏目的 synonyms 中写上至少一种表头，或从 columns 中去掉它。";
                report.wrong(&name.span, title, help);
            }
        }
    } else {
        ask_for(&mut columns, policy.grading.fields());
    }
    columns.retain(|f| policy.head(*f).is_some());
    // Without a column the section is asked for above the table.
    let needed = policy.required.iter().filter(|f| **f != Field::Section);
    let missing: Vec<Field> = needed.filter(|f| !columns.contains(f)).copied().collect();
    let end = columns.iter().position(|f| *f == Field::Remark);
    let end = end.unwrap_or(columns.len());
    columns.splice(end..end, missing);
    if columns.len() < FEWEST_COLUMNS {
        let span = names.first().map_or(0..0, |name| name.span.clone());
        let title = format!("空白表只有 {} 栏，太少", columns.len());
        let help = format!("请在 template.columns 中至少写 {FEWEST_COLUMNS} 栏。");
        report.wrong(&span, title, help);
    }
    columns
}

fn asked(names: &[At<String>], report: &Report) -> Vec<Field> {
    let mut columns = Vec::new();
    for name in names {
        let field = report.field(name);
        if field.is_some_and(|field| columns.contains(&field)) {
            let title = format!("栏目“{}”在 columns 中写了两次", name.value);
            report.wrong(&name.span, title, "请只保留一处。");
        } else {
            columns.extend(field);
        }
    }
    columns
}

/// Asks for the answers the method of grading looks at, where the usual form asks for those of the usual method: a level
/// nobody can suggest anything for is worth no column, and one that is asked for needs its own.
fn ask_for(columns: &mut Vec<Field>, answers: Vec<Field>) {
    let place = columns.iter().position(|f| f.is_answer());
    let place = place.or_else(|| columns.iter().position(|f| *f == Field::Level));
    columns.retain(|f| !f.is_answer());
    let place = place.unwrap_or(columns.len());
    columns.splice(place..place, answers);
}

impl Policy {
    /// A head by which the field is read back: its own name, else any other that is known; none if none is.
    pub fn head(&self, field: Field) -> Option<&str> {
        let reads = |head: &str| {
            let label = self.labels.get(&text::label_key(head));
            label.is_some_and(|l| l.field == field)
        };
        if reads(field.title()) {
            return Some(field.title());
        }
        let mut labels = self.labels.iter();
        labels
            .find(|(_, label)| label.field == field)
            .map(|(head, _)| head.as_str())
    }

    /// Whether the rules ask everybody of the roster for an entry of his own, also where a section's form speaks for all.
    pub fn asks_everyone(&self) -> bool {
        self.rule_book
            .active()
            .any(|rule| rule.kind.asks_everyone())
    }

    /// Fewest characters the rules ask for in a field; 0 where any number will do.
    pub fn least_length(&self, field: Field) -> usize {
        let rules = self
            .rule_book
            .active()
            .filter(|r| r.fields.contains(&field));
        rules
            .map(|rule| rule.kind.least_length())
            .max()
            .unwrap_or(0)
    }

    /// Risk categories the form of a section or of the leading group may name; where it names persons, theirs as well. Empty
    /// where any may be written.
    pub fn form_categories(&self, subject: Subject, by_person: bool) -> Vec<&str> {
        let own = self.categories(subject);
        let more = if by_person && !own.is_empty() {
            self.categories(Subject::Person)
        } else {
            &[]
        };
        let new = more.iter().filter(|c| !own.contains(c));
        own.iter().chain(new).map(String::as_str).collect()
    }

    /// Names of all sections of the roster.
    pub fn section_names(&self) -> Vec<String> {
        let sections = self.roster.sections().iter();
        sections.map(|s| s.name.clone()).collect()
    }

    /// The word that marks an example row; none if the policy knows no such word.
    pub fn example_mark(&self) -> Option<&str> {
        const USUAL: &str = "示例";
        let words = &self.words.examples;
        if words.exact(USUAL).is_some() {
            return Some(USUAL);
        }
        words.iter().next()
    }

    /// The words offered for an answer on a blank form: the usual ones, where this policy reads each of them back as the
    /// answer it is meant for; else none, and anything may be written.
    pub fn answer_choices(&self, field: Field) -> Vec<&'static str> {
        let lookup = Lookup::new(self);
        let usual = usual_answers(field);
        let grades = usual.iter().any(|(_, a)| matches!(a, Answer::Grade(_)));
        let whole = !grades || self.grading.grades.len() == usual.len();
        let reads = |(word, answer): &(&str, Answer)| lookup.answer(field, word) == Some(*answer);
        if whole && usual.iter().all(reads) {
            usual.iter().map(|(word, _)| *word).collect()
        } else {
            Vec::new()
        }
    }
}

const fn usual_answers(field: Field) -> &'static [(&'static str, Answer)] {
    use Answer::{Criminal, Discipline, Grade, Internal, No, Yes};
    match field {
        Field::ThreeImportant | Field::Resources => &[("是", Yes), ("否", No)],
        Field::Discretion => &[("有", Yes), ("无", No)],
        Field::Consequence => &[
            ("刑事责任", Criminal),
            ("党纪政纪处分", Discipline),
            ("内部责任追究", Internal),
        ],
        Field::Likelihood => &[("低", Grade(1)), ("中", Grade(2)), ("高", Grade(3))],
        Field::Impact => &[("小", Grade(1)), ("中", Grade(2)), ("大", Grade(3))],
        _ => &[],
    }
}
