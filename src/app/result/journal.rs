//! What was begun: written before the first thing changes, removed when all has come to its end.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::desk::Desk;
use super::plan::Plan;
use super::system;
use crate::app::record::RECORD;
use crate::digest::sha256_hex;

/// How the new result takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// The whole folder.
    Whole,
    /// File by file, where the folder cannot be moved.
    Within,
}

/// What was begun.
#[derive(Debug, Serialize, Deserialize)]
pub struct Journal {
    /// Name of the result's folder.
    pub name: OsString,
    /// Whether the desk stands in it, not beside it.
    pub inside: bool,
    /// How.
    pub way: Way,
    /// Digest of the new record: tells the new folder from the old one.
    pub record: String,
    /// What becomes of the old files.
    pub plan: Plan,
    /// Folders that have to be made first.
    pub folders: Vec<String>,
}

impl Journal {
    /// The result it tells of.
    pub fn target(&self, desk: &Desk) -> PathBuf {
        let around = desk.folder().parent().unwrap_or(desk.folder());
        if self.inside {
            around.to_path_buf()
        } else {
            around.join(&self.name)
        }
    }

    /// The journal of a desk, if something was begun there.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(desk: &Desk) -> io::Result<Option<Self>> {
        match fs::read(desk.journal()) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            read => Ok(Some(serde_json::from_slice(&read?)?)),
        }
    }

    /// Writes it, in one step.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, desk: &Desk) -> io::Result<()> {
        let path = desk.folder().join("journal.tmp");
        let mut file = File::create(&path)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        file.sync_all()?;
        system::rename(&path, &desk.journal())?;
        system::flush(desk.folder())
    }

    /// All has come to its end.
    ///
    /// # Errors
    /// It cannot be removed.
    pub fn remove(desk: &Desk) -> io::Result<()> {
        fs::remove_file(desk.journal())?;
        system::flush(desk.folder())
    }
}

/// Digest of a folder's record, empty where there is none.
pub fn record_of(folder: &Path) -> String {
    fs::read(folder.join(RECORD)).map_or(String::new(), |bytes| sha256_hex(&bytes))
}
