//! A sheet of a roster book, and a text of it with its place.

use std::sync::Arc;

use super::super::settings::Policy;
use crate::diagnostic::{Check, Diagnostic};
use crate::location::{CellRef, Place};
use crate::reader::{Grid, Sheet};

/// A text with the place where it stands.
#[derive(Clone, Debug)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Its cell; of the name of a sheet, the sheet.
    pub at: Place,
    /// All that is written there, of which the text may be a part.
    pub written: Arc<str>,
}

impl Said {
    /// What is written there.
    pub fn new(text: String, at: Place) -> Self {
        let written = text.as_str().into();
        Self { text, at, written }
    }

    /// A part of it, or what is made of it.
    pub fn with(&self, text: String) -> Self {
        Self {
            text,
            ..self.clone()
        }
    }

    /// A finding at this place.
    pub fn finding(&self, check: &Check, message: String) -> Diagnostic {
        Diagnostic::new(check, self.at.clone(), message).found(&*self.written)
    }
}

/// What the rows of a table are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Sections.
    Sections,
    /// Posts of sections.
    Posts,
    /// People, with what is said of their sections beside them.
    People,
    /// Leaders of the unit.
    Leaders,
}

/// A sheet.
pub struct Page<'a> {
    /// Its cells.
    pub sheet: &'a Sheet,
    /// The sheet itself.
    pub place: Place,
    /// The policy, of which only words and heads stand yet.
    pub policy: &'a Policy,
}

impl Page<'_> {
    /// Its cells.
    pub const fn grid(&self) -> &Grid {
        &self.sheet.grid
    }

    /// The place of a cell.
    pub fn at(&self, cell: CellRef) -> Place {
        Place {
            cell: Some(cell),
            ..self.place.clone()
        }
    }

    /// Its name.
    pub fn name(&self) -> Said {
        Said::new(self.sheet.name.to_string(), self.place.clone())
    }
}
