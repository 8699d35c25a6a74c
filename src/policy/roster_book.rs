//! 花名册 as a file: what was read of it, and what is wrong with it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;

/// A roster book.
#[derive(Clone, Debug)]
pub struct RosterBook {
    /// Where it lies.
    pub path: PathBuf,
    /// The name people know it by.
    pub shown: Arc<str>,
    /// Its digest.
    pub sha256: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// What is wrong with it: with the file, and once the policy is built with what it says.
    pub findings: Vec<Diagnostic>,
    /// Sections it names.
    pub sections: usize,
}
