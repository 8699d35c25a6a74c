//! `sample`: writes a synthetic year to try the program on.

use std::path::PathBuf;

use super::output::{Staging, Written};
use super::policy_file::POLICY_FILE;
use crate::error::Error;
use crate::sample::{Plan, year};

/// What sample to write.
#[derive(Debug)]
pub struct SampleOptions {
    /// Folder to write.
    pub out: PathBuf,
    /// Number of sections.
    pub sections: usize,
    /// Number of entries.
    pub entries: usize,
    /// Seed: the same seed gives the same files.
    pub seed: u64,
    /// 年度.
    pub year: i32,
}

/// Writes the forms of a synthetic year and the policy that goes with them.
///
/// # Errors
/// The folder cannot be written.
pub fn sample(options: &SampleOptions) -> Result<Vec<Written>, Error> {
    let plan = Plan {
        seed: options.seed,
        sections: options.sections,
        entries: options.entries,
        year: options.year,
    };
    let made = year(&plan);
    let mut staging = Staging::new(&options.out)?;
    for form in &made.forms {
        staging.book(&form.file_name, &form.book)?;
    }
    staging.file(POLICY_FILE, made.policy_toml.as_bytes())?;
    staging.finish()
}
