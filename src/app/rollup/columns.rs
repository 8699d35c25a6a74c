//! Columns as a roll-up takes them: what a unit's result holds, as lines.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::data::{ENTRIES, REGISTER, TABLES, UnitData};
use super::results::Given;
use crate::columnar::{Partition, Table, Unreadable, partition_of, rows};
use crate::emit;

/// Files of columns that lie together and are of one unit and year.
#[derive(Debug)]
pub struct Tables {
    /// The folder they lie in.
    pub root: PathBuf,
    /// Whose they are.
    pub partition: Partition,
    files: Vec<(&'static Table, PathBuf)>,
}

/// Sorts files of columns; of one that is none of ours the reason, with the file.
pub fn sorted(files: Vec<PathBuf>) -> (Vec<Tables>, Vec<(PathBuf, String)>) {
    let mut all: BTreeMap<(PathBuf, Partition), Vec<_>> = BTreeMap::new();
    let mut unread = Vec::new();
    for file in files {
        let told = partition_of(&file).and_then(|(name, partition)| {
            let mut tables = emit::TABLES.into_iter();
            let table = tables.find(|table| table.name == name);
            Ok((table.ok_or_else(Unreadable::foreign)?, partition))
        });
        match told {
            Ok((table, partition)) => {
                let root = root(&file, table, &partition);
                all.entry((root, partition))
                    .or_default()
                    .push((table, file));
            }
            Err(reason) => unread.push((file, reason.to_string())),
        }
    }
    let all = all.into_iter().map(|((root, partition), files)| Tables {
        root,
        partition,
        files,
    });
    (all.collect(), unread)
}

/// The folder above the folders of table, year and unit; a file that lies elsewhere belongs to those beside it.
fn root(file: &Path, table: &Table, partition: &Partition) -> PathBuf {
    let folder = file.parent().unwrap_or(file);
    let inner = Path::new(table.name).join(partition.folders());
    let above = folder.ancestors().nth(inner.components().count());
    let above = above.filter(|_| folder.ends_with(&inner));
    above.unwrap_or(folder).to_path_buf()
}

impl Tables {
    /// The unit's data, its rows as lines in this folder.
    ///
    /// # Errors
    /// A file is damaged, a table is missing, or the lines cannot be written; the reason names it.
    pub fn given(&self, shown: &str, folder: &Path) -> Result<Given, String> {
        let mut data = UnitData::default();
        fs::create_dir_all(folder).map_err(|e| e.to_string())?;
        for name in TABLES {
            let own = self.files.iter().filter(|(table, _)| table.name == name);
            let own: Vec<_> = own.collect();
            if own.is_empty() {
                continue;
            }
            let path = folder.join(format!("{name}.jsonl"));
            let lines = |e: std::io::Error| e.to_string();
            let mut out = BufWriter::new(File::create(&path).map_err(lines)?);
            for (table, file) in own {
                let put = rows(file, (table, &[]), &mut |row| {
                    let line = Value::Object(row).to_string();
                    writeln!(out, "{line}").map_err(|e| Unreadable::because(&e))
                });
                put.map_err(|reason| format!("{name}.parquet {reason}"))?;
            }
            out.flush().map_err(lines)?;
            data.whole(name, path).map_err(lines)?;
        }
        for table in [REGISTER, ENTRIES] {
            if !data.has(table) {
                return Err(format!("其中没有 {table} 的 Parquet"));
            }
        }
        Ok(Given {
            unit: self.partition.unit.clone(),
            year: self.partition.year,
            date: self.partition.date,
            exact: false,
            sources: vec![shown.to_owned()],
            page: None,
            digest: [data.digest(REGISTER)?, data.digest(ENTRIES)?],
            data,
        })
    }
}
