//! What was made of files, kept for the pages until one of the files is another one.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::digest::sha256_hex;

/// What was made last, and the state of the files it was made of.
#[derive(Debug)]
pub struct Kept<T>(Mutex<Option<(String, T)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Kept<T> {
    /// What was made last, and whether the files are still in this state.
    pub fn read(&self, state: &str) -> Option<(T, bool)> {
        let slot = self.slot();
        let (of, made) = slot.as_ref()?;
        Some((made.clone(), of == state))
    }

    /// Takes what was made of files in this state.
    pub fn set(&self, state: String, made: T) {
        *self.slot() = Some((state, made));
    }

    /// Forgets it, so that it is made again.
    pub fn forget(&self) {
        *self.slot() = None;
    }

    /// What is made of files in this state, made only where it is not kept.
    pub fn of(&self, state: String, make: impl FnOnce() -> T) -> T {
        if let Some((known, true)) = self.read(&state) {
            return known;
        }
        let new = make();
        self.set(state, new.clone());
        new
    }

    fn slot(&self) -> MutexGuard<'_, Option<(String, T)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The state of files and folders: what they are called, how large they are, and when they were changed.
pub fn state<P: AsRef<Path>>(paths: &[P]) -> String {
    let mut all = String::new();
    for path in paths {
        note(path.as_ref(), &mut all);
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
