//! Dates without a label, where offices put them: under the title, beside the key-values, at the foot under the seal, in a
//! cell of their own or behind the name of the section. What stands beside words of something else (印发, 出生, 截止) is
//! never taken.

use super::date::{self, DateReading};
use super::filled::is_tail;
use super::header::Head;
use super::key;
use super::label::is_opinion;
use super::names;
use super::view::View;
use crate::location::CellRef;
use crate::model::{Field, PartialDate};
use crate::policy::Lookup;
use crate::reader::{CellValue, Written};
use crate::text;

/// A longer line before a date is a sentence.
const LONGEST: usize = 40;

/// Words of the place for a seal.
const SEALS: [&str; 5] = ["盖章", "公章", "签章", "印章", "(章)"];

/// What the labels of dates end with.
const DATED: [&str; 6] = ["日期", "时间", "时限", "期限", "年月", "日"];

/// A date beside a table, and the cell in which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bare {
    /// Its cell.
    pub cell: CellRef,
    /// The date as it is written there.
    pub written: String,
    /// The date.
    pub date: PartialDate,
}

/// The different dates without a label in these rows; of a month and a day in it only the day.
pub fn find(view: View<'_>, rows: &[u32], lookup: &Lookup<'_>) -> Vec<Bare> {
    let rows = rows.iter().map(|row| view.whole_row(*row));
    let signed = rows.filter(|cells| !cells.iter().any(|(_, written)| is_opinion(*written)));
    let cells = signed.flatten().map(|(cell, _)| cell);
    let all: Vec<Bare> = cells.filter_map(|at| in_cell(view, at, lookup)).collect();
    different(&all)
}

/// The different ones of these dates; of a month and a day in it only the day.
pub fn different(all: &[Bare]) -> Vec<Bare> {
    let mut out: Vec<Bare> = Vec::new();
    for bare in all {
        let day =
            |b: &Bare| b.date.day().is_some() && b.date.month_start() == bare.date.month_start();
        let less = bare.date.day().is_none() && all.iter().any(day);
        if !less && out.iter().all(|known| known.date != bare.date) {
            out.push(bare.clone());
        }
    }
    out
}

/// Whether two dates cannot be one: of a month and a day in it either may stand for the other.
pub fn differ(a: &Bare, b: &Bare) -> bool {
    let whole = a.date.day().is_some() && b.date.day().is_some();
    a.date != b.date && (whole || a.date.month_start() != b.date.month_start())
}

/// The date without a label in a cell.
pub fn in_cell(view: View<'_>, at: CellRef, lookup: &Lookup<'_>) -> Option<Bare> {
    let own = view.own(at)?;
    let (before, written) = match view.value(at)? {
        CellValue::Date(_) => (String::new(), own.text().to_owned()),
        CellValue::Text(_) => date::at_end(own.text())?,
        _ => return None,
    };
    let read = match view.value(at)? {
        content @ CellValue::Date(_) => date::read_value(content),
        _ => date::read_text(&written),
    };
    let DateReading::Known(date) = read else {
        return None;
    };
    let open = if before.trim().trim_start_matches('(').is_empty() {
        let left = view.left_of(at);
        let upper = at.row.checked_sub(1).map(|row| CellRef::new(row, at.col));
        let upper = upper.and_then(|cell| view.seen(cell)).map(|seen| seen.raw);
        // What stands above may be a row of the table.
        let upper = upper.filter(|written| DATED.iter().any(|end| written.label().ends_with(end)));
        let mut beside = left.map(|(_, written)| written).into_iter().chain(upper);
        !beside.any(|written| names_another(&written, lookup))
    } else {
        speaks_of_the_form(&before, lookup)
    };
    open.then_some(Bare {
        cell: at,
        written,
        date,
    })
}

