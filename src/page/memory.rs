//! What a desk keeps in mind while it is open: the steps that can be taken back. Everything else is in the files.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::Local;

use super::desk::Desk;
use super::failure::Failure;
use crate::app::{self, PolicyFile, Steps};
use crate::policy::{Occasion, Policy};

/// The steps taken on the files that pages change.
#[derive(Debug, Default)]
pub struct Memory {
    policy: Mutex<Steps>,
    ballot: Mutex<Steps>,
    trouble: Mutex<Option<String>>,
}

impl Memory {
    /// Those on the policy file. Whoever holds them is alone with it.
    pub fn policy(&self) -> MutexGuard<'_, Steps> {
        self.policy.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says on the next page why a step was not taken.
    pub fn trouble(&self, why: String) {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(why);
    }

    /// Why the last step was not taken, told once.
    pub fn troubled(&self) -> Option<String> {
        self.trouble
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// Those on the review workbook.
    pub fn ballot(&self) -> MutexGuard<'_, Steps> {
        self.ballot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// Where forms and the policy lie.
    pub fn places(&self) -> Vec<PathBuf> {
        let places = [self.inbox(), self.folder().to_path_buf()];
        places.into_iter().filter(|place| place.is_dir()).collect()
    }

    /// The policy of today, and the day.
    ///
    /// # Errors
    /// It is not valid.
    pub fn policy(&self) -> Result<(Policy, Occasion), Failure> {
        let policy = app::load_policy(None, &self.places())?;
        let occasion = app::occasion(None, Local::now().date_naive(), &policy);
        Ok((policy, occasion))
    }

    /// The policy file, to be changed.
    ///
    /// # Errors
    /// There is none, or work is going on that reads it.
    pub fn policy_file(&self) -> Result<PolicyFile, Failure> {
        self.is_idle()?;
        Ok(PolicyFile::open(&self.places())?)
    }

    /// # Errors
    /// Work is going on; what is written now may come too late for it.
    pub fn is_idle(&self) -> Result<(), Failure> {
        match self.job().standing() {
            Some(job) => Err(Failure::busy(format!(
                "正在{}，做完再改。这一次没有写入。",
                job.title
            ))),
            None => Ok(()),
        }
    }
}
