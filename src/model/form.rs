//! A form as it was understood: its tables, how each head was read and why, and what became of every row.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::column::Column;
use super::reading::Reading;
use super::{Annex, Book, CellAccount, Claim, Entry, SkipKind};
use crate::diagnostic::Diagnostic;
use crate::location::{Area, CellRef};

/// What a table is for; what a file is for, where its tables agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// 自查表: a section's or a person's own report.
    SelfCheck,
    /// 登记汇总表: a consolidated register.
    Register,
    /// 评审表.
    Review,
    /// 考核评分表.
    ScoreSheet,
    /// 处置台账, 整改台账.
    Ledger,
    /// 互查表, 群众评议表.
    Opinions,
    /// 花名册.
    Roster,
    /// 统计表: counts of what entries say. In `--format json` it is one of the unknown.
    #[serde(rename = "unknown", skip_deserializing)]
    Statistics,
    /// Of a file: its tables are of several kinds.
    Mixed,
    /// Nothing we know.
    Unknown,
}

impl FormKind {
    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::SelfCheck => "自查表",
            Self::Register => "登记汇总表",
            Self::Review => "评审表",
            Self::ScoreSheet => "考核评分表",
            Self::Ledger => "台账",
            Self::Opinions => "互查评议表",
            Self::Roster => "花名册",
            Self::Statistics => "统计表",
            Self::Mixed => "几种表格",
            Self::Unknown => "未识别",
        }
    }

    /// Whether a file of this kind reports risk points of its own, and is no register of what others report.
    pub const fn is_report(self) -> bool {
        matches!(self, Self::SelfCheck | Self::Mixed)
    }
}

/// A row of a table that is no entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedRow {
    /// Row, counted from 0.
    pub row: u32,
    /// Why it is no entry.
    pub kind: SkipKind,
    /// What stands in it, cells joined by ` | `.
    pub text: String,
}

/// A key-value pair above or below a table (科室：预算科).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyValue {
    /// The key as written.
    pub key: String,
    /// The value as written.
    pub value: String,
    /// The cell of the value.
    pub cell: CellRef,
}

/// One table of entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormTable {
    /// Whether it is a self-check table or a consolidated register.
    pub kind: FormKind,
    /// The title above it.
    pub title: Option<String>,
    /// The title's cell.
    pub title_at: Option<CellRef>,
    /// Rows of the head, counted from 0; empty for a continuation without a head.
    pub header_rows: Vec<u32>,
    /// Head and body.
    pub area: Area,
    /// How it was read.
    pub reading: Reading,
    /// Its columns from left to right.
    pub columns: Vec<Column>,
    /// Key-values around it.
    pub key_values: Vec<KeyValue>,
    /// Its entries from top to bottom.
    pub entries: Vec<Entry>,
    /// Its other rows from top to bottom.
    pub skipped: Vec<SkippedRow>,
    /// Risk points of last year that are no more; their rows are among the skipped.
    pub gone: Vec<Entry>,
}

impl FormTable {
    /// Number of physical rows below the head.
    pub fn rows_read(&self) -> usize {
        self.entries.len() + self.skipped.len()
    }

    /// The same table as one that was left out.
    pub fn without_entries(self) -> OtherTable {
        OtherTable {
            kind: FormKind::Unknown,
            title: self.title,
            header_rows: self.header_rows,
            area: self.area,
            columns: self.columns,
            entries: self.entries.len(),
        }
    }
}

/// A table without entries: a ledger, a score sheet, or one that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherTable {
    /// What it is.
    pub kind: FormKind,
    /// The title above it.
    pub title: Option<String>,
    /// Rows of the head, counted from 0.
    pub header_rows: Vec<u32>,
    /// Head and body.
    pub area: Area,
    /// Its heads from left to right.
    pub columns: Vec<Column>,
    /// Entries it would have had, where it was left out.
    pub entries: usize,
}

/// One sheet of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormSheet {
    /// Its name.
    pub name: Arc<str>,
    /// Its tables of entries from top to bottom.
    pub tables: Vec<FormTable>,
    /// Its other tables from top to bottom.
    pub others: Vec<OtherTable>,
    /// What became of every cell with content.
    pub cells: CellAccount,
}

impl FormSheet {
    /// A sheet of which nothing was read.
    pub fn new(name: &Arc<str>) -> Self {
        Self {
            name: Arc::clone(name),
            tables: Vec::new(),
            others: Vec::new(),
            cells: CellAccount::default(),
        }
    }

    /// Keeps its tables as ones that hold no entries; all that stands on it was left out.
    pub fn leave_out(&mut self) {
        let tables = std::mem::take(&mut self.tables).into_iter();
        self.others.extend(tables.map(FormTable::without_entries));
        self.cells = CellAccount::new(self.cells.read, Claim::LeftOut);
    }
}

/// One file as it was understood. This is all that is kept of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The file as the user named it.
    pub file: Arc<str>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// When the file was last changed, local time to the minute (`2026-11-05 09:30`). Copying and unpacking alter it: it is
    /// shown to people and never decides anything.
    pub modified: Option<String>,
    /// The section its file's name names.
    pub named_section: Option<String>,
    /// What it is for.
    pub kind: FormKind,
    /// Which book of a result it is, where it is one.
    pub own: Option<Book>,
    /// Its sheets in the order of the workbook.
    pub sheets: Vec<FormSheet>,
    /// What it holds beside tables of entries: lines of ledgers, marks.
    pub annex: Annex,
    /// What was found wrong in it.
    pub findings: Vec<Diagnostic>,
    /// Settings of the policy it made use of, see the policy's account of unused settings.
    pub used: BTreeSet<String>,
    /// 退改: digests of the files it was marked from, the latest first; empty where it bears no marks of the program's.
    pub marked_from: Vec<String>,
}

impl Form {
    /// What became of every cell of the file.
    pub fn cells(&self) -> CellAccount {
        let mut all = CellAccount::default();
        for sheet in &self.sheets {
            all.add(&sheet.cells);
        }
        all
    }

    /// The unit a register of the program's own says it is of.
    pub fn unit(&self) -> Option<&str> {
        let mut pairs = self.tables().flat_map(|t| &t.key_values);
        let unit = pairs.find(|pair| pair.key.starts_with("单位"))?;
        Some(unit.value.trim()).filter(|unit| !unit.is_empty())
    }

    /// All tables of entries of the file.
    pub fn tables(&self) -> impl Iterator<Item = &FormTable> {
        self.sheets.iter().flat_map(|s| &s.tables)
    }

    /// All entries of the file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.tables().flat_map(|t| &t.entries)
    }

    /// Skipped rows by kind.
    pub fn skipped(&self) -> BTreeMap<SkipKind, usize> {
        let mut counts = BTreeMap::new();
        for row in self.tables().flat_map(|t| &t.skipped) {
            *counts.entry(row.kind).or_insert(0) += 1;
        }
        counts
    }
}
