//! Columns that ask for a post or a section and its holder at once: 岗位（姓名）, 姓名（岗位）, 科室（负责人）. Each half becomes
//! a field; the cell as it is written stays beside both.

use std::collections::BTreeMap;

use super::header::Head;
use super::person_names::{is_name, is_person, surnamed};
use crate::model::{Entry, Field, Origin, Value, names_in};
use crate::policy::Lookup;
use crate::text;

/// Words of heads that ask for the holder.
const HOLDERS: [&str; 5] = ["姓名", "人员", "任职人", "在岗人", "责任人"];

/// Parts such a cell; `above` is what the entry before it says. What does not fall apart stays as it is.
pub fn part(entry: &mut Entry, head: &Head, above: &BTreeMap<Field, Value>, lookup: &Lookup<'_>) {
    let asks = |field: Field, words: &[&str]| {
        let label = head.column(field).map(|c| text::label_key(&c.label));
        label.is_some_and(|label| words.iter().any(|word| label.contains(word)))
    };
    let of_post = asks(Field::Post, &HOLDERS) && head.column(Field::Person).is_none();
    let of_holder = asks(Field::Person, &["岗位", "职务"]) && head.column(Field::Post).is_none();
    let of_person = of_holder && asks(Field::Person, &["姓名"]);
    let of_section =
        |field: Field, words: &[&str]| asks(Field::Section, words) && head.column(field).is_none();
    let (own, other) = if of_post {
        (Field::Post, Field::Person)
    } else if of_person {
        (Field::Person, Field::Post)
    } else if of_section(Field::Head, &["负责人", "科长", "主任"]) {
        (Field::Section, Field::Head)
    } else if of_section(Field::Person, &HOLDERS) {
        (Field::Section, Field::Person)
    } else {
        // 岗位人员 asks for the person, and may be answered with both.
        let (own, other) = if of_holder {
            (Field::Person, Field::Post)
        } else {
            (Field::Post, Field::Person)
        };
        let free = head.column(other).is_none() && !entry.values.contains_key(&other);
        if free {
            alone(entry, own, lookup);
        }
        return;
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
    let Some((outside, inside)) = halves(&value.raw, own, lookup) else {
        return;
    };
    let with = |text: &str| Value {
        text: text.into(),
        ..value.clone()
    };
    entry.values.insert(own, with(&outside));
    entry.values.insert(other, with(&inside));
}

/// Parts 出纳岗↵张一 and 出纳岗（张一） under a head that asks for one of them alone, where nothing else asks for the other. What is in
/// brackets is a name only by its surname.
fn alone(entry: &mut Entry, own: Field, lookup: &Lookup<'_>) {
    let Some(value) = entry.values.get(&own).cloned() else {
        return;
    };
    let Some((post, person)) = post_and_person(&value.raw, lookup) else {
        return;
    };
    for (field, text) in [(Field::Post, post), (Field::Person, person)] {
        let text = text.as_str().into();
        entry.values.insert(
            field,
            Value {
                text,
                ..value.clone()
            },
        );
    }
}

/// The post and the person that a text names together, either before the other: 出纳岗（张一）, 张一（出纳岗）.
pub fn post_and_person(written: &str, lookup: &Lookup<'_>) -> Option<(String, String)> {
    // 填报人：张一 and 经办人员（张一） only sign.
    let bracketed = written.trim_end().ends_with([')', '）', ']', '】']);
    let is_title = |post: &str| post.ends_with(['长', '员', '任']) && !post.contains('人');
    let is_post = |post: &str| post.ends_with('岗') || (bracketed && is_title(post));
    let both = |own: Field| {
        let (before, behind) = halves(written, own, lookup)?;
        let both = match own {
            Field::Person => (behind, before),
            _ => (before, behind),
        };
        let known = names_in(&both.1).iter().all(|n| is_person(n, lookup));
        (known && is_post(&both.0)).then_some(both)
    };
    both(Field::Post).or_else(|| both(Field::Person))
}

/// What stands before the brackets and in them, or before and behind a mark: 基建岗：张一, 采购岗 李二. One half must be a
/// name and the other none.
fn halves(written: &str, own: Field, lookup: &Lookup<'_>) -> Option<(String, String)> {
    let cleaned = text::nfkc(&text::clean(written));
    let (outside, inside) = text::parted_by_brackets(&cleaned);
    let (before, behind) = match inside.as_slice() {
        [] => cleaned.split_once([':', '/', '\n', ' ', '-', '—'])?,
        [inside] if cleaned.ends_with(text::CLOSING) => (outside.as_str(), inside.as_str()),
        _ => return None,
    };
    let (before, behind) = (text::tight(before), text::tight(behind));
    let (post, person) = match own {
        Field::Person => (&behind, &before),
        _ => (&before, &behind),
    };
    let names = names_in(person);
    // What stands behind a section may say what it does as well: 采购办（政府采购）.
    let is_holder =
        |name: &String| is_name(name, lookup) && (own != Field::Section || surnamed(name, lookup));
    let fits = !names.is_empty() && names.iter().all(is_holder);
    (fits && text::substance_len(post) > 1).then_some((before, behind))
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
            let halves = halves(written, Field::Post, &lookup);
            assert_eq!(halves, Some(("出纳岗".into(), "张一".into())), "{written}");
        }
        let two = halves("出纳岗（张一、李二）", Field::Post, &lookup);
        assert_eq!(two, Some(("出纳岗".into(), "张一、李二".into())));
        let turned = halves("张一（出纳岗）", Field::Person, &lookup);
        assert_eq!(turned, Some(("张一".into(), "出纳岗".into())));
        for written in [
            "出纳岗",
            "出纳岗（空缺）",
            "出纳岗（）",
            "出纳岗（负责现金收付）",
            "出纳岗（兼）",
            "",
        ] {
            assert_eq!(halves(written, Field::Post, &lookup), None, "{written}");
        }
    }
}
