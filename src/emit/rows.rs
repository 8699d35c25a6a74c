//! Where the rows of the data go: each is described once and becomes a line of JSON, or a row of columns.

use std::io::Write;

use serde::Serialize;

use crate::columnar::{Partition, Table, Writer};

/// Whether rows could be written.
pub type Put = serde_json::Result<()>;

/// Takes rows.
pub enum Rows<'w> {
    /// As lines of JSON.
    Json(&'w mut (dyn Write + Send)),
    /// As columns.
    Columns(Box<Writer<'w>>),
}

impl<'w> Rows<'w> {
    /// Those of this table, as a file of columns.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn columns(
        table: &'static Table,
        partition: Partition,
        out: &'w mut (dyn Write + Send),
    ) -> serde_json::Result<Self> {
        let writer = Writer::new(table, partition, out);
        Ok(Self::Columns(Box::new(writer.map_err(fault)?)))
    }

    /// One row.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn put(&mut self, row: &impl Serialize) -> Put {
        match self {
            Self::Json(out) => {
                serde_json::to_writer(&mut *out, row)?;
                out.write_all(b"\n").map_err(serde_json::Error::io)
            }
            Self::Columns(writer) => writer.row(row).map_err(fault),
        }
    }

    /// All of these.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn all<T: Serialize>(&mut self, mut rows: impl Iterator<Item = T>) -> Put {
        rows.try_for_each(|row| self.put(&row))
    }

    /// No more come.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn end(self) -> Put {
        match self {
            Self::Json(_) => Ok(()),
            Self::Columns(writer) => writer.end().map_err(fault),
        }
    }
}

fn fault(fault: impl std::fmt::Display) -> serde_json::Error {
    serde::ser::Error::custom(fault)
}
