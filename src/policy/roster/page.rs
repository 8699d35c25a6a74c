//! A sheet of a roster book, and a text of it with its place.

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
}

impl Said {
    /// A finding at this place.
    pub fn finding(&self, check: &Check, message: String) -> Diagnostic {
        Diagnostic::new(check, self.at.clone(), message).found(self.text.as_str())
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
        Said {
            text: self.sheet.name.to_string(),
            at: self.place.clone(),
        }
    }
}
