//! How many rows a head has: one, or two and three where cells are merged down or stand over heads of their own.

use super::columns::name_column;
use super::heads::Labels;
use super::key;
use super::rater;
use super::stacked::is_title_of;
use super::view::View;
use crate::location::CellRef;
use crate::model::Field;
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// A head longer than this is prose, not a head.
pub const LONGEST_LABEL: usize = 30;

/// Characters of a head that names the unit, at most.
const LONGEST_UNIT: usize = 6;

/// Whether a cell alone is a head: cheap, so that most rows are told from heads without more ado.
pub fn names_field(written: Written<'_>, lookup: &Lookup<'_>) -> bool {
    if written.len() > 4 * LONGEST_LABEL {
        return false;
    }
    lookup.field(&written).is_some()
        || (written.contains(['(', '（', '[', '【'])
            && lookup.field(&text::without_brackets(&written)).is_some())
}

/// Whether a cell is a head, or names the unit: 单位 merged down beside heads of two rows.
pub fn begins_head(written: Written<'_>, lookup: &Lookup<'_>) -> bool {
    names_field(written, lookup)
        || (written.chars().nth(LONGEST_UNIT).is_none() && key::is_unit_key(&written))
}

/// The last row of the head that begins in `row`.
pub fn last_row(
    view: View<'_>,
    row: u32,
    cells: &[(CellRef, Written<'_>)],
    lookup: &Lookup<'_>,
) -> u32 {
    let bottom = cells
        .iter()
        .map(|(at, _)| view.bottom(*at))
        .max()
        .unwrap_or(row)
        .min(row + 2);
    if bottom > row {
        return bottom;
    }
    // 科室： and 填报日期：, each with its value in a merged cell, are lines above a table and group no columns.
    if cells.iter().any(|(_, label)| label.contains([':', '：'])) {
        return row;
    }
    if !has_second_row(view, row, lookup) {
        return row;
    }
    // 责任 over 责任人 | 责任领导 in the second row makes a third one.
    let second = view.whole_row(row + 1);
    let groups = second.iter().any(|(at, _)| view.width(*at) > 1);
    let reaches = || second.iter().any(|(at, _)| view.bottom(*at) > row + 1);
    let third = groups && (reaches() || has_second_row(view, row + 1, lookup));
    row + 1 + u32::from(third)
}

/// Whether the row below is the second row of a head: its cells are heads under merged cells or under nothing; or, where
/// nothing was merged, hardly anything but heads, of which some stand under nothing or repeat what stands above them.
fn has_second_row(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> bool {
    let below = view.whole_row(row + 1);
    let is_prose =
        |label: &str| label.chars().count() > LONGEST_LABEL || label.contains([':', '：']);
    if below.is_empty() || below.iter().any(|(_, label)| is_prose(label)) {
        return false;
    }
    let above = |at: &CellRef| view.seen(CellRef::new(row, at.col));
    let is_known = |(at, label): &&(CellRef, Written<'_>)| {
        let labels = Labels {
            cell: *at,
            own: text::squash(label),
            parent: above(at).map(|seen| text::squash(&seen.raw)),
        };
        // 初审 | 复审 | 终审 under 风险等级: who gives it.
        let of_level = labels
            .parent
            .as_deref()
            .and_then(|parent| lookup.field(parent));
        let step = || of_level.is_some_and(Field::is_level) && rater::names_act(&labels.own);
        name_column(&labels, lookup).field.is_some() || step()
    };
    let known = || below.iter().filter(is_known).count();
    let under_group =
        |(at, _): &(CellRef, Written<'_>)| above(at).is_none_or(|s| view.width(s.cell) > 1);
    if below.iter().all(under_group) {
        return known() * 2 >= below.len();
    }
    // Of a line of keys and values only half are heads.
    let upper = view.whole_row(row);
    // Of 岗位 | 分管领导 the second is what the first asks for.
    let answers = |at: usize| {
        let before = at.checked_sub(1).map(|before| &upper[before].1);
        before.is_some_and(|label| is_title_of(label, &upper[at].1, lookup))
    };
    let heads = (0..upper.len())
        .filter(|at| names_field(upper[*at].1, lookup) && !answers(*at))
        .count();
    let adds = below.iter().any(|(at, _)| above(at).is_none());
    let repeats = |(at, label): &&(CellRef, Written<'_>)| {
        above(at).is_some_and(|s| s.raw.label() == label.label())
    };
    let repeated = below.iter().filter(repeats).count();
    let mostly = |heads: usize, all: usize| heads >= 2 && heads * 4 >= all * 3;
    (adds || repeated * 2 >= below.len())
        && mostly(heads, upper.len())
        && mostly(known(), below.len())
}
