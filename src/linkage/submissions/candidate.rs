//! A form as a possible version of another: whose it is, what its name and its date say, and what stands in it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::super::texts::{Texts, Told};
use super::folder;
use super::lacking::Said;
use super::name::Name;
use super::roll::Roll;
use crate::model::{Entry, Field, Form, PartialDate, Subject};
use crate::policy::Policy;
use crate::text;

/// Words of which the names of all forms are made; what is left beside them tells one table from another.
const COMMON: [&str; 30] = [
    "廉政", "廉洁", "腐败", "岗位", "权力", "职权", "风险", "自查", "排查", "查找", "防控", "防范",
    "措施", "登记", "清单", "一览", "填报", "报送", "汇总", "科室", "部门", "单位", "附件", "附表",
    "年度", "点", "表", "及", "的", "年",
];

static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"20\d\d").ok());

/// Whose form it is. Only forms of one key can be versions of each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Its sections, folded; empty where none is named.
    pub sections: BTreeSet<String>,
    /// On whose behalf it speaks; none where that is not known.
    pub subject: Option<Subject>,
    /// The one person all its entries name.
    pub person: Option<String>,
}

/// A form as a possible version of another.
#[derive(Debug)]
pub struct Candidate<'f> {
    /// The form.
    pub form: &'f Form,
    /// Whose it is.
    pub key: Key,
    /// What its name says.
    pub name: Name,
    /// What of its name tells it from other tables.
    pub remainder: String,
    /// Staff whom its name or its folders name.
    pub staff: BTreeSet<String>,
    /// Whether its entries name people.
    pub names_people: bool,
    /// The one post all its entries name.
    pub post: Option<String>,
    /// The latest 填报日期.
    pub date: Option<PartialDate>,
    /// Its entries.
    pub said: Vec<Said<'f>>,
}

impl<'f> Candidate<'f> {
    /// The form as a candidate, its entries saying what is `told`; none if it is no self-check form or has no entries.
    pub fn of(
        (form, told): (&'f Form, &[Told]),
        texts: &'f Texts,
        policy: &Policy,
        roll: &Roll,
    ) -> Option<Self> {
        if !form.kind.is_report() || form.entries().next().is_none() {
            return None;
        }
        let sections = all(form, Field::Section);
        let name = folder::named(&form.file);
        let people = all(form, Field::Person);
        let remainder = remainder(&name.stem, &sections, roll);
        Some(Self {
            names_people: !people.is_empty(),
            key: Key {
                subject: subject(form, policy),
                person: only(people),
                sections,
            },
            name,
            remainder,
            staff: roll.staff_in(&form.file),
            post: only(all(form, Field::Post)),
            date: latest(form.entries()),
            said: form
                .entries()
                .zip(told)
                .map(|(entry, told)| Said::new(entry, told, texts))
                .collect(),
            form,
        })
    }

    /// Whether the names are equal but for marks.
    pub fn same_stem(&self, other: &Self) -> bool {
        !self.name.stem.is_empty() && self.name.stem == other.name.stem
    }
}

/// The section as its entries call it, where there is one; else the one that its name names.
pub fn section(form: &Form) -> Option<String> {
    let single = all(form, Field::Section).len() == 1;
    let mut named = form.entries().filter_map(|e| e.text(Field::Section));
    let said = named.find(|_| single).map(str::to_owned);
    said.or_else(|| form.named_section.clone())
}

/// The values of a field, folded.
pub fn all(form: &Form, field: Field) -> BTreeSet<String> {
    let texts = form.entries().filter_map(|e| e.text(field));
    let distinct: BTreeSet<&str> = texts.collect();
    distinct.into_iter().map(text::key).collect()
}

fn only(values: BTreeSet<String>) -> Option<String> {
    let single = values.len() == 1;
    values.into_iter().next().filter(|_| single)
}

fn subject(form: &Form, policy: &Policy) -> Option<Subject> {
    let filled = form.tables().filter(|t| !t.entries.is_empty());
    let mut subjects = filled.map(|t| policy.subject(t));
    let first = subjects.next()?;
    first.filter(|_| subjects.all(|s| s == first))
}

/// The latest date to the day; where there is none, the latest month.
fn latest<'e>(entries: impl Iterator<Item = &'e Entry>) -> Option<PartialDate> {
    let dates = entries.filter_map(|e| e.reported_on);
    dates.max_by_key(|d| (d.day().is_some(), d.last_day()))
}

/// A stem without the section's names, the unit's, years and the words all forms share.
fn remainder(stem: &str, sections: &BTreeSet<String>, roll: &Roll) -> String {
    let known = sections.iter().flat_map(|s| roll.names(s));
    let mut words: Vec<&String> = known.chain(sections).chain([&roll.unit]).collect();
    words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
    let words = words.into_iter().map(String::as_str);
    let mut left = stem.to_owned();
    for word in words.filter(|w| !w.is_empty()).chain(COMMON) {
        if left.contains(word) {
            left = left.replace(word, "");
        }
    }
    YEAR.as_ref()
        .map_or(left.clone(), |y| y.replace_all(&left, "").into_owned())
}
