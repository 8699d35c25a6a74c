//! Takes rows apart into columns of single values.

use std::str::FromStr;

use chrono::NaiveDate;
use parquet::data_type::ByteArray;
use serde_json::Value;

use super::leaves::{Leaf, Values};
use super::table::{Column, Kind, Table};

/// Where a value stands: how far down everything above it is there, in which list it goes on, and how many lists it is in.
#[derive(Clone, Copy)]
struct Level {
    definition: i16,
    repetition: i16,
    lists: i16,
}

impl Level {
    /// Of what a value in this place holds, so much further down.
    const fn down(self, steps: i16) -> Self {
        Self {
            definition: self.definition + steps,
            ..self
        }
    }

    /// Of the item of a list in this place.
    const fn item(self, first: bool) -> Self {
        let lists = self.lists + 1;
        Self {
            definition: self.definition + 2,
            repetition: if first { self.repetition } else { lists },
            lists,
        }
    }
}

/// Columns of single values while rows are gathered.
pub struct Shredder {
    pub(super) leaves: Vec<Leaf>,
    /// Rows gathered.
    pub(super) rows: usize,
    /// About the bytes they take.
    pub(super) bytes: usize,
}

impl Shredder {
    /// The empty columns of a table.
    pub fn new(table: &Table) -> Self {
        let leaves = table.columns().flat_map(|column| Leaf::of(&column.1));
        Self {
            leaves: leaves.collect(),
            rows: 0,
            bytes: 0,
        }
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.leaves.iter_mut().for_each(Leaf::clear);
        (self.rows, self.bytes) = (0, 0);
    }

    /// Adds a row.
    ///
    /// # Errors
    /// It is no object, it has a member without a column, or a member does not fit its column; the text names it.
    pub fn row(&mut self, table: &Table, row: &Value) -> Result<(), String> {
        let top = Level {
            definition: 0,
            repetition: 0,
            lists: 0,
        };
        let columns: Vec<&Column> = table.columns().collect();
        self.members(columns.into_iter(), row, (0, top))?;
        self.rows += 1;
        Ok(())
    }

    /// Whether a row has its place in the columns, as for [`Shredder::row`]; nothing of it is kept.
    ///
    /// # Errors
    /// It has none; the text names what does not fit.
    pub fn fits(&mut self, table: &Table, row: &Value) -> Result<(), String> {
        let fits = self.row(table, row);
        self.clear();
        fits
    }

    fn members<'c>(
        &mut self,
        columns: impl Iterator<Item = &'c Column>,
        value: &Value,
        (mut leaf, level): (usize, Level),
    ) -> Result<(), String> {
        let members = value.as_object().ok_or("an object is wanted")?;
        let mut known = 0;
        for Column(name, kind) in columns {
            let member = members.get(*name);
            known += usize::from(member.is_some());
            self.put(kind, member.unwrap_or(&Value::Null), leaf, level)
                .map_err(|fault| format!("{name}: {fault}"))?;
            leaf += kind.leaves();
        }
        if known == members.len() {
            return Ok(());
        }
        let names: Vec<&str> = members.keys().map(String::as_str).collect();
        Err(format!("a member without a column among {names:?}"))
    }

    fn put(&mut self, kind: &Kind, value: &Value, leaf: usize, at: Level) -> Result<(), String> {
        match (kind, value) {
            (_, Value::Null) => self.nothing(leaf..leaf + kind.leaves(), at),
            (Kind::Struct(members), value) => {
                return self.members(members.iter(), value, (leaf, at.down(1)));
            }
            (Kind::List(item), Value::Array(values)) => {
                if values.is_empty() {
                    self.nothing(leaf..leaf + kind.leaves(), at.down(1));
                }
                for (nth, value) in values.iter().enumerate() {
                    self.put(item, value, leaf, at.item(nth == 0))?;
                }
            }
            (Kind::Map(item), Value::Object(values)) => {
                if values.is_empty() {
                    self.nothing(leaf..leaf + kind.leaves(), at.down(1));
                }
                for (nth, (name, value)) in values.iter().enumerate() {
                    let at = at.item(nth == 0);
                    self.text(leaf, name, at);
                    self.put(item, value, leaf + 1, at)?;
                }
            }
            (Kind::Maybe(kind), value) => return self.put(kind, value, leaf, at),
            (Kind::Date, Value::String(date)) => self.date(date, leaf, at)?,
            (kind, value) => self.single(*kind, value, leaf, at.down(1))?,
        }
        Ok(())
    }

    fn nothing(&mut self, leaves: std::ops::Range<usize>, at: Level) {
        for leaf in &mut self.leaves[leaves] {
            leaf.definition.push(at.definition);
            leaf.repetition.push(at.repetition);
            self.bytes += 4;
        }
    }

    fn text(&mut self, leaf: usize, text: &str, at: Level) {
        self.nothing(leaf..leaf + 1, at);
        if let Values::Texts(texts) = &mut self.leaves[leaf].values {
            texts.push(ByteArray::from(text));
            // The text, and what holds it.
            self.bytes += text.len() + size_of::<ByteArray>();
        }
    }

    fn date(&mut self, date: &str, leaf: usize, at: Level) -> Result<(), String> {
        let day = NaiveDate::from_str(date).ok();
        let Some(day) = day else {
            let month = NaiveDate::from_str(&format!("{date}-01"));
            month.map_err(|_| format!("{date:?} is no date"))?;
            self.nothing(leaf..leaf + 1, at);
            self.text(leaf + 1, date, at.down(1));
            return Ok(());
        };
        self.nothing(leaf..leaf + 1, at.down(1));
        self.nothing(leaf + 1..leaf + 2, at);
        if let Values::Short(days) = &mut self.leaves[leaf].values {
            days.push(day.to_epoch_days());
        }
        Ok(())
    }

    fn single(&mut self, kind: Kind, value: &Value, leaf: usize, at: Level) -> Result<(), String> {
        let wrong = || format!("{value} does not fit {kind:?}");
        match (kind, value) {
            (Kind::Text | Kind::Word, Value::String(text)) => {
                self.text(leaf, text, at);
                return Ok(());
            }
            (Kind::Word, Value::Number(number)) if number.is_i64() => {
                self.text(leaf, &number.to_string(), at);
                return Ok(());
            }
            _ => self.nothing(leaf..leaf + 1, at),
        }
        self.bytes += 8;
        match (&mut self.leaves[leaf].values, kind) {
            (Values::Flags(flags), Kind::Flag) => flags.push(value.as_bool().ok_or_else(wrong)?),
            (Values::Ratios(ratios), _) => ratios.push(value.as_f64().ok_or_else(wrong)?),
            (Values::Short(levels), Kind::Level) => {
                let level = value.as_i64().and_then(|level| i8::try_from(level).ok());
                levels.push(level.ok_or_else(wrong)?.into());
            }
            (Values::Long(points), Kind::Points) => {
                points.push(hundredths(value).ok_or_else(wrong)?);
            }
            (Values::Long(counts), Kind::Count) => counts.push(value.as_i64().ok_or_else(wrong)?),
            _ => return Err(wrong()),
        }
        Ok(())
    }
}

/// The hundredths of a number with two decimals at most.
fn hundredths(value: &Value) -> Option<i64> {
    if let Some(whole) = value.as_i64() {
        return whole.checked_mul(100);
    }
    let hundredths = value.as_f64()? * 100.0;
    let whole = hundredths.round();
    let exact = (hundredths - whole).abs() < 1e-3 && whole.abs() < 1e15;
    #[expect(clippy::cast_possible_truncation, reason = "small enough")]
    exact.then_some(whole as i64)
}
