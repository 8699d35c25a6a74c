//! The paths as given, made comparable: doubles and folders inside other folders are gone, and each has the shortest
//! name that tells it from the others.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// A path given by the user and the name under which its content is shown.
pub(super) struct Root {
    pub given: PathBuf,
    pub label: String,
}

/// The given paths by canonical path: doubles and folders inside other folders are gone.
pub(super) struct Roots {
    pub folders: BTreeMap<PathBuf, Root>,
    pub files: BTreeMap<PathBuf, Root>,
}

impl Roots {
    pub fn new(paths: &[PathBuf]) -> Result<Self, Error> {
        let mut folders = BTreeMap::<PathBuf, PathBuf>::new();
        let mut files = BTreeMap::<PathBuf, PathBuf>::new();
        for given in paths {
            let canonical = given.canonicalize().map_err(|e| missing(given, &e))?;
            let kind = if canonical.is_dir() {
                std::fs::read_dir(&canonical).map_err(|e| missing(given, &e))?;
                &mut folders
            } else {
                &mut files
            };
            let kept = kind.entry(canonical).or_insert_with(|| given.clone());
            if given < kept {
                kept.clone_from(given);
            }
        }
        let all: Vec<PathBuf> = folders.keys().cloned().collect();
        let inside = |path: &Path| all.iter().any(|f| f != path && path.starts_with(f));
        folders.retain(|path, _| !inside(path));
        files.retain(|path, _| !inside(path));
        let single = folders.len() == 1;
        Ok(Self {
            folders: labelled(&folders, single),
            files: labelled(&files, false),
        })
    }
}

fn missing(path: &Path, error: &std::io::Error) -> Error {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "路径不存在".to_owned(),
        std::io::ErrorKind::PermissionDenied => "没有访问权限".to_owned(),
        _ => match error.raw_os_error() {
            Some(code) => format!("系统无法读取这个路径（错误号 {code}）"),
            None => "系统无法读取这个路径".to_owned(),
        },
    };
    Error::MissingPath {
        path: path.to_owned(),
        reason,
    }
}

/// The last names of a path.
fn tail(path: &Path, depth: usize) -> String {
    let names: Vec<String> = path
        .components()
        .filter(|c| matches!(c, std::path::Component::Normal(_)))
        .map(|c| c.as_os_str().to_string_lossy().into_owned())
        .collect();
    names[names.len().saturating_sub(depth)..].join("/")
}

/// The shortest tail of a path, no shorter than `label`, that is not the name of anything else.
pub(super) fn untaken(path: &Path, label: &str, taken: impl Fn(&str) -> bool) -> String {
    let deepest = path.components().count();
    let longer = (label.split('/').count()..=deepest).map(|depth| tail(path, depth));
    let mut labels = std::iter::once(label.to_owned()).chain(longer);
    let free = labels.find(|label| !taken(label));
    free.unwrap_or_else(|| label.to_owned())
}

/// Gives each path the shortest tail of folder names that tells it from the others; none at all if `bare`.
fn labelled(paths: &BTreeMap<PathBuf, PathBuf>, bare: bool) -> BTreeMap<PathBuf, Root> {
    let keys: Vec<PathBuf> = paths.keys().cloned().collect();
    let label = |path: &Path| -> String {
        let deepest = path.components().count();
        (1..=deepest)
            .map(|depth| (depth, tail(path, depth)))
            .find(|(depth, own)| keys.iter().filter(|k| tail(k, *depth) == *own).count() < 2)
            .map_or_else(|| tail(path, deepest), |(_, own)| own)
    };
    paths
        .iter()
        .map(|(canonical, given)| {
            let label = if bare {
                String::new()
            } else {
                label(canonical)
            };
            let given = given.clone();
            (canonical.clone(), Root { given, label })
        })
        .collect()
}
