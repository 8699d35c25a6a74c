//! A finished sheet, and where its parts stand.

use super::columns::Column;
use crate::location::{Area, CellRef};
use crate::model::Field;
use crate::sample::truth::{EntryTruth, FindingTruth, RowCounts};
use crate::writer::SheetSpec;

/// A finished sheet.
pub struct Page {
    /// The sheet.
    pub sheet: SheetSpec,
    /// Its tables from top to bottom.
    pub tables: Vec<Table>,
    /// Rows by kind.
    pub rows: RowCounts,
    /// Entries.
    pub entries: Vec<EntryTruth>,
    /// What stands around the tables.
    pub notes: Vec<Note>,
    /// What a perfect checker reports.
    pub findings: Vec<FindingTruth>,
}

/// Where a table stands.
pub struct Table {
    /// Its head.
    pub head: Area,
    /// Its columns from left to right.
    pub columns: Vec<Column>,
}

/// Something said above or below a table.
pub struct Note {
    /// What it says.
    pub says: Says,
    /// Where it says so.
    pub at: CellRef,
    /// In which words, without a key.
    pub value: String,
}

/// What is said around a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// The title.
    Title,
    /// The unit, perhaps with the section behind it.
    Unit,
    /// The section.
    Section,
    /// The post.
    Post,
    /// The person.
    Person,
    /// The day of reporting.
    Date,
}

impl Says {
    /// What stands behind a key.
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "单位" | "单位（盖章）" | "填报单位" => Some(Self::Unit),
            "科室" | "填报科室" | "所在科室" => Some(Self::Section),
            "岗位" | "岗位名称" => Some(Self::Post),
            "姓名" => Some(Self::Person),
            "填报日期" | "填报时间" => Some(Self::Date),
            _ => None,
        }
    }
}

impl Table {
    /// Column of a field, counted from 0 on the sheet.
    pub fn col(&self, field: Field) -> Option<u32> {
        let index = self.columns.iter().position(|c| c.field == Some(field))?;
        Some(self.head.first.col + u32::try_from(index).ok()?)
    }
}
