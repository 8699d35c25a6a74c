//! What a cell of a sheet says its value is.

/// The type a cell says its value is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Number,
    /// The number of a shared string.
    Shared,
    /// The text a formula comes to.
    Result,
    Inline,
    Error,
    Other,
}

impl Kind {
    pub fn of(written: &str) -> Self {
        match written {
            "" | "n" => Self::Number,
            "s" => Self::Shared,
            "str" => Self::Result,
            "inlineStr" => Self::Inline,
            "e" => Self::Error,
            _ => Self::Other,
        }
    }

    /// Whether a cell of this type holds text, in which white space counts.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Result | Self::Inline)
    }
}
