//! 收表: files that are handed in are laid into the inbox, never over another one. Of two that are called the same and differ the
//! later one gets a number behind its name, by which `linkage::submissions` knows it for the newer version.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::policy_file::POLICY_FILE;
use super::reason::failed;
use super::result::Hold;
use super::roster_file;
use crate::digest::sha256_hex;
use crate::error::Error;
use crate::writer;

/// The highest number behind a name that is taken for that of a version.
const MOST: u32 = 20;
/// Bytes of a name that every file system takes, with a number behind it.
const LONGEST: usize = 240;
/// Folders that may lie in each other.
const DEEPEST: usize = 8;
/// Names that mean a device on Windows, whatever ending they have.
const DEVICES: [&str; 30] = [
    "CON", "CONIN$", "CONOUT$", "PRN", "AUX", "NUL", "COM¹", "COM²", "COM³", "LPT¹", "LPT²",
    "LPT³", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2",
    "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// A file that was handed in, not yet in the inbox; gone when it is dropped.
#[derive(Debug)]
pub struct HandedOver {
    /// Where it lies.
    pub file: TempPath,
    /// Folders of the inbox it belongs into, from the outermost.
    pub folders: Vec<String>,
    /// Its name.
    pub name: String,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// It lies in the inbox.
    New,
    /// The very same file lay there already, under this name.
    Known(String),
    /// Another file of its name lay there: it lies beside it, under this name.
    Beside(String),
    /// It is a roster, which does not belong among the forms.
    Roster,
    /// It is a policy, which would count for the year if it lay there.
    Policy,
}

/// A name a file may have, as it was given.
///
/// # Errors
/// It is a path, or no system takes it; the sentence says what to do.
pub fn fit_name(name: &str) -> Result<&str, String> {
    let wrong = |(why, advice)| format!("“{}”没有收：文件名{why}。{advice}", name.escape_debug());
    unfit(name).map_or(Ok(name), |fault| Err(wrong(fault)))
}

/// A name a new folder may have, as it was given.
///
/// # Errors
/// It is a path, or no system takes it; the sentence says what to do.
pub fn fit_new_folder(name: &str) -> Result<&str, String> {
    let wrong = |(why, _)| {
        format!(
            "“{}”没有建：文件夹名{why}。请换一个名字",
            name.escape_debug()
        )
    };
    unfit(name).map_or(Ok(name), |fault| Err(wrong(fault)))
}

/// Why nothing may be called so, and what to do with a file of that name.
fn unfit(name: &str) -> Option<(&'static str, &'static str)> {
    const RENAME: &str = "请改名以后再交";
    let lower = name.to_lowercase();
    let coded = ["%2f", "%5c", "%2e%2e"]
        .iter()
        .any(|code| lower.contains(code));
    if name.contains(['/', '\\', ':']) || coded || [".", ".."].contains(&name) {
        let advice = "请直接选文件，文件名里不要带路径";
        return Some(("里带有路径（/ \\ : 或者 ..）", advice));
    }
    if cfg!(windows) && name.contains(['<', '>', '"', '|', '?', '*']) {
        return Some(("里有 Windows 不允许的字符（< > \" | ? *）", RENAME));
    }
    if name.chars().any(char::is_control) {
        return Some(("里有看不见的控制字符", RENAME));
    }
    if name.trim().is_empty() || name.starts_with('.') || name.ends_with(['.', ' ']) {
        return Some(("是空的，或者以点、空格开头结尾", RENAME));
    }
    if name.len() > LONGEST {
        return Some(("太长", RENAME));
    }
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let is_device = DEVICES
        .iter()
        .any(|device| device.eq_ignore_ascii_case(stem));
    is_device.then_some(("是 Windows 的设备名", RENAME))
}

/// Folders of the inbox, as they were given with `/` between them.
///
/// # Errors
/// One of them is not the name of a folder, or there are too many.
pub fn fit_folders(given: &str) -> Result<Vec<String>, String> {
    let parts: Vec<&str> = given.split('/').filter(|part| !part.is_empty()).collect();
    if parts.len() > DEEPEST {
        return Err(format!("文件夹“{}”套得太深，没有收", given.escape_debug()));
    }
    parts
        .into_iter()
        .map(|part| Ok(fit_name(part)?.to_owned()))
        .collect()
}

/// Lays files into the inbox, in their order.
///
/// # Errors
/// One cannot be laid there; those before it are there.
pub fn receive(hold: &Hold, inbox: &Path, files: Vec<HandedOver>) -> Result<Vec<Received>, Error> {
    files
        .into_iter()
        .map(|file| one(hold, inbox, file))
        .collect()
}

fn one(hold: &Hold, inbox: &Path, given: HandedOver) -> Result<Received, Error> {
    let HandedOver {
        file,
        folders,
        name,
    } = given;
    if roster_file::is_named(Path::new(&name)) {
        return Ok(Received::Roster);
    }
    if name.eq_ignore_ascii_case(POLICY_FILE) {
        return Ok(Received::Policy);
    }
    let folder = folders
        .iter()
        .fold(inbox.to_path_buf(), |at, part| at.join(part));
    let here = |e: &io::Error| failed(&folder.join(&name), e);
    hold.change(|| {
        fs::create_dir_all(&folder).map_err(|e| here(&e))?;
        let own = fs::read(&file).map_err(|e| here(&e))?;
        let (before, highest) = versions(&folder, &name).map_err(|e| here(&e))?;
        let digest = sha256_hex(&own);
        let same = |path: &&PathBuf| fs::read(path).is_ok_and(|b| sha256_hex(&b) == digest);
        if let Some(known) = before.iter().find(same) {
            return Ok(Received::Known(called(known)));
        }
        let (to, fate) = match highest {
            None => (name.clone(), Received::New),
            Some(n) if n >= MOST => {
                let why = format!("“{name}”已经有 {n} 版了，没有再存。请给新的一份改一个名字");
                return Err(Error::Unknown(why));
            }
            Some(n) => {
                let to = numbered(&name, n + 1);
                (to.clone(), Received::Beside(to))
            }
        };
        writer::put(file, &folder.join(to)).map_err(|e| here(&e))?;
        Ok(fate)
    })
}

/// The files of a folder that are called so or bear a number behind this name, and the highest of these; none where there is
/// no such file. Systems that know no difference between large and small letters would write one over the other.
fn versions(folder: &Path, name: &str) -> io::Result<(Vec<PathBuf>, Option<u32>)> {
    let wanted = name.to_lowercase();
    let mut found = Vec::new();
    let mut highest = None;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let there = entry.file_name().to_string_lossy().to_lowercase();
        let number = (0..=MOST).find(|n| there == numbered(&wanted, *n));
        if number.is_some() {
            highest = highest.max(number);
            found.push(entry.path());
        }
    }
    found.sort();
    Ok((found, highest))
}

