//! Lines below a head that are keys with their values: the day of the form under its table, and the leader over a part of it.

use super::date::{self, DateReading};
use super::filled::Filled;
use super::group::Heading;
use super::key;
use super::keyvalue;
use crate::location::CellRef;
use crate::model::Field;
use crate::policy::Lookup;
use crate::reader::Written;

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
