//! The row right under a head that still belongs to it: numbers of columns (栏次 1 2 3 …), or how each column is to be filled in.

use super::header::Head;
use crate::location::CellRef;
use crate::model::Field;
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// Fewest cells of such a row.
const FEWEST: usize = 3;
/// Longest text that explains a column.
const LONGEST: usize = 60;
/// What stands before the numbers of columns.
const NUMBERED: [&str; 4] = ["栏次", "栏号", "列次", "行次"];
/// Words that tell somebody how to fill in a cell.
const TELLING: [&str; 20] = [
    "填写",
    "填报",
    "请填",
    "填规范",
    "写明",
    "请写",
    "字以内",
    "不少于",
    "不超过",
    "一行一",
    "每行",
    "下拉",
    "请选",
    "选择",
    "必填",
    "选填",
    "格式",
    "参照",
    "对照",
    "姓名或",
];

/// Whether a text tells somebody how to fill in a cell.
pub fn tells_how(written: &str) -> bool {
    let key = text::key(written);
    key.chars().nth(LONGEST).is_none() && TELLING.iter().any(|word| key.contains(word))
}

/// Whether the cells are the numbers of their columns, one after the other.
pub fn numbers(own: &[(CellRef, Written<'_>)]) -> bool {
    let named = own
        .first()
        .is_some_and(|(_, first)| NUMBERED.contains(&first.folded()));
    let numbers: Vec<Option<u32>> = own
        .iter()
        .skip(usize::from(named))
        .map(|(_, t)| t.folded().trim_matches(['(', ')', '栏']).parse().ok())
        .collect();
    let follow = numbers
        .windows(2)
        .all(|pair| matches!(pair, [Some(a), Some(b)] if a.checked_add(1) == Some(*b)));
    numbers.len() >= FEWEST && follow && matches!(numbers[0], Some(0..=2))
}

/// Whether the cells say how to fill in their columns. A row with a number of its own, or with a level, says something itself.
pub fn explains(own: &[(CellRef, Written<'_>)], head: &Head, lookup: &Lookup<'_>) -> bool {
    let field = |at: &CellRef| {
        let column = head.columns.iter().find(|c| c.cell.col == at.col);
        column.and_then(|c| c.field)
    };
    let itself = own.iter().any(|(at, text)| match field(at) {
        Some(Field::Seq) => text.folded().chars().all(|c| c.is_ascii_digit()),
        Some(level) if level.is_level() => lookup.level_word(text).known.len() == 1,
        _ => false,
    });
    let tells = |text: &Written<'_>| tells_how(text);
    let several = |at: &CellRef, text: &Written<'_>| {
        field(at).is_some_and(Field::is_level)
            && text.folded().split(['/', '、', '或']).count() >= 3
    };
    let telling = own
        .iter()
        .filter(|(at, text)| tells(text) || several(at, text))
        .count();
    own.len() >= FEWEST && !itself && telling * 2 >= own.len()
}
