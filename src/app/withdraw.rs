//! 撤回: a file that was received is taken out of the inbox without being lost. It lies beside the inbox, under the folders it lay
//! in, where nothing reads it, until it is put back.

use std::fs;
use std::path::{Path, PathBuf};

use super::reason::failed;
use super::result::Hold;
use crate::error::Error;
use crate::reader::{Source, WITHDRAWN};

/// The most folders for files of one name.
const MOST: usize = 99;

/// A file that was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// How it is named: the folder it lies in, and its name in the inbox.
    pub id: String,
    /// Its name in the inbox, with the folders there.
    pub name: String,
}

/// The folders for what is taken out, from the first: a file whose name is taken in one goes into the next.
fn folders(of: &Path) -> impl Iterator<Item = (String, PathBuf)> {
    let name = |n: usize| match n {
        1 => WITHDRAWN.to_owned(),
        n => format!("{WITHDRAWN}（{n}）"),
    };
    let of = of.to_path_buf();
    (1..=MOST)
        .map(name)
        .map(move |name| (name.clone(), of.join(name)))
}

/// What was taken out of the inbox of this working folder and lies there still.
pub fn withdrawn(folder: &Path) -> Vec<Withdrawn> {
    let there = folders(folder).filter(|(_, path)| path.is_dir());
    let files = there.flat_map(|(named, path)| {
        let mut names = Vec::new();
        names_in(&path, "", &mut names);
        names.sort();
        names.into_iter().map(move |name| Withdrawn {
            id: format!("{named}/{name}"),
            name,
        })
    });
    files.collect()
}

fn names_in(folder: &Path, before: &str, names: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => names_in(&entry.path(), &format!("{name}/"), names),
            Ok(kind) if kind.is_file() => names.push(name),
            _ => {}
        }
    }
}

/// Takes a file out of the inbox, and answers as what it lies beside it.
///
/// # Errors
/// It lies elsewhere, is no longer there, or cannot be moved; then it stays where it is.
pub fn withdraw(
    hold: &Hold,
    (folder, inbox): (&Path, &Path),
    file: &Source,
) -> Result<Withdrawn, Error> {
    let name = file
        .path
        .strip_prefix(inbox)
        .map_err(|_| Error::Unknown(format!("“{}”不在“收表”里，没有撤回", file.shown)))?;
    hold.change(|| {
        let free = folders(folder).find(|(_, path)| fs::symlink_metadata(path.join(name)).is_err());
        let Some((named, to)) = free else {
            let said = format!(
                "“{}”撤回过太多次，没有再撤回。请先清理“{WITHDRAWN}”文件夹",
                file.shown
            );
            return Err(Error::Unknown(said));
        };
        shift(&file.path, &to.join(name))?;
        let name = name.to_string_lossy().replace('\\', "/");
        Ok(Withdrawn {
            id: format!("{named}/{name}"),
            name,
        })
    })
}

/// Puts a file back where it was taken from.
///
/// # Errors
/// There is no such file, another one of its name lies in the inbox, or it cannot be moved; then both stay.
pub fn put_back(
    hold: &Hold,
    (folder, inbox): (&Path, &Path),
    id: &str,
) -> Result<Withdrawn, Error> {
    hold.change(|| {
        let found = withdrawn(folder).into_iter().find(|file| file.id == id);
        let file = found.ok_or_else(|| {
            Error::Unknown(format!(
                "撤回的表里没有“{id}”，可能已经放回或移走。请刷新页面"
            ))
        })?;
        let to = inbox.join(&file.name);
        if fs::symlink_metadata(&to).is_ok() {
            return Err(Error::Unknown(format!(
                "“收表”里已经另有一份“{}”，没有放回，两份都没有动。要放回的，请先撤回那一份",
                file.name
            )));
        }
        shift(&folder.join(&file.id), &to)?;
        Ok(file)
    })
}

/// Moves a file, and makes the folders it needs; those it leaves empty go.
fn shift(from: &Path, to: &Path) -> Result<(), Error> {
    let here = |e: std::io::Error| failed(from, &e);
    let parent = to.parent().unwrap_or(to);
    fs::create_dir_all(parent).map_err(here)?;
    fs::rename(from, to).map_err(here)?;
    // One with something in it is not removed; the inbox itself stays.
    let left = from.ancestors().skip(1);
    let left = left.take_while(|folder| !folder.ends_with("收表") && !to.starts_with(folder));
    for folder in left {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_out_of_the_inbox_is_not_lost_and_goes_back_where_it_was() {
        let dir = tempfile::tempdir().expect("a folder");
        let folder = dir.path();
        let inbox = folder.join("收表");
        let hold = Hold::take(folder).expect("held");
        let file = Source {
            path: inbox.join("第二批/预算科.xlsx"),
            shown: "第二批/预算科.xlsx".into(),
        };
        let put = |text: &str| {
            fs::create_dir_all(inbox.join("第二批")).expect("made");
            fs::write(&file.path, text).expect("written");
        };
        let at = (folder, inbox.as_path());
        put("一");
        let first = withdraw(&hold, at, &file).expect("out");
        assert_eq!(first.id, "已撤回/第二批/预算科.xlsx");
        assert!(inbox.is_dir() && !inbox.join("第二批").exists());
        put("二");
        let second = withdraw(&hold, at, &file).expect("out too");
        assert_eq!(second.id, "已撤回（2）/第二批/预算科.xlsx");
        assert_eq!(withdrawn(folder), [first.clone(), second.clone()]);
        put_back(&hold, at, &first.id).expect("back");
        assert_eq!(fs::read(&file.path).expect("there"), "一".as_bytes());
        // Not over another one, and nothing from elsewhere.
        let told = put_back(&hold, at, &second.id).expect_err("one is there");
        assert!(told.to_string().contains("两份都没有动"), "{told}");
        assert!(put_back(&hold, at, "../x").is_err());
        let elsewhere = Source {
            path: folder.join("qingfeng.toml"),
            shown: "qingfeng.toml".into(),
        };
        assert!(withdraw(&hold, at, &elsewhere).is_err());
        withdraw(&hold, at, &file).expect("out");
        let back = put_back(&hold, at, &second.id).expect("back");
        assert_eq!(back.name, "第二批/预算科.xlsx");
        assert_eq!(fs::read(&file.path).expect("there"), "二".as_bytes());
        assert!(!folder.join("已撤回（2）").exists());
    }
}
