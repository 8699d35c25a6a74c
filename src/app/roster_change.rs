//! A roster book put in place of the one that lies beside the policy: read first, and the former one kept under another name.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::reason::failed;
use super::result::Hold;
use super::roster_file::{self, ROSTER_FILE};
use crate::digest::sha256_hex;
use crate::error::Error;

/// Puts a roster book into the working folder. Answers under which names those stay that lay there.
///
/// # Errors
/// It cannot be read, or the folder cannot be written; then everything stays as it is.
pub fn change_roster(
    hold: &Hold,
    folder: &Path,
    (file, name): (TempPath, &str),
) -> Result<Vec<String>, Error> {
    roster_file::read_as(&file, &name.into()).map_err(|error| match error {
        Error::Roster { reason, .. } => Error::Unknown(format!(
            "“{name}”没有读成花名册：{reason}。没有换，原来的花名册没有动"
        )),
        other => other,
    })?;
    let to = folder.join(roster_file::called_like(name));
    let bytes = fs::read(&file).map_err(|e| failed(&to, &e))?;
    let digest = sha256_hex(&bytes);
    hold.change(|| {
        let there = roster_file::in_folder(folder);
        let same = |path: &PathBuf| fs::read(path).is_ok_and(|b| sha256_hex(&b) == digest);
        if there.len() == 1 && same(&there[0]) {
            return Ok(Vec::new());
        }
        let mut kept = Vec::new();
        for path in there {
            let aside = aside(&path);
            fs::rename(&path, &aside).map_err(|e| failed(&path, &e))?;
            let name = aside.file_name().unwrap_or_default();
            kept.push(name.to_string_lossy().into_owned());
        }
        let placed = file.persist_noclobber(&to);
        placed.map_err(|e| failed(&to, &e.error))?;
        Ok(kept)
    })
}

/// A name beside the book that nothing has.
fn aside(path: &Path) -> PathBuf {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let stem = ROSTER_FILE.split('.').next().unwrap_or_default();
    let named = |n: u32| path.with_file_name(format!("{stem}（换下的{n}）.{ending}"));
    let free = |path: &PathBuf| fs::symlink_metadata(path).is_err();
    (1..u32::MAX)
        .map(named)
        .find(free)
        .unwrap_or_else(|| named(u32::MAX))
}
