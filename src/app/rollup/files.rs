//! Columns as a roll-up writes them: a file of each table for each unit.

use serde_json::Value;

use super::data::{CHANGES, UnitData, value};
use super::rolled::{Rolled, RolledUnit};
use crate::app::data;
use crate::app::session::File;
use crate::columnar::{Partition, Table};
use crate::emit::{self, Put, Rows};
use crate::error::Error;

/// The files of columns of a roll-up: of each table one for each unit that has rows in it, and what was found in the roll-up
/// itself, which is of no unit.
///
/// # Errors
/// The name of a unit is too long for a folder.
pub fn columns(rolled: &Rolled, year: i32) -> Result<Vec<File<'_>>, Error> {
    let mut files = Vec::new();
    for table in emit::TABLES {
        for unit in &rolled.units {
            let data = of_table(unit, table);
            if data.has(table.name) {
                let partition = Partition {
                    year,
                    unit: unit.summary.unit.to_string(),
                    date: unit.summary.date.parse().ok(),
                };
                data::nameable(&partition)?;
                files.push(data::columns(table, partition, |out| {
                    lines(data, table, out)
                }));
            }
        }
    }
    if !rolled.findings.is_empty() {
        let partition = Partition {
            year,
            unit: String::new(),
            date: None,
        };
        let own = |out: &mut Rows<'_>| emit::findings_rows(&rolled.findings, out);
        files.push(data::columns(&emit::FINDINGS, partition, own));
    }
    Ok(files)
}

fn of_table<'r>(unit: &'r RolledUnit, table: &Table) -> &'r UnitData {
    if table.name == CHANGES {
        &unit.changes
    } else {
        &unit.data
    }
}

/// The lines of a unit, which is said beside them.
fn lines(data: &UnitData, table: &Table, out: &mut Rows<'_>) -> Put {
    let put = data.each(table.name, |line| {
        let row: Value = value(line)?;
        out.put(&row).map_err(|e| e.to_string())
    });
    put.map_err(serde::ser::Error::custom)
}
