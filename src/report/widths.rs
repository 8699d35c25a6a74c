//! Column widths from what stands in the columns: short columns as wide as their text, long ones share the rest of
//! the page so that the rows stay low.

use std::collections::BTreeMap;

use crate::writer::{display_width, line_width};

/// How wide a column may be, in characters of half width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Width {
    /// Always the same.
    Fixed(f64),
    /// As wide as its text, within these bounds.
    Short(f64, f64),
    /// Prose: a share of what is left, at least this much.
    Prose(f64),
}

/// A column to be measured: how wide it may be, its head, what its texts demand.
pub type Measured<'a> = (Width, &'a str, &'a Demand);

/// How wide the texts of a column are, counted by their widths.
#[derive(Debug, Default)]
pub struct Demand {
    counts: BTreeMap<u32, usize>,
}

impl Demand {
    /// One more text, in one line.
    pub fn add(&mut self, text: &str) {
        if !text.is_empty() {
            *self.counts.entry(line_width(text)).or_insert(0) += 1;
        }
    }

    /// Whether there is any text.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// A width that nine texts of ten stay within.
    fn typical(&self) -> f64 {
        let all: usize = self.counts.values().sum();
        let mut before = 0;
        let within = self.counts.iter().find(|(_, count)| {
            before += **count;
            before > all * 9 / 10
        });
        within.map_or(0.0, |(width, _)| f64::from(*width))
    }
}

/// Widths for columns that together fill about `page` characters.
pub fn widths(columns: &[Measured<'_>], page: f64) -> Vec<f64> {
    let demands: Vec<f64> = columns.iter().map(|c| c.2.typical()).collect();
    let pairs = || columns.iter().zip(&demands);
    let taken: f64 = pairs()
        .filter_map(|((width, head, _), demand)| narrow(*width, head, *demand))
        .sum();
    let mut weights: f64 = pairs()
        .filter(|((width, _, _), _)| matches!(width, Width::Prose(_)))
        .map(|(_, demand)| weight(*demand))
        .sum();
    let mut room = (page - taken).max(0.0);
    let mut given = vec![None; columns.len()];
    while let Some((at, width)) = content(columns, &demands, &given, room / weights) {
        given[at] = Some(width);
        room -= width;
        weights -= weight(demands[at]);
    }
    pairs()
        .zip(given)
        .map(|(((width, head, _), demand), given)| {
            let shared = || room * weight(*demand) / weights;
            let width = match width {
                Width::Prose(least) => given.unwrap_or_else(shared).max(*least),
                _ => narrow(*width, head, *demand).unwrap_or_default(),
            };
            width.round()
        })
        .collect()
}

/// A prose column whose text stands in one line if it gets little more than its share, and the width it needs for
/// that; what it leaves over the others get.
fn content(
    columns: &[Measured<'_>],
    demands: &[f64],
    given: &[Option<f64>],
    unit: f64,
) -> Option<(usize, f64)> {
    (0..columns.len()).find_map(|at| {
        let Width::Prose(least) = columns[at].0 else {
            return None;
        };
        let need = (demands[at] + 2.0)
            .max(head_width(columns[at].1))
            .max(least);
        let share = unit * weight(demands[at]);
        (given[at].is_none() && need <= share * 1.5).then_some((at, need))
    })
}

/// The width of a column that does not share in what is left.
fn narrow(width: Width, head: &str, demand: f64) -> Option<f64> {
    match width {
        Width::Fixed(width) => Some(width),
        Width::Short(least, most) => Some((demand + 2.0).max(head_width(head)).clamp(least, most)),
        Width::Prose(_) => None,
    }
}

/// Twice as much text asks for less than twice the width: the row grows as well.
fn weight(demand: f64) -> f64 {
    demand.max(8.0).powf(0.6)
}

/// A head may take two lines; its widest half must fit.
fn head_width(head: &str) -> f64 {
    (display_width(head) / 2.0).max(4.0) + 2.0
}
