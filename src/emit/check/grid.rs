//! The cells around a finding drawn as a small sheet, the cell concerned underlined.

use crate::diagnostic::Excerpt;
use crate::location::{CellRef, column_letters, row_number};
use crate::text;

/// Widest column drawn, in terminal columns.
const WIDEST: usize = 20;
/// Narrowest column drawn.
const NARROWEST: usize = 4;

/// The lines of the drawing.
pub fn draw(excerpt: &Excerpt, cell: CellRef) -> Vec<String> {
    let texts: Vec<Vec<String>> = excerpt
        .rows
        .iter()
        .map(|row| row.iter().map(|t| shortened(t)).collect())
        .collect();
    let widths = widths(&texts);
    let number = |row: u32| match row_number(row) {
        0 => String::new(),
        number => number.to_string(),
    };
    let rows: Vec<String> = (excerpt.first.row..)
        .map(number)
        .take(texts.len())
        .collect();
    let gutter = rows.iter().map(String::len).max().unwrap_or(0);
    let mut lines = vec![line(
        &format!("{:gutter$}", ""),
        &letters(excerpt.first.col, &widths),
        &widths,
    )];
    for (index, row) in texts.iter().enumerate() {
        lines.push(line(&format!("{:>gutter$}", rows[index]), row, &widths));
        if excerpt.first.row as usize + index == cell.row as usize {
            lines.push(underline(
                gutter,
                &widths,
                (cell.col - excerpt.first.col) as usize,
            ));
        }
    }
    lines
}

fn widths(texts: &[Vec<String>]) -> Vec<usize> {
    let columns = texts.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |col: usize| {
        texts
            .iter()
            .filter_map(|row| row.get(col))
            .map(|t| text::terminal_width(t))
            .max()
    };
    (0..columns)
        .map(|col| widest(col).unwrap_or(0).max(NARROWEST))
        .collect()
}

fn letters(first: u32, widths: &[usize]) -> Vec<String> {
    (first..)
        .zip(widths)
        .map(|(col, _)| column_letters(col))
        .collect()
}

fn line(gutter: &str, cells: &[String], widths: &[usize]) -> String {
    let padded = cells.iter().zip(widths).map(|(cell, width)| {
        let space = width.saturating_sub(text::terminal_width(cell));
        format!("{cell}{}", " ".repeat(space))
    });
    format!("{gutter} │ {}", padded.collect::<Vec<_>>().join(" │ "))
        .trim_end()
        .to_owned()
}

fn underline(gutter: usize, widths: &[usize], col: usize) -> String {
    let before: usize = widths.iter().take(col).map(|w| w + 3).sum();
    let under = "▔".repeat(widths.get(col).copied().unwrap_or(NARROWEST));
    format!("{} │ {}{under}", " ".repeat(gutter), " ".repeat(before))
}

/// A text cut to the widest column, on one line.
fn shortened(written: &str) -> String {
    let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    if text::terminal_width(&line) <= WIDEST {
        return line;
    }
    let mut out = String::new();
    for c in line.chars() {
        if text::terminal_width(&out) + text::terminal_width(c.encode_utf8(&mut [0; 4])) >= WIDEST {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cell_is_underlined_where_it_stands() {
        let rows = [
            ["1", "审核不严", "一级"],
            ["2", "拖延拨付资金", ""],
            ["3", "", "三级"],
        ];
        let excerpt = Excerpt {
            row: None,
            first: CellRef::new(8, 3),
            rows: rows
                .iter()
                .map(|r| r.iter().map(|c| (*c).to_owned()).collect())
                .collect(),
        };
        let drawn = draw(&excerpt, CellRef::new(9, 5));
        assert_eq!(
            drawn,
            [
                "   │ D    │ E            │ F",
                " 9 │ 1    │ 审核不严     │ 一级",
                "10 │ 2    │ 拖延拨付资金 │",
                "   │                       ▔▔▔▔",
                "11 │ 3    │              │ 三级",
            ]
        );
    }
}
