//! `[template]`: what the blank forms (空白自查表) ask for, and what stands on their instructions.

use super::compile::Layer;
use super::decode::{At, Cursor};
use super::rules::RuleKind;
use super::source::Problem;
use super::{Policy, text};
use crate::model::{Field, Subject};

/// Fewest columns a form can have: above them stand the section and the date, each with its label.
const FEWEST_COLUMNS: usize = 4;

/// What one policy file says of the blank forms.
#[derive(Debug, Default)]
pub struct WrittenTemplate {
    title: Option<String>,
    columns: Option<Vec<At<String>>>,
    rows: Option<i64>,
    longest: Option<i64>,
    levels: Option<Vec<At<String>>>,
    filling: Option<Vec<At<String>>>,
    handing_in: Option<Vec<At<String>>>,
}

impl WrittenTemplate {
    /// Reads the section.
    pub fn decode(mut cursor: Cursor<'_>, out: &mut Vec<Problem>) -> Self {
        let written = Self {
            title: cursor.string("title", out).map(|t| t.value),
            columns: cursor.some_strings("columns", out),
            rows: cursor.integer("rows", 0..=500, out).map(|n| n.value),
            longest: cursor.integer("longest", 20..=5000, out).map(|n| n.value),
            levels: cursor.some_strings("levels", out),
            filling: cursor.some_strings("filling", out),
            handing_in: cursor.some_strings("handing_in", out),
        };
        cursor.finish(out);
        written
    }
}

/// The blank forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// Title behind unit and year; also in the files' names.
    pub title: String,
    /// Columns from left to right: those asked for, and the required ones nobody asked for.
    pub columns: Vec<Field>,
    /// Blank rows below those prefilled.
    pub rows: u32,
    /// Most characters in a cell of prose.
    pub longest: u32,
    /// When a risk has level one, two, three.
    pub levels: Vec<String>,
    /// How to fill the form in.
    pub filling: Vec<String>,
    /// How to hand it in.
    pub handing_in: Vec<String>,
}

/// Lays one file's section over what was said before. Lists are replaced, not added to: their order matters.
pub fn lay(policy: &mut Policy, layer: &Layer<'_>, out: &mut Vec<Problem>) {
    let written = &layer.written.template;
    let template = &mut policy.template;
    if let Some(title) = &written.title {
        template.title.clone_from(title);
    }
    for (slot, number) in [
        (&mut template.rows, written.rows),
        (&mut template.longest, written.longest),
    ] {
        *slot = number.and_then(|n| u32::try_from(n).ok()).unwrap_or(*slot);
    }
    for (slot, lines) in [
        (&mut template.levels, &written.levels),
        (&mut template.filling, &written.filling),
        (&mut template.handing_in, &written.handing_in),
    ] {
        if let Some(lines) = lines {
            *slot = lines.iter().map(|l| l.value.clone()).collect();
        }
    }
    if let Some(levels) = written.levels.as_ref().filter(|l| l.len() != 3) {
        let span = levels.first().map_or(0..0, |l| l.span.clone());
        let title = format!("“template.levels”应有三句，实际有 {} 句", levels.len());
        out.push(Problem::new(
            span,
            title,
            "请依次写一级、二级、三级各是什么情形。",
        ));
    }
    if let Some(columns) = &written.columns {
        template.columns = columns_of(columns, out);
    }
}

fn columns_of(written: &[At<String>], out: &mut Vec<Problem>) -> Vec<Field> {
    let mut columns = Vec::new();
    for name in written {
        let span = || name.span.clone();
        match Field::from_key(&name.value) {
            Some(field) if columns.contains(&field) => {
                let title = format!("栏目“{}”在 columns 中写了两次", name.value);
                out.push(Problem::new(span(), title, "请只保留一处。"));
            }
            Some(field) => columns.push(field),
            None => {
                let keys: Vec<&str> = Field::ALL.iter().map(|f| f.key()).collect();
                let near = text::nearest(&name.value, keys.iter().copied());
                let near = near.map_or(String::new(), |n| format!("是否想写“{n}”？"));
                let title = format!("没有名为“{}”的栏目", name.value);
                let help = format!("{near}可用的栏目有：{}。", keys.join("、"));
                out.push(Problem::new(span(), title, help));
            }
        }
    }
    columns
}

/// Completes the columns once all fields are known: a form that lacks a required column would come back with errors
/// nobody who fills it in can mend, and a column without a head could not be read.
pub fn settle(policy: &mut Policy, layers: &[Layer<'_>], out: &mut Vec<Problem>) {
    let asked = std::mem::take(&mut policy.template.columns);
    let user = layers.iter().filter(|l| l.user.is_some());
    for name in user
        .filter_map(|l| l.written.template.columns.as_ref())
        .flatten()
    {
        let field = Field::from_key(&name.value);
        if field.is_some_and(|f| policy.head(f).is_none()) {
            let title = format!("栏目“{}”没有任何表头写法，读不回来", name.value);
            let help = "请在该栏目的 synonyms 中写上至少一种表头，或从 columns 中去掉它。";
            out.push(Problem::new(name.span.clone(), title, help));
        }
    }
    let mut columns: Vec<Field> = asked;
    let chosen = layers.iter().filter(|l| l.user.is_some());
    if !chosen
        .into_iter()
        .any(|l| l.written.template.columns.is_some())
    {
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
        let span = layers
            .iter()
            .rev()
            .find_map(|l| l.written.template.columns.as_ref()?.first())
            .map_or(0..0, |name| name.span.clone());
        let title = format!("空白表只有 {} 栏，太少", columns.len());
        let help = format!("请在 template.columns 中至少写 {FEWEST_COLUMNS} 栏。");
        out.push(Problem::new(span, title, help));
    }
    policy.template.columns = columns;
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

    /// Fewest characters the rules ask for in a field; 0 where any number will do.
    pub fn least_length(&self, field: Field) -> usize {
        let rules = self
            .rule_book
            .active()
            .filter(|r| r.fields.contains(&field));
        let least = rules.filter_map(|rule| match rule.kind {
            RuleKind::TooShort { min } => Some(min),
            _ => None,
        });
        least.max().unwrap_or(0)
    }

    /// Risk categories a section may name; where its form names persons, theirs as well. Empty where any may be written.
    pub fn form_categories(&self, by_person: bool) -> Vec<&str> {
        let own = self.categories(Subject::Section);
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
        let sections = self.roster.sections.iter();
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
}
