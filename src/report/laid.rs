//! Where a table stands, and what formulas name of it.

use super::canvas::{column, sum};
use super::spread::Ranges;
use crate::location::Area;
use crate::writer::{Cell, Content, StyleRole};

/// Where a table stands on its sheet.
pub struct Laid {
    /// The lower row of the heads.
    pub head: u32,
    /// The first row.
    pub first: u32,
    /// The last row on the first sheet; the head where there is no row.
    pub last: u32,
    /// The sheet's name; the further ones follow it.
    pub sheet: String,
    /// How many stand on each.
    pub spread: Vec<u32>,
    /// The head of each column, and what it adds up to.
    pub columns: Vec<(String, Option<usize>)>,
}

impl Laid {
    /// Where the column with this head stands, counted from 0.
    pub fn position(&self, head: &str) -> u32 {
        let at = self.columns.iter().position(|c| c.0 == head);
        at.and_then(|at| u32::try_from(at).ok()).unwrap_or(0)
    }

    /// Whether there is a column with this head.
    pub fn has(&self, head: &str) -> bool {
        self.columns.iter().any(|c| c.0 == head)
    }

    /// The cells of the column with this head, on all sheets.
    pub fn ranges(&self, head: &str) -> Ranges {
        self.ranges_at(self.position(head))
    }

    fn ranges_at(&self, col: u32) -> Ranges {
        Ranges::new(&self.sheet, col, self.first, &self.spread)
    }

    /// The cells of the column with this head, on the first sheet; the further ones follow it.
    pub fn column(&self, head: &str) -> Area {
        column(self.position(head), self.first, self.last)
    }

    /// A line of live totals.
    pub fn totals(&self) -> Vec<Cell> {
        let cells = (0..)
            .zip(&self.columns)
            .map(|(at, (_, total))| match total {
                _ if at == 0 => ("合计".into(), StyleRole::TotalLabel),
                Some(total) => (sum(self.ranges_at(at).all(), *total), StyleRole::Total),
                None => (Content::Blank, StyleRole::TotalLabel),
            });
        cells.collect()
    }
}
