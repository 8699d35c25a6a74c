//! Key-values around a table: `单位（盖章）：…  填报日期：…` in one cell, or key and value in neighbouring cells.

use super::date;
use super::doubles;
use super::key;
use super::label::{Meaning, signs_or_opines};
use super::names;
use super::person_names;
use super::stacked;
use super::view::View;
use crate::location::CellRef;
use crate::model::{Field, KeyValue, Origin, Value};
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// Endings of titles.
const TITLES: [&str; 6] = ["表", "清单", "台账", "目录", "一览", "汇总"];

/// Fields of whom a form speaks: the content of none names risks.
const OF_WHOM: [Field; 3] = [Field::Section, Field::Post, Field::Person];

/// A longer text before a colon is no key.
const LONGEST: usize = 16;

/// The key-values of a row.
pub fn read_row(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> Vec<KeyValue> {
    if let Some(pairs) = stacked::read(view, row, lookup) {
        return pairs;
    }
    let cells = view.whole_row(row);
    if let Some(pairs) = alternating(&cells, lookup) {
        return pairs;
    }
    let mut out = Vec::new();
    let (mut taken, mut said) = (None, None);
    let mut pieces = Vec::new();
    for (index, (at, written)) in cells.iter().enumerate() {
        if taken == Some(*at) || pieces.contains(at) {
            said = Some(*at);
            continue;
        }
        // 张一 | 科长 | 预算科: behind what is no pair 科长 is somebody's post.
        let before = index.checked_sub(1).map(|before| cells[before].0);
        let title = before != said && stacked::is_title(written, lookup);
        let next = cells.get(index + 1).filter(|_| !title);
        if let Some((cells, day)) = in_pieces(&cells[index..], lookup) {
            pieces = cells;
            out.push(day);
            continue;
        }
        let mut pairs = split(written, lookup);
        if pairs.is_empty() {
            // 科室 | 预算科: the key in a cell of its own, the value in the next.
            if let Some((cell, value)) = next
                && (key::is_key(written, lookup) || names_matter(written, value, lookup))
                && (stacked::is_title_of(written, value, lookup)
                    || !(key::is_key(value, lookup) || signs_or_opines(*value)))
                && split(value, lookup).is_empty()
            {
                out.push(KeyValue {
                    key: written.text().to_owned(),
                    value: value.text().to_owned(),
                    cell: *cell,
                });
                taken = Some(*cell);
            }
            continue;
        }
        said = Some(*at);
        let last_is_open = pairs.last().is_some_and(|(_, value)| value.is_empty());
        if let Some((cell, value)) =
            next.filter(|(_, v)| last_is_open && split(v, lookup).is_empty())
            && let Some((key, _)) = pairs.pop()
        {
            out.push(KeyValue {
                key,
                value: value.text().to_owned(),
                cell: *cell,
            });
            taken = Some(*cell);
        }
        out.extend(pairs.into_iter().map(|(key, value)| KeyValue {
            key,
            value,
            cell: *at,
        }));
    }
    out
}

/// 填报日期 | 2026 | 年 | 10 | 月: the label of a day and the cells over which it is written.
fn in_pieces(
    cells: &[(CellRef, Written<'_>)],
    lookup: &Lookup<'_>,
) -> Option<(Vec<CellRef>, KeyValue)> {
    let ((_, label), behind) = cells.split_first()?;
    let behind = behind.iter().map(|(at, text)| (*at, text.text()));
    let (pieces, value) = date::in_pieces(behind)?;
    (key::field_of(label, lookup) == Some(Field::ReportedOn)).then(|| {
        let day = KeyValue {
            key: label.text().to_owned(),
            value,
            cell: pieces[0],
        };
        (pieces, day)
    })
}

/// 姓名 | 张一 | 岗位 | 科长: keys and values by turns. There 科长 is a value, though it could be a key elsewhere.
fn alternating(cells: &[(CellRef, Written<'_>)], lookup: &Lookup<'_>) -> Option<Vec<KeyValue>> {
    let pairs = cells.chunks_exact(2);
    let is_pair = |pair: &[(CellRef, Written<'_>)]| {
        // 科室 | 填报日期 over their values are two keys.
        let day = key::field_of(&pair[1].1, lookup) == Some(Field::ReportedOn);
        let (label, value) = (&pair[0].1, &pair[1].1);
        // 性别 | 女
        let other = || Meaning::of(label, lookup) == Some(Meaning::Other);
        let key = key::is_key(label, lookup) || names_matter(label, value, lookup) || other();
        // 科室意见 | 领导小组意见, both left blank, say nothing of each other.
        let signs =
            signs_or_opines(pair[1].1) && !stacked::is_title_of(&pair[0].1, &pair[1].1, lookup);
        key && !day && !pair[1].1.contains([':', '：']) && !signs
    };
    let fits = !cells.is_empty() && pairs.remainder().is_empty() && pairs.clone().all(is_pair);
    let value = |pair: &[(CellRef, Written<'_>)]| KeyValue {
        key: pair[0].1.text().to_owned(),
        value: pair[1].1.text().to_owned(),
        cell: pair[1].0,
    };
    fits.then(|| pairs.map(value).collect())
}

/// 职权名称 | 公务用车管理: what all rows of the table are about. Beside another head it is a head itself.
fn names_matter(key: &str, value: &str, lookup: &Lookup<'_>) -> bool {
    key::field_of(key, lookup) == Some(Field::Matter) && key::field_of(value, lookup).is_none()
}

/// Splits `科室：预算科  填报日期：2026.11.2` into its pairs; empty if there is no colon behind a key.
pub fn split(written: &str, lookup: &Lookup<'_>) -> Vec<(String, String)> {
    let parts: Vec<&str> = written.split([':', '：']).collect();
    let Some((first, rest)) = parts.split_first() else {
        return Vec::new();
    };
    if rest.is_empty() {
        return spaced(written, lookup);
    }
    let mut pairs: Vec<(String, String)> = Vec::new();
    let inner = in_brackets(first, lookup).map(|(_, inner)| inner);
    let behind = || behind_title(first, lookup).map(|(_, key)| key);
    let mut key = inner.or_else(behind).unwrap_or(first.trim()).to_owned();
    for (index, part) in rest.iter().enumerate() {
        let is_last = index + 1 == rest.len();
        let (value, next) = if is_last {
            (part.trim().to_owned(), String::new())
        } else {
            value_and_key(part, lookup)
        };
        let value = match inner {
            Some(_) if is_last => value.trim_end_matches([')', '）']).trim_end().to_owned(),
            _ => value,
        };
        if !key.is_empty() && key.chars().nth(LONGEST).is_none() {
            pairs.push((key, value));
        }
        key = next;
    }
    pairs
}

/// 姓名　张一　　科室　预算科: keys and values by turns with nothing but spaces or tabs between them.
fn spaced(written: &str, lookup: &Lookup<'_>) -> Vec<(String, String)> {
    let mut words = written.split_whitespace();
    let first = words.next().filter(|_| words.nth(2).is_some());
    if !first.is_some_and(|first| key::is_key(first, lookup)) {
        return Vec::new();
    }
    let words: Vec<&str> = written.split_whitespace().collect();
    let by_turns = |(at, word): (usize, &&str)| key::is_key(word, lookup) == (at % 2 == 0);
    if !words.len().is_multiple_of(2) || !words.iter().enumerate().all(by_turns) {
        return Vec::new();
    }
    let pairs = words.chunks_exact(2);
    pairs
        .map(|pair| (pair[0].to_owned(), pair[1].to_owned()))
        .collect()
}

/// 自查表（科室：预算科）: the title, and the key that begins in the brackets.
fn in_brackets<'t>(first: &'t str, lookup: &Lookup<'_>) -> Option<(&'t str, &'t str)> {
    let (title, inner) = first.rsplit_once(['(', '（'])?;
    let inner = inner.trim();
    (!inner.contains([')', '）']) && key::is_key(inner, lookup)).then_some((title, inner))
}

/// 自查表　　填报日期：2026.11.2: the title, and the key behind it.
fn behind_title<'t>(first: &'t str, lookup: &Lookup<'_>) -> Option<(&'t str, &'t str)> {
    let (title, key) = first.trim().rsplit_once(char::is_whitespace)?;
    // 自查表（岗位部分）　　填报日期
    let bare = title.trim_end();
    let bare = bare.strip_suffix([')', '）']).map_or(bare, |_| {
        bare.rsplit_once(['(', '（'])
            .map_or(bare, |(title, _)| title)
    });
    let titled = TITLES.iter().any(|end| bare.ends_with(end));
    (titled && key::is_key(key, lookup)).then_some((title, key))
}

/// What stands before the keys of a line, where it is more than a key: the title.
pub fn before_keys<'t>(written: &'t str, lookup: &Lookup<'_>) -> Option<&'t str> {
    let (first, _) = written.split_once([':', '：'])?;
    let (title, _) = in_brackets(first, lookup).or_else(|| behind_title(first, lookup))?;
    Some(title.trim()).filter(|title| !title.is_empty())
}

/// The text between two colons: the value of the key before it, and the next key.
fn value_and_key(part: &str, lookup: &Lookup<'_>) -> (String, String) {
    let part = part.trim_start();
    let cuts = part.char_indices().map(|(at, _)| part.split_at(at));
    let parts_words = |c: char| c.is_whitespace() || "，,；;。)）".contains(c);
    let starts: Vec<(&str, &str)> = cuts
        .filter(|(before, _)| before.is_empty() || before.ends_with(parts_words))
        .collect();
    let is_known = |(_, key): &&(&str, &str)| {
        let short = key.chars().nth(2 * LONGEST).is_none();
        short && !key.trim().is_empty() && key::is_key(key.trim(), lookup)
    };
    // 张一  科室 is a name and a key, though it ends like the key of a section.
    let behind = starts.iter().filter(|(value, _)| !value.trim().is_empty());
    let known = behind
        .clone()
        .find(is_known)
        .or(starts.iter().find(is_known));
    let (value, key) = known.or(starts.last()).copied().unwrap_or(("", part));
    let value = value
        .trim()
        .trim_end_matches(['，', ',', '；', ';', '。'])
        .trim();
    (value.to_owned(), key.trim().to_owned())
}

/// The key-values whose key names `field` and whose value is not blank.
pub fn named<'k>(
    pairs: &'k [KeyValue],
    field: Field,
    lookup: &Lookup<'_>,
) -> impl Iterator<Item = &'k KeyValue> + Clone {
    pairs.iter().filter(move |kv| {
        let open = field.is_date() && date::is_open(&kv.value);
        key::field_of(&kv.key, lookup) == Some(field)
            && !open
            && !lookup.is_blank_in(field, &kv.value)
    })
}

/// The first of them, of several the first whose key is exact.
pub fn find<'k>(pairs: &'k [KeyValue], field: Field, lookup: &Lookup<'_>) -> Option<&'k KeyValue> {
    let mut own = named(pairs, field, lookup);
    let exact = |kv: &&KeyValue| !doubles::is_less_exact(field, &text::label_key(&kv.key));
    own.clone().find(exact).or_else(|| own.next())
}

/// Whether a key asks who filled in a form, not of whom it speaks: 填报人, 自查人 beside 姓名, 本人.
pub fn asks_who_filled_in(key: &str) -> bool {
    let key = text::label_key(key);
    let fills = ["填", "制表", "报送", "上报", "自查", "排查", "查找"];
    key.contains('人') && fills.iter().any(|word| key.starts_with(word))
}

/// What stands before a day at the end of a value: 填报人：张一　　2026年11月2日 names 张一.
pub fn without_day(value: &str) -> String {
    let short = value.chars().nth(4 * LONGEST).is_none();
    let dated = short && value.contains(['年', '-', '/', '.']);
    let before = dated.then(|| date::at_end(value)).flatten();
    let before = before.map(|(before, _)| before);
    let before = before.filter(|b| b.ends_with(char::is_whitespace) && !b.trim().is_empty());
    before.unwrap_or_else(|| value.to_owned())
}

/// 张一（科长）, 李二（签字）: the name alone.
fn without_office(value: &str, lookup: &Lookup<'_>) -> String {
    let (outside, inside) = text::parted_by_brackets(&text::squash(value));
    let named = !inside.is_empty() && person_names::is_person(&outside, lookup);
    if named { outside } else { value.to_owned() }
}

/// Whether what stands behind the label of a section, a post or a person is the next head: 岗位 | 风险点及防控措施.
pub fn is_head(field: Field, value: &str) -> bool {
    OF_WHOM.contains(&field) && value.contains("风险点")
}

/// What the pairs say of a field; of a section also what a key of the unit names.
pub fn value(field: Field, pairs: &[KeyValue], lookup: &Lookup<'_>) -> Option<Value> {
    let from = |kv: &KeyValue, text: String| {
        Value::new(kv.value.as_str(), &text, Some(kv.cell), Origin::KeyValue)
    };
    if field != Field::Section {
        let kv = find(pairs, field, lookup).filter(|kv| !is_head(field, &kv.value))?;
        let said = if field.is_date() {
            kv.value.clone()
        } else {
            without_day(&kv.value)
        };
        let said = match field {
            Field::Person | Field::Head | Field::Leader => without_office(&said, lookup),
            _ => said,
        };
        return Some(from(kv, text::squash(&said)));
    }
    let named = find(pairs, field, lookup).filter(|kv| !is_head(field, &kv.value));
    let named = named.into_iter().map(|kv| (kv, true));
    let is_unit = |kv: &&KeyValue| key::is_unit_key(&kv.key) && !lookup.is_blank(&kv.value);
    let units = pairs.iter().filter(is_unit).map(|kv| (kv, false));
    named.chain(units).find_map(|(kv, any_name)| {
        names::section_of_value(&kv.value, any_name, lookup).map(|section| from(kv, section))
    })
}
