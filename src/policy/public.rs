//! `[public]`: what the public edition (公示表) shows, and how names in it are masked.

use super::Policy;
use super::compile::Layer;
use super::decode::{At, Cursor};
use super::source::Problem;
use crate::model::{Field, PublicColumn};
use crate::text::{self, Projection};

/// Fewest columns that make a table.
const FEWEST_COLUMNS: usize = 3;
/// Longest word that may stand for a name.
const LONGEST_MASK: usize = 10;

/// What one policy file says of the public edition.
#[derive(Debug, Default)]
pub struct WrittenPublic {
    mask: Option<At<String>>,
    names: Vec<At<String>>,
    not_names: Vec<At<String>>,
    surnames: Option<String>,
    columns: Option<Vec<At<String>>>,
    only_confirmed: Option<bool>,
}

impl WrittenPublic {
    /// Reads the section.
    pub fn decode(mut cursor: Cursor<'_>, out: &mut Vec<Problem>) -> Self {
        let choices = [("show", false), ("pending", true)];
        let written = Self {
            mask: cursor.string("mask", out),
            names: cursor.strings("names", out),
            not_names: cursor.strings("not_names", out),
            surnames: cursor.string("surnames", out).map(|s| s.value),
            columns: cursor.some_strings("columns", out),
            only_confirmed: cursor.choice("unconfirmed", &choices, out),
        };
        cursor.finish(out);
        written
    }
}

/// The public edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicPolicy {
    /// What stands where a name stood.
    pub mask: String,
    /// Further words to be masked like names.
    pub names: Vec<String>,
    /// Words that are left alone even though they contain a name.
    pub not_names: Vec<String>,
    /// Characters a name may begin with; they only raise doubts about texts that end like a post.
    pub surnames: String,
    /// Columns from left to right.
    pub columns: Vec<PublicColumn>,
    /// Whether only levels the leading group confirmed are published.
    pub only_confirmed: bool,
}

/// Lays one file's section over what was said before: words are added, columns replaced.
pub fn lay(policy: &mut Policy, layer: &Layer<'_>, out: &mut Vec<Problem>) {
    let written = &layer.written.public;
    let public = &mut policy.public;
    if let Some(mask) = &written.mask {
        check_mask(mask, out);
        public.mask.clone_from(&mask.value);
    }
    for (slot, words) in [
        (&mut public.names, &written.names),
        (&mut public.not_names, &written.not_names),
    ] {
        for word in words {
            check_word(word, out);
            slot.push(word.value.clone());
        }
    }
    public
        .surnames
        .push_str(written.surnames.as_deref().unwrap_or(""));
    public.only_confirmed = written.only_confirmed.unwrap_or(public.only_confirmed);
    if let Some(columns) = &written.columns {
        public.columns = columns_of(columns, out);
    }
}

fn check_mask(mask: &At<String>, out: &mut Vec<Problem>) {
    let length = mask.value.chars().count();
    if text::substance_len(&mask.value) == 0 || length > LONGEST_MASK || mask.value.contains('\n') {
        let title = format!("隐去姓名之后不能只写“{}”（public.mask）", mask.value);
        let help = format!("请写一个不超过 {LONGEST_MASK} 个字的称呼，如“某同志”。");
        out.push(Problem::new(mask.span.clone(), title, help));
    }
}

/// One character would be found in every other text.
fn check_word(word: &At<String>, out: &mut Vec<Problem>) {
    if text::substance_len(&word.value) < 2 {
        let title = format!("“{}”太短，分不清是不是姓名", word.value);
        let help = "请写两个字以上的完整词语。";
        out.push(Problem::new(word.span.clone(), title, help));
    }
}

fn columns_of(written: &[At<String>], out: &mut Vec<Problem>) -> Vec<PublicColumn> {
    let mut columns = Vec::new();
    let known = || PublicColumn::all().map(PublicColumn::key);
    for name in written {
        let mut wrong = |title: String, help: String| {
            out.push(Problem::new(name.span.clone(), title, help));
        };
        let found = PublicColumn::all().find(|c| c.key() == name.value);
        match found {
            Some(column) if columns.contains(&column) => wrong(
                format!("栏目“{}”在 public.columns 中写了两次", name.value),
                "请只保留一处。".to_owned(),
            ),
            Some(column) => columns.push(column),
            None => {
                let near = text::nearest(&name.value, known());
                let near = near.map_or(String::new(), |n| format!("是否想写“{n}”？"));
                let all: Vec<&str> = known().collect();
                let help = format!("{near}公示表可用的栏目有：{}。", all.join("、"));
                wrong(refusal(&name.value), help);
            }
        }
    }
    if columns.len() < FEWEST_COLUMNS {
        let span = written.first().map_or(0..0, |name| name.span.clone());
        let title = format!("公示表只有 {} 栏，太少", columns.len());
        let help = format!("请在 public.columns 中至少写 {FEWEST_COLUMNS} 栏。");
        out.push(Problem::new(span, title, help));
    }
    columns
}

/// Why a column is refused: there is none of that name, or the public shall not read it.
fn refusal(name: &str) -> String {
    match Field::from_key(name) {
        None => format!("公示表没有名为“{name}”的栏目"),
        Some(Field::Person) => "公示表写岗位、不写姓名，不能有“person”（姓名）栏".to_owned(),
        Some(field) if field.is_level() => format!(
            "“{name}”（{}）是内部的等级，不公示；公示的等级是“level”",
            field.title()
        ),
        Some(field) => format!("“{name}”（{}）是内部内容，不公示", field.title()),
    }
}

/// Holds the words against the people once all files are laid: an exception must not let a person through, and the word
/// that stands for a name must not be one.
pub fn settle(policy: &Policy, layers: &[Layer<'_>], out: &mut Vec<Problem>) {
    let folded = |written: &str| Projection::squashed(written).folded().to_owned();
    let staff = policy.roster.sections.iter().flat_map(|s| &s.staff);
    let people: Vec<&str> = staff
        .map(|p| p.name.as_str())
        .chain(policy.public.names.iter().map(String::as_str))
        .collect();
    for written in layers.iter().map(|l| &l.written.public) {
        for word in &written.not_names {
            let key = folded(&word.value);
            if people.iter().any(|name| folded(name) == key) {
                let title = format!("“{}”是要遮盖的姓名，不能列为例外", word.value);
                let help = "not_names 写含有姓名的普通词语，例如姓名“高峰”的例外是“高峰期”。";
                out.push(Problem::new(word.span.clone(), title, help));
            }
        }
        let Some(mask) = &written.mask else { continue };
        let key = folded(&mask.value);
        if let Some(name) = people.iter().find(|name| key.contains(&folded(name))) {
            let title = format!("“public.mask”含有姓名“{name}”");
            let help = "请换一个称呼，如“某同志”。";
            out.push(Problem::new(mask.span.clone(), title, help));
        }
    }
}
