//! A text that many say and all compare: held once, and its comparable form made once.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Keyed, key};

/// A text with its comparable form, made when it is first asked for.
#[derive(Clone, Debug, Default)]
pub struct Text {
    written: Arc<str>,
    key: OnceLock<Arc<str>>,
}

impl Text {
    /// The text, shared.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.written)
    }

    /// The text, whose comparable form is known already.
    #[must_use]
    pub fn with_key(self, key: &str) -> Self {
        self.key.get_or_init(|| self.own_or(key));
        self
    }

    /// Its comparable form, by [`key`].
    pub fn folded(&self) -> &str {
        self.key.get_or_init(|| self.own_or(&key(&self.written)))
    }

    /// The key, which nearly always is the text itself.
    fn own_or(&self, key: &str) -> Arc<str> {
        if *key == *self.written {
            self.shared()
        } else {
            key.into()
        }
    }
}

impl Keyed for Text {
    fn key(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.folded())
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.written
    }
}

impl From<Arc<str>> for Text {
    fn from(written: Arc<str>) -> Self {
        Self {
            written,
            key: OnceLock::new(),
        }
    }
}

impl From<String> for Text {
    fn from(written: String) -> Self {
        Arc::<str>::from(written).into()
    }
}

impl From<&str> for Text {
    fn from(written: &str) -> Self {
        Arc::<str>::from(written).into()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for Text {}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.written.fmt(f)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Arc::<str>::deserialize(deserializer).map(Self::from)
    }
}
