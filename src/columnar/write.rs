//! Writes a file, one row group after the other.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{BoolType, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use serde::Serialize;

use super::leaves::{Leaf, Values};
use super::partition::Partition;
use super::schema::{DATE, FULL, SAID, schema};
use super::shred::Shredder;
use super::table::{Table, UNIT, YEAR};

/// Writes the rows of a table, in their order. What is held at a time is one row group, whatever the number of rows.
pub struct Writer<'w> {
    table: &'static Table,
    partition: Partition,
    file: SerializedFileWriter<&'w mut (dyn Write + Send)>,
    gathered: Shredder,
}

impl<'w> Writer<'w> {
    /// Begins a file.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn new(
        table: &'static Table,
        partition: Partition,
        out: &'w mut (dyn Write + Send),
    ) -> Result<Self> {
        let date = partition.date.map(|date| (DATE, date.to_string()));
        let said = [
            (YEAR, partition.year.to_string()),
            (UNIT, partition.unit.clone()),
        ];
        let said = said.into_iter().chain(date);
        let said = said.map(|(key, value)| KeyValue::new(format!("{SAID}{key}"), value));
        // One row group is read whole: an index of its pages would only make small files large.
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true)
            .set_key_value_metadata(Some(said.collect()))
            .build();
        let schema = schema(table, table.columns())?;
        Ok(Self {
            table,
            partition,
            file: SerializedFileWriter::new(out, schema, Arc::new(properties))?,
            gathered: Shredder::new(table),
        })
    }

    /// Adds a row: anything that serialises to an object. Year and unit are laid on it.
    ///
    /// # Errors
    /// It does not fit the table, or it cannot be written.
    pub fn row(&mut self, row: &impl Serialize) -> Result<()> {
        let fault = |fault: String| ParquetError::General(format!("{}: {fault}", self.table.name));
        let mut row = serde_json::to_value(row).map_err(|e| fault(e.to_string()))?;
        if let Some(row) = row.as_object_mut() {
            let Partition { year, unit, .. } = &self.partition;
            let unit = Some(unit.as_str()).filter(|unit| !unit.is_empty());
            row.insert(YEAR.to_owned(), (*year).into());
            row.insert(UNIT.to_owned(), unit.into());
        }
        self.gathered.row(self.table, &row).map_err(fault)?;
        if self.gathered.bytes >= FULL.0 || self.gathered.rows >= FULL.1 {
            self.group()?;
        }
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn end(mut self) -> Result<()> {
        if self.gathered.rows > 0 {
            self.group()?;
        }
        self.file.close().map(drop)
    }

    fn group(&mut self) -> Result<()> {
        let mut group = self.file.next_row_group()?;
        let mut leaves = self.gathered.leaves.iter();
        while let (Some(mut column), Some(leaf)) = (group.next_column()?, leaves.next()) {
            put(&mut column, leaf)?;
            column.close()?;
        }
        group.close()?;
        self.gathered.clear();
        Ok(())
    }
}

fn put(column: &mut SerializedColumnWriter<'_>, leaf: &Leaf) -> Result<()> {
    let levels = (Some(&*leaf.definition), Some(&*leaf.repetition));
    let (definition, repetition) = levels;
    match &leaf.values {
        Values::Flags(values) => {
            let column = column.typed::<BoolType>();
            column.write_batch(values, definition, repetition)
        }
        Values::Short(values) => {
            let column = column.typed::<Int32Type>();
            column.write_batch(values, definition, repetition)
        }
        Values::Long(values) => {
            let column = column.typed::<Int64Type>();
            column.write_batch(values, definition, repetition)
        }
        Values::Ratios(values) => {
            let column = column.typed::<DoubleType>();
            column.write_batch(values, definition, repetition)
        }
        Values::Texts(values) => {
            let column = column.typed::<ByteArrayType>();
            column.write_batch(values, definition, repetition)
        }
    }
    .map(drop)
}
