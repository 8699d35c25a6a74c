//! Column widths from what stands in the columns: short columns as wide as their text, long ones share the rest of
//! the page so that the rows stay low.

use super::canvas::Cell;
use crate::writer::display_width;

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

/// A column to be measured: how wide it may be, its head, its texts.
pub type Measured<'a> = (Width, &'a str, Vec<String>);

/// Widths for a table of cells whose columns together fill about `page` characters.
pub fn fitting(heads: &[(&str, Width)], rows: &[Vec<Cell>], page: f64) -> Vec<f64> {
    let texts = |col: usize| {
        let cells = rows.iter().filter_map(|row| row.get(col));
        cells.map(|c| c.0.shown().into_owned()).collect()
    };
    let columns = heads.iter().enumerate();
    let measured: Vec<_> = columns
        .map(|(col, (head, width))| (*width, *head, texts(col)))
        .collect();
    widths(&measured, page)
}

/// Widths for columns that together fill about `page` characters.
pub fn widths(columns: &[Measured<'_>], page: f64) -> Vec<f64> {
    let demands: Vec<f64> = columns.iter().map(|c| typical(&c.2)).collect();
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

/// A width that nine texts of ten stay within, in one line.
fn typical(texts: &[String]) -> f64 {
    let mut all: Vec<f64> = texts
        .iter()
        .filter(|t| !t.is_empty())
        .map(|t| t.split('\n').map(display_width).sum())
        .collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() * 9 / 10).copied().unwrap_or(0.0)
}
