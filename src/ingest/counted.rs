//! 统计表: sections or posts with a count for each level. It repeats what entries say, and is none.

use crate::ingest::elsewhere;
use crate::ingest::filled::{counts, is_count, is_serial};
use crate::ingest::heads::{Labels, labels};
use crate::ingest::view::{RowCells, View};
use crate::location::CellRef;
use crate::model::Field;
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// Rows below a head that are looked at.
const ROWS: u32 = 30;
/// A row that reaches over more columns is no such head.
const WIDEST: u32 = 60;
/// What a head counts by, alone or behind what is counted: 一级风险点数, 二级（个）.
const COUNTS: [&str; 12] = [
    "个数", "数量", "条数", "项数", "总数", "人数", "数", "合计", "总计", "小计", "占比", "比例",
];

/// First and last row of the head of such a table, where one begins in this row.
pub fn head(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> Option<(u32, u32)> {
    let cells = view.whole_row(row);
    let (first, end) = (cells.first()?.0, cells.last()?.0);
    let right = end.col + view.width(end) - 1;
    if cells.len() < 2 || right - first.col > WIDEST {
        return None;
    }
    if counts_down(view, row, &cells, lookup) {
        return Some((row, row));
    }
    let grouped = cells.iter().any(|(at, _)| view.width(*at) > 1);
    let last = row + u32::from(grouped);
    let heads = labels(view, row, last, first.col, right);
    let of_risk = |h: &Labels| {
        let field = lookup.field(&h.own);
        matches!(
            field,
            Some(Field::Risk | Field::Manifestation | Field::Measures)
        )
    };
    let (counts, others): (Vec<_>, Vec<_>) = heads
        .iter()
        .partition(|h| holds_numbers(view, last, h.cell.col));
    let mut levels: Vec<String> = counts
        .iter()
        .filter_map(|h| level(&h.own, lookup))
        .collect();
    levels.sort_unstable();
    levels.dedup();
    let fits = levels.len() >= 2 && !heads.iter().any(of_risk);
    (fits && others.iter().all(|h| level(&h.own, lookup).is_none())).then_some((row, last))
}

/// Whether below two heads stand levels and their counts: 统计 | 数量, 一级 | 3, 二级 | 5.
fn counts_down(view: View<'_>, head: u32, cells: &RowCells<'_>, lookup: &Lookup<'_>) -> bool {
    let [(names, first), (counts, second)] = cells.as_slice() else {
        return false;
    };
    let is_of_entries =
        |label: Written<'_>| lookup.field(&label).is_some_and(|f| f != Field::RiskCount);
    if is_of_entries(*second)
        || (is_of_entries(*first) && lookup.field(first) != Some(Field::Level))
    {
        return false;
    }
    let rows = head + 1..=head.saturating_add(ROWS);
    let below: Vec<Written<'_>> = rows
        .filter_map(|row| view.own(CellRef::new(row, names.col)))
        .collect();
    let is_level = |written: &&Written<'_>| elsewhere::of_heading(written, lookup).is_some();
    let levels = below.iter().filter(is_level).count();
    let others = below
        .iter()
        .filter(|w| !is_level(w))
        .all(|w| lookup.after_total(w).is_some());
    levels >= 2 && others && holds_numbers(view, head, counts.col)
}

/// The level whose entries a head counts.
fn level(label: &str, lookup: &Lookup<'_>) -> Option<String> {
    let key = text::without_brackets(&text::label_key(label));
    let key = key
        .trim_start_matches("其中")
        .trim_start_matches([':', ',', '、']);
    let bare = COUNTS.iter().find_map(|end| key.strip_suffix(end));
    elsewhere::of_heading(bare.unwrap_or(key), lookup)
}

/// Whether a head is that of counts: 合计, 二级风险点数, 高.
pub fn is_head(label: Written<'_>, lookup: &Lookup<'_>) -> bool {
    let key = text::without_brackets(label.label());
    let is_level = !key.is_ascii() && lookup.level_word(&text::Key(&key)).is_level();
    COUNTS.contains(&key.as_str()) || is_level || level(&key, lookup).is_some()
}

/// Whether nothing but numbers stands below a head, and at least one.
fn holds_numbers(view: View<'_>, head: u32, col: u32) -> bool {
    let rows = head + 1..=head.saturating_add(ROWS);
    let mut written = rows
        .filter_map(|row| view.own(CellRef::new(row, col)))
        .peekable();
    written.peek().is_some() && written.all(|text| is_count(text.folded()))
}

/// The first and last row of a sheet that is nothing but names of sections with counts behind them, without a head: a page of
/// statistics. Lines of one cell above and rows of totals below may stand around them.
pub fn headless(view: View<'_>, lookup: &Lookup<'_>) -> Option<(u32, u32)> {
    let mut tally: Vec<u32> = Vec::new();
    for row in view.grid().rows() {
        let cells = view.whole_row(row);
        match &cells[..] {
            [] | [_] => {}
            [(_, first), ..] if lookup.after_total(first).is_some() && counts(&cells) => {}
            _ if is_tally(&cells, lookup) => tally.push(row),
            _ => return None,
        }
    }
    let (first, last) = (*tally.first()?, *tally.last()?);
    (tally.len() > 1).then_some((first, last))
}

/// Whether a row is a section, perhaps behind its number, and two counts or more, of which one is a number.
fn is_tally(cells: &RowCells<'_>, lookup: &Lookup<'_>) -> bool {
    let own = match &cells[..] {
        [(_, number), rest @ ..] if is_serial(number) => rest,
        all => all,
    };
    let [(_, name), behind @ ..] = own else {
        return false;
    };
    let section = lookup.section(name).is_some() || lookup.looks_like_section(name);
    let numbered = behind.iter().any(|(_, text)| text.parse::<f64>().is_ok());
    section && behind.len() > 1 && numbered && behind.iter().all(|(_, t)| is_count(t.folded()))
}
