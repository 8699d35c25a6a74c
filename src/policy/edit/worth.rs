//! What a setting may be worth, as far as pages change it.

use toml_edit::Value;

/// What a setting may be worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worth {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Words.
    Words(Vec<String>),
}

impl From<&Worth> for Value {
    fn from(worth: &Worth) -> Self {
        match worth {
            Worth::Text(text) => text.as_str().into(),
            Worth::Number(number) => (*number).into(),
            Worth::Flag(flag) => (*flag).into(),
            Worth::Words(words) => Self::Array(words.iter().map(String::as_str).collect()),
        }
    }
}
