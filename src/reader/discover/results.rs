//! Result folders among the paths a user gives, at any depth; their books are not read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::walk::OWN_TEMPORARY;

/// The result folders at or below these paths, and those of the paths that are none, below which forms may lie. Nothing at
/// or under `leave_out` is among them. A path that does not exist is left to whoever reads the rest.
pub fn results(paths: &[PathBuf], leave_out: &[PathBuf]) -> (BTreeSet<PathBuf>, Vec<PathBuf>) {
    let leave_out: Vec<PathBuf> = leave_out
        .iter()
        .filter_map(|p| p.canonicalize().ok())
        .collect();
    let mut found = BTreeSet::new();
    let mut rest = Vec::new();
    for path in paths {
        match path.canonicalize() {
            Ok(folder) if is_given(&folder) => {
                found.insert(folder);
            }
            Ok(folder) if folder.is_dir() => {
                below(&folder, &mut found);
                rest.push(path.clone());
            }
            _ => rest.push(path.clone()),
        }
    }
    found.retain(|folder| !leave_out.iter().any(|left| folder.starts_with(left)));
    (found, rest)
}

fn below(folder: &Path, found: &mut BTreeSet<PathBuf>) {
    let mut walk = WalkDir::new(folder).follow_links(true).into_iter();
    while let Some(step) = walk.next() {
        let Ok(entry) = step else { continue };
        if !entry.file_type().is_dir() {
            continue;
        }
        let own = entry.file_name().to_string_lossy();
        let hidden = entry.depth() > 0 && (own.starts_with('.') || own.starts_with(OWN_TEMPORARY));
        let result = is_given(entry.path());
        if result {
            let real = entry.path().canonicalize();
            found.insert(real.unwrap_or_else(|_| entry.path().to_path_buf()));
        }
        if hidden || result {
            walk.skip_current_dir();
        }
    }
}

/// Whether a folder is a result, or what is left of one: a broken one is told, and its books are not taken for forms.
pub fn is_given(folder: &Path) -> bool {
    folder.join("run.json").is_file()
        || (folder.join("data/register.jsonl").is_file()
            && folder.join("data/entries.jsonl").is_file())
}
