//! The head of a table of levels that belongs to the risks before it: 序号 | 审定等级, 序号 | 科室意见 | 领导小组意见.

use super::columns::name_columns;
use super::header::Head;
use super::heads::labels;
use super::level_column;
use super::opinions;
use super::rater;
use super::sample::Sample;
use super::view::View;
use crate::model::{Column, Evidence, Field};
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// Fields that such a table may have beside numbers and levels.
const BESIDE: [Field; 5] = [
    Field::Seq,
    Field::Risk,
    Field::Section,
    Field::Remark,
    Field::RatedOn,
];

/// The head of a table that has the number or the words of each risk above it and what somebody gives or says of its level, and nothing else.
pub fn at(view: View<'_>, row: u32, risks: &Head, lookup: &Lookup<'_>) -> Option<Head> {
    let cells = view.whole_row(row);
    let field = |written: &Written<'_>| lookup.field(written);
    let asks_level =
        |written: &Written<'_>| field(written).is_some_and(Field::is_level) || of_step(*written);
    let beside = |written: &Written<'_>| field(written).is_some_and(|f| BESIDE.contains(&f));
    let of_risk = |t: &Written<'_>| {
        let own = field(t).filter(|f| matches!(f, Field::Seq | Field::Risk));
        own.is_some_and(|own| risks.column(own).is_some())
    };
    let some = cells.iter().any(|(_, t)| of_risk(t)) && cells.iter().any(|(_, t)| asks_level(t));
    if !some || !cells.iter().all(|(_, t)| asks_level(t) || beside(t)) {
        return None;
    }
    let (first, last) = (cells.first()?.0, cells.last()?.0);
    let sample = Sample {
        view,
        head: row,
        lookup,
    };
    let mut columns = name_columns(labels(view, row, row, first.col, last.col), &sample);
    // 审定等级 stands beside the levels above, though it is the only one here.
    for column in columns.iter_mut().filter(|c| c.by == Evidence::OnlyLevel) {
        column.field = Some(own_step(column, lookup));
        column.by = Evidence::Stage;
    }
    Some(Head {
        first: row,
        last: row,
        columns,
    })
}

/// The level that a column of such a table really holds.
pub fn own_step(column: &Column, lookup: &Lookup<'_>) -> Field {
    level_column::own(Field::Level, Some(column), lookup)
}

/// Whether a head asks a step of the chain for its opinion or its level.
fn of_step(written: Written<'_>) -> bool {
    let key = text::without_brackets(written.label());
    let named = opinions::is_opinion(&key) || rater::ends_like_level(&key);
    named && rater::of(&key).is_some_and(|rater| rater.field().is_some())
}