/// A name with a number behind it, before its ending; 0 is none.
fn numbered(name: &str, number: u32) -> String {
    match (number, name.rsplit_once('.')) {
        (0, _) => name.to_owned(),
        (n, Some((stem, ending))) => format!("{stem}({n}).{ending}"),
        (n, None) => format!("{name}({n})"),
    }
}

fn called(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_no_name() {
        let paths = [
            "../表.xlsx",
            "..\\表.xlsx",
            "/etc/passwd",
            "C:表.xlsx",
            "C:\\表.xlsx",
            "..",
            ".",
            "",
            " ",
            "a/b.xlsx",
            "..%2f表.xlsx",
            "%2E%2E",
            "a.xlsx:流",
            "a\0.xlsx",
            "NUL",
            "con.xlsx",
            ".qingfeng",
            "表.xlsx.",
            "a\r\nb.xlsx",
        ];
        for path in paths {
            assert!(fit_name(path).is_err(), "{path:?}");
        }
        for name in [
            "预算科.xlsx",
            "<b>表&\"'.xlsx",
            "自查表 (1).et",
            "a..b.xlsx",
            "consul.xls",
        ] {
            assert_eq!(fit_name(name), Ok(name));
        }
        assert!(fit_folders("第二批/../..").is_err());
        assert_eq!(
            fit_folders("第二批/预算科/"),
            Ok(vec!["第二批".to_owned(), "预算科".to_owned()])
        );
    }

    #[test]
    fn no_file_is_laid_over_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let hold = Hold::take(folder.path()).expect("held");
        let inbox = folder.path().join("收表");
        let hand = |name: &str, text: &str| {
            let aside = hold.aside().expect("made");
            let file = tempfile::NamedTempFile::new_in(aside).expect("a file");
            fs::write(file.path(), text).expect("written");
            let given = HandedOver {
                file: file.into_temp_path(),
                folders: Vec::new(),
                name: name.to_owned(),
            };
            receive(&hold, &inbox, vec![given])
                .expect("received")
                .remove(0)
        };
        assert_eq!(hand("预算科.xlsx", "一"), Received::New);
        assert_eq!(
            hand("预算科.xlsx", "二"),
            Received::Beside("预算科(1).xlsx".to_owned())
        );
        assert_eq!(
            hand("预算科.XLSX", "三"),
            Received::Beside("预算科(2).XLSX".to_owned())
        );
        assert_eq!(
            hand("预算科.xlsx", "二"),
            Received::Known("预算科(1).xlsx".to_owned())
        );
        assert_eq!(hand("花名册.xlsx", "四"), Received::Roster);
        let mut there: Vec<String> = fs::read_dir(&inbox)
            .expect("read")
            .flatten()
            .map(|e| called(&e.path()))
            .collect();
        there.sort();
        assert_eq!(there, ["预算科(1).xlsx", "预算科(2).XLSX", "预算科.xlsx"]);
        assert_eq!(
            fs::read(inbox.join("预算科.xlsx")).expect("read"),
            "一".as_bytes()
        );
        drop(hold);
        assert_eq!(
            fs::read_dir(folder.path()).expect("read").count(),
            1,
            "the inbox alone"
        );
    }
}
