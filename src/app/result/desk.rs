//! The hidden folder in which a result is prepared, and the lock in it.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::system;
use crate::digest::sha256_hex;

/// Begins the name of every desk; folders of this name are never searched for forms.
const PREFIX: &str = ".qingfeng-";
/// Characters that follow: a digest of the result's name, so that every run on it comes to the same desk.
const TAG: usize = 12;
/// The first words of a lock file, by which a desk is known to be ours.
const SIGNATURE: &str = "qingfeng: a result is being written here";

const LOCK: &str = "lock";
const JOURNAL: &str = "journal.json";
/// How often a lock is tried: whoever clears away a dead desk holds it for a moment.
const TRIES: u32 = 20;
/// Time between two tries.
const PAUSE: Duration = Duration::from_millis(10);

/// A desk whose lock we hold. Cleared when it is dropped.
#[derive(Debug)]
pub struct Desk {
    folder: PathBuf,
    /// Held until it is closed, at the latest when the process ends. None once the desk is cleared: another run may have one of
    /// this name by then.
    lock: Mutex<Option<File>>,
}

/// How a desk was found that nobody but a run at work may touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfinished {
    /// Another run is at work on it.
    Busy,
    /// A run was ended while it put its result in place.
    Broken,
}

/// The name of the desk for a result of this name.
pub fn name_for(result: &OsStr) -> String {
    let digest = sha256_hex(result.to_string_lossy().to_lowercase().as_bytes());
    let tag: String = digest.chars().take(TAG).collect();
    format!("{PREFIX}{tag}")
}

/// Whether this is the name of a desk.
pub fn is_name(name: &OsStr) -> bool {
    let tag = name.to_str().and_then(|n| n.strip_prefix(PREFIX));
    tag.is_some_and(|tag| tag.len() == TAG && tag.bytes().all(|b| b.is_ascii_hexdigit()))
}

impl Desk {
    const fn new(folder: PathBuf, lock: File) -> Self {
        Self {
            folder,
            lock: Mutex::new(Some(lock)),
        }
    }

    /// Makes the desk, or takes over a dead one; none if another run is at work on it.
    ///
    /// # Errors
    /// It cannot be made, or files cannot be locked there.
    pub fn take(folder: PathBuf) -> io::Result<Option<Self>> {
        for _ in 0..TRIES {
            make(&folder)?;
            if let Some(lock) = lock_of(&folder)? {
                // It is one from here on, and cleared away where it cannot be signed: the disk may be full.
                let desk = Self::new(folder, lock);
                desk.sign()?;
                return Ok(Some(desk));
            }
            thread::sleep(PAUSE);
        }
        Ok(None)
    }

    /// Takes over a dead desk that is there.
    ///
    /// # Errors
    /// A run is at work on it, or it is none of ours.
    pub fn take_dead(folder: &Path) -> Result<Self, Option<Unfinished>> {
        let lock = dead(folder)?;
        Ok(Self::new(folder.to_path_buf(), lock))
    }

    /// Whether a run is at work on the desk of this name, or was ended in the middle; changes nothing.
    pub fn look(folder: &Path) -> Option<Unfinished> {
        let broken = || folder.join(JOURNAL).exists();
        match dead(folder) {
            Err(found) => found,
            Ok(_) => broken().then_some(Unfinished::Broken),
        }
    }

    /// Where it stands.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the new result is prepared.
    pub fn result(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// Where what it replaces is laid.
    pub fn old(&self) -> PathBuf {
        self.folder.join("old")
    }

    /// Where the journal stands.
    pub fn journal(&self) -> PathBuf {
        self.folder.join(JOURNAL)
    }

    /// Removes what was prepared. While there is a journal nothing is touched: what it tells of has not come to its end.
    pub fn clear_work(&self) {
        if self.journal().exists() {
            return;
        }
        // Whatever cannot be removed now is removed by the next start.
        let _ = fs::remove_file(self.folder.join("journal.tmp"));
        for folder in [self.result(), self.old()] {
            remove_tree(&folder);
        }
    }

    fn sign(&self) -> io::Result<()> {
        let mut lock = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        match lock.as_mut() {
            Some(lock) if lock.metadata()?.len() == 0 => lock.write_all(SIGNATURE.as_bytes()),
            _ => Ok(()),
        }
    }

    /// Removes the desk with all that was prepared on it. What else may lie here is nothing of ours and stays.
    pub fn clear(&self) {
        let mut lock = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(lock) = lock.take() else { return };
        self.clear_work();
        if is_bare(&self.folder) && fs::remove_file(self.folder.join(LOCK)).is_ok() {
            // Not every disk of Windows lets go of the name of a file that is open.
            drop(lock);
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.clear();
    }
}

/// The lock of a desk, made if need be and taken; none if somebody else has it, or has just removed the desk.
fn lock_of(folder: &Path) -> io::Result<Option<File>> {
    let path = folder.join(LOCK);
    let mut options = OpenOptions::new();
    let options = options.read(true).write(true).create(true).truncate(false);
    let lock = match options.open(&path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    if !locked(&lock)? {
        return Ok(None);
    }
    let there = fs::metadata(&path).map(|m| system::identity(&m));
    let own = system::identity(&lock.metadata()?);
    Ok((there.ok() == Some(own)).then_some(lock))
}

/// The lock of a dead desk of ours, taken.
fn dead(folder: &Path) -> Result<File, Option<Unfinished>> {
    let mut lock = File::open(folder.join(LOCK)).map_err(|_| None)?;
    if !locked(&lock).map_err(|_| None)? {
        return Err(Some(Unfinished::Busy));
    }
    let mut written = String::new();
    lock.read_to_string(&mut written).map_err(|_| None)?;
    let just_begun = written.is_empty() && is_bare(folder);
    (just_begun || written == SIGNATURE)
        .then_some(lock)
        .ok_or(None)
}

/// Whether nothing lies there but the lock.
fn is_bare(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| entries.count() == 1)
}

fn locked(file: &File) -> io::Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Makes a folder; one that is there already will do, a link to one will not.
fn make(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => match fs::symlink_metadata(folder) {
            Ok(told) if !told.is_dir() => Err(e),
            _ => Ok(()),
        },
        made => made,
    }
}

/// Removes a folder; folders in it that forbid it are opened first.
fn remove_tree(folder: &Path) {
    if fs::remove_dir_all(folder).is_err() && folder.exists() {
        allow(folder);
        let _ = fs::remove_dir_all(folder);
    }
}

#[cfg(unix)]
fn allow(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|t| t.is_dir()) {
            allow(&entry.path());
        }
    }
}

/// Folders there forbid nothing.
#[cfg(not(unix))]
fn allow(_: &Path) {}
