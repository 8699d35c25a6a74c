//! A folder held by a program that stays open on it: one at a time, until it lets go or the process ends.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::desk::{self, Desk};
use super::interrupt::{holding, let_go, working};
use crate::app::reason::failed;
use crate::error::Error;

/// What is hashed for the name of the desk: no result can be called so.
const NAME: &str = "/page";

/// What lies on the desk of a folder whose holder is asked for.
const KNOCK: &str = "knock";
/// How often it is looked whether the holder answers: it looks twice a second.
const TRIES: u32 = 20;
/// Time before each.
const PAUSE: Duration = Duration::from_millis(100);

/// A folder that is held. Runs on it and in it are not kept out: they have locks of their own.
#[derive(Debug)]
pub struct Hold(Arc<Desk>, Mutex<()>);

impl Hold {
    /// Holds this folder, made if need be.
    ///
    /// # Errors
    /// It cannot be made or written, or another program of ours holds it.
    pub fn take(folder: &Path) -> Result<Self, Error> {
        let here = |e| failed(folder, &e);
        fs::create_dir_all(folder).map_err(here)?;
        let desk = folder.join(desk::name_for(OsStr::new(NAME)));
        let taken = Desk::take(desk).map_err(here)?;
        let desk = taken.ok_or_else(|| Error::Open(folder.to_path_buf()))?;
        // What a killed one left.
        desk.clear_work();
        let held = Arc::new(desk);
        holding(&held);
        Ok(Self(held, Mutex::default()))
    }

    /// Asks whoever holds this folder to show itself.
    pub fn knock(folder: &Path) {
        let desk = folder.join(desk::name_for(OsStr::new(NAME)));
        // Nobody there, or no way to ask: whoever wants in is told so anyway.
        let _ = fs::write(desk.join(KNOCK), "");
    }

    /// Whether who was asked does so, within the time it takes.
    pub fn is_answered(folder: &Path) -> bool {
        let knock = folder.join(desk::name_for(OsStr::new(NAME))).join(KNOCK);
        (0..TRIES).any(|_| {
            thread::sleep(PAUSE);
            !knock.exists()
        })
    }

    /// Whether somebody has asked since this was asked last.
    pub fn knocked(&self) -> bool {
        fs::remove_file(self.0.folder().join(KNOCK)).is_ok()
    }

    /// A folder in which something may be prepared, by its true name; it is cleared away at the end, however that comes.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn aside(&self) -> Result<PathBuf, Error> {
        let folder = self.0.result();
        let made = fs::create_dir_all(&folder).and_then(|()| folder.canonicalize());
        made.map_err(|e| failed(&folder, &e))
    }

    /// Changes something in the folder that is not to be left half done when the program is told to stop; one after the other,
    /// so that what one has looked at is still so when it writes.
    pub fn change<T>(&self, work: impl FnOnce() -> T) -> T {
        let _alone = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        let _working = working();
        work()
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let_go(&self.0);
        self.knocked();
        self.0.clear();
    }
}
