//! Where the inputs of a roll-up lie, and how that is recorded.

use std::path::{Path, PathBuf};

/// Where inputs lie.
#[derive(Clone, Copy, Debug)]
pub struct Paths<'i> {
    /// Results, registers, and folders with them.
    pub given: &'i [PathBuf],
    /// Former roll-ups.
    pub previous: &'i [PathBuf],
    /// The folder of the roll-up, which is no input.
    pub out: &'i Path,
    /// Whether the year is said; else it is that of the results, where they have one.
    pub year_said: bool,
    /// Whether the tables are wanted as columns too: what has no place in them cannot be read.
    pub columns: bool,
}

/// Where a roll-up came from, as it is recorded.
#[derive(Debug, Default)]
pub struct Origin {
    /// What was given, seen from the folder of the roll-up, sorted.
    pub given: Vec<String>,
    /// The former roll-ups.
    pub previous: Vec<String>,
    /// The policy.
    pub policy: Option<String>,
    /// Whether the tables are wanted as columns too.
    pub parquet: bool,
}
