//! `init`: a working folder with a commented policy.

use std::fs;
use std::path::{Path, PathBuf};

use super::policy_file::POLICY_FILE;
use super::progress::Silent;
use super::reason::{failed, refused};
use super::result::{Sink as _, Staging};
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
    let [policy, inbox, manual] = [POLICY_FILE, "收表", MANUAL].map(|name| folder.join(name));
    let mut staging = Staging::open(folder, &Silent)?;
    if policy.exists() {
        let why = "已有口径文件，没有改动它。要重新生成，请先把它改名";
        return Err(refused(&policy, why));
    }
    staging.file(POLICY_FILE, STARTER.as_bytes())?;
    staging.file(MANUAL, DEFAULT.as_bytes())?;
    staging.add()?;
    fs::create_dir_all(&inbox).map_err(|e| failed(&inbox, &e))?;
    Ok(vec![policy, inbox, manual])
}
