//! One row that was read, and what became of it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Entry, Fate, SkipKind};
use crate::location::Place;

/// What a row held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowSource {
    /// An entry.
    Entry(Arc<Entry>),
    /// No entry, and what stood there.
    Skipped(SkipKind, String),
}

/// The file that stands for a row's file, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandIn {
    /// The file.
    pub file: Arc<str>,
    /// Whether both are the same or the other one is newer, as the rows are counted.
    pub kind: SkipKind,
    /// Why, in words.
    pub why: Arc<str>,
}

/// One row that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Number in the order of files, sheets and rows: `E00001`.
    pub id: String,
    /// Its first cell.
    pub place: Place,
    /// What it held.
    pub source: RowSource,
    /// What became of it.
    pub fate: Fate,
    /// The item of the register it went into.
    pub register_id: Option<String>,
    /// The file that stands for its file, where there is one.
    pub stand_in: Option<StandIn>,
}

impl Row {
    /// The entry, if the row held one.
    pub fn entry(&self) -> Option<&Entry> {
        self.shared_entry().map(AsRef::as_ref)
    }

    /// The entry as all share it that were made from it.
    pub fn shared_entry(&self) -> Option<&Arc<Entry>> {
        match &self.source {
            RowSource::Entry(entry) => Some(entry),
            RowSource::Skipped(..) => None,
        }
    }
}
