//! Words nobody can guess, and whether somebody knows one.

use crate::digest::sha256_hex;
use crate::error::Error;

/// Random bytes in a secret.
const BYTES: usize = 24;

/// A secret; what is kept is its digest, so that comparing it takes as long whatever is offered.
#[derive(Clone, Debug)]
pub struct Secret(String);

impl Secret {
    /// A new one, and what is kept of it.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn new() -> Result<(String, Self), Error> {
        let mut bytes = [0u8; BYTES];
        getrandom::fill(&mut bytes)
            .map_err(|_| Error::Page("系统没有给出随机数，不能保证只有您能打开".to_owned()))?;
        let said = sha256_hex(&bytes);
        let kept = Self(sha256_hex(said.as_bytes()));
        Ok((said, kept))
    }

    /// Whether this is it.
    pub fn is(&self, said: &str) -> bool {
        sha256_hex(said.as_bytes()) == self.0
    }
}
