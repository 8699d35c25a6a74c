//! The output folder: everything is written into a hidden folder beside it and put in place at the end,
//! so that an interrupted run leaves the previous result whole.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::policy_file::plain_reason;
use crate::digest::sha256_hex;
use crate::error::Error;
use crate::writer::{self, BookSpec};

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Written {
    /// Path inside the output folder.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// An output folder under construction.
#[derive(Debug)]
pub struct Staging {
    target: PathBuf,
    /// Removed when the run ends, whatever its end.
    hidden: tempfile::TempDir,
    written: Vec<Written>,
    /// Files of the target that people have written into, with the names under which they stay.
    aside: Vec<(String, String)>,
}

/// Name of the folder inside the hidden one, which takes the usual permissions and becomes the target.
const INNER: &str = "结果";

impl Staging {
    /// Prepares to write `target`.
    ///
    /// # Errors
    /// The folder cannot be made, or is not writable.
    pub fn new(target: &Path) -> Result<Self, Error> {
        if target.is_file() {
            return Err(output_error(
                target,
                "这是一个文件，不是文件夹。请另外指定一个文件夹",
            ));
        }
        let failed = |e: std::io::Error| output_error(target, &write_reason(&e));
        let full = std::path::absolute(target).map_err(failed)?;
        let parent = full.parent().unwrap_or(&full).to_path_buf();
        fs::create_dir_all(&parent).map_err(failed)?;
        let hidden = tempfile::Builder::new()
            .prefix(".qingfeng-")
            .tempdir_in(&parent)
            .map_err(failed)?;
        fs::create_dir(hidden.path().join(INNER)).map_err(failed)?;
        let staging = Self {
            target: full,
            hidden,
            written: Vec::new(),
            aside: Vec::new(),
        };
        if staging.target.is_dir() {
            tempfile::tempfile_in(&staging.target).map_err(failed)?;
        }
        Ok(staging)
    }

    /// The folder the files will stand in.
    pub fn folder(&self) -> &Path {
        &self.target
    }

    fn inner(&self) -> PathBuf {
        self.hidden.path().join(INNER)
    }

    /// Adds a workbook.
    ///
    /// # Errors
    /// It cannot be built or written.
    pub fn book(&mut self, name: &str, book: &BookSpec) -> Result<(), Error> {
        let bytes = writer::to_bytes(book)?;
        self.file(name, &bytes)
    }

    /// Adds a file with this content.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.inner().join(name);
        let failed = |e: std::io::Error| output_error(&self.target.join(name), &write_reason(&e));
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        fs::write(&path, bytes).map_err(failed)?;
        self.written.push(Written {
            path: name.to_owned(),
            bytes: bytes.len() as u64,
            sha256: sha256_hex(bytes),
        });
        Ok(())
    }

    /// Keeps what people wrote into a file of an earlier run: if it is no longer as it was written, it stays beside the new
    /// one under another name. Answers with that name.
    pub fn keep_aside(&mut self, name: &str) -> Option<String> {
        let bytes = fs::read(self.target.join(name)).ok()?;
        if self.recorded(name) == Some(sha256_hex(&bytes)) {
            return None;
        }
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let names = (1..).map(|n| format!("{stem}（填过的{n}）.{ending}"));
        let free = names.take(10_000).find(|n| !self.target.join(n).exists())?;
        self.aside.push((name.to_owned(), free.clone()));
        Some(free)
    }

    /// The digest an earlier run recorded of a file it wrote.
    fn recorded(&self, name: &str) -> Option<String> {
        let text = fs::read_to_string(self.target.join("run.json")).ok()?;
        let run: serde_json::Value = serde_json::from_str(&text).ok()?;
        let mut outputs = run["outputs"].as_array()?.iter();
        let output = outputs.find(|o| o["path"] == name)?;
        output["sha256"].as_str().map(str::to_owned)
    }

    /// Files added so far.
    pub fn written(&self) -> &[Written] {
        &self.written
    }

    /// Files of the target folder that would be replaced by other content.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn differing(&self) -> Result<Vec<String>, Error> {
        let mut names = Vec::new();
        for file in &self.written {
            let target = self.target.join(&file.path);
            if !target.exists() {
                continue;
            }
            let bytes = fs::read(&target).map_err(|e| output_error(&target, &write_reason(&e)))?;
            if sha256_hex(&bytes) != file.sha256 {
                names.push(file.path.clone());
            }
        }
        Ok(names)
    }

    /// Puts the files in place. Other files of the folder stay as they are.
    ///
    /// # Errors
    /// A file cannot be replaced, for example because it is open in Excel; then none is.
    pub fn finish(self) -> Result<Vec<Written>, Error> {
        let failed = |path: &Path| {
            let path = path.to_path_buf();
            move |e: std::io::Error| output_error(&path, &write_reason(&e))
        };
        if !self.target.exists() {
            fs::rename(self.inner(), &self.target).map_err(failed(&self.target))?;
            return Ok(self.written);
        }
        for file in &self.written {
            let target = self.target.join(&file.path);
            if target.exists() {
                fs::OpenOptions::new()
                    .append(true)
                    .open(&target)
                    .map_err(failed(&target))?;
            }
        }
        for (name, free) in &self.aside {
            let kept = self.target.join(free);
            fs::copy(self.target.join(name), &kept).map_err(failed(&kept))?;
        }
        for file in &self.written {
            let target = self.target.join(&file.path);
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent).map_err(failed(parent))?;
            }
            fs::rename(self.inner().join(&file.path), &target).map_err(failed(&target))?;
        }
        Ok(self.written)
    }
}

/// What the operating system says on writing, with what to do about it.
pub fn write_reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => {
            "没有写权限，或其中的文件正被打开。请关闭正在打开的结果文件，或换一个文件夹后重试"
                .to_owned()
        }
        _ => plain_reason(error),
    }
}

fn output_error(path: &Path, reason: &str) -> Error {
    Error::Output {
        path: path.to_path_buf(),
        reason: reason.to_owned(),
    }
}
