//! The cells of columns that ask for a level and something else at once: 自评/审定等级 with two levels in each cell, 岗位（风险等级）
//! with the level behind each post. They are taken apart where every cell that is filled falls apart; else a person is asked.

use super::checks;
use super::heads_of_two::{Asked, BEHIND, asked};
use super::level;
use super::level_column::{Undecided, whole};
use super::options;
use super::rater;
use super::ruling;
use crate::diagnostic::Diagnostic;
use crate::model::{Column, Entry, Extra, Field, Origin, Value};
use crate::policy::Lookup;
use crate::text;

/// What parts two levels in a cell.
const BETWEEN: [char; 8] = ['/', '、', '\n', ';', ',', ' ', '|', '→'];

/// Takes the cells of such columns apart, before their levels are read.
pub fn part(entries: &mut [Entry], columns: &[Column], lookup: &Lookup<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let has = |field: Field| columns.iter().any(|c| c.field == Some(field));
    for column in columns {
        let Some(field) = column.field else { continue };
        let asked = (field.is_level() || BEHIND.contains(&field))
            .then(|| asked(&column.label, None, lookup))
            .flatten();
        match asked {
            Some(Asked::Steps(one, other)) if field.is_level() => {
                found.extend(steps(entries, (column, field), [one, other], lookup));
            }
            Some(Asked::Level(own, level)) if own == field && !has(level) && !has(Field::Level) => {
                found.extend(behind(entries, (column, field), level, lookup));
            }
            _ if field.is_level() => labelled(entries, (column, field), columns, lookup),
            _ => {}
        }
    }
    found
}

/// What a cell falls apart into.
type Parts = Vec<(Field, String)>;
/// A filled cell with its parts, where it has any; none where nothing is filled in.
type Cell = Option<(Value, Option<Parts>)>;

/// The filled cells of a column with what each falls apart into, and those that do not.
fn taken_apart(
    entries: &[Entry],
    field: Field,
    lookup: &Lookup<'_>,
    part: impl Fn(&str) -> Option<Parts>,
) -> (Vec<Cell>, Vec<Undecided>) {
    let cell = |entry: &Entry| {
        let value = filled(entry, field, lookup)?;
        let parts = part(&value.text);
        Some((value, parts))
    };
    let cells: Vec<Cell> = entries.iter().map(cell).collect();
    let whole = entries.iter().zip(&cells).filter_map(|(entry, cell)| {
        let (value, parts) = cell.as_ref()?;
        let place = || entry.place_of(field);
        parts
            .is_none()
            .then(|| Undecided::of_word(place(), &value.raw))
    });
    let open = whole.collect();
    (cells, open)
}

/// Two levels in each cell, in the order of the head.
fn steps(
    entries: &mut [Entry],
    (column, field): (&Column, Field),
    order: [Field; 2],
    lookup: &Lookup<'_>,
) -> Option<Diagnostic> {
    let in_order = |text: &str| Some(order.into_iter().zip(in_order(text, lookup)?).collect());
    let both = |text: &str| by_labels(text, lookup).or_else(|| in_order(text));
    let (cells, open) = taken_apart(entries, field, lookup, both);
    for (entry, cell) in entries.iter_mut().zip(cells) {
        let Some((value, parts)) = cell else { continue };
        entry.values.remove(&field);
        if open.is_empty() {
            give(entry, &value, parts.unwrap_or_default());
        } else if let Some(cell) = value.cell {
            let extra = Extra::new(&column.label, &*value.raw, cell);
            let doubts = Some(Field::Level);
            entry.extras.push(Extra { doubts, ..extra });
        }
    }
    let open: Vec<&Undecided> = open.iter().collect();
    whole(&checks::LEVEL_TOGETHER, &open, |_, words| {
        format!(
            "“{}”一栏每格要写两个等级，{words}看不出各是哪一个；这一栏都没有取用，各条等级待定",
            column.label
        )
    })
}

/// A level behind what each cell names.
fn behind(
    entries: &mut [Entry],
    (column, field): (&Column, Field),
    level: Field,
    lookup: &Lookup<'_>,
) -> Option<Diagnostic> {
    let halves = |text: &str| {
        let (own, word) = apart(text, lookup)?;
        let own = match field {
            Field::Section => options::section(&text::squash(&own), lookup),
            _ => text::tight(&own),
        };
        Some(vec![(field, own), (level, word)])
    };
    let (cells, open) = taken_apart(entries, field, lookup, halves);
    if cells.iter().flatten().all(|(_, parts)| parts.is_none()) {
        return None;
    }
    for (entry, cell) in entries.iter_mut().zip(cells) {
        if let Some((value, Some(parts))) = cell.filter(|_| open.is_empty()) {
            give(entry, &value, parts);
        }
    }
    let open: Vec<&Undecided> = open.iter().collect();
    whole(&checks::LEVEL_TOGETHER, &open, |_, words| {
        format!(
            "“{}”一栏里，{words}的后面没有写等级（或者看不出是哪一级）；这一栏没有拆开，各条都没有等级",
            column.label
        )
    })
}

