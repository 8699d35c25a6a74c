//! What people saved into the old folder after it was looked through and before it was replaced: brought over, never lost.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::former::{Fate, Former};
use super::plan::{Kept, Plan};
use super::system;

/// Brings over what is in the old folder alone. May be broken off and begun again.
///
/// # Errors
/// Something cannot be brought over; it is still in `old`.
pub fn rescue(old: &Path, result: &Path, plan: &Plan) -> io::Result<Vec<Kept>> {
    let mut left = Vec::new();
    files(old, Path::new(""), &mut left)?;
    let (was, is) = (Former::read(old), Former::read(result));
    let mut kept = Vec::new();
    for path in left {
        let name = path.to_str();
        if name.is_some_and(|p| was.fate(p) == Fate::Ours) {
            continue;
        }
        let place = plan.place_of(&path);
        if same(&old.join(&path), &result.join(&place)) {
            continue;
        }
        let free = fs::symlink_metadata(result.join(&place)).is_err();
        let place = match name {
            Some(name) if !free => is.aside(name).into(),
            _ => place,
        };
        let to = result.join(&place);
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        system::rename(&old.join(&path), &to)?;
        kept.push(Kept {
            from: path.to_string_lossy().into_owned(),
            to: place.to_string_lossy().into_owned(),
        });
    }
    Ok(kept)
}

fn files(root: &Path, path: &Path, out: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(path))? {
        let entry = entry?;
        let inner = path.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            files(root, &inner, out)?;
        } else {
            out.push(inner);
        }
    }
    Ok(())
}

/// Whether both are names of one file, or files that say the same to the byte.
fn same(one: &Path, other: &Path) -> bool {
    let told = |path| fs::symlink_metadata(path).ok();
    let (Some(own), Some(others)) = (told(one), told(other)) else {
        return false;
    };
    let equal = || fs::read(one).is_ok_and(|bytes| fs::read(other).is_ok_and(|o| o == bytes));
    let files = own.is_file() && others.is_file() && own.len() == others.len();
    system::identity(&own) == system::identity(&others) || (files && equal())
}
