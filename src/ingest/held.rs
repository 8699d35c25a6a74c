//! Labels that ask for two of section, post and holder at once: 岗位（姓名）, 姓名（岗位）, 科室（负责人）, 科室及岗位. Each half
//! becomes a field; the cell as it is written stays beside both.

use std::collections::BTreeMap;

use super::header::Head;
use super::heads_of_two;
use super::names;
use super::person_names::{is_name, is_person, surnamed};
use crate::model::{Entry, Field, Origin, Value, names_in};
use crate::policy::Lookup;
use crate::text;

/// Words of heads that ask for the holder.
const HOLDERS: [&str; 5] = ["姓名", "人员", "任职人", "在岗人", "责任人"];

/// What stands in the words for those who only sign: 经办人员, 填表员, 审核员.
const SIGNS: [char; 6] = ['人', '填', '制', '报', '审', '核'];

/// Two fields, with what a text says of each.
pub type Both = [(Field, String); 2];

/// Parts such a cell; `above` is what the entry before it says. What does not fall apart stays as it is.
pub fn part(entry: &mut Entry, head: &Head, above: &BTreeMap<Field, Value>, lookup: &Lookup<'_>) {
    let free = |field: Field| head.column(field).is_none();
    let asked = [Field::Post, Field::Person, Field::Section].map(|own| {
        let column = head.column(own)?;
        Some((own, other(&column.label, own, lookup).filter(|f| free(*f))?))
    });
    let Some((own, other)) = asked.into_iter().flatten().next() else {
        return alone(entry, head, lookup);
    };
    let Some(value) = entry.values.get(&own).cloned() else {
        return;
    };
    if value.origin == Origin::Ditto {
        let same = above.get(&other).map(|known| Value {
            raw: value.raw.clone(),
            text: known.text.clone(),
            cell: value.cell,
            origin: Origin::Ditto,
        });
        entry.values.extend(same.map(|same| (other, same)));
        return;
    }
    let parts = halves(&value.raw, (own, other), lookup);
    if parts.is_none() && (own, other) == (Field::Section, Field::Post) {
        return without_section(entry, value, lookup);
    }
    take(
        entry,
        &value,
        parts.map(|(first, second)| [(own, first), (other, second)]),
    );
}

/// 综合岗 under 科室及岗位 is the post, and what is neither is no section.
fn without_section(entry: &mut Entry, value: Value, lookup: &Lookup<'_>) {
    if names::section_of_value(&value.text, false, lookup).is_some() {
        return;
    }
    let no_section = Value {
        text: "".into(),
        ..value.clone()
    };
    entry.values.insert(Field::Section, no_section);
    if names::post_in(&value.text).is_some() {
        entry.values.insert(Field::Post, value);
    }
}

/// What a label asks for beside a field: of 科室（岗位） the post.
fn other(label: &str, own: Field, lookup: &Lookup<'_>) -> Option<Field> {
    if let Some((_, second)) = heads_of_two::whose(label, lookup).filter(|(f, _)| *f == own) {
        return Some(second);
    }
    let label = text::label_key(label);
    let asks = |words: &[&str]| words.iter().any(|word| label.contains(word));
    match own {
        Field::Person => (asks(&["姓名"]) && asks(&["岗位", "职务"])).then_some(Field::Post),
        Field::Section if asks(&["负责人", "科长", "主任"]) => Some(Field::Head),
        Field::Post | Field::Section => asks(&HOLDERS).then_some(Field::Person),
        _ => None,
    }
}

/// Parts what stands behind a label beside a table or on a card.
pub fn apart(label: &str, own: Field, written: &str, lookup: &Lookup<'_>) -> Option<Both> {
    if let Some(other) = other(label, own, lookup) {
        let (first, second) = halves(written, (own, other), lookup)?;
        return Some([(own, first), (other, second)]);
    }
    let (post, person) = post_and_person(written, lookup).filter(|_| own == Field::Post)?;
    Some([(Field::Post, post), (Field::Person, person)])
}

fn take(entry: &mut Entry, value: &Value, parts: Option<Both>) {
    for (field, text) in parts.into_iter().flatten() {
        let text = text.as_str().into();
        let value = Value {
            text,
            ..value.clone()
        };
        entry.values.insert(field, value);
    }
}

/// Parts 出纳岗↵张一 and 出纳岗（张一） under a head that asks for one of them alone, where nothing else asks for the other. What is in
/// brackets is a name only by its surname. 岗位人员 asks for the person, and may be answered with both.
fn alone(entry: &mut Entry, head: &Head, lookup: &Lookup<'_>) {
    let label = head
        .column(Field::Person)
        .map(|c| text::label_key(&c.label));
    let of_holder = label.is_some_and(|label| ["岗位", "职务"].iter().any(|w| label.contains(w)));
    let (own, other) = if of_holder && head.column(Field::Post).is_none() {
        (Field::Person, Field::Post)
    } else {
        (Field::Post, Field::Person)
    };
    let free = head.column(other).is_none() && !entry.values.contains_key(&other);
    let Some(value) = entry.values.get(&own).filter(|_| free).cloned() else {
        return;
    };
    let parts = post_and_person(&value.raw, lookup);
    take(
        entry,
        &value,
        parts.map(|(post, person)| [(Field::Post, post), (Field::Person, person)]),
    );
}

