//! A file that people change in other programs as well: read with its digest, replaced only as it was read, and given back its
//! former content on demand.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::reason::{failed, plain_reason};
use crate::digest::sha256_hex;
use crate::error::Error;
use crate::writer;

/// What office programs put before the name of a file somebody has open, and behind it: Excel, WPS, LibreOffice.
const OPEN: [(&str, &str); 3] = [("~$", ""), (".~", ""), (".~lock.", "#")];
/// Steps that can be taken back.
const MOST_STEPS: usize = 50;
/// Bytes of former contents that are kept.
const MOST_BYTES: usize = 32 << 20;

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct Held {
    /// Where it lies.
    pub path: PathBuf,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its digest.
    pub sha256: String,
}

impl Held {
    /// The file as it is now; none where there is none.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn open(path: &Path) -> Result<Option<Self>, Error> {
        match fs::read(path) {
            Ok(bytes) => Ok(Some(Self::of(path, bytes))),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(Error::MissingPath {
                path: path.to_path_buf(),
                reason: plain_reason(&e),
            }),
        }
    }

    fn of(path: &Path, bytes: Vec<u8>) -> Self {
        Self {
            path: path.to_path_buf(),
            sha256: sha256_hex(&bytes),
            bytes,
        }
    }

    /// The same with another content, in its place.
    ///
    /// # Errors
    /// Somebody has it open, it was changed since it was read, or it cannot be written. Then it is as it was.
    pub fn replace(&self, bytes: Vec<u8>) -> Result<Self, Error> {
        self.is_free()?;
        self.is_as_read()?;
        writer::replace(&self.path, &bytes).map_err(|e| failed(&self.path, &e))?;
        Ok(Self::of(&self.path, bytes))
    }

    /// # Errors
    /// It is no longer what was read.
    fn is_as_read(&self) -> Result<(), Error> {
        let now = Self::open(&self.path)?;
        if now.is_some_and(|now| now.sha256 == self.sha256) {
            return Ok(());
        }
        Err(self.kept("它在打开以后被别的程序或另一个页面改动过，这一次没有写入。页面上是现在的样子，请核对以后再填"))
    }

    /// # Errors
    /// An office program has it open: what is saved there later would undo what is written now.
    pub fn is_free(&self) -> Result<(), Error> {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let locks = OPEN.map(|(before, behind)| format!("{before}{name}{behind}"));
        let there = locks
            .iter()
            .find(|lock| self.path.with_file_name(lock).exists());
        let Some(lock) = there else { return Ok(()) };
        Err(self.kept(&format!(
            "它正在 Excel 或 WPS 里打开着，请先在那里保存并关闭，再回到页面上填。确实没有打开的，是上次没有正常关闭留下的记号，请删去旁边的“{lock}”"
        )))
    }

    /// The error for a file that stays as it is.
    fn kept(&self, reason: &str) -> Error {
        Error::Kept {
            path: self.path.clone(),
            reason: reason.to_owned(),
        }
    }
}

/// What was done to a file by whoever holds this, in order, to be taken back step by step.
#[derive(Debug, Default)]
pub struct Steps(Vec<Step>);

#[derive(Debug)]
struct Step {
    /// What was done, as it is told.
    what: String,
    before: Held,
    /// Digest of what came of it.
    after: String,
}

impl Steps {
    /// Notes that `before` became `after`.
    pub fn done(&mut self, what: impl Into<String>, before: Held, after: &Held) {
        self.0.push(Step {
            what: what.into(),
            before,
            after: after.sha256.clone(),
        });
        let mut held: usize = self.0.iter().map(|step| step.before.bytes.len()).sum();
        while self.0.len() > 1 && (self.0.len() > MOST_STEPS || held > MOST_BYTES) {
            held -= self.0.remove(0).before.bytes.len();
        }
    }

    /// What would be taken back next: nothing, where the file is not what the last step made of it.
    pub fn last(&self, now: &str) -> Option<&str> {
        let last = self.0.last().filter(|step| step.after == now);
        last.map(|step| step.what.as_str())
    }

    /// Takes the last step back and says which it was; none where there is none.
    ///
    /// # Errors
    /// The file is not what the last step made of it, or as for [`Held::replace`].
    pub fn back(&mut self) -> Result<Option<String>, Error> {
        let Some(step) = self.0.last() else {
            return Ok(None);
        };
        let now = Held {
            sha256: step.after.clone(),
            ..step.before.clone()
        };
        now.replace(step.before.bytes.clone())?;
        Ok(self.0.pop().map(|step| step.what))
    }
}
