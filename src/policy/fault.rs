//! What can be wrong with one value, before it is known where it stands.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};

/// What kept a value from being read.
#[derive(Debug)]
pub enum Fault {
    /// The title of the problem, and what to write instead.
    Wrong(String, String),
    /// What should stand there.
    Wanted(String),
    /// A setting that must be there and is not.
    Missing(&'static str),
    /// It is not one of these names.
    Unknown(&'static [&'static str]),
    /// It has been reported.
    Reported,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Fault {}

impl Error for Fault {
    /// Title and help, divided by a line feed.
    fn custom<T: fmt::Display>(told: T) -> Self {
        let told = told.to_string();
        let (title, help) = told.split_once('\n').unwrap_or((&told, ""));
        Self::Wrong(title.to_owned(), help.to_owned())
    }

    fn invalid_type(_: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::Wanted(wanted.to_string())
    }

    fn invalid_value(_: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::Wanted(wanted.to_string())
    }

    fn unknown_variant(_: &str, known: &'static [&'static str]) -> Self {
        Self::Unknown(known)
    }

    fn missing_field(name: &'static str) -> Self {
        Self::Missing(name)
    }
}
