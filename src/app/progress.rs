//! What whoever started the work hears of it, and how they end it.

use crate::error::Error;

/// Is told how far the work has come, and may stop it.
pub trait Progress: Sync {
    /// The number of files is known.
    fn start(&self, files: usize);
    /// One more file is done.
    fn file_done(&self, file: &str);
    /// All files are done, or no more are read.
    fn finish(&self);
    /// Something is about to change on the disk: a file is written, the result is about to take its place, …
    fn writing(&self) {}
    /// Whether the work shall stop. Asked before every file read, every step and every file made or written, for the last
    /// time before a result takes its place; then it ends with [`Error::Stopped`], and everything is as it was.
    fn stop(&self) -> bool {
        false
    }
}

impl dyn Progress + '_ {
    /// # Errors
    /// The work shall stop.
    pub(super) fn go_on(&self) -> Result<(), Error> {
        if self.stop() {
            return Err(Error::Stopped);
        }
        Ok(())
    }
}

/// Shows nothing.
#[derive(Debug)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _files: usize) {}
    fn file_done(&self, _file: &str) {}
    fn finish(&self) {}
}
