//! What has come in, as it was last read: kept for the pages until a file, the roster or the policy is another one.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::Inbox;
use crate::digest::sha256_hex;

/// What came of reading: what has come in, or why it could not be read.
pub type Read = Result<Arc<Inbox>, String>;

/// What was read last, and the state of the folder it was read in.
#[derive(Debug, Default)]
pub struct Came(Mutex<Option<(String, Read)>>);

impl Came {
    /// What was read in this state of the folder, and whether the folder is still in it.
    pub fn read(&self, state: &str) -> Option<(Read, bool)> {
        let slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, read) = slot.as_ref()?;
        Some((read.clone(), of == state))
    }

    /// Takes what was read in this state of the folder.
    pub fn set(&self, state: String, read: Read) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((state, read));
    }

    /// Forgets it, so that it is read again.
    pub fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// The state of files and folders: what they are called, how large they are, and when they were changed.
pub fn state(paths: &[&Path]) -> String {
    let mut all = String::new();
    for path in paths {
        note(path, &mut all);
    }
    sha256_hex(all.as_bytes())
}

fn note(path: &Path, all: &mut String) {
    let Ok(told) = fs::symlink_metadata(path) else {
        return;
    };
    // Writing into a String cannot fail.
    let _ = writeln!(
        all,
        "{} {} {:?}",
        path.display(),
        told.len(),
        told.modified().ok()
    );
    if !told.is_dir() {
        return;
    }
    let inner = fs::read_dir(path).into_iter().flatten().flatten();
    let mut inner: Vec<_> = inner.map(|entry| entry.path()).collect();
    inner.sort();
    for path in inner {
        note(&path, all);
    }
}
