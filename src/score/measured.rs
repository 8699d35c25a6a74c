//! A count with the cells behind it.

use crate::location::Place;

/// A metric of one that is scored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// How many of all meet it.
    pub met: usize,
    /// How many there are; of a count the number of times.
    pub of: usize,
    /// Cells of those that do not, or of the times counted.
    pub against: Vec<Place>,
    /// Cells of all.
    pub cells: Vec<Place>,
    /// Why some cannot be judged, each in a sentence: then people decide.
    pub unknown: Vec<String>,
    /// What was left out of the count, each in a sentence.
    pub aside: Vec<String>,
    /// Whether nothing was handed in to count.
    pub silent: bool,
    /// Whether there is nothing of it to count, whatever is counted.
    pub nothing: bool,
    /// Whether all that was handed in was sent back.
    pub sent_back: bool,
}

impl Measured {
    /// How many fall short, or how many times.
    pub fn short(&self) -> usize {
        self.of - self.met
    }

    /// Counts one more, which meets it or does not.
    pub fn judge(&mut self, met: bool, cell: Place) {
        self.of += 1;
        if met {
            self.met += 1;
        } else {
            self.against.push(cell.clone());
        }
        self.cells.push(cell);
    }

    /// Says of how many nothing was counted, and why.
    pub fn leave(&mut self, count: usize, why: &str) {
        if count > 0 {
            self.aside.push(format!("另有 {count} {why}"));
        }
    }
}
