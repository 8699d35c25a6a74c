//! Several names in one cell, set apart by nothing but line breaks or spaces: written with `、` between them, so that
//! they do not run together. A name that is only spread out or broken for width stays one.

use crate::location::CellRef;
use crate::model::{Column, Entry, Field, Origin, Value};
use crate::policy::Lookup;
use crate::text;

/// Persons: `张一↵李二` and `张一 李二` are two, `张　一` is one.
pub fn persons(written: &str, lookup: &Lookup<'_>) -> String {
    let whole = text::tight(written);
    // Most cells hold one name: the roster is asked where there may be several.
    let Some(several) = apart(written, |name| (2..=4).contains(&name.chars().count())) else {
        return whole;
    };
    let key = text::key(&whole);
    let sections = &lookup.policy().roster.sections();
    let mut staff = sections.iter().flat_map(|s| &s.staff);
    if staff.any(|s| text::key(&s.name) == key) {
        return whole;
    }
    several
}

/// Posts: `预算编制岗↵综合岗` is two, `预算↵编制岗` is one.
pub fn posts(written: &str, lookup: &Lookup<'_>) -> String {
    let whole = || text::tight(written);
    apart(written, |name| lookup.looks_like_owner(name)).unwrap_or_else(whole)
}

/// The names with `、` between them; none unless each of them is complete.
fn apart(written: &str, is_complete: impl Fn(&str) -> bool) -> Option<String> {
    let cleaned = text::clean(written);
    // 经费岗↵（张一）: what stands in brackets belongs to what stands before it.
    let words = cleaned
        .split_whitespace()
        .fold(Vec::new(), |mut words: Vec<String>, word| {
            match words.last_mut() {
                Some(before) if word.starts_with(text::BRACKETS) => before.push_str(word),
                _ => words.push(word.to_owned()),
            }
            words
        });
    let bare = |name: &str| text::without_brackets(&text::key(name));
    let names = || words.iter().flat_map(|w| w.split(text::is_list_mark));
    let mut names = names().map(bare).filter(|n| !n.is_empty());
    if words.len() < 2 || !names.all(|n| is_complete(&n)) {
        return None;
    }
    let mut out = String::new();
    for word in words {
        if !out.is_empty()
            && !out.ends_with(text::is_list_mark)
            && !word.starts_with(text::is_list_mark)
        {
            out.push('、');
        }
        out.push_str(&word);
    }
    Some(out)
}

/// Adds a part of the measures, which is named: 前期预防：岗前谈话.
pub fn add_part(entry: &mut Entry, column: &Column, cell: CellRef, written: &str) {
    let part = format!("{}：{written}", column.label);
    joined(entry, Field::Measures, &part, cell, "\n");
}

/// Adds to what a field says; the cell is that of what was said first.
pub fn joined(entry: &mut Entry, field: Field, more: &str, cell: CellRef, between: &str) {
    let known = entry.values.get(&field);
    let text = known.map_or(more.to_owned(), |v| [&*v.text, more].join(between));
    let first = known.and_then(|v| v.cell).unwrap_or(cell);
    let value = Value::new(text.as_str(), &text, Some(first), Origin::Cell);
    entry.values.insert(field, value);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    #[test]
    fn names_are_kept_apart_and_spread_out_ones_whole() {
        let policy = Policy::embedded().expect("valid");
        let lookup = Lookup::new(&policy);
        for (written, read) in [
            ("张　一", "张一"),
            ("张一\n李二", "张一、李二"),
            ("张一 李二　王三", "张一、李二、王三"),
            ("张一、\n李二", "张一、李二"),
            ("张一、李\n二", "张一、李二"),
            ("李 小明", "李小明"),
            ("张一（科长）\n李二", "张一（科长）、李二"),
            ("张一\n（科长）", "张一（科长）"),
        ] {
            assert_eq!(persons(written, &lookup), read, "{written}");
        }
        for (written, read) in [
            ("预算\n编制岗", "预算编制岗"),
            ("预 算 编 制 岗", "预算编制岗"),
            ("预算编制岗\n综合岗", "预算编制岗、综合岗"),
            ("会计 出纳", "会计、出纳"),
            ("经费岗\n（张一）", "经费岗（张一）"),
            (
                "经费岗\n（张一）\n综合岗\n（李二）",
                "经费岗（张一）、综合岗（李二）",
            ),
        ] {
            assert_eq!(posts(written, &lookup), read, "{written}");
        }
    }
}
