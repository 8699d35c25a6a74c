//! Reads a file of ours back.

use std::fs::File;
use std::path::Path;

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use serde_json::{Map, Value};

use super::assemble::{Cursor, Misfit, row};
use super::leaves::{Leaf, Values};
use super::partition::Partition;
use super::schema::{DATE, FULL, SAID, schema};
use super::table::{Column, KEYS, Table, UNIT, YEAR};
use crate::quiet::quietly;

/// Bytes and rows of a row group beyond which it is none of ours.
const MOST: (i64, usize) = (1 << 30, FULL.1);

/// Why a file cannot be read, in words for whoever is told.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(String);

impl Unreadable {
    /// It is none of ours.
    pub fn foreign() -> Self {
        Self("不是 qingfeng 写出的 Parquet，或者是别的版本写的".to_owned())
    }

    /// For what the system says.
    pub fn because(error: &std::io::Error) -> Self {
        Self(format!("写不下（{error}）"))
    }
}

impl From<ParquetError> for Unreadable {
    fn from(fault: ParquetError) -> Self {
        Self(format!("不是完好的 Parquet 文件（{fault}）"))
    }
}

impl From<Misfit> for Unreadable {
    fn from(_: Misfit) -> Self {
        Self("Parquet 文件坏了：各栏的行数对不上".to_owned())
    }
}

/// Year, unit and day of all rows of a file, and the name of its table.
///
/// # Errors
/// It cannot be read, or it is none of ours.
pub fn partition_of(path: &Path) -> std::result::Result<(String, Partition), Unreadable> {
    guarded(|| {
        let file = open(path)?;
        let told = file.metadata().file_metadata();
        let said = |key: &str| {
            let mut all = told.key_value_metadata().into_iter().flatten();
            all.find(|kv| kv.key.strip_prefix(SAID) == Some(key))
                .and_then(|kv| kv.value.clone())
        };
        let year = said(YEAR).and_then(|year| year.parse().ok());
        let (Some(year), Some(unit)) = (year, said(UNIT)) else {
            return Err(Unreadable::foreign());
        };
        let date = said(DATE).and_then(|date| date.parse().ok());
        let table = told.schema().name().to_owned();
        Ok((table, Partition { year, unit, date }))
    })
}

/// Goes through the rows of a file of this table, in their order, each as the object it was written from; of these columns alone,
/// or where none are named of all but year and unit.
///
/// # Errors
/// It cannot be read, it is no file of this table, or `visit` fails.
pub fn rows<E: From<Unreadable>>(
    path: &Path,
    (table, wanted): (&'static Table, &[&str]),
    visit: &mut dyn FnMut(Map<String, Value>) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let file = guarded(|| {
        let file = open(path)?;
        let ours = schema(table, table.columns())?;
        let theirs = file.metadata().file_metadata().schema();
        if *theirs == *ours {
            Ok(file)
        } else {
            Err(Unreadable::foreign())
        }
    })?;
    let all: Vec<(usize, &Column)> = placed(table).collect();
    let columns = all.into_iter();
    let is_key = |name: &str| KEYS.iter().any(|key| key.0 == name);
    let is_wanted = |name: &str| match wanted {
        [] => !is_key(name),
        wanted => wanted.contains(&name),
    };
    let columns = columns.filter(|(_, column)| is_wanted(column.0));
    let columns: Vec<(usize, &Column)> = columns.collect();
    for group in 0..file.num_row_groups() {
        let (count, mut cursors) = guarded(|| {
            let group = file.get_row_group(group)?;
            cursors(&*group, &columns, MOST)
        })?;
        for _ in 0..count {
            let only = columns.iter().map(|(_, column)| *column);
            visit(row(only, &mut cursors).map_err(Unreadable::from)?)?;
        }
    }
    Ok(())
}

/// The columns, each with the number of its first column of single values.
fn placed(table: &Table) -> impl Iterator<Item = (usize, &'static Column)> {
    table.columns().scan(0, |next, column| {
        let at = *next;
        *next += column.1.leaves();
        Some((at, column))
    })
}

/// A damaged file may end the crate's work with a panic.
pub(super) fn guarded<T>(
    work: impl FnOnce() -> std::result::Result<T, Unreadable>,
) -> std::result::Result<T, Unreadable> {
    let broken = |_| Unreadable("Parquet 文件坏了，读到一半读不下去".to_owned());
    quietly(work).map_err(broken)?
}

fn open(path: &Path) -> std::result::Result<SerializedFileReader<File>, Unreadable> {
    let file = File::open(path).map_err(|e| Unreadable(format!("打不开（{e}）")))?;
    Ok(SerializedFileReader::new(file)?)
}

pub(super) fn cursors(
    group: &dyn RowGroupReader,
    columns: &[(usize, &Column)],
    most: (i64, usize),
) -> std::result::Result<(i64, Vec<Cursor>), Unreadable> {
    let told = group.metadata();
    let is_more = usize::try_from(told.num_rows()).map_or(true, |rows| rows > most.1);
    if told.total_byte_size() > most.0 || is_more {
        return Err(Unreadable::foreign());
    }
    let mut cursors = Vec::new();
    for (first, column) in columns {
        for (nth, mut leaf) in Leaf::of(&column.1).into_iter().enumerate() {
            fill(
                &mut leaf,
                group.get_column_reader(first + nth)?,
                told.num_rows(),
            )?;
            cursors.push(Cursor::new(leaf));
        }
    }
    Ok((told.num_rows(), cursors))
}

fn fill(leaf: &mut Leaf, column: ColumnReader, rows: i64) -> Result<()> {
    let levels = (&mut leaf.definition, &mut leaf.repetition);
    match (&mut leaf.values, column) {
        (Values::Flags(values), ColumnReader::BoolColumnReader(column)) => {
            all(column, values, levels, rows)
        }
        (Values::Short(values), ColumnReader::Int32ColumnReader(column)) => {
            all(column, values, levels, rows)
        }
        (Values::Long(values), ColumnReader::Int64ColumnReader(column)) => {
            all(column, values, levels, rows)
        }
        (Values::Ratios(values), ColumnReader::DoubleColumnReader(column)) => {
            all(column, values, levels, rows)
        }
        (Values::Texts(values), ColumnReader::ByteArrayColumnReader(column)) => {
            all(column, values, levels, rows)
        }
        _ => Err(ParquetError::General("a column of another type".to_owned())),
    }
}

fn all<T: DataType>(
    mut column: ColumnReaderImpl<T>,
    values: &mut Vec<T::T>,
    (definition, repetition): (&mut Vec<i16>, &mut Vec<i16>),
    rows: i64,
) -> Result<()> {
    let mut left = usize::try_from(rows).unwrap_or(0);
    while left > 0 {
        let (read, _, _) = column.read_records(left, Some(definition), Some(repetition), values)?;
        if read == 0 {
            return Err(ParquetError::EOF("rows are missing".to_owned()));
        }
        left -= read;
    }
    Ok(())
}