/// 自评：二级 审定：一级 in a column of one level: the labels say whose each is.
fn labelled(
    entries: &mut [Entry],
    (column, field): (&Column, Field),
    columns: &[Column],
    lookup: &Lookup<'_>,
) {
    for entry in entries {
        let Some(value) = entry
            .values
            .get(&field)
            .filter(|v| v.text.contains([':', '：']))
        else {
            continue;
        };
        let Some(parts) = by_labels(&value.text, lookup) else {
            continue;
        };
        let mut others = columns.iter().filter(|c| c.cell != column.cell);
        if others.any(|c| parts.iter().any(|(own, _)| c.field == Some(*own))) {
            continue;
        }
        let value = value.clone();
        entry.values.remove(&field);
        give(entry, &value, parts);
    }
}

/// The value of a field where it says something; what 同上 stands for as the text above.
fn filled(entry: &Entry, field: Field, lookup: &Lookup<'_>) -> Option<Value> {
    let value = entry.values.get(&field)?;
    let text = match value.origin {
        Origin::Ditto => value.text.to_string(),
        _ => value.raw.to_string(),
    };
    (!value.text.is_empty() && !lookup.is_blank(&text)).then(|| Value {
        text: text.as_str().into(),
        ..value.clone()
    })
}

fn give(entry: &mut Entry, value: &Value, parts: Parts) {
    for (field, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
        let own = Value {
            text: text.as_str().into(),
            ..value.clone()
        };
        entry.values.insert(field, own);
    }
}

/// Whether a word is a level, agrees with one, or says that there is none.
fn says_level(word: &str, lookup: &Lookup<'_>) -> bool {
    level::read_one(word, lookup).is_some() || ruling::agrees(word) || lookup.is_blank(word)
}

/// 二级/一级, 二级（一级）: two levels.
fn in_order(written: &str, lookup: &Lookup<'_>) -> Option<[String; 2]> {
    let folded = text::nfkc(&text::clean(written));
    let (outside, inside) = text::parted_by_brackets(&folded);
    let (first, second) = match inside.as_slice() {
        [] if folded.matches('/').count() == 1 => {
            let (first, second) = folded.split_once('/')?;
            (first.to_owned(), second.to_owned())
        }
        [] => {
            let mut pieces = folded
                .split(BETWEEN)
                .map(str::trim)
                .filter(|p| !p.is_empty());
            let two = (pieces.next()?, pieces.next()?);
            if pieces.next().is_some() {
                return None;
            }
            (two.0.to_owned(), two.1.to_owned())
        }
        [inside] => (outside, inside.clone()),
        _ => return None,
    };
    let (first, second) = (first.trim().to_owned(), second.trim().to_owned());
    let known = level::read_one(&first, lookup).is_some() && says_level(&second, lookup);
    known.then_some([first, second])
}

/// 自评：二级 审定：一级, 二级（自评） 一级（审定）: each level by the label beside it.
fn by_labels(written: &str, lookup: &Lookup<'_>) -> Option<Parts> {
    let folded = text::nfkc(&text::clean(written)).replace([')', '('], ":");
    let words = folded.split(|c| c == ':' || BETWEEN.contains(&c));
    let words: Vec<&str> = words.map(str::trim).filter(|w| !w.is_empty()).collect();
    let step = |word: &str| rater::of(&text::label_key(word))?.field();
    let level_first = words.first().is_some_and(|word| step(word).is_none());
    let mut parts = Parts::new();
    let mut waiting: Option<&str> = None;
    for word in words {
        match (step(word), waiting) {
            (Some(field), Some(level)) if level_first => {
                parts.push((field, level.to_owned()));
                waiting = None;
            }
            (Some(field), None) if !level_first => parts.push((field, String::new())),
            (None, None) if level_first && says_level(word, lookup) => waiting = Some(word),
            (None, _) if !level_first && says_level(word, lookup) => {
                let (_, own) = parts.last_mut().filter(|(_, own)| own.is_empty())?;
                word.clone_into(own);
            }
            _ => return None,
        }
    }
    let mut fields: Vec<Field> = parts.iter().map(|(field, _)| *field).collect();
    fields.sort_unstable();
    fields.dedup();
    let said = parts.iter().any(|(_, level)| !level.is_empty());
    (waiting.is_none() && said && fields.len() == parts.len()).then_some(parts)
}

/// 预算编制岗（二级）, 预算编制岗 二级: what is named, and the level behind it.
fn apart(written: &str, lookup: &Lookup<'_>) -> Option<(String, String)> {
    let folded = text::nfkc(&text::clean(written));
    let (own, word) = folded
        .strip_suffix(text::CLOSING)
        .and_then(|rest| rest.rsplit_once(text::BRACKETS))
        .or_else(|| folded.rsplit_once(['\n', ' ', '/', ':', '-', '—', ',']))?;
    // A bare 1 is the number of something.
    let word = word.trim();
    let is_level =
        level::read_one(word, lookup).is_some() && !word.chars().all(|c| c.is_ascii_digit());
    (is_level && text::substance_len(own) > 1).then(|| (own.trim().to_owned(), word.to_owned()))
}
