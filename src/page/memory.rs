//! What a desk keeps in mind while it is open: the steps that can be taken back, and what was refused last. Everything else is in
//! the files.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use crate::app::Steps;

/// A form that was refused: what was typed stands in it again, and why beside it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Refused {
    /// Which form of the page.
    pub form: String,
    /// Why.
    pub said: String,
    /// What was typed, by the names of the fields.
    pub typed: BTreeMap<&'static str, String>,
}

impl Refused {
    /// This form, with what was typed.
    pub fn new<const N: usize>(form: impl Into<String>, typed: [(&'static str, &str); N]) -> Self {
        Self {
            form: form.into(),
            said: String::new(),
            typed: typed.map(|(name, said)| (name, said.to_owned())).into(),
        }
    }

    /// For this reason.
    pub fn because(self, said: String) -> Self {
        Self { said, ..self }
    }
}

/// The steps taken on the files that pages change, and the last one that was not taken.
#[derive(Debug, Default)]
pub struct Memory {
    policy: Mutex<Steps>,
    ballot: Mutex<Steps>,
    refused: Mutex<Option<Refused>>,
}

impl Memory {
    /// Those on the policy file. Whoever holds them is alone with it.
    pub fn policy(&self) -> MutexGuard<'_, Steps> {
        self.policy.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those on the review workbook.
    pub fn ballot(&self) -> MutexGuard<'_, Steps> {
        self.ballot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says on the next page why a form was refused.
    pub fn refuse(&self, refused: Refused) {
        *self.last() = Some(refused);
    }

    /// The form that was refused last, told once.
    pub fn refused(&self) -> Option<Refused> {
        self.last().take()
    }

    fn last(&self) -> MutexGuard<'_, Option<Refused>> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
