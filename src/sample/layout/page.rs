//! A finished sheet, and where its parts stand.

use super::columns::Column;
use crate::location::{Area, CellRef};
use crate::model::Field;
use crate::sample::truth::{EntryTruth, FindingTruth, RowCounts};
use crate::writer::{SheetSpec, lines_above};

/// A form laid out.
pub struct Draft {
    /// The file's name.
    pub file_name: String,
    /// Its sheets.
    pub pages: Vec<Page>,
    /// Further sheets, hidden.
    pub hidden: Vec<SheetSpec>,
}

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

impl Page {
    /// Gives everything the places it has in a Word document, of which this is the only table.
    pub fn in_document(&mut self) {
        let name = "表格1".to_owned();
        let above = lines_above(&self.sheet);
        let there = |at: CellRef| CellRef::new(at.row + CellRef::TABLE_TOP - above, at.col);
        for table in &mut self.tables {
            table.head = Area::new(there(table.head.first), there(table.head.last));
        }
        for entry in &mut self.entries {
            entry.sheet.clone_from(&name);
            entry.row = entry.row + CellRef::TABLE_TOP - above;
            for cell in entry.cells.values_mut() {
                *cell = there(*cell);
            }
        }
        for finding in &mut self.findings {
            finding.sheet = Some(name.clone());
            finding.cell = finding.cell.map(there);
        }
    }

    /// Takes a column out; what stands to the right of it moves one to the left, in the truth too.
    pub fn remove_column(&mut self, col: u32) {
        let left = |at: CellRef| CellRef::new(at.row, at.col - u32::from(at.col > col));
        let sheet = &mut self.sheet;
        if let Ok(index) = usize::try_from(col)
            && index < sheet.widths.len()
        {
            sheet.widths.remove(index);
        }
        sheet.cells.retain(|c| c.at.col != col);
        sheet
            .merges
            .retain(|m| m.first.col != col || m.last.col != col);
        for cell in &mut sheet.cells {
            cell.at = left(cell.at);
        }
        for merge in &mut sheet.merges {
            merge.first = left(merge.first);
            // The last column of a range moves even where it is the one taken out.
            merge.last.col -= u32::from(merge.last.col >= col);
        }
        for table in &mut self.tables {
            if let Ok(index) = usize::try_from(col - table.head.first.col) {
                table.columns.remove(index);
            }
            table.head.last.col -= 1;
        }
        for entry in &mut self.entries {
            entry.cells.retain(|_, cell| cell.col != col);
            for cell in entry.cells.values_mut() {
                *cell = left(*cell);
            }
        }
        self.findings
            .retain(|f| f.cell.is_none_or(|cell| cell.col != col));
        for cell in self.findings.iter_mut().filter_map(|f| f.cell.as_mut()) {
            *cell = left(*cell);
        }
        for note in &mut self.notes {
            note.at = left(note.at);
        }
    }
}
