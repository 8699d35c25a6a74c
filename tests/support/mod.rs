//! What the integration tests share: running the program, temporary folders, folders as bytes.
#![allow(dead_code, reason = "each test program uses its own part")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot be prepared has failed"
)]

pub mod annex;
pub mod blank;
pub mod books;
pub mod build;
pub mod document;
pub mod edit;
pub mod hostile;
pub mod kept;
pub mod outcome;
pub mod package;
pub mod properties;
pub mod register;
pub mod repeats;
pub mod review;
pub mod roster;
pub mod units;

pub mod workbook;
pub mod year;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::Digest as _;

/// What the program said.
#[derive(Default)]
pub struct Said {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program.
pub fn qingfeng<S: AsRef<OsStr>>(arguments: &[S]) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_qingfeng"))
        .args(arguments)
        .output()
        .expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Said {
        status: output.status.code().unwrap_or(-1),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}

/// The workbooks of `tests/forms/workbooks`.
pub fn forms() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/workbooks")
}

/// The folder `samples`.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// A temporary folder.
pub fn temp() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Every file of a folder, by its path, with a digest of its bytes.
pub fn folder_bytes(folder: &Path) -> BTreeMap<PathBuf, String> {
    let files = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|e| e.expect("an entry"));
    files
        .filter(|e| e.file_type().is_file())
        .map(|e| {
            let inner = e.path().strip_prefix(folder).expect("inside").to_path_buf();
            let bytes = fs::read(e.path()).expect("readable");
            (
                inner,
                format!("{} {:x?}", bytes.len(), sha2::Sha256::digest(&bytes)),
            )
        })
        .collect()
}
