//! `init`: a working folder with a commented policy.

use std::fs;
use std::path::{Path, PathBuf};

use super::output::write_reason;
use super::policy_file::POLICY_FILE;
use crate::error::Error;
use crate::policy::DEFAULT;

/// A policy to start from: the unit's own facts, with examples in comments.
const STARTER: &str = include_str!("../../templates/starter.toml");

/// The default policy beside it, which is the manual of all settings; the program does not read it there.
const MANUAL: &str = "默认口径（说明书）.toml";

/// Writes a commented policy, the manual of all settings and an inbox into `folder`. An existing policy is never overwritten.
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
    let manual = folder.join(MANUAL);
    for (path, text) in [(&policy, STARTER), (&manual, DEFAULT)] {
        fs::write(path, text).map_err(|e| failed(path, write_reason(&e)))?;
    }
    Ok(vec![policy, inbox, manual])
}
