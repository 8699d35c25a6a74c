//! What a run knows of earlier results.

use super::former_data::{LAST_YEAR, START};
use super::reason::json_fault;
use crate::error::Error;
use crate::model::Former;

/// What earlier results know.
#[derive(Debug, Default)]
pub struct Before {
    /// All numbers ever given; none where nobody is given a number for good.
    pub numbers: Option<Former>,
    /// Whether the folder's own result gave its numbers without knowing those of earlier years that are known now.
    pub provisional: bool,
    /// Last year's result, where there is one.
    pub last_year: Option<Former>,
    /// The result of this year that was given, as it stood when the year began.
    pub start: Option<Former>,
    /// Remarks for the terminal.
    pub remarks: Vec<String>,
}

impl Before {
    /// What a result must keep of earlier ones, so that it can be repeated from itself: names and contents.
    ///
    /// # Errors
    /// Only if JSON cannot be made of it, which no input can cause.
    pub fn copies(&self) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let kept = [(LAST_YEAR, &self.last_year), (START, &self.start)];
        let kept = kept
            .into_iter()
            .filter_map(|(name, of)| Some((name, of.as_ref()?)));
        let copy = |(name, former): (&str, &Former)| {
            let text = serde_json::to_string(former).map_err(json_fault(name))?;
            Ok((name.to_owned(), text.into_bytes()))
        };
        kept.map(copy).collect()
    }
}
