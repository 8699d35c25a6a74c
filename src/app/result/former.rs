//! What stands in the folder already: which of its files an earlier run wrote and nobody has changed, and which are people's.

use std::fs;
use std::path::{Path, PathBuf};

use crate::app::record::{RECORD, REVIEW_BOOK, Record, Written};
use crate::digest::sha256_hex;
use crate::model::Book;

/// The book that lasts though a later run does not write it: a report of the half year tells how things stood then.
pub const LASTS: &str = Book::MidYear.file_name();

/// Whose a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// There is none.
    Absent,
    /// It is as an earlier run wrote it, or holds nothing people write: it may be replaced.
    Ours,
    /// People made it or changed it, or nobody knows: it stays.
    Theirs,
}

/// A folder with what an earlier run recorded of it.
#[derive(Debug)]
pub struct Former {
    folder: PathBuf,
    /// None where there is no record that can be read.
    record: Option<Record>,
}

impl Former {
    /// The folder and its record.
    pub fn read(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            record: Record::read(folder).ok(),
        }
    }

    /// The folder as one in which everything is people's.
    pub fn of_people(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            record: None,
        }
    }

    /// Where it stands.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What an earlier run recorded, if that can be read.
    pub const fn record(&self) -> Option<&Record> {
        self.record.as_ref()
    }

    /// Whether a result stands here, even one whose record is lost.
    pub fn is_result(&self) -> bool {
        self.record.is_some() || self.folder.join(REVIEW_BOOK).exists()
    }

    /// Whose the file of this path is. Data files and the record are for programs: what people do to them is not kept,
    /// while they are known to be ours.
    pub fn fate(&self, path: &str) -> Fate {
        let full = self.folder.join(path);
        let Ok(told) = fs::symlink_metadata(&full) else {
            return Fate::Absent;
        };
        let Some(record) = self.record.as_ref().filter(|_| told.is_file()) else {
            return Fate::Theirs;
        };
        let unchanged = |output: &Written| {
            path.starts_with("data/")
                || fs::read(&full).is_ok_and(|b| sha256_hex(&b) == output.sha256)
        };
        let mut known = record.outputs.iter().chain(&record.left);
        let output = known.find(|o| o.path == path);
        if path == RECORD || output.is_some_and(unchanged) {
            Fate::Ours
        } else {
            Fate::Theirs
        }
    }

    /// The paths an earlier run recorded.
    pub fn recorded(&self) -> impl Iterator<Item = &String> {
        let records = self.record.iter();
        let known = records.flat_map(|r| r.outputs.iter().chain(&r.left));
        known.map(|o| &o.path)
    }

    /// The books that stay though a run does not write them, as long as nobody has changed them.
    pub fn lasting(&self) -> Vec<Written> {
        let records = self.record.iter();
        let known = records.flat_map(|r| r.outputs.iter().chain(&r.left));
        let lasting = known.filter(|o| o.path == LASTS && self.fate(&o.path) == Fate::Ours);
        lasting.cloned().collect()
    }

    /// The name under which a file of people's stays when a new one takes its path: free in this folder.
    pub fn aside(&self, path: &str) -> String {
        let (folder, name) = path.rsplit_once('/').map_or(("", path), |(f, n)| (f, n));
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) => (stem, format!(".{ending}")),
            None => (name, String::new()),
        };
        let slash = if folder.is_empty() { "" } else { "/" };
        let named = |n: u32| format!("{folder}{slash}{stem}（填过的{n}）{ending}");
        let taken = |n: &u32| fs::symlink_metadata(self.folder.join(named(*n))).is_ok();
        named((1..u32::MAX).find(|n| !taken(n)).unwrap_or(u32::MAX))
    }

    /// The name under which this file will stay, if it is people's.
    pub fn stays_as(&self, path: &str) -> Option<String> {
        (self.fate(path) == Fate::Theirs).then(|| self.aside(path))
    }
}
