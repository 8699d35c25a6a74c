//! Where the forms lie, seen from the folder of the books: what a link in a book needs.
//! Relative wherever that is possible, so that the folders can be moved or copied together.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf, Prefix};
use std::sync::Arc;

/// How files are seen from the folder of the books.
#[derive(Debug)]
pub struct Seen {
    /// None if the folder's name is not Unicode: then there are no addresses.
    books: Option<Names>,
}

impl Seen {
    /// As seen from this folder, which need not be there yet.
    pub fn from(books: &Path) -> Self {
        Self {
            books: real(books).and_then(|p| Names::of(&p)),
        }
    }

    /// The address of a file or folder.
    pub fn address(&self, file: &Path) -> Option<String> {
        let full = std::path::absolute(file).ok()?;
        let full = if file.is_dir() {
            full.canonicalize().ok()?
        } else {
            full
        };
        let folder = Names::of(&real(full.parent()?)?)?;
        let name = full.file_name()?.to_str()?;
        Some(folder.seen_from(self.books.as_ref()?, name))
    }

    /// The address of each file, by the name under which it is shown. A file whose name is not Unicode has none.
    pub fn addresses(&self, files: &BTreeMap<Arc<str>, PathBuf>) -> BTreeMap<Arc<str>, String> {
        let mut folders: BTreeMap<&Path, Option<Names>> = BTreeMap::new();
        let mut out = BTreeMap::new();
        for (shown, file) in files {
            let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
                continue;
            };
            let folder = folders
                .entry(folder)
                .or_insert_with(|| real(folder).and_then(|p| Names::of(&p)));
            if let (Some(folder), Some(books), Some(name)) = (folder, &self.books, name.to_str()) {
                out.insert(Arc::clone(shown), folder.seen_from(books, name));
            }
        }
        out
    }
}

/// The folder's true path. Of one that is still to be made, that of its parent with its name.
fn real(folder: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    if let Ok(real) = folder.canonicalize() {
        return Some(real);
    }
    let parent = std::path::absolute(folder).ok()?;
    let name = parent.file_name()?;
    Some(parent.parent()?.canonicalize().ok()?.join(name))
}

/// An absolute path in pieces: the drive or the network share, then the folders.
#[derive(Debug, PartialEq, Eq)]
struct Names {
    root: String,
    folders: Vec<String>,
}

impl Names {
    fn of(path: &Path) -> Option<Self> {
        let mut names = Self {
            root: "/".to_owned(),
            folders: Vec::new(),
        };
        for component in path.components() {
            match component {
                Component::Prefix(prefix) => names.root = root(prefix.kind())?,
                Component::Normal(name) => names.folders.push(name.to_str()?.to_owned()),
                _ => {}
            }
        }
        Some(names)
    }

    /// The address of the file `name` in this folder for a book in the folder `books`.
    fn seen_from(&self, books: &Self, name: &str) -> String {
        let pairs = || self.folders.iter().zip(&books.folders);
        let shared = pairs().take_while(|(own, theirs)| own == theirs).count();
        let (root, up) = if self.root.eq_ignore_ascii_case(&books.root) {
            ("", books.folders.len() - shared)
        } else {
            (self.root.as_str(), 0)
        };
        let kept = if root.is_empty() { shared } else { 0 };
        let mut address = root.to_owned();
        address.push_str(&"../".repeat(up));
        for folder in &self.folders[kept..] {
            address.push_str(folder);
            address.push('/');
        }
        address.push_str(name);
        address
    }
}

/// `C:/` or `//server/share/`.
fn root(prefix: Prefix<'_>) -> Option<String> {
    match prefix {
        Prefix::Disk(letter) | Prefix::VerbatimDisk(letter) => {
            Some(format!("{}:/", char::from(letter)))
        }
        Prefix::UNC(server, share) | Prefix::VerbatimUNC(server, share) => {
            Some(format!("//{}/{}/", server.to_str()?, share.to_str()?))
        }
        Prefix::Verbatim(_) | Prefix::DeviceNS(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(root: &str, folders: &[&str]) -> Names {
        Names {
            root: root.to_owned(),
            folders: folders.iter().map(|f| (*f).to_owned()).collect(),
        }
    }

    #[test]
    fn addresses_are_relative_on_one_drive_and_absolute_across_drives() {
        let books = names("C:/", &["廉政", "结果"]);
        for (folder, expected) in [
            (
                names("c:/", &["廉政", "收表", "预算科"]),
                "../收表/预算科/表.xlsx",
            ),
            (names("C:/", &["廉政", "结果", "内"]), "内/表.xlsx"),
            (names("C:/", &["廉政", "结果"]), "表.xlsx"),
            (names("C:/", &[]), "../../表.xlsx"),
            (names("D:/", &["收表"]), "D:/收表/表.xlsx"),
            (
                names("//服务器/共享/", &["收表"]),
                "//服务器/共享/收表/表.xlsx",
            ),
        ] {
            assert_eq!(folder.seen_from(&books, "表.xlsx"), expected);
        }
    }
}
