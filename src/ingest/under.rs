//! The row right under a head that still belongs to it: numbers of columns (栏次 1 2 3 …), or how each column is to be filled in.

use super::filled::is_serial;
use super::header::Head;
use super::tick::{self, Choice};
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
const TELLING: [&str; 15] = [
    "填写",
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
    "必填",
    "选填",
    "姓名或",
];

/// Those of them that stand in templates alone.
const TEMPLATE: [&str; 10] = [
    "请填",
    "填规范",
    "请写",
    "字以内",
    "一行一",
    "下拉",
    "请选",
    "必填",
    "选填",
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

/// Whether the cells say how to fill in their columns. A row with a number of its own, a level, or a tick says something
/// itself.
pub fn explains(own: &[(CellRef, Written<'_>)], head: &Head, lookup: &Lookup<'_>) -> bool {
    let itself = own.iter().any(|(at, text)| {
        let says = match field(head, *at) {
            Some(Field::Seq) => is_number(*text),
            Some(level) if level.is_level() => lookup.level_word(text).known.len() == 1,
            _ => false,
        };
        says || tick::is_tick(text) || matches!(tick::choice(text), Choice::Ticked(_))
    });
    let telling = own.iter();
    let telling = telling.filter(|(at, text)| tells_how(text) || is_choice(head, *at, *text));
    own.len() >= FEWEST && !itself && telling.count() * 2 >= own.len()
}

/// Whether such a row can be nothing else: each cell tells how, and one of them as only a template does.
pub fn leaves_no_doubt(own: &[(CellRef, Written<'_>)], head: &Head) -> bool {
    let mut told = own
        .iter()
        .filter(|(at, _)| field(head, *at) != Some(Field::Seq));
    let plain = |(at, text): &(CellRef, Written<'_>)| {
        let key = text::key(text);
        TEMPLATE.iter().any(|word| key.contains(word)) || is_choice(head, *at, *text)
    };
    let some = told.clone().any(plain);
    some && told.all(|(at, text)| {
        tells_how(text) || text.folded().starts_with('填') || is_choice(head, *at, *text)
    })
}

fn field(head: &Head, at: CellRef) -> Option<Field> {
    let column = head.columns.iter().find(|c| c.cell.col == at.col);
    column.and_then(|c| c.field)
}

/// 一级/二级/三级 and □一级□二级□三级 in a column for levels: what can be chosen.
fn is_choice(head: &Head, at: CellRef, written: Written<'_>) -> bool {
    let parts = written.folded().split(['/', '、', '或', '□', '☐', '○']);
    let several = parts.filter(|part| !part.trim().is_empty()).count() >= 3;
    several && field(head, at).is_some_and(Field::is_level)
}

/// Whether a cell holds one number, and not how numbers are written: 1、2、3.
fn is_number(written: Written<'_>) -> bool {
    let bare = written.folded().trim_end_matches(['、', '.', ',']);
    is_serial(&written) && !bare.contains(['、', ',']) && !bare.contains("..")
}
