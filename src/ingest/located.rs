//! Where a table or a card was found, and what it consists of.

use super::body::{Body, RawEntry};
use super::group::Group;
use super::header::Head;
use super::said::Said;
use super::view::{Seen, View};
use crate::location::{Area, CellRef};
use crate::model::{KeyValue, Layout, Origin, RowSpan, SkippedRow};
use crate::reader::Written;

/// Where a table stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// Its head.
    pub head: Head,
    /// Rows above the head: title, key-values.
    pub above: Vec<u32>,
    /// Last row of its body and footers.
    pub last: u32,
    /// First and last column of what stands around it: of tables side by side each has its own lines.
    pub zone: (u32, u32),
    /// What is merged down its left edge, where it speaks of the whole table.
    pub edge: Option<CellRef>,
    /// What it says as a card, where it is no table.
    pub card: Option<Card>,
    /// How it is read.
    pub layout: Layout,
    /// What else it might be.
    pub could_be: Vec<String>,
}

impl Located {
    /// Where a card stands whose contents stand beside each other below this head, in these rows of the sheet; none where it
    /// has no entries.
    pub fn of_blocks(head: Head, rows: &[u32], card: Card) -> Option<Self> {
        let (first, last) = (head.first, head.last);
        (!card.entries.is_empty()).then(|| Self {
            head,
            above: rows.iter().copied().filter(|row| *row < first).collect(),
            last: rows.last().copied().unwrap_or(last),
            zone: (0, CellRef::MAX_COL),
            edge: None,
            layout: Layout::Beside,
            could_be: Vec::new(),
            card: Some(Card {
                shared: (first..=last).collect(),
                ..card
            }),
        })
    }

    /// What is merged down its left edge.
    pub fn beside<'g>(&self, view: View<'g>) -> Option<(CellRef, Written<'g>)> {
        let cell = self.edge?;
        Some((cell, view.own(cell)?))
    }

    /// Head, body and footers.
    pub fn area(&self) -> Area {
        let (left, right) = match &self.card {
            Some(card) => (card.left, card.right),
            None => (
                self.edge.map_or(self.head.left(), |edge| edge.col),
                self.head.right(),
            ),
        };
        Area::new(
            CellRef::new(self.head.first, left),
            CellRef::new(self.last, right),
        )
    }
}

/// A card that was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// Its entries.
    pub entries: Vec<CardEntry>,
    /// What it says besides: of the person, and what nobody asked for.
    pub key_values: Vec<KeyValue>,
    /// Its rows that are neither of entries nor labels: opinions and signatures.
    pub skipped: Vec<SkippedRow>,
    /// Rows with labels and contents that speak for all entries.
    pub shared: Vec<u32>,
    /// Its first column.
    pub left: u32,
    /// Its last column.
    pub right: u32,
    /// Persons of whom it has no entry.
    pub without: Vec<Without>,
}

/// A person on a sheet of cards of whom no risk was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Without {
    /// The cell of the name.
    pub cell: CellRef,
    /// The name.
    pub name: String,
    /// A label that may be that of the risk, with its cell.
    pub label: Option<(CellRef, String)>,
}

/// An entry of a card: which cells say what.
#[derive(Clone, Debug, PartialEq)]
pub struct CardEntry {
    /// The cell by which it is known.
    pub at: CellRef,
    /// Its rows.
    pub rows: RowSpan,
    /// Contents by the column of the head they belong to.
    pub cells: Vec<(usize, Content)>,
}

/// A content of a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// Where it stands.
    pub cell: CellRef,
    /// The text.
    pub text: String,
    /// Whether it speaks for all entries.
    pub origin: Origin,
}

impl Content {
    /// What is seen in a cell; a blank where nothing is.
    pub fn at(view: View<'_>, at: CellRef) -> Self {
        let blank = || Self {
            cell: at,
            text: String::new(),
            origin: Origin::Cell,
        };
        view.seen(at).as_ref().map_or_else(blank, Self::of)
    }

    /// What a cell shows, with where it really stands.
    pub fn of(seen: &Seen<'_>) -> Self {
        Self {
            cell: seen.cell,
            text: seen.raw.text().to_owned(),
            origin: if seen.merged {
                Origin::Merged
            } else {
                Origin::Cell
            },
        }
    }
}

impl CardEntry {
    /// The row span, with no heading above.
    pub fn raw(&self) -> RawEntry {
        RawEntry {
            rows: self.rows,
            group: Group::default(),
        }
    }
}

impl Content {
    /// What the cell says, made comparable.
    pub fn said(&self) -> Said<'_> {
        Said::of(&self.text)
    }
}

impl Card {
    /// The body as that of a table.
    pub fn body(&self) -> Body {
        Body {
            entries: self.entries.iter().map(CardEntry::raw).collect(),
            skipped: self.skipped.clone(),
        }
    }
}
