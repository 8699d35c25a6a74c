//! LibreOffice as a converter: it recalculates every formula of a workbook and writes it again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use tempfile::TempDir;

use crate::support::temp;

/// Makes LibreOffice reckon all formulas when it opens a file, whoever wrote it.
const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// Profiles nobody uses at the moment: LibreOffice takes long to make one, and two of it cannot share one.
static PROFILES: Mutex<Vec<TempDir>> = Mutex::new(Vec::new());

/// Whether there is a LibreOffice to ask.
pub fn is_installed() -> bool {
    program().is_some()
}

/// Whether it can read and write documents; its parts may be installed one by one.
pub fn has_writer() -> bool {
    let program = program().and_then(|path| path.canonicalize().ok());
    let folder = program.as_deref().and_then(Path::parent);
    folder.is_some_and(|folder| {
        let part = |name: &str| folder.join(name).exists();
        part("libswlo.so") || part("swlo.dll") || part("swriter") || part("swriter.exe")
    })
}

fn program() -> Option<PathBuf> {
    let name = format!("soffice{}", std::env::consts::EXE_SUFFIX);
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let mut found = std::env::split_paths(&paths).map(|folder| folder.join(&name));
    found.find(|path| path.is_file())
}

/// Workbooks as LibreOffice reckons them anew and writes them again in a format, all in one call.
pub fn converted<B: AsRef<[u8]>>(books: &[B], format: &str) -> Vec<Vec<u8>> {
    converted_from("xlsx", books, format)
}

/// The same of files of any kind, by the ending of their names. A filter of LibreOffice's may be named behind the format.
pub fn converted_from<B: AsRef<[u8]>>(ending: &str, books: &[B], format: &str) -> Vec<Vec<u8>> {
    let folder = temp();
    let name = |at: usize, ending: &str| format!("{at}.{ending}");
    let write = |(at, book): (usize, &B)| {
        let path = folder.path().join(name(at, ending));
        fs::write(&path, book).expect("written");
        path
    };
    let sources: Vec<PathBuf> = books.iter().enumerate().map(write).collect();
    let out = folder.path().join("out");
    let idle = PROFILES.lock().expect("no test panics here").pop();
    let profile = idle.unwrap_or_else(profile);
    convert(&sources, format, &out, profile.path());
    PROFILES.lock().expect("no test panics here").push(profile);
    let ending = format.split(':').next().unwrap_or(format);
    let read = |at| fs::read(out.join(name(at, ending))).expect("LibreOffice wrote a file");
    (0..books.len()).map(read).collect()
}

fn profile() -> TempDir {
    let folder = temp();
    fs::create_dir(folder.path().join("user")).expect("a profile");
    let settings = folder.path().join("user/registrymodifications.xcu");
    fs::write(settings, ALWAYS).expect("a profile");
    folder
}

fn convert(sources: &[PathBuf], format: &str, out: &Path, profile: &Path) {
    let said = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", format, "--outdir"])
        .arg(out)
        .args(sources)
        .output()
        .expect("LibreOffice starts");
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
}
