//! The review workbook as pages show it: read once, and anew when it, the policy or the day is another one.

use std::sync::Arc;

use super::desk::Desk;
use super::failure::Failure;
use super::kept::state;
use crate::app::{Ballot, REVIEW_BOOK};

impl Desk {
    /// The review workbook of the result; none where there is none yet.
    ///
    /// # Errors
    /// It cannot be read, or the policy is not valid.
    pub fn ballot(&self) -> Result<Option<Arc<Ballot>>, Failure> {
        let (policy, occasion) = self.today()?;
        let mut files = self.policy_files();
        files.push(self.result().join(REVIEW_BOOK));
        let state = format!("{} {occasion:?}", state(&files));
        if let Some((known, true)) = self.read_ballot().read(&state) {
            return Ok(known);
        }
        let read = Ballot::open(&self.result(), (&policy, occasion))?.map(Arc::new);
        self.read_ballot().set(state, read.clone());
        Ok(read)
    }
}
