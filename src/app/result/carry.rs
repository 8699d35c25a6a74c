//! People's files of the old folder in the new one: the same files under a second name, so that nothing is copied and nothing
//! about them changes. Folders are made anew, with all that belongs to them.

use std::fs;
use std::io;
use std::path::Path;

use super::desk;
use super::plan::Plan;
use super::system;

/// Brings everything the plan does not drop from `old` into `new`.
///
/// # Errors
/// Something cannot be brought over as it is: the file system has no second names, another one is mounted inside, a
/// folder cannot be read or belongs to somebody else, or a run is at work on a folder inside. What is in `new` by then
/// is of no use; `old` is untouched.
pub fn carry(old: &Path, new: &Path, plan: &Plan) -> io::Result<()> {
    let from = Walk { old, new, plan };
    from.folder(Path::new(""))?;
    system::copy_traits(old, new, false)
}

struct Walk<'a> {
    old: &'a Path,
    new: &'a Path,
    plan: &'a Plan,
}

impl Walk<'_> {
    fn folder(&self, path: &Path) -> io::Result<()> {
        let mut empty = true;
        for entry in fs::read_dir(self.old.join(path))? {
            let entry = entry?;
            empty = false;
            if desk::is_name(&entry.file_name()) {
                return Err(io::ErrorKind::ResourceBusy.into());
            }
            let inner = path.join(entry.file_name());
            if !entry.file_type()?.is_dir() {
                self.file(&inner)?;
                continue;
            }
            if system::is_mount_point(&entry.path()) {
                return Err(io::ErrorKind::CrossesDevices.into());
            }
            let to = self.new.join(self.plan.place_of(&inner));
            let is_new = to.is_dir();
            self.folder(&inner)?;
            if to.is_dir() {
                system::copy_traits(&entry.path(), &to, !is_new)?;
            }
        }
        if empty {
            fs::create_dir_all(self.new.join(self.plan.place_of(path)))?;
        }
        Ok(())
    }

    fn file(&self, path: &Path) -> io::Result<()> {
        if self.plan.drops(path) {
            return Ok(());
        }
        let to = self.new.join(self.plan.place_of(path));
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::hard_link(self.old.join(path), to)
    }
}