/// Whether a row under the table with this head is nothing but the section, its seal and the date, and none of it is what
/// a column of dates holds; `below` is the next row with content.
pub fn signs_off(
    view: View<'_>,
    own: &[(CellRef, Written<'_>)],
    below: &[(CellRef, Written<'_>)],
    head: &Head,
    lookup: &Lookup<'_>,
) -> bool {
    let asked = |at: CellRef| {
        let mut columns = head.columns.iter();
        let label = columns
            .find(|c| c.cell.col == at.col)
            .map(|c| c.label.trim_end());
        label.is_some_and(|label| DATED.iter().any(|end| label.ends_with(end)))
    };
    if own.iter().any(|(at, _)| asked(*at)) {
        return false;
    }
    let is_date = |at: CellRef| in_cell(view, at, lookup).is_some();
    let is_seal = |written: Written<'_>| {
        written.chars().nth(LONGEST).is_none() && has_seal(&text::nfkc(&written))
    };
    let is_office = |written: Written<'_>| {
        let bare = text::squash(&written);
        lookup.section(&bare).is_some()
            || lookup.looks_like_section(&bare)
            || lookup.looks_like_unit(&bare)
    };
    let dated = |cells: &[(CellRef, Written<'_>)]| {
        !cells.is_empty() && cells.iter().all(|(at, _)| is_date(*at))
    };
    let signs = own.iter().any(|(at, t)| is_date(*at) || is_seal(*t)) || dated(below);
    let all = own
        .iter()
        .all(|(at, t)| is_date(*at) || is_seal(*t) || is_office(*t));
    !own.is_empty() && signs && all
}

fn has_seal(folded: &str) -> bool {
    let folded = text::squash(folded);
    SEALS.iter().any(|seal| folded.contains(seal))
}

/// Whether a cell beside or above a date says that it is the date of something else.
fn names_another(written: &str, lookup: &Lookup<'_>) -> bool {
    let folded = text::nfkc(written);
    let label = folded.trim_end().trim_end_matches(':');
    let key = text::label_key(label);
    let words = &lookup.policy().words;
    let is_open = folded.trim_end().ends_with(':') || !folded.contains(':');
    let other = is_another(&key, lookup) || words.card_labels.exact(&key).is_some();
    is_open && key.chars().nth(LONGEST).is_none() && other && !is_title(&key)
}

/// A title names checks and measures without being the label of a date.
fn is_title(key: &str) -> bool {
    key.ends_with('表') || key.ends_with("清单") || key.ends_with("台账")
}

/// Whether the words before a date in the same cell are the form's own: its section, its seal, its title, a signature.
fn speaks_of_the_form(before: &str, lookup: &Lookup<'_>) -> bool {
    let bare = before.trim_end_matches(['(', '[', '【']).trim_end();
    // 以上内容属实。签名：张一: the sentence is over where the signature begins.
    let last = bare.rsplit(['。', ';']).next().unwrap_or(bare).trim_start();
    let signed = lookup
        .after_footer(last)
        .is_some_and(|rest| is_tail(&rest, ""));
    let bare = if signed { last } else { bare };
    let sentence = bare.contains(['。', ';', '!']) || bare.chars().nth(LONGEST).is_some();
    if sentence || bare.chars().last().is_some_and(|c| c.is_ascii_digit()) {
        return false;
    }
    if let Some(open) = bare.strip_suffix(':') {
        let label = open.split_whitespace().last().unwrap_or(open);
        let unit = key::is_unit_key(label) || has_seal(label);
        return unit || key::field_of(label, lookup) == Some(Field::Section);
    }
    let key = text::key(bare);
    if has_seal(&key) || is_title(&key) {
        return true;
    }
    let named = names::section_in(bare, lookup).is_some() || lookup.looks_like_unit(bare);
    let signed = lookup.after_footer(bare).is_some();
    // Without a blank between them the words before a date may be any.
    let apart = bare != before;
    (named || signed || apart) && !is_another(&key, lookup)
}

/// Whether a comparable text has a word of other dates, beside the names of sections (监督检查科).
fn is_another(key: &str, lookup: &Lookup<'_>) -> bool {
    let section = names::section_in(key, lookup).map(|name| text::key(&name));
    let rest = section.map_or_else(|| key.to_owned(), |name| key.replace(&name, ""));
    lookup.policy().words.other_dates.within(&rest).is_some()
}
