//! What only the operating system can do: move what others look at, exchange two folders in one step, flush a folder, tell mount
//! points and copies of a file apart. The only place that names rustix.

use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// How often a move is tried.
const TRIES: u32 = 20;
/// Time between two tries.
const PAUSE: Duration = Duration::from_millis(50);

/// Moves a file or a folder. On Windows whoever looks through new files, a virus scanner or the search, keeps them and the
/// folders they lie in where they are, for a moment.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let kept = |e: &io::Error| {
        let shared = matches!(e.raw_os_error(), Some(32 | 33));
        cfg!(windows) && (shared || e.kind() == io::ErrorKind::PermissionDenied)
    };
    for _ in 1..TRIES {
        match fs::rename(from, to) {
            Err(e) if kept(&e) => thread::sleep(PAUSE),
            moved => return moved,
        }
    }
    fs::rename(from, to)
}

/// Lets two folders of one file system change places, in one step that nobody ever sees half done.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Other systems have no such step.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether a file system, or a part of one that keeps its files to itself, begins at this folder, so that it can be neither
/// moved nor replaced.
pub fn is_mount_point(folder: &Path) -> bool {
    asked(folder) == Some(true) || other_device(folder)
}

#[cfg(target_os = "linux")]
fn asked(folder: &Path) -> Option<bool> {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let told = statx(CWD, folder, AtFlags::empty(), StatxFlags::BASIC_STATS).ok()?;
    let known = told
        .stx_attributes_mask
        .contains(StatxAttributes::MOUNT_ROOT);
    known.then(|| told.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
fn asked(_: &Path) -> Option<bool> {
    None
}

#[cfg(unix)]
fn other_device(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |path: &Path| fs::metadata(path).map(|m| m.dev()).ok();
    folder.parent().map(device) != Some(device(folder))
}

#[cfg(not(unix))]
fn other_device(_: &Path) -> bool {
    false
}

/// Whether files can be made in this folder.
#[cfg(unix)]
pub fn writable(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

/// Seen when it is tried.
#[cfg(not(unix))]
pub fn writable(_: &Path) -> io::Result<()> {
    Ok(())
}

/// What makes two names names of one file.
#[cfg(unix)]
pub fn identity(of: &fs::Metadata) -> (u64, u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (of.dev(), of.ino(), 0)
}

/// What makes two names names of one file: the moment it was made, the moment it was changed, its size.
#[cfg(windows)]
pub fn identity(of: &fs::Metadata) -> (u64, u64, u64) {
    use std::os::windows::fs::MetadataExt as _;
    (of.creation_time(), of.last_write_time(), of.file_size())
}

/// Flushes a folder: the names in it are on the disk. File systems that cannot do so are taken as they are.
pub fn flush(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match fs::File::open(folder)?.sync_all() {
        Err(e) if e.kind() == io::ErrorKind::InvalidInput => Ok(()),
        flushed => flushed,
    }
}

/// Gives a folder what belongs to another: owner, permissions, attributes such as access lists, and if it is to pass for the
/// same one, the time of change.
#[cfg(unix)]
pub fn copy_traits(from: &Path, to: &Path, time: bool) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let (wanted, made) = (fs::metadata(from)?, fs::metadata(to)?);
    if (wanted.uid(), wanted.gid()) != (made.uid(), made.gid()) {
        chown(to, Some(wanted.uid()), Some(wanted.gid()))?;
    }
    copy_attributes(from, to)?;
    let folder = fs::File::open(to)?;
    fs::set_permissions(to, wanted.permissions())?;
    if time {
        folder.set_times(fs::FileTimes::new().set_modified(wanted.modified()?))?;
    }
    Ok(())
}

/// Folders there take after the folder they are in.
#[cfg(not(unix))]
pub fn copy_traits(_: &Path, _: &Path, _: bool) -> io::Result<()> {
    Ok(())
}

/// Extended attributes but those the system sets by itself.
#[cfg(target_os = "linux")]
fn copy_attributes(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{XattrFlags, getxattr, listxattr, setxattr};
    use rustix::io::Errno;
    let mut names = vec![0; 64 * 1024];
    let length = match listxattr(from, &mut names[..]) {
        Err(Errno::OPNOTSUPP) => 0,
        told => told?,
    };
    let mut value = vec![0; 64 * 1024];
    let names = names[..length].split(|b| *b == 0).filter(|n| !n.is_empty());
    for name in names.filter(|n| !n.starts_with(b"security.")) {
        let length = getxattr(from, name, &mut value[..])?;
        setxattr(to, name, &value[..length], XattrFlags::empty())?;
    }
    Ok(())
}

#[cfg(all(unix, not(target_os = "linux")))]
fn copy_attributes(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}
