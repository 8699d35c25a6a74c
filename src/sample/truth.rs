//! What a perfect reader gets out of a form, and what a perfect checker finds in it, to be compared with what the
//! program gets and finds.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answers::Answers;
use crate::location::CellRef;
use crate::model::{Field, Level};

/// Something wrong with a form that a perfect checker reports, at the place where it reports it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FindingTruth {
    /// Name of the sheet; none for the whole file.
    pub sheet: Option<String>,
    /// The cell; none for the whole sheet.
    pub cell: Option<CellRef>,
    /// Code of the check that must report it.
    pub code: &'static str,
    /// What is wrong, for people.
    pub what: &'static str,
}

/// One entry as a perfect reader gets it. Texts are as written; what stands in several rows is joined by line breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryTruth {
    /// 科室 under the name of the roster.
    pub section: String,
    /// 岗位, where the form tells it.
    pub post: Option<String>,
    /// 姓名, where the form tells it.
    pub person: Option<String>,
    /// 权力（业务）事项, where the form tells it.
    pub matter: Option<String>,
    /// 风险点.
    pub risk: String,
    /// 防控措施.
    pub measures: String,
    /// The level as written in its cell; for 同上 what it stands for.
    pub level_text: String,
    /// The level; none where nobody can tell.
    pub level: Option<Level>,
    /// The answers on which it rests; none where the form does not ask.
    pub answers: Option<Answers>,
    /// Name of the sheet.
    pub sheet: String,
    /// The entry's first row as Excel shows it.
    pub row: u32,
    /// The cell of each field that has a column, blank ones included; of a merged range its first cell.
    pub cells: BTreeMap<Field, CellRef>,
}

/// Rows below the heads of all tables, up to the last row with content, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// First rows of entries.
    pub entries: usize,
    /// Further rows of entries.
    pub continuation: usize,
    /// Blank rows, prefilled serial numbers included.
    pub blank: usize,
    /// Example rows.
    pub example: usize,
    /// Signatures, dates and notes below the table.
    pub footer: usize,
    /// Lines of totals.
    pub total: usize,
    /// Headings inside the table.
    pub group: usize,
    /// Head, title and key-values again on the next printed page.
    pub repeated_head: usize,
}

impl RowCounts {
    /// All rows.
    pub const fn sum(&self) -> usize {
        self.entries
            + self.continuation
            + self.blank
            + self.example
            + self.footer
            + self.total
            + self.group
            + self.repeated_head
    }

    /// Adds the rows of another table or form.
    pub fn add(&mut self, other: &Self) {
        self.entries += other.entries;
        self.continuation += other.continuation;
        self.blank += other.blank;
        self.example += other.example;
        self.footer += other.footer;
        self.total += other.total;
        self.group += other.group;
        self.repeated_head += other.repeated_head;
    }
}

/// What a perfect reader gets out of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormTruth {
    /// The section that hands in the form.
    pub section: String,
    /// Number of tables.
    pub tables: usize,
    /// The entries, sheet by sheet and from top to bottom.
    pub entries: Vec<EntryTruth>,
    /// The rows by kind.
    pub rows: RowCounts,
    /// What a perfect checker reports, sheet by sheet.
    pub findings: Vec<FindingTruth>,
}
