//! Puts rows together again from columns of single values.

use chrono::NaiveDate;
use serde_json::{Map, Number, Value};

use super::leaves::{Leaf, Values};
use super::table::{Column, Kind};

/// A column that is gone through.
pub struct Cursor {
    leaf: Leaf,
    at: usize,
    value: usize,
}

/// Says that the levels or values of a column do not fit each other.
#[derive(Debug)]
pub struct Misfit;

impl Cursor {
    /// From its beginning.
    pub const fn new(leaf: Leaf) -> Self {
        Self {
            leaf,
            at: 0,
            value: 0,
        }
    }

    fn definition(&self) -> Result<i16, Misfit> {
        self.leaf.definition.get(self.at).copied().ok_or(Misfit)
    }

    /// Whether the list of this depth goes on.
    fn goes_on(&self, lists: i16) -> bool {
        self.leaf.repetition.get(self.at) == Some(&lists)
    }
}

/// The next row of these columns.
///
/// # Errors
/// The columns do not fit each other.
pub fn row<'c>(
    columns: impl Iterator<Item = &'c Column>,
    cursors: &mut [Cursor],
) -> Result<Map<String, Value>, Misfit> {
    members(columns, cursors, 0, 0)
}

fn members<'c>(
    columns: impl Iterator<Item = &'c Column>,
    mut cursors: &mut [Cursor],
    definition: i16,
    lists: i16,
) -> Result<Map<String, Value>, Misfit> {
    let mut members = Map::new();
    for Column(name, kind) in columns {
        let (own, rest) = cursors.split_at_mut_checked(kind.leaves()).ok_or(Misfit)?;
        let value = take(kind, own, definition, lists)?;
        if !(value.is_null() && matches!(kind, Kind::Maybe(_))) {
            members.insert((*name).to_owned(), value);
        }
        cursors = rest;
    }
    Ok(members)
}

fn take(kind: &Kind, cursors: &mut [Cursor], definition: i16, lists: i16) -> Result<Value, Misfit> {
    let deep = cursors.first().ok_or(Misfit)?.definition()? - definition;
    match kind {
        Kind::Maybe(kind) => take(kind, cursors, definition, lists),
        Kind::Struct(members_of) if deep > 0 => {
            members(members_of.iter(), cursors, definition + 1, lists).map(Value::Object)
        }
        Kind::List(item) if deep > 1 => {
            let mut values = vec![take(item, cursors, definition + 2, lists + 1)?];
            while cursors[0].goes_on(lists + 1) {
                values.push(take(item, cursors, definition + 2, lists + 1)?);
            }
            Ok(Value::Array(values))
        }
        Kind::Map(item) if deep > 1 => {
            let mut values = Map::new();
            loop {
                let (names, items) = cursors.split_at_mut(1);
                let Value::String(name) = single(Kind::Text, &mut names[0], definition + 1)? else {
                    return Err(Misfit);
                };
                values.insert(name, take(item, items, definition + 2, lists + 1)?);
                if !cursors[0].goes_on(lists + 1) {
                    return Ok(Value::Object(values));
                }
            }
        }
        Kind::List(_) | Kind::Map(_) | Kind::Struct(_) => {
            for cursor in cursors {
                cursor.at += 1;
            }
            Ok(match kind {
                Kind::List(_) if deep > 0 => Value::Array(Vec::new()),
                Kind::Map(_) if deep > 0 => Value::Object(Map::new()),
                _ => Value::Null,
            })
        }
        Kind::Date => {
            let [day, month] = cursors else {
                return Err(Misfit);
            };
            let day = single(Kind::Date, day, definition)?;
            let month = single(Kind::Text, month, definition)?;
            Ok(if day.is_null() { month } else { day })
        }
        kind => single(*kind, &mut cursors[0], definition),
    }
}

/// The value of a cursor; null where it is not further down than what holds it.
fn single(kind: Kind, cursor: &mut Cursor, definition: i16) -> Result<Value, Misfit> {
    let there = cursor.definition()? > definition;
    cursor.at += 1;
    if !there {
        return Ok(Value::Null);
    }
    let nth = cursor.value;
    cursor.value += 1;
    let value = match (&cursor.leaf.values, kind) {
        (Values::Flags(values), _) => values.get(nth).map(|flag| Value::Bool(*flag)),
        (Values::Short(values), Kind::Date) => values.get(nth).and_then(|days| {
            let day = NaiveDate::from_epoch_days(*days)?;
            Some(Value::String(day.to_string()))
        }),
        (Values::Short(values), _) => values.get(nth).map(|level| Value::from(*level)),
        (Values::Long(values), Kind::Points) => {
            values.get(nth).map(|points| from_hundredths(*points))
        }
        (Values::Long(values), _) => values.get(nth).map(|count| Value::from(*count)),
        (Values::Ratios(values), _) => {
            let number = values.get(nth).and_then(|ratio| Number::from_f64(*ratio));
            number.map(Value::Number)
        }
        (Values::Texts(values), kind) => values.get(nth).and_then(|text| {
            let text = text.as_utf8().ok()?;
            let number = matches!(kind, Kind::Word).then(|| text.parse::<i64>().ok());
            Some(
                number
                    .flatten()
                    .map_or_else(|| Value::from(text), Value::from),
            )
        }),
    };
    value.ok_or(Misfit)
}

#[expect(clippy::cast_precision_loss, reason = "as it was written")]
fn from_hundredths(points: i64) -> Value {
    match points % 100 {
        0 => Value::from(points / 100),
        _ => Value::from(points as f64 / 100.0),
    }
}
