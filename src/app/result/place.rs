//! Where a result stands and where it is prepared.

use std::env;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::desk::{self, Desk};
use super::recover::{settle, sweep};
use super::system;
use crate::app::reason::{failed, refused};
use crate::error::Error;

/// A place of our own until it is cleared.
#[derive(Debug)]
pub struct Place {
    /// The folder of the result; of a link the folder it leads to.
    pub target: PathBuf,
    /// Where it is prepared.
    pub desk: Desk,
    /// Whether the folder may be replaced as a whole.
    pub whole: bool,
    made: Made,
}

impl Place {
    /// Takes the place for a result in the folder `given`, and ends what earlier runs began there. What stands in the
    /// folder is not changed by it.
    ///
    /// # Errors
    /// It is no folder, cannot be made or written, or another run is at work on it.
    pub fn take(given: &Path, tick: &dyn Fn()) -> Result<Self, Error> {
        let here = |e: io::Error| failed(given, &e);
        let (target, made) = real(given)?;
        let parent = target.parent().map(Path::to_path_buf);
        let taken = take_desk(&target).map_err(here)?;
        let desk = taken.ok_or_else(|| Error::Busy(given.to_path_buf()))?;
        settle(&desk, tick)?;
        let mut place = Self {
            whole: parent.as_deref() == desk.folder().parent() && !is_here(&target),
            target,
            desk,
            made,
        };
        let found = [parent, Some(place.target.clone())];
        for folder in found.into_iter().flatten() {
            sweep(&folder, &place.desk, &place.target, tick)?;
        }
        if place.target.exists() {
            place.whole &= !system::is_mount_point(&place.target);
            system::writable(&place.target).map_err(here)?;
        }
        Ok(place)
    }

    /// Clears everything that was made for the preparation.
    pub fn clear(&self) {
        self.desk.clear();
        self.made.clear();
    }
}

/// Folders made on the way to the result; those that stay empty go again.
#[derive(Debug, Default)]
struct Made(Vec<PathBuf>);

impl Made {
    fn clear(&self) {
        for folder in self.0.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        self.clear();
    }
}

/// The folder itself, whatever leads to it; the folders above it are made.
fn real(given: &Path) -> Result<(PathBuf, Made), Error> {
    let here = |e: io::Error| failed(given, &e);
    match fs::symlink_metadata(given) {
        Err(e) if e.kind() == ErrorKind::NotFound => {}
        Err(e) => return Err(here(e)),
        Ok(_) => {
            let real = given.canonicalize().map_err(|e| match e.kind() {
                ErrorKind::NotFound => refused(
                    given,
                    "这是一个链接，它所指的文件夹不存在。请先建好那个文件夹，或用 -o 另外指定一个",
                ),
                _ => here(e),
            })?;
            if !real.is_dir() {
                let why = "这是一个文件，不是文件夹。请用 -o 另外指定一个文件夹";
                return Err(refused(given, why));
            }
            return Ok((real, Made::default()));
        }
    }
    let full = std::path::absolute(given).map_err(here)?;
    let (Some(parent), Some(name)) = (full.parent(), full.file_name()) else {
        return Err(refused(given, "请写明文件夹的名字，例如 -o 结果"));
    };
    let lacking = parent.ancestors().take_while(|p| !p.exists());
    let mut made = Made(lacking.map(Path::to_path_buf).collect());
    made.0.reverse();
    let ready = fs::create_dir_all(parent).and_then(|()| parent.canonicalize());
    Ok((ready.map_err(here)?.join(name), made))
}

/// Takes the desk beside the folder; in it, where nothing may be made beside it or it is on a disk of its own.
fn take_desk(target: &Path) -> io::Result<Option<Desk>> {
    let name = desk::name_for(target.file_name().unwrap_or_default());
    let there = target.is_dir();
    let inside = || Desk::take(target.join(&name));
    match target.parent() {
        Some(_) if there && system::is_mount_point(target) => inside(),
        None => inside(),
        Some(parent) => match Desk::take(parent.join(&name)) {
            Err(e)
                if there
                    && matches!(
                        e.kind(),
                        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
                    ) =>
            {
                inside()
            }
            taken => taken,
        },
    }
}

/// Whether this program, and so perhaps the window it was started from, stands in the folder: it must stay the same one.
fn is_here(folder: &Path) -> bool {
    let here = env::current_dir().and_then(|p| p.canonicalize());
    here.is_ok_and(|here| here.starts_with(folder))
}
