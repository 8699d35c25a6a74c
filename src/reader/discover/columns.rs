//! Files of columns among the paths a user gives, outside results.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::results::is_given;

/// Ends the name of such a file.
const ENDING: &str = "parquet";

/// The files of columns at or below these paths, in the order of their paths; those of results, whose lines say the same, and
/// hidden ones are not among them, and nothing at or under `leave_out` is.
pub fn columns(paths: &[PathBuf], leave_out: &[PathBuf]) -> Vec<PathBuf> {
    let real = |path: &PathBuf| path.canonicalize().ok();
    let leave_out: Vec<PathBuf> = leave_out.iter().filter_map(real).collect();
    let taken = |path: &Path| !leave_out.iter().any(|left| path.starts_with(left));
    let mut found = BTreeSet::new();
    for path in paths.iter().filter_map(real) {
        let walk = WalkDir::new(&path).follow_links(true).into_iter();
        let walk = walk.filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            let hidden = entry.depth() > 0 && name.starts_with(['.', '_']) && !name.contains('=');
            let result = entry.file_type().is_dir() && is_given(entry.path());
            !(hidden || result)
        });
        let files = walk.flatten().filter(|entry| entry.file_type().is_file());
        let files = files.map(walkdir::DirEntry::into_path);
        found.extend(files.filter(|file| is_columns(file) && taken(file)));
    }
    found.into_iter().collect()
}

fn is_columns(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == ENDING)
}
