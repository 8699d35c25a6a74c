//! A level that stands in no column: in a line above or below the table, in a heading inside it, or in the sheet's name.

use super::header::Head;
use super::keyvalue;
use super::label::Meaning;
use super::view::View;
use crate::location::CellRef;
use crate::model::{Field, Origin, Value};
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// A longer heading is prose.
const LONGEST: usize = 24;

/// Whether a row below a table says nothing but a level for all of it: 风险等级自评 | 二级.
pub fn states_level(own: &[(CellRef, Written<'_>)], head: &Head, lookup: &Lookup<'_>) -> bool {
    let [(at, label), (_, level), ..] = own else {
        return false;
    };
    let column = head.columns.iter().find(|c| c.cell.col == at.col);
    let is_level = column.is_some_and(|c| c.field.is_some_and(Field::is_level));
    !is_level && own.len() <= 3 && level_label(label, lookup).is_some() && reads(level, lookup)
}

fn level_label(label: &str, lookup: &Lookup<'_>) -> Option<Field> {
    match Meaning::of(label, lookup)? {
        Meaning::Field(field, None) if field.is_level() => Some(field),
        _ => None,
    }
}

/// Whether a text is a level, ticked or written.
fn reads(written: &str, lookup: &Lookup<'_>) -> bool {
    let read = super::level::read_column(&[written.to_owned()], &[], lookup);
    matches!(read[..], [super::level::LevelReading::Known(_)])
}

/// The levels that lines around a table state for all its entries: 风险等级：二级 in one cell, or label and level side by side.
pub fn stated(view: View<'_>, rows: &[u32], lookup: &Lookup<'_>) -> Vec<(Field, Value)> {
    let mut found = Vec::new();
    for row in rows {
        let cells = view.whole_row(*row);
        let beside = cells.windows(2).filter_map(|pair| {
            let field = level_label(&pair[0].1, lookup)?;
            let (cell, level) = (pair[1].0, pair[1].1.text());
            reads(level, lookup).then(|| (field, value(level, cell)))
        });
        found.extend(beside);
        let pairs = keyvalue::read_row(view, *row, lookup).into_iter();
        found.extend(pairs.filter_map(|kv| {
            let field = level_label(&kv.key, lookup)?;
            reads(&kv.value, lookup).then(|| (field, value(&kv.value, kv.cell)))
        }));
    }
    found
}

fn value(level: &str, cell: CellRef) -> Value {
    Value::new(level, level, Some(cell), Origin::KeyValue)
}

/// The level that a heading names: 一、一级风险点（2个）, 二级风险.
pub fn of_heading(written: &str, lookup: &Lookup<'_>) -> Option<String> {
    if written.chars().nth(LONGEST).is_some() {
        return None;
    }
    let key = text::key(text::without_list_number(written.trim()));
    let bare = text::without_brackets(&key);
    let word = bare.split(['(', ':']).next().unwrap_or_default();
    let ends = [
        "廉政风险点",
        "廉洁风险点",
        "风险点",
        "岗位",
        "风险岗位",
        "风险",
    ];
    let short = ends.iter().find_map(|end| word.strip_suffix(end));
    let short = short.filter(|w| !w.is_empty());
    let named = short.is_some();
    let word = short.unwrap_or(word);
    let known = lookup.level_word(&text::Key(word)).known;
    // 1 and A head lists as well as levels, and 高 alone says too little; 高风险 does not.
    let is_list = word.chars().all(|c| c.is_ascii_alphanumeric());
    let plain = (word.chars().count() >= 2 || (named && !is_list))
        && known.iter().all(|(_, level)| *level == known[0].1);
    (!known.is_empty() && plain).then(|| word.to_owned())
}