/// The post and the person that a text names together, either before the other: 出纳岗（张一）, 张一（出纳岗）.
pub fn post_and_person(written: &str, lookup: &Lookup<'_>) -> Option<(String, String)> {
    // 填报人：张一 and 经办人员（张一） only sign.
    let bracketed = written.trim_end().ends_with([')', '）', ']', '】']);
    let said = bracketed || !written.contains([':', '：']);
    let is_title = |post: &str| lookup.looks_like_owner(post) && !post.contains(SIGNS);
    let is_post = |post: &str| post.ends_with('岗') || (said && is_title(post));
    let both = |own: Field| {
        let other = if own == Field::Post {
            Field::Person
        } else {
            Field::Post
        };
        let (before, behind) = halves(written, (own, other), lookup)?;
        let both = match own {
            Field::Person => (behind, before),
            _ => (before, behind),
        };
        let known = names_in(&both.1).iter().all(|n| is_person(n, lookup));
        (known && is_post(&both.0)).then_some(both)
    };
    both(Field::Post).or_else(|| both(Field::Person))
}

/// What stands before the brackets and in them, or before and behind a mark: 基建岗：张一, 采购岗 李二. Of a post and its holder
/// one half must be a name and the other none, of a section and its post one must be a section: 预算科编制岗.
fn halves(written: &str, asked: (Field, Field), lookup: &Lookup<'_>) -> Option<(String, String)> {
    let cleaned = text::nfkc(&text::clean(written));
    let (outside, inside) = text::parted_by_brackets(&cleaned);
    let (before, behind) = match inside.as_slice() {
        [] => match cleaned.split_once([':', '/', '\n', ' ', '-', '—']) {
            Some(parts) => parts,
            None if asked == (Field::Section, Field::Post) => behind_section(&cleaned, lookup)?,
            None => return None,
        },
        [inside] if cleaned.ends_with(text::CLOSING) => (outside.as_str(), inside.as_str()),
        _ => return None,
    };
    let (before, behind) = (text::tight(before), text::tight(behind));
    let (holder, held) = match asked {
        (Field::Person | Field::Post, Field::Post | Field::Section) => (&before, &behind),
        _ => (&behind, &before),
    };
    let fits = match asked {
        (Field::Section, Field::Post) => names::section_of_value(&before, false, lookup).is_some(),
        (Field::Post, Field::Section) => names::section_of_value(&behind, false, lookup).is_some(),
        (own, _) => {
            let names = names_in(holder);
            // What stands behind a section may say what it does as well: 采购办（政府采购）.
            let of_section = own == Field::Section;
            let is_holder =
                |name: &String| is_name(name, lookup) && (!of_section || surnamed(name, lookup));
            !names.is_empty() && names.iter().all(is_holder)
        }
    };
    (fits && text::substance_len(held) > 1).then_some((before, behind))
}

/// 预算科编制岗: the longest beginning that is a section, and the post behind it.
pub fn behind_section<'t>(written: &'t str, lookup: &Lookup<'_>) -> Option<(&'t str, &'t str)> {
    let cuts = written.char_indices().map(|(at, _)| written.split_at(at));
    let is_cut = |(section, post): &(&str, &str)| {
        let named = names::section_of_value(section, false, lookup);
        text::substance_len(post) > 1 && named.as_deref() == Some(*section)
    };
    cuts.rev().find(is_cut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    #[test]
    fn a_post_and_its_holder_fall_apart_however_they_are_set_apart() {
        let policy = Policy::embedded().expect("valid");
        let lookup = Lookup::new(&policy);
        for written in [
            "出纳岗（张一）",
            "出纳岗\n(张一)",
            "出纳岗：张一",
            "出纳岗 张一",
            "出纳岗\n张一",
            "出纳岗【张一】",
        ] {
            let halves = halves(written, (Field::Post, Field::Person), &lookup);
            assert_eq!(halves, Some(("出纳岗".into(), "张一".into())), "{written}");
        }
        let two = halves(
            "出纳岗（张一、李二）",
            (Field::Post, Field::Person),
            &lookup,
        );
        assert_eq!(two, Some(("出纳岗".into(), "张一、李二".into())));
        let turned = halves("张一（出纳岗）", (Field::Person, Field::Post), &lookup);
        assert_eq!(turned, Some(("张一".into(), "出纳岗".into())));
        for written in [
            "出纳岗",
            "出纳岗（空缺）",
            "出纳岗（）",
            "出纳岗（负责现金收付）",
            "出纳岗（兼）",
            "",
        ] {
            assert_eq!(
                halves(written, (Field::Post, Field::Person), &lookup),
                None,
                "{written}"
            );
        }
    }
}
