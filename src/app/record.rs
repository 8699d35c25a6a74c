//! The record of a run, `run.json`, read back: what a later run or a check has to know of it; and the names of the files of a
//! result that others have to know.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Component, Path};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::reason::plain_reason;
use crate::digest::Digested;
use crate::model::Book;

/// Name of the record in the result folder.
pub const RECORD: &str = "run.json";
/// Name of the review workbook in the result folder.
pub const REVIEW_BOOK: &str = Book::Review.file_name();
/// Copy of the user's policy in the result folder.
pub const POLICY_COPY: &str = "data/policy.toml";
/// Folder of the columns in the result folder.
pub const COLUMNS: &str = "data/parquet";
/// What the record says of the program.
pub const PROGRAM: &str = "qingfeng";

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Path inside the output folder.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

impl Written {
    /// Paths of files as they are told: those of columns, which may be thousands, in one line.
    pub fn told(written: &[Self]) -> Vec<String> {
        let is_columns = |path: &String| path.starts_with(COLUMNS);
        let paths = written.iter().map(|file| file.path.clone());
        let (columns, mut paths): (Vec<String>, Vec<String>) = paths.partition(is_columns);
        if !columns.is_empty() {
            paths.push(format!(
                "{COLUMNS}/（{} 个文件：同样的数据，供 DuckDB、polars、Spark 读取）",
                columns.len()
            ));
        }
        paths
    }

    /// What was written to `out` as the file of this name, and the writer.
    pub fn of<W: Write>(path: &str, out: Digested<W>) -> (Self, W) {
        let (to, bytes, sha256) = out.end();
        let path = path.to_owned();
        let written = Self {
            path,
            bytes,
            sha256,
        };
        (written, to)
    }
}

/// What was recorded of a run.
#[derive(Debug, Deserialize)]
pub struct Record {
    program: String,
    /// Version of the program.
    pub version: String,
    /// The unit it is of. Records of old versions lack it.
    #[serde(default)]
    pub unit: String,
    /// Whether results of units were put together.
    #[serde(default)]
    pub rollup: bool,
    /// Those units.
    #[serde(default)]
    pub units: Vec<UnitRecord>,
    /// 年度.
    pub year: i32,
    /// Date of the run.
    pub date: NaiveDate,
    /// The policy.
    pub policy: PolicyRecord,
    /// The files and folders given, seen from the result folder. Records of old versions lack them.
    #[serde(default)]
    pub given: Vec<String>,
    /// Former roll-ups, seen from the folder of this one.
    #[serde(default)]
    pub previous: Vec<String>,
    /// The files read.
    #[serde(default)]
    pub inputs: Vec<InputRecord>,
    /// The roster book read.
    #[serde(default)]
    pub roster: Option<ReviewRecord>,
    /// The review workbooks read.
    #[serde(default)]
    pub reviews: Vec<ReviewRecord>,
    /// The highest number of the year.
    #[serde(default)]
    pub last_number: Option<String>,
    /// Whether the mid-year report was asked for.
    #[serde(default)]
    pub mid_year: bool,
    /// Whether the tables were asked for as Parquet too.
    #[serde(default)]
    pub parquet: bool,
    /// Rows by their fate.
    #[serde(default)]
    pub rows: RowsRecord,
    /// What follows from the levels.
    #[serde(default)]
    pub follow_up: FollowUpRecord,
    /// Every file of the result but the record itself.
    pub outputs: Vec<Written>,
    /// Books of an earlier run that this one did not write, and that stay as they were.
    #[serde(default)]
    pub left: Vec<Written>,
}

/// The policy of a run.
#[derive(Debug, Deserialize)]
pub struct PolicyRecord {
    /// Name of the user's file.
    pub file: Option<String>,
    /// Where it lay, seen from the result folder.
    pub address: Option<String>,
    /// Its digest.
    pub sha256: Option<String>,
    /// Digest of the default policy.
    pub default_sha256: String,
}

/// A unit of a roll-up, as far as the level above it looks at it.
#[derive(Debug, Deserialize)]
pub struct UnitRecord {
    /// Its name.
    pub unit: String,
    /// The day of its result.
    #[serde(default)]
    pub date: String,
}

/// A file that was read.
#[derive(Debug, Deserialize)]
pub struct InputRecord {
    /// Its name as shown.
    pub file: Arc<str>,
    /// Its digest; empty if it could not be read.
    pub sha256: String,
    /// Where it lay, seen from the result folder.
    pub address: Option<String>,
    /// When it was changed, where the books say so.
    pub modified: Option<String>,
    /// Whether it was given as a review workbook.
    #[serde(default)]
    pub as_review: bool,
}

/// A review workbook, or the roster book, that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRecord {
    /// Its name as shown.
    pub file: Arc<str>,
    /// Where it lay, seen from the result folder.
    pub address: Option<String>,
    /// Its digest.
    pub sha256: String,
    /// Where the result keeps a copy.
    pub copy: String,
}

/// Rows of a run.
#[derive(Debug, Default, Deserialize)]
pub struct RowsRecord {
    /// Rows read.
    pub read: usize,
}

/// What follows from the levels.
#[derive(Debug, Default, Deserialize)]
pub struct FollowUpRecord {
    /// The spot check.
    pub spot_check: SpotCheckRecord,
}

/// The spot check of a run.
#[derive(Debug, Default, Deserialize)]
pub struct SpotCheckRecord {
    /// Its seed.
    pub seed: u64,
}

impl Record {
    /// The record in this folder.
    ///
    /// # Errors
    /// There is none, or it is not a record of this program; the text says so.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let path = folder.join(RECORD);
        if path.exists() && !path.is_file() {
            return Err(format!("其中的 {RECORD} 不是普通文件"));
        }
        let text = fs::read(path).map_err(|e| match e.kind() {
            ErrorKind::NotFound => format!("其中没有 {RECORD}，不是本程序写出的结果文件夹"),
            _ => format!("{RECORD} 打不开：{}", plain_reason(&e)),
        })?;
        let read = serde_json::from_slice::<Self>(&text).ok();
        read.filter(Self::is_ours).ok_or_else(|| {
            format!("其中的 {RECORD} 读不懂，可能被改动过，或者是别的程序写的，无从核对")
        })
    }

    /// A record of this program names files inside its folder, and no others: they are going to be replaced.
    fn is_ours(&self) -> bool {
        let outputs = self.outputs.iter().map(|o| &o.path);
        let copies = self.reviews.iter().chain(&self.roster).map(|r| &r.copy);
        let mut named = outputs.chain(copies);
        let inside = |path: &str| {
            let mut parts = Path::new(path).components();
            !path.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
        };
        self.program == PROGRAM && named.all(|path| inside(path))
    }
}
