//! The numbers of the report, each with the cell it is taken from.

use std::fmt;

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use super::page::Page;
use crate::location::CellRef;
use crate::model::Book;

/// A number of the report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// What it counts; the name by which templates call it, of a line of a list with the line's own name.
    pub name: String,
    /// The number.
    pub value: Number,
    /// Where it stands.
    pub source: Source,
    /// The line of a list it belongs to: the list, the line, the field.
    #[serde(skip)]
    pub line: Option<[String; 3]>,
}

/// A cell of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// File name of the book.
    pub book: &'static str,
    /// The sheet.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
}

impl Serialize for Source {
    /// `{"book", "sheet", "cell"}`, the cell by its name.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut source = to.serialize_struct("Source", 3)?;
        source.serialize_field("book", self.book)?;
        source.serialize_field("sheet", &self.sheet)?;
        source.serialize_field("cell", &self.cell.to_string())?;
        source.end()
    }
}

/// The value of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Number {
    /// How many.
    Count(u64),
    /// A share of one.
    Share(f64),
}

impl Number {
    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        matches!(self, Self::Count(0))
    }
}

impl fmt::Display for Number {
    /// `202`, `42.1%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "{count}"),
            Self::Share(share) => {
                let percent = format!("{:.1}", share * 100.0);
                write!(f, "{}%", percent.strip_suffix(".0").unwrap_or(&percent))
            }
        }
    }
}

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// How many.
    Count,
    /// A share.
    Share,
}

impl Figure {
    /// What a cell of a page holds; none where it is no number of this kind.
    pub fn quoted(name: &str, kind: Kind, page: &Page, cell: CellRef) -> Option<Self> {
        let held = page.number(cell)?;
        let value = match kind {
            Kind::Share => Number::Share(held),
            Kind::Count => Number::Count(whole(held)?),
        };
        Some(Self {
            name: name.to_owned(),
            value,
            source: Source {
                book: page.book.file_name(),
                sheet: page.sheet.clone(),
                cell,
            },
            line: None,
        })
    }

    /// A figure of nothing, by which templates are tried out.
    pub fn trial(name: &str, kind: Kind, count: u64) -> Self {
        let value = match kind {
            Kind::Count => Number::Count(count),
            Kind::Share => Number::Share(0.5),
        };
        let source = Source {
            book: Book::Statistics.file_name(),
            sheet: String::new(),
            cell: CellRef::new(0, 0),
        };
        Self {
            name: name.to_owned(),
            value,
            source,
            line: None,
        }
    }
}

/// A count that a cell holds.
fn whole(held: f64) -> Option<u64> {
    let text = format!("{held:.0}");
    text.parse().ok().filter(|_| held.fract() == 0.0)
}
