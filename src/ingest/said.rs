//! What the cells of one field of an entry say together, made comparable once.

use std::borrow::Cow;

use crate::text::{self, Keyed};

/// What the cells of one field say together.
#[derive(Debug)]
pub struct Said<'g> {
    /// As it is written.
    pub text: Cow<'g, str>,
    /// As it is compared.
    pub key: Cow<'g, str>,
}

impl<'g> Said<'g> {
    /// A text as it stands.
    pub fn of(text: &'g str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            key: Cow::Owned(text::key(text)),
        }
    }
}

impl Keyed for Said<'_> {
    fn key(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.key)
    }
}
