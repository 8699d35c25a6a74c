//! What a run knows of earlier results.

use super::former_data::LAST_YEAR;
use super::reason::json_fault;
use crate::error::Error;
use crate::model::Former;

/// What earlier results know.
#[derive(Debug, Default)]
pub struct Before {
    /// All numbers ever given; none where nobody is given a number for good.
    pub numbers: Option<Former>,
    /// Last year's result, where there is one.
    pub last_year: Option<Former>,
    /// Remarks for the terminal.
    pub remarks: Vec<String>,
}

impl Before {
    /// What a result must keep of last year, so that it can be repeated from itself.
    ///
    /// # Errors
    /// Only if JSON cannot be made of it, which no input can cause.
    pub fn copy(&self) -> Result<Option<(String, Vec<u8>)>, Error> {
        let Some(former) = &self.last_year else {
            return Ok(None);
        };
        let text = serde_json::to_string(former).map_err(json_fault(LAST_YEAR))?;
        Ok(Some((LAST_YEAR.to_owned(), text.into_bytes())))
    }
}
