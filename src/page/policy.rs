//! The policy of the working folder: as it counts today, and as it is changed.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::Local;

use super::desk::Desk;
use super::failure::Failure;
use crate::app::{self, PolicyFile};
use crate::policy::{Occasion, Policy};

impl Desk {
    /// Where forms and the policy lie.
    pub fn places(&self) -> Vec<PathBuf> {
        let places = [self.inbox(), self.folder().to_path_buf()];
        places.into_iter().filter(|place| place.is_dir()).collect()
    }

    /// The policy in force, and the day.
    ///
    /// # Errors
    /// It is not valid.
    pub fn today(&self) -> Result<(Arc<Policy>, Occasion), Failure> {
        let policy = self.policy().map_err(Failure::refused)?;
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
