//! `init`: a working folder with a commented policy.

use std::fs;
use std::path::{Path, PathBuf};

use super::output::write_reason;
use super::policy_file::POLICY_FILE;
use crate::error::Error;

/// A policy to start from: the unit's own facts, with examples in comments.
const STARTER: &str = include_str!("../../templates/starter.toml");

/// Writes a commented policy and an inbox into `folder`. An existing policy is never overwritten.
///
/// # Errors
/// The folder cannot be written, or it has a policy already.
pub fn init(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let failed = |path: &Path, reason: String| Error::Output {
        path: path.to_path_buf(),
        reason,
    };
    let inbox = folder.join("收表");
    fs::create_dir_all(&inbox).map_err(|e| failed(&inbox, write_reason(&e)))?;
    let policy = folder.join(POLICY_FILE);
    if policy.exists() {
        return Err(failed(
            &policy,
            "已有口径文件，没有改动它。要重新生成，请先把它改名".to_owned(),
        ));
    }
    fs::write(&policy, STARTER).map_err(|e| failed(&policy, write_reason(&e)))?;
    Ok(vec![policy, inbox])
}
