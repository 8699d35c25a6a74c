//! Lines below a head that are no entries: keys with their values, the day of the form under its table, the leader over a part
//! of it, and what stands below the last number.

use super::date::{self, DateReading};
use super::filled::{Filled, is_serial};
use super::group::Heading;
use super::header::Head;
use super::key;
use super::keyvalue;
use super::label::Meaning;
use super::rater::{self, Rater};
use super::view::View;
use crate::location::CellRef;
use crate::model::Field;
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// Rows below one without a number in which a further entry would follow.
const REACH: u32 = 30;

/// Characters before the colon of a paragraph with a label.
const LONGEST_LABEL: usize = 12;

/// Whether a row is the day of the form behind its label, and what else stands so beside tables: 报送日期 | 2026.11.2,
/// 科室：预算科  日期：2026.11.2.
pub fn stated_day(own: &[(CellRef, Written<'_>)], filled: Filled<'_>) -> bool {
    let lookup = filled.lookup;
    let is_day = |key: &str| key::field_of(key, lookup) == Some(Field::ReportedOn);
    let in_column = |at| filled.field(at) == Some(Field::ReportedOn);
    if let [(at, label), _] = own
        && is_day(label)
    {
        return !in_column(*at);
    }
    let said: Vec<Vec<(String, String)>> = own
        .iter()
        .map(|(_, written)| keyvalue::split(written, lookup))
        .collect();
    let mut all = said.iter().flatten();
    let dated = |(key, value): &(String, String)| {
        is_day(key) && matches!(date::read_text(value), DateReading::Known(_))
    };
    said.iter().all(|pairs| !pairs.is_empty())
        && all.clone().all(|(key, _)| key::is_key(key, lookup))
        && all.any(dated)
        && !own.iter().any(|(at, _)| in_column(*at))
}

/// The leader, or the head of section, whom a line across names for the rows below it: 分管领导：赵四.
pub fn led_by(own: &[(CellRef, Written<'_>)], filled: Filled<'_>) -> Option<(Field, Heading)> {
    let [(cell, written)] = own else {
        return None;
    };
    let (field, name) = leader(written, filled.lookup)?;
    let free = filled.head.column(field).is_none();
    free.then(|| {
        let raw = written.text().to_owned();
        let cell = *cell;
        (field, Heading { name, raw, cell })
    })
}

/// Whether a line above a table names the leader and nothing else.
pub fn leads(line: &str, lookup: &Lookup<'_>) -> bool {
    leader(line, lookup).is_some()
}

fn leader(line: &str, lookup: &Lookup<'_>) -> Option<(Field, String)> {
    let pairs = keyvalue::split(line, lookup);
    let [(key, name)] = pairs.as_slice() else {
        return None;
    };
    let field = key::field_of(key, lookup)?;
    let names = [Field::Leader, Field::Head].contains(&field) && !lookup.is_blank(name);
    (names && !key.contains('签')).then(|| (field, name.clone()))
}

/// Whether a row below the last numbered entry has words in place of its number and names no risk: signatures over several
/// cells, counts by levels, what the levels mean.
pub fn has_no_number(
    (view, row, last): (View<'_>, u32, u32),
    own: &[(CellRef, Written<'_>)],
    filled: Filled<'_>,
    entry: Option<u32>,
) -> bool {
    let Some((column, entry)) = filled.head.column(Field::Seq).zip(entry) else {
        return false;
    };
    let number = |row: u32| view.own(CellRef::new(row, column.cell.col));
    let numbered = |row: u32| number(row).is_some_and(|written| is_serial(&written));
    let words = number(row).is_some_and(|written| !is_serial(&written));
    if !words || own.len() < 2 || !numbered(entry) {
        return false;
    }
    let is_label = |written: &Written<'_>| {
        key::is_key(written, filled.lookup) || Meaning::of(written, filled.lookup).is_some()
    };
    let labelled = || own.iter().any(|(_, written)| is_label(written));
    (!filled.names_risk(view, own) || labelled())
        && !(row + 1..=last.min(row + REACH)).any(numbered)
}

/// Whether a row may be a paragraph of a document below its table, with a label of its own: 存在问题：制度执行不够到位.
pub fn is_paragraph(view: View<'_>, own: &[(CellRef, Written<'_>)], head: &Head) -> bool {
    let [(at, written)] = own else {
        return false;
    };
    let label = written.split_once([':', '：']).map(|(label, _)| label);
    let label = label.filter(|label| label.chars().nth(LONGEST_LABEL).is_none());
    let first = at.col == head.left() && view.width(*at) == 1;
    let wide = head.columns.len() > 2;
    // 科室审核：同意 says whose it is.
    let step = |label| {
        let key = text::label_key(label);
        rater::names_act(&key) && rater::of(&key).is_some_and(|own| own != Rater::Own)
    };
    view.grid().is_in_document() && first && label.is_some_and(|label| wide || step(label))
}
