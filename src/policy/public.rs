//! `[public]`: what the public edition (公示表) shows, and how names in it are masked.

use serde::Deserialize;

use super::decode::{At, List, Set};
use super::source::Report;
use crate::model::{Field, PublicColumn, Roster};
use crate::text::{self, Projection};

/// Fewest columns that make a table.
const FEWEST_COLUMNS: usize = 3;
/// Longest word that may stand for a name.
const LONGEST_MASK: usize = 10;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenPublic {
    mask: Set<String>,
    names: List<String>,
    not_names: List<String>,
    surnames: Set<String>,
    columns: List<String>,
    unconfirmed: Set<Unconfirmed>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Unconfirmed {
    Show,
    Pending,
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

/// The public edition as it is written.
pub fn build(written: &WrittenPublic, roster: &Roster, report: &Report) -> PublicPolicy {
    if let Some(mask) = &*written.mask {
        check_mask(mask, report);
    }
    for word in written.names.iter().chain(written.not_names.iter()) {
        // One character would be found in every other text.
        if text::substance_len(&word.value) < 2 {
            let title = format!("“{}”太短，分不清是不是姓名", word.value);
            report.wrong(&word.span, title, "请写两个字以上的完整词语。");
        }
    }
    check_people(written, roster, report);
    PublicPolicy {
        mask: written.mask.text().to_owned(),
        names: written.names.texts(),
        not_names: written.not_names.texts(),
        surnames: written.surnames.text().to_owned(),
        columns: columns_of(&written.columns, report),
        only_confirmed: written.unconfirmed.value() == Some(&Unconfirmed::Pending),
    }
}

fn check_mask(mask: &At<String>, report: &Report) {
    let length = mask.value.chars().count();
    if text::substance_len(&mask.value) == 0 || length > LONGEST_MASK || mask.value.contains('\n') {
        let title = format!("隐去姓名之后不能只写“{}”（public.mask）", mask.value);
        let help = format!("请写一个不超过 {LONGEST_MASK} 个字的称呼，如“某同志”。");
        report.wrong(&mask.span, title, help);
    }
}

fn columns_of(written: &[At<String>], report: &Report) -> Vec<PublicColumn> {
    let mut columns = Vec::new();
    for name in written {
        let known = PublicColumn::all().map(|column| (column.key(), column));
        let found = report.one_of(name, known, refusal, "公示表可用的栏目有");
        if found.is_some_and(|column| columns.contains(&column)) {
            let title = format!("栏目“{}”在 public.columns 中写了两次", name.value);
            report.wrong(&name.span, title, "请只保留一处。");
            continue;
        }
        columns.extend(found);
    }
    if columns.len() < FEWEST_COLUMNS {
        let span = written.first().map_or(0..0, |name| name.span.clone());
        let title = format!("公示表只有 {} 栏，太少", columns.len());
        let help = format!("请在 public.columns 中至少写 {FEWEST_COLUMNS} 栏。");
        report.wrong(&span, title, help);
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

/// An exception must not let a person through, and the word that stands for a name must not be one.
fn check_people(written: &WrittenPublic, roster: &Roster, report: &Report) {
    let folded = |written: &str| Projection::squashed(written).folded().to_owned();
    let staff = roster.sections().iter().flat_map(|s| &s.staff);
    let staff = staff.map(|p| p.name.as_str());
    let own = written.names.iter().map(|n| n.value.as_str());
    let people: Vec<(&str, String)> = staff.chain(own).map(|name| (name, folded(name))).collect();
    for word in written.not_names.iter() {
        let key = folded(&word.value);
        if people.iter().any(|(_, name)| *name == key) {
            let title = format!("“{}”是要遮盖的姓名，不能列为例外", word.value);
            let help = "not_names 写含有姓名的普通词语，例如姓名“高峰”的例外是“高峰期”。";
            report.wrong(&word.span, title, help);
        }
    }
    let Some(mask) = &*written.mask else { return };
    let key = folded(&mask.value);
    if let Some((name, _)) = people.iter().find(|(_, name)| key.contains(name)) {
        let title = format!("“public.mask”含有姓名“{name}”");
        report.wrong(&mask.span, title, "请换一个称呼，如“某同志”。");
    }
}
