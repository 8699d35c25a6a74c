//! Which rows of a sheet are shown, and on which page: long stretches without content are one line.

use std::ops::Range;

use crate::reader::Grid;

/// Lines on a page.
pub const ON_A_PAGE: usize = 100;
/// Rows without content that are still shown one by one.
const FEW: u32 = 3;

/// A line that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A row.
    Row(u32),
    /// Rows without content, first and last.
    Gap(u32, u32),
}

/// The lines of a sheet from top to bottom.
pub fn lines(grid: &Grid) -> Vec<Line> {
    let mut out = Vec::new();
    let rows = grid.rows();
    // A document has no rows above its first.
    let mut next = if grid.is_in_document() {
        rows.first().copied().unwrap_or(0)
    } else {
        0
    };
    for row in rows {
        if row - next > FEW {
            out.push(Line::Gap(next, row - 1));
        } else {
            out.extend((next..row).map(Line::Row));
        }
        out.push(Line::Row(row));
        next = row + 1;
    }
    out
}

/// The line in which a row stands.
pub fn line_of(lines: &[Line], row: u32) -> usize {
    let before = |line: &Line| match line {
        Line::Row(at) => *at < row,
        Line::Gap(_, last) => *last < row,
    };
    lines.partition_point(before)
}

/// The first line of the page on which a line stands.
pub const fn page_of(line: usize) -> usize {
    line / ON_A_PAGE * ON_A_PAGE
}

/// Stretches of lines that are rows one below the other.
pub fn stretches(lines: &[Line]) -> Vec<Range<u32>> {
    let mut out: Vec<Range<u32>> = Vec::new();
    for line in lines {
        let Line::Row(row) = line else { continue };
        match out.last_mut() {
            Some(last) if last.end == *row => last.end += 1,
            _ => out.push(*row..row + 1),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::CellValue;

    #[test]
    fn long_stretches_without_content_are_one_line() {
        let mut grid = Grid::default();
        for cell in ["B3", "A4", "A7", "A1048576"] {
            grid.set(cell.parse().expect("a cell"), CellValue::Bool(true));
        }
        let found = lines(&grid);
        let rows = (0..7).map(Line::Row);
        let end = [Line::Gap(7, 1_048_574), Line::Row(1_048_575)];
        assert_eq!(found, rows.chain(end).collect::<Vec<_>>());
        assert_eq!(
            [6, 7, 90, 1_048_575].map(|row| line_of(&found, row)),
            [6, 7, 7, 8]
        );
        assert_eq!(stretches(&found), [0..7, 1_048_575..1_048_576]);
    }
}
