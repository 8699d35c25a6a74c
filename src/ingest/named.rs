//! What a heading names beside a section and a level: a kind of risk, a post, a person. 一、思想道德风险; （二）张一（出纳岗）.

use super::held;
use super::key;
use super::keyvalue;
use super::names;
use super::person_names;
use super::view::View;
use crate::model::{Field, Origin, Value};
use crate::policy::Lookup;
use crate::reader::Sheet;
use crate::text;

/// A longer line names nothing.
const LONGEST: usize = 24;
/// Words of headings that are no names of persons.
const NO_PERSON: [char; 5] = ['险', '级', '岗', '科', '股'];

/// What a heading names.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The section, where post or person stand behind it.
    pub section: Option<String>,
    /// The kind of risk, by the policy's own name.
    pub category: Option<String>,
    /// The post.
    pub post: Option<String>,
    /// Who holds it.
    pub person: Option<String>,
}

impl Named {
    /// What a line names. A name alone is a person where the form is one of persons (`personal`), and the line counts them
    /// or the roster knows the name.
    pub fn by(line: &str, personal: bool, lookup: &Lookup<'_>) -> Self {
        let keyed = keyed(line, lookup);
        if keyed != Self::default() || line.chars().nth(LONGEST).is_some() {
            return keyed;
        }
        let listed = text::after_list_number(line.trim());
        let bare = listed.unwrap_or(line).trim().trim_end_matches([':', '：']);
        let category = kind(bare, listed.is_some(), lookup);
        if category.is_some() {
            return Self {
                category,
                ..Self::default()
            };
        }
        if let Some(all) = in_words(bare, lookup) {
            return all;
        }
        let both = held::post_and_person(bare, lookup);
        // 国库科会计 张一
        let of_section = both
            .as_ref()
            .and_then(|(post, _)| held::behind_section(post, lookup));
        if let Some((section, post)) = of_section {
            return Self {
                section: Some(section.to_owned()),
                post: Some(post.to_owned()),
                person: both.as_ref().map(|(_, person)| person.clone()),
                category: None,
            };
        }
        let (post, person) = both.map_or_else(
            || {
                let alone = personal && is_person(bare, listed.is_some(), lookup);
                (names::post_in(bare), alone.then(|| text::tight(bare)))
            },
            |(post, person)| (Some(post), Some(person)),
        );
        Self {
            post,
            person,
            ..Self::default()
        }
    }
}

/// 预算科　科长　张一: the section, and behind it the post with its holder.
fn in_words(bare: &str, lookup: &Lookup<'_>) -> Option<Named> {
    let (first, behind) = bare.split_once(char::is_whitespace)?;
    let section = names::section_of_value(first, false, lookup)?;
    let (post, person) = held::post_and_person(behind.trim(), lookup)?;
    Some(Named {
        section: Some(section),
        post: Some(post),
        person: Some(person),
        category: None,
    })
}

/// The person and the post behind their keys: 姓名：张一  岗位：编制岗.
fn keyed(line: &str, lookup: &Lookup<'_>) -> Named {
    let mut named = Named::default();
    let parted = line.contains([':', '：']) || line.trim().contains(char::is_whitespace);
    if !parted || line.chars().nth(4 * LONGEST).is_some() {
        return named;
    }
    for (key, value) in keyvalue::split(line, lookup) {
        let bare = text::without_list_number(&key);
        let own = match key::field_of(bare, lookup) {
            Some(Field::Section) => {
                let section = names::section_of_value(&value, true, lookup);
                named.section = named.section.or(section);
                continue;
            }
            Some(Field::Post) => &mut named.post,
            Some(Field::Person) if !keyvalue::asks_who_filled_in(bare) => &mut named.person,
            _ => continue,
        };
        if own.is_none() && !lookup.is_blank(&value) {
            *own = Some(text::tight(&value));
        }
    }
    named
}

/// What lines above a head name that say nothing else, the nearest first.
pub fn above(
    view: View<'_>,
    rows: &[u32],
    personal: bool,
    lookup: &Lookup<'_>,
) -> Vec<(Field, Value)> {
    let mut found = Vec::new();
    for row in rows.iter().rev() {
        let own = view.whole_row(*row);
        for (cell, raw) in &own {
            // Beside other cells a name is one of a table above: 1 | 资金拨付 | 拨付岗.
            let named = match own.len() {
                1 => Named::by(raw, personal, lookup),
                _ => keyed(raw, lookup),
            };
            let fields = [
                (Field::Section, named.section),
                (Field::Post, named.post),
                (Field::Person, named.person),
                (Field::Category, named.category),
            ];
            let named = fields.into_iter().filter_map(|(field, text)| {
                let value = Value::new(raw.text(), &text?, Some(*cell), Origin::Title);
                Some((field, value))
            });
            found.extend(named);
        }
    }
    found
}

/// The kind of risk of a line that says no more: 思想道德风险（2个）, 外部环境方面存在的风险. 岗位职责 alone is one where it is counted.
fn kind(bare: &str, listed: bool, lookup: &Lookup<'_>) -> Option<String> {
    let whole = text::without_brackets(bare);
    let part = whole.split_once("方面").map(|(kind, _)| kind);
    let mut words = [Some(whole.as_str()), part].into_iter().flatten();
    let kind = words.find_map(|words| lookup.policy().category_of(words))?;
    let says_so = listed || text::key(kind) != text::key(&whole);
    says_so.then(|| kind.to_owned())
}

/// Whether most of several sheets are named after persons.
pub fn are_persons<'s>(sheets: impl Iterator<Item = &'s Sheet>, lookup: &Lookup<'_>) -> bool {
    let (of_persons, others): (Vec<&Sheet>, Vec<&Sheet>) =
        sheets.partition(|sheet| is_person_sheet(sheet.name.trim(), lookup));
    of_persons.len() > others.len().max(1)
}

/// Whether the name of a sheet is that of a person.
pub fn is_person_sheet(name: &str, lookup: &Lookup<'_>) -> bool {
    is_person(name, true, lookup)
}

fn is_person(bare: &str, listed: bool, lookup: &Lookup<'_>) -> bool {
    let short = bare.chars().nth(4).is_none() && !bare.contains(NO_PERSON);
    let key = text::key(bare);
    let known = || {
        let sections = lookup.policy().roster.sections().iter();
        let mut staff = sections.flat_map(|section| &section.staff);
        staff.any(|person| text::key(&person.name) == key)
    };
    short && person_names::is_person(bare, lookup) && (listed || known())
}
