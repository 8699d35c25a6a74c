//! What the commands that read forms are given: which files, by which policy, for which year, on which day.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::policy_file::{load_policy, occasion};
use crate::error::Error;
use crate::policy::Policy;
use crate::rules::Occasion;

/// Files to read, and what they are held against.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Policy file; else the one in an input folder or above it, else the default.
    pub policy: Option<PathBuf>,
    /// 年度; else the policy's, else that of the date.
    pub year: Option<i32>,
    /// Date of the run: shown on the books, and dates after it lie in the future.
    pub date: NaiveDate,
    /// Threads, 0 for one per core.
    pub jobs: usize,
}

impl Inputs {
    /// The policy for these files, and the day and year of the run.
    ///
    /// # Errors
    /// The policy cannot be read, or it is not valid.
    pub fn policy(&self) -> Result<(Policy, Occasion), Error> {
        let policy = load_policy(self.policy.as_deref(), &self.paths)?;
        let occasion = occasion(self.year, self.date, &policy);
        Ok((policy, occasion))
    }

    /// What `work` gives, done with no more threads than asked for.
    pub fn with_workers<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.jobs);
        match pool.build() {
            Ok(pool) => pool.install(work),
            // Without threads of its own the work is done on those of the whole process: slower, never wrong.
            Err(_) => work(),
        }
    }
}
