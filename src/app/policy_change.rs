//! A change of the policy file made on demand: written only where a valid policy comes of it, and can be taken back.

use std::path::{Path, PathBuf};

use super::held::{Held, Steps};
use super::policy_file::{POLICY_FILE, rosters, search, with_roster};
use super::roster_file;
use crate::error::Error;
use crate::policy::edit::{self, Change};
use crate::policy::{Policy, Source};

/// A mark with which some programs begin a text.
const MARK: &str = "\u{feff}";

/// The policy file of a working folder, to be changed.
#[derive(Debug)]
pub struct PolicyFile {
    held: Held,
    source: Source,
    inputs: Vec<PathBuf>,
}

impl PolicyFile {
    /// The one that counts for these inputs.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub fn open(inputs: &[PathBuf]) -> Result<Self, Error> {
        let found = inputs.iter().find_map(|path| search(path));
        let held = found.as_deref().map(Held::open).transpose()?.flatten();
        let held = held.ok_or_else(|| {
            Error::Unknown(format!(
                "这个工作文件夹里没有口径文件 {POLICY_FILE}，没有地方写。请先在“开始”一页建立"
            ))
        })?;
        let source = super::policy_file::source(&held.path)?;
        Ok(Self {
            held,
            source,
            inputs: inputs.to_vec(),
        })
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// Its digest.
    pub fn sha256(&self) -> &str {
        &self.held.sha256
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.held.path
    }

    /// The policy as it stands.
    ///
    /// # Errors
    /// It is not valid.
    pub fn policy(&self) -> Result<Policy, Error> {
        self.policy_of(&self.source)
    }

    /// The text with changes and the policy that comes of it. Nothing is written.
    ///
    /// # Errors
    /// It cannot be changed so, or no valid policy comes of it: in the words of the policy's own checks.
    pub fn tried(&self, changes: &[Change]) -> Result<(Source, Policy), Error> {
        let mut source = self.source.clone();
        for change in changes {
            source.text = edit::changed(&source, change)?;
        }
        let policy = self.policy_of(&source)?;
        Ok((source, policy))
    }

    /// Writes what was [tried](Self::tried).
    ///
    /// # Errors
    /// The file was changed meanwhile, or cannot be written.
    pub fn write(&self, tried: &Source, what: &str, steps: &mut Steps) -> Result<(), Error> {
        let marked = self.held.bytes.starts_with(MARK.as_bytes());
        let mark = if marked { MARK } else { "" };
        let bytes = format!("{mark}{}", tried.text).into_bytes();
        if bytes == self.held.bytes {
            return Ok(());
        }
        let after = self.held.replace(bytes)?;
        steps.done(what, self.held.clone(), &after);
        Ok(())
    }

    /// Tries changes and writes them.
    ///
    /// # Errors
    /// As for [`PolicyFile::tried`] and [`PolicyFile::write`].
    pub fn change(
        &self,
        changes: &[Change],
        what: &str,
        steps: &mut Steps,
    ) -> Result<Policy, Error> {
        let (tried, policy) = self.tried(changes)?;
        self.write(&tried, what, steps)?;
        Ok(policy)
    }

    fn policy_of(&self, source: &Source) -> Result<Policy, Error> {
        let books = rosters(None, &self.inputs);
        with_roster(Some(source), roster_file::read(&books)?)
    }
}
