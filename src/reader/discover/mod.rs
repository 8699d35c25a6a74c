//! From the paths a user gives to the list of files to read: sorted, without doubles, independent of the order given.
//! Opens a file only to look at its first bytes; whether it can be read is seen later.

mod columns;
mod names;
mod results;
mod roots;
mod walk;

use std::path::PathBuf;
use std::sync::Arc;

use crate::error::Error;
pub use columns::columns;
pub use results::results;
use roots::{Roots, untaken};
use walk::Found;
pub use walk::{RETURNED, WITHDRAWN};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it lies.
    pub path: PathBuf,
    /// What people call it: relative to the folder given, with `/`; unique within a run.
    pub shown: Arc<str>,
}

/// How many files were left out, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Lock files of an open document (`~$…`, `.~lock.…#`, `.~…`).
    pub locks: usize,
    /// Temporary files (`*.tmp`).
    pub temporary: usize,
    /// Hidden files and folders, and what a Mac adds to archives.
    pub hidden: usize,
    /// Files under a folder to be left out, such as the output folder.
    pub left_out: usize,
    /// Folders of forms that were taken out of the inbox.
    pub withdrawn: usize,
    /// Files that are no documents: settings, notes, thumbnails.
    pub other: usize,
    /// Pipes, devices and sockets: opening one may wait for ever.
    pub special: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovery {
    /// The files to read, sorted by `shown`. Documents of a wrong kind are among them and become findings.
    pub sources: Vec<Source>,
    /// The files left out.
    pub skipped: Skipped,
}

/// Finds the files to read.
///
/// `paths` are files and folders as given; folders are searched to the bottom. Nothing under `leave_out` is returned.
///
/// # Errors
///
/// [`Error::MissingPath`] if one of `paths` does not exist or cannot be entered. An empty result is no error here.
pub fn discover(paths: &[PathBuf], leave_out: &[PathBuf]) -> Result<Discovery, Error> {
    let roots = Roots::new(paths)?;
    let leave_out: Vec<PathBuf> = leave_out
        .iter()
        .filter_map(|p| p.canonicalize().ok())
        .collect();
    let mut found = Found::new(leave_out);
    for (canonical, root) in &roots.folders {
        found.folder(canonical, &root.given, &root.label);
    }
    // What lies in a folder keeps its name, whatever is given beside it.
    for (canonical, root) in &roots.files {
        let label = untaken(canonical, &root.label, |label| found.has(label));
        found.file(canonical.clone(), &root.given, &label);
    }
    Ok(found.finish())
}
