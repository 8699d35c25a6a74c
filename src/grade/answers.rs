//! The answers of one entry as grading asks for them: given, not understood, or not given.

use crate::location::CellRef;
use crate::model::{Answer, Entry, Field};

/// What stands in an answer's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// An answer.
    Known(Answer),
    /// Something nobody understands.
    Unreadable,
    /// Nothing.
    Blank,
}

/// The answers of an entry.
pub struct Answers<'e>(&'e Entry);

impl<'e> Answers<'e> {
    /// Those of this entry.
    pub const fn of(entry: &'e Entry) -> Self {
        Self(entry)
    }

    /// What stands in the place of this answer.
    pub fn given(&self, field: Field) -> Given {
        match self.0.answers.get(&field) {
            Some(answer) => Given::Known(*answer),
            None if self.0.text(field).is_some() => Given::Unreadable,
            None => Given::Blank,
        }
    }

    /// `涉及三重一大：是`, in the usual word for the answer; as it was written where there is none.
    pub fn words(&self, field: Field) -> String {
        let word = self.0.answers.get(&field).and_then(|a| a.word(field));
        let answer = word.or_else(|| self.0.text(field)).unwrap_or("未填");
        format!("{}：{answer}", field.title())
    }

    /// The cells of these answers.
    pub fn cells(&self, fields: impl IntoIterator<Item = Field>) -> Vec<CellRef> {
        let values = fields.into_iter().filter_map(|f| self.0.values.get(&f));
        values.filter_map(|v| v.cell).collect()
    }
}
