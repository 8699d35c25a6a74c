//! Goes through folders and collects files; counts what is passed over.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::names::{Verdict, judge};
use super::{Discovery, Skipped, Source};
use crate::reader::sniff;
use crate::text::named;

/// Collects files; the canonical path tells doubles apart.
#[derive(Default)]
pub(super) struct Found {
    leave_out: Vec<PathBuf>,
    files: BTreeMap<PathBuf, Source>,
    skipped: Skipped,
}

impl Found {
    pub fn new(leave_out: Vec<PathBuf>) -> Self {
        Self {
            leave_out,
            ..Self::default()
        }
    }

    pub fn folder(&mut self, canonical: &Path, given: &Path, label: &str) {
        let mut walk = WalkDir::new(canonical)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter();
        while let Some(step) = walk.next() {
            match step {
                Ok(entry) if entry.depth() == 0 => {}
                Ok(entry) if entry.file_type().is_dir() => {
                    if self.leave_folder(&entry) {
                        walk.skip_current_dir();
                    }
                }
                Ok(entry) => self.entry(&entry, canonical, given, label),
                Err(error) if error.loop_ancestor().is_some() => self.skipped.other += 1,
                Err(error) => self.unreadable(&error, canonical, given, label),
            }
        }
    }

    /// Whether a folder is to be passed over; counts it if so.
    fn leave_folder(&mut self, entry: &DirEntry) -> bool {
        let real = entry.path().canonicalize().ok();
        if entry
            .file_name()
            .to_string_lossy()
            .starts_with(OWN_TEMPORARY)
        {
            return true;
        }
        if is_withdrawn(entry.path()) {
            self.skipped.withdrawn += 1;
            return true;
        }
        let left = is_result(entry.path())
            || is_returned(entry.path())
            || real.is_some_and(|p| self.leave_out.iter().any(|l| p.starts_with(l)));
        let hidden = matches!(
            judge(&entry.file_name().to_string_lossy()),
            Verdict::Hidden | Verdict::Lock
        );
        self.skipped.left_out += usize::from(left);
        self.skipped.hidden += usize::from(hidden && !left);
        left || hidden
    }

    fn entry(&mut self, entry: &DirEntry, root: &Path, given: &Path, label: &str) {
        // A link whose target is gone is a link still.
        if !entry.file_type().is_file() && !entry.file_type().is_symlink() {
            return self.skipped.special += 1;
        }
        let take = match judge(&entry.file_name().to_string_lossy()) {
            Verdict::Take => true,
            Verdict::Look => sniff::looks_like_spreadsheet(entry.path()),
            Verdict::Lock => return self.skipped.locks += 1,
            Verdict::Temporary => return self.skipped.temporary += 1,
            Verdict::Hidden => return self.skipped.hidden += 1,
            Verdict::Other => false,
        };
        if !take {
            return self.skipped.other += 1;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let shown = joined(label, relative);
        // A link whose target is gone has no canonical path; it is kept and reported when it is read.
        let real = entry
            .path()
            .canonicalize()
            .unwrap_or_else(|_| entry.path().to_owned());
        self.file(real, &given.join(relative), &shown);
    }

    /// A folder that cannot be entered is reported like a file that cannot be read: nothing is lost silently.
    fn unreadable(&mut self, error: &walkdir::Error, root: &Path, given: &Path, label: &str) {
        let Some(path) = error.path() else {
            return self.skipped.other += 1;
        };
        let relative = path.strip_prefix(root).unwrap_or(path);
        let hidden = path.file_name().is_some_and(|n| {
            matches!(judge(&n.to_string_lossy()), Verdict::Hidden | Verdict::Lock)
        });
        if hidden {
            return self.skipped.hidden += 1;
        }
        self.file(
            path.to_owned(),
            &given.join(relative),
            &joined(label, relative),
        );
    }

    pub fn file(&mut self, canonical: PathBuf, path: &Path, shown: &str) {
        if self.leave_out.iter().any(|l| canonical.starts_with(l)) {
            return self.skipped.left_out += 1;
        }
        let source = Source {
            path: path.to_owned(),
            shown: named(shown).into(),
        };
        let kept = self
            .files
            .entry(canonical)
            .or_insert_with(|| source.clone());
        if source.shown < kept.shown {
            *kept = source;
        }
    }

    /// Whether a file goes by this name.
    pub fn has(&self, shown: &str) -> bool {
        self.files.values().any(|source| *source.shown == *shown)
    }

    pub fn finish(self) -> Discovery {
        let mut sources: Vec<Source> = self.files.into_values().collect();
        sources.sort_by(|a, b| a.shown.cmp(&b.shown));
        make_unique(&mut sources);
        Discovery {
            sources,
            skipped: self.skipped,
        }
    }
}

/// Folder names the program itself uses while it writes a result.
pub(super) const OWN_TEMPORARY: &str = ".qingfeng-";

/// Whether a folder is the result of an earlier run: its books look like forms but are none.
fn is_result(folder: &Path) -> bool {
    folder.join("run.json").is_file() && folder.join("data/entries.jsonl").is_file()
}

/// The folder of a result in which marked forms lie that go back to their sections.
pub const RETURNED: &str = "退改";

/// The folder in which those forms lie that were taken out of the inbox; more of them have a number in brackets behind it.
pub const WITHDRAWN: &str = "已撤回";
/// The inbox beside which it lies.
const INBOX: &str = "收表";

/// Whether a folder holds what was taken out of the inbox beside it.
fn is_withdrawn(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let number = name
        .strip_prefix(WITHDRAWN)
        .map(|rest| rest.trim_matches(['（', '）']));
    number.is_some_and(|n| n.chars().all(|c| c.is_ascii_digit()))
        && folder
            .parent()
            .is_some_and(|beside| beside.join(INBOX).is_dir())
}

/// Whether a folder holds what a result sends back: it was read once, as it was handed in.
fn is_returned(folder: &Path) -> bool {
    folder.ends_with(RETURNED) && folder.parent().is_some_and(is_result)
}

/// A file's name as shown: always `/`, whatever the system writes.
fn joined(label: &str, relative: &Path) -> String {
    let names = relative
        .components()
        .map(|c| c.as_os_str().to_string_lossy().into_owned());
    let label = (!label.is_empty()).then(|| label.to_owned());
    label.into_iter().chain(names).collect::<Vec<_>>().join("/")
}

/// Numbers the rare names that are still equal (a folder and a file of one name, names that are not Unicode).
fn make_unique(sources: &mut [Source]) {
    let mut used = BTreeSet::<Arc<str>>::new();
    for source in sources.iter_mut() {
        let mut number = 1;
        let mut shown = Arc::clone(&source.shown);
        while !used.insert(Arc::clone(&shown)) {
            number += 1;
            shown = format!("{}（{number}）", source.shown).into();
        }
        source.shown = shown;
    }
    sources.sort_by(|a, b| a.shown.cmp(&b.shown));
}
