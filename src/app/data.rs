//! The files of `data/`: each table as lines of JSON, and where that is wanted as columns too.

use std::io::Write;
use std::sync::Arc;

use super::reason::{json_fault, refused};
use super::record::COLUMNS;
use super::session::File;
use crate::columnar::{Partition, Table};
use crate::emit::{Put, Rows};
use crate::error::Error;

/// Files of data, gathered.
pub struct Data<'o> {
    /// Of which year and unit columns are wanted; none where none are.
    partition: Option<Partition>,
    lines: Vec<File<'o>>,
    columns: Vec<File<'o>>,
}

impl<'o> Data<'o> {
    /// Nothing yet.
    pub const fn new(partition: Option<Partition>) -> Self {
        Self {
            partition,
            lines: Vec::new(),
            columns: Vec::new(),
        }
    }

    /// Adds a table, which has columns.
    pub fn table(
        &mut self,
        table: &'static Table,
        make: impl Fn(&mut Rows<'_>) -> Put + Send + Sync + 'o,
    ) {
        let make = Arc::new(make);
        if let Some(partition) = &self.partition {
            let make = Arc::clone(&make);
            let file = columns(table, partition.clone(), move |out| make(out));
            self.columns.push(file);
        }
        let name = format!("data/{}.jsonl", table.name);
        self.lines.push(lines(name, move |out| make(out)));
    }

    /// Adds lines alone.
    pub fn lines(
        &mut self,
        name: &'static str,
        make: impl Fn(&mut Rows<'_>) -> Put + Send + Sync + 'o,
    ) {
        self.lines.push(lines(name.to_owned(), make));
    }

    /// The files: lines first.
    pub fn files(self) -> Vec<File<'o>> {
        [self.lines, self.columns].into_iter().flatten().collect()
    }
}

/// A file of lines of JSON.
pub fn lines<'o>(name: String, make: impl Fn(&mut Rows<'_>) -> Put + Send + Sync + 'o) -> File<'o> {
    let path = name.clone();
    let make =
        move |out: &mut (dyn Write + Send)| make(&mut Rows::Json(out)).map_err(json_fault(&path));
    (name.into(), Box::new(make))
}

/// Whether the unit's name can be that of a folder.
///
/// # Errors
/// It is too long.
pub fn nameable(partition: &Partition) -> Result<(), Error> {
    if partition.fits() {
        return Ok(());
    }
    let reason = "单位名称太长，Parquet 的文件夹放不下（最多 80 个汉字）。请在口径里写短一些，或者不写 Parquet（命令行：不加 --parquet）";
    Err(refused(partition.unit.as_ref(), reason))
}

/// A file of columns, in the folders of its year and unit.
pub fn columns<'o>(
    table: &'static Table,
    partition: Partition,
    make: impl Fn(&mut Rows<'_>) -> Put + Send + Sync + 'o,
) -> File<'o> {
    let (name, folders) = (table.name, partition.folders());
    let path = format!("{COLUMNS}/{name}/{folders}/{name}.parquet");
    let fault = path.clone();
    let make = move |out: &mut (dyn Write + Send)| {
        let columns = Rows::columns(table, partition.clone(), out);
        let put = columns.and_then(|mut rows| make(&mut rows).and_then(|()| rows.end()));
        put.map_err(json_fault(&fault))
    };
    (path.into(), Box::new(make))
}
