//! What becomes of everything in the old folder when the new files come.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::former::{Fate, Former, LASTS};

/// A file of people's that stays under another name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its path before.
    pub from: String,
    /// Its path now.
    pub to: String,
}

impl Kept {
    /// The same in words.
    pub fn remark(&self) -> String {
        let Self { from, to } = self;
        format!(
            "原来的“{from}”有人填过或改过，另存为“{to}”，一个字也没有动；没有采用的内容可在其中查看。"
        )
    }
}

/// Whether a file is one that was kept aside, by its name.
pub fn is_aside(path: &str) -> bool {
    let mut tails = path.split("（填过的").skip(1);
    tails.any(|tail| {
        let number = tail.split_once('）').map(|(n, _)| n);
        number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// What becomes of the files of the old folder.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Plan {
    /// The new files, with `/`.
    pub files: Vec<String>,
    /// Those of the old folder that are replaced by a new one or not written any more.
    pub ours: BTreeSet<String>,
    /// People's files at the path of a new one, and books they have written into.
    pub aside: Vec<Kept>,
    /// Books of the former result that are not written any more and stay.
    #[serde(default)]
    pub left: Vec<String>,
}

impl Plan {
    /// The plan for these files in the folder of the former result; `same` are those that stand there to the byte.
    pub fn new(former: &Former, files: Vec<String>, same: &BTreeSet<String>) -> Self {
        let mut plan = Self::default();
        let folders = files.iter().flat_map(|f| above(f));
        let blocked = folders.filter(|f| is_no_folder(&former.folder().join(f)));
        let blocked: BTreeSet<String> = blocked.collect();
        let of_files = files.iter().chain(former.recorded()).cloned();
        for path in of_files.collect::<BTreeSet<String>>() {
            match former.fate(&path) {
                Fate::Absent => {}
                Fate::Ours if path == LASTS && !files.contains(&path) => plan.left.push(path),
                Fate::Theirs if same.contains(&path) => {
                    plan.ours.insert(path);
                }
                Fate::Ours => {
                    plan.ours.insert(path);
                }
                Fate::Theirs => plan.keep(former, path),
            }
        }
        for path in blocked {
            plan.keep(former, path);
        }
        plan.files = files;
        plan
    }

    fn keep(&mut self, former: &Former, from: String) {
        let to = former.aside(&from);
        self.aside.push(Kept { from, to });
    }

    /// Files that are not written any more.
    pub fn gone(&self) -> impl Iterator<Item = &String> {
        self.ours.iter().filter(|p| !self.files.contains(p))
    }

    /// Where what stands at this path of the old folder stands in the new one.
    pub fn place_of(&self, path: &Path) -> PathBuf {
        let moved = self.aside.iter().find_map(|kept| {
            let rest = path.strip_prefix(&kept.from).ok()?;
            let to = PathBuf::from(&kept.to);
            Some(if rest.as_os_str().is_empty() {
                to
            } else {
                to.join(rest)
            })
        });
        moved.unwrap_or_else(|| path.to_path_buf())
    }

    /// Whether what stands at this path of the old folder goes.
    pub fn drops(&self, path: &Path) -> bool {
        path.to_str().is_some_and(|p| self.ours.contains(p))
    }
}

/// The folders a file lies in, inside the result.
pub fn above(file: &str) -> impl Iterator<Item = String> {
    let slashes = file.match_indices('/');
    slashes.map(|(at, _)| file.split_at(at).0.to_owned())
}

/// Whether something stands there that is no folder, or only a link to one.
fn is_no_folder(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|told| !told.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_aside_is_known_by_its_name() {
        assert!(is_aside("05-评审表（填过的1）.xlsx"));
        assert!(is_aside("data/附件（填过的12）/说明.txt"));
        assert!(!is_aside("05-评审表（填过的）.xlsx"));
        assert!(!is_aside("05-评审表（填过的甲）.xlsx"));
        assert!(!is_aside("05-评审表.xlsx"));
    }
}
