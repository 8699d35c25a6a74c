//! The rows right under a head that still belong to it: numbers of columns (栏次 1 2 3 …, 甲 乙 1 2 …), or how each column is
//! to be filled in.

use super::date::{self, DateReading};
use super::filled::is_serial;
use super::header::Head;
use super::level;
use super::tick::{self, Choice};
use super::view::View;
use crate::location::CellRef;
use crate::model::{Field, SkipKind, SkippedRow};
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

/// Labels of notes.
const NOTES: [&str; 4] = ["注", "备注", "说明", "等级说明"];

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

/// The characters that number columns in their order, beside figures and numerals.
const ORDERS: [&str; 2] = ["甲乙丙丁戊己庚辛壬癸", "abcdefghijklmnopqrstuvwxyz"];

/// A number of a column: by which characters it counts, 0 for figures, and how far.
fn number(written: Written<'_>) -> Option<(usize, usize)> {
    let bare = written
        .folded()
        .trim_matches(['(', ')', '栏', '[', ']', '第', '列']);
    if let Ok(figure) = bare.parse::<u32>() {
        return Some((0, figure as usize));
    }
    if let Some(numeral) = text::whole_number(bare) {
        return Some((ORDERS.len() + 1, numeral as usize));
    }
    let mut chars = bare.chars();
    let only = chars.next().filter(|_| chars.next().is_none())?;
    ORDERS.iter().enumerate().find_map(|(order, all)| {
        let at = all.chars().position(|c| c == only)?;
        Some((order + 1, at + 1))
    })
}

/// Whether the cells are the numbers of their columns, one after the other. Statistics count the columns of names by 甲 乙 丙,
/// and those of figures from 1.
pub fn numbers(own: &[(CellRef, Written<'_>)]) -> bool {
    let named = own
        .first()
        .is_some_and(|(_, first)| NUMBERED.contains(&first.folded()));
    let told = own.iter().skip(usize::from(named));
    let numbers: Option<Vec<(usize, usize)>> = told.map(|(_, text)| number(*text)).collect();
    let Some(numbers) = numbers.filter(|all| all.len() >= FEWEST) else {
        return false;
    };
    let begins = |(_, number): (usize, usize)| number <= 1;
    let follow = |pair: &[(usize, usize)]| {
        let ((order, before), (next, after)) = (pair[0], pair[1]);
        (order == next && before + 1 == after) || (order == 1 && next == 0 && after == 1)
    };
    let first = numbers[0];
    (begins(first) || first == (0, 2)) && numbers.windows(2).all(follow)
}

/// Whether a row under a head says nothing but what the levels mean: 一级为高风险，二级为中风险.
pub fn explains_levels(own: &[(CellRef, Written<'_>)]) -> bool {
    let said = match own {
        [(_, said)] => said,
        [(_, label), (_, said)] if NOTES.contains(&label.label()) => said,
        _ => return false,
    };
    level::mentioned(said) > 1 && text::after_list_number(said).is_none()
}

/// Whether nothing but rows that belong to a head was skipped below it.
pub fn adjoins(skipped: &[SkippedRow]) -> bool {
    let of_head = [SkipKind::RepeatedHead, SkipKind::Example, SkipKind::Blank];
    skipped.iter().all(|s| of_head.contains(&s.kind))
}

/// What a row is that numbers the columns of a head, or tells how to fill them in; `last` is the last row of the table.
pub fn fate(
    (view, row, last): (View<'_>, u32, u32),
    own: &[(CellRef, Written<'_>)],
    head: &Head,
    lookup: &Lookup<'_>,
) -> Option<SkipKind> {
    if numbers(own) {
        return Some(SkipKind::RepeatedHead);
    }
    let contradicts = || {
        let mut rows = view.grid().rows_in(row + 1..=last);
        let below = rows.find(|row| {
            let own = view.row(*row, head.left(), head.right());
            !own.is_empty() && !numbers(&own)
        });
        below.is_some_and(|below| contradicts((view, row, below), own, head, lookup))
    };
    let told = explains(own, head, lookup) || contradicts();
    told.then_some(SkipKind::Example)
}

/// Whether the cells say how to fill in their columns. A row with a number of its own, a level, or a tick says something
/// itself.
fn explains(own: &[(CellRef, Written<'_>)], head: &Head, lookup: &Lookup<'_>) -> bool {
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

/// Whether a row contradicts several of its columns, each of which the row `below` fits, and tells how to fill in one: 从列表选择
/// under 科室, 一级最高 under 风险等级, 自动 under 提交时间. A number of its own, or a cell that fits, makes it an entry.
fn contradicts(
    (view, row, below): (View<'_>, u32, u32),
    own: &[(CellRef, Written<'_>)],
    head: &Head,
    lookup: &Lookup<'_>,
) -> bool {
    let mut against = 0;
    for column in &head.columns {
        let Some(field) = column.field else { continue };
        let at = |row| view.own(CellRef::new(row, column.cell.col));
        match at(row).and_then(|written| fits(field, written, lookup)) {
            Some(true) => return false,
            Some(false) => {
                let next = at(below).and_then(|written| fits(field, written, lookup));
                against += usize::from(next == Some(true));
            }
            None => {}
        }
    }
    let words = &lookup.policy().words.filling_notes;
    let tells = |written: Written<'_>| {
        written.folded().chars().nth(LONGEST).is_none() && words.within(written.folded()).is_some()
    };
    let telling = own.iter().filter(|(_, written)| tells(*written)).count();
    against >= 2 && telling >= 1 && (telling + against) * 2 >= own.len()
}

/// Whether a text is what a column of this field holds; none where any text may be.
fn fits(field: Field, written: Written<'_>, lookup: &Lookup<'_>) -> Option<bool> {
    if lookup.is_blank(&written) {
        return None;
    }
    match field {
        Field::Seq => Some(is_number(written)),
        Field::Section => {
            let known =
                lookup.section(&written).is_some() || lookup.section_of_unit(&written).is_some();
            Some(known || lookup.looks_like_section(&written) || lookup.is_ditto(&written))
        }
        field if field.is_date() => Some(date::read_text(&written) != DateReading::Unknown),
        field if field.is_level() => {
            let ticked =
                matches!(tick::choice(&written), Choice::Ticked(_)) || tick::is_tick(&written);
            Some(ticked || lookup.level_word(&written).is_level())
        }
        _ => None,
    }
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
