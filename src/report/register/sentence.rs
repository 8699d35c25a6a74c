//! What the lists of the follow-up share: their width, and sentences that count.

use crate::model::{RatingStatus, Register};
use crate::writer::Content;

/// Width of a printed page in characters.
pub const PAGE: f64 = 168.0;

/// How many items have this status.
pub fn rated(register: &Register, status: RatingStatus) -> usize {
    let items = register.items.iter();
    items
        .filter(|i| i.follow_up.rating.status == status)
        .count()
}

/// A live sentence that counts: each part is a text before the number, the formula that counts, what it finds now, and a
/// text behind.
pub struct Sentence {
    formula: String,
    result: String,
}

impl Sentence {
    /// A sentence that begins so.
    pub fn new(start: &str) -> Self {
        Self {
            formula: format!("=\"{}", start.replace('"', "\"\"")),
            result: start.to_owned(),
        }
    }

    /// One more count.
    pub fn count(mut self, before: &str, formula: &str, count: usize, behind: &str) -> Self {
        let count = count.to_string();
        self.formula.extend([before, "\"&", formula, "&\"", behind]);
        self.result.extend([before, &count, behind]);
        self
    }

    /// The whole.
    pub fn end(self, end: &str) -> Content {
        Content::TextFormula {
            formula: format!("{}{end}\"", self.formula),
            result: self.result + end,
        }
    }
}
