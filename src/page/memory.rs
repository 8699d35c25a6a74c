//! What a desk keeps in mind while it is open: the steps that can be taken back. Everything else is in the files.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::app::Steps;

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
