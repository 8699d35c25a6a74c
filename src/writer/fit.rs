//! Row heights from the text in the rows. Excel does not fit merged rows, and other viewers fit none, so the
//! writer reckons how the text wraps. An estimate on the safe side: a little air is better than a hidden line.

use std::collections::BTreeMap;

use super::role::StyleRole;
use super::spec::{CellSpec, Content, SheetSpec};
use super::style::{BODY_SIZE, look};
use crate::location::{Area, CellRef};
use crate::text;

/// Excel's greatest row height in points.
pub const MAX_HEIGHT: f64 = 409.0;
/// Space above and below the text, together, in points.
const PADDING: f64 = 5.0;
/// Width of a column nobody gave a width.
const DEFAULT_WIDTH: f64 = 8.0;
/// Height of a line as a multiple of the font size; the tallest of the usual Chinese fonts needs this.
const LEADING: f64 = 1.42;
/// Least font size for text too long for the tallest row.
const LEAST_SIZE: u8 = 6;

/// How a sheet fits its text.
#[derive(Debug, Default)]
pub struct Fit {
    /// Row heights in points.
    pub heights: BTreeMap<u32, f64>,
    /// Cells whose text would not fit into the tallest row, with the smaller font size that helps.
    pub smaller: BTreeMap<CellRef, u8>,
}

impl Fit {
    /// Heights for all rows of a sheet that have text.
    pub fn of(sheet: &SheetSpec) -> Self {
        let merged: BTreeMap<CellRef, Area> = sheet.merges.iter().map(|m| (m.first, *m)).collect();
        let mut fit = Self::default();
        let mut tall = Vec::new();
        for cell in &sheet.cells {
            let area = merged.get(&cell.at).copied();
            let area = area.unwrap_or(Area::new(cell.at, cell.at));
            let need = fit.need(&sheet.widths, cell, area);
            if area.height() == 1 {
                fit.raise(cell.at.row, need);
            } else {
                tall.push((area, need));
            }
        }
        fit.heights.extend(sheet.heights.iter().copied());
        for (area, need) in tall {
            fit.stretch(area, need);
        }
        fit
    }

    /// The height of one more row, in columns of these widths, none of it merged.
    pub fn row(&mut self, widths: &[f64], cells: &[CellSpec]) -> f64 {
        let needs = cells
            .iter()
            .map(|cell| self.need(widths, cell, Area::new(cell.at, cell.at)));
        needs.fold(0.0, f64::max)
    }

    /// Height a cell needs; where no row can be so tall, the text gets a smaller font.
    fn need(&mut self, widths: &[f64], cell: &CellSpec, area: Area) -> f64 {
        let look = look(cell.style);
        // Excel never wraps numbers and dates.
        let prose = matches!(
            cell.content,
            Content::Text(_)
                | Content::Rich(_)
                | Content::TextFormula { .. }
                | Content::Link { .. }
        );
        if !look.wrap || !prose {
            return look.least;
        }
        let columns = area.first.col..=area.last.col;
        let width: f64 = columns.map(|col| width_of(widths, col)).sum();
        let text = cell.content.shown();
        let limit = MAX_HEIGHT * f64::from(area.height());
        let mut size = look.size;
        let mut height = text_height(&text, width, size);
        while height > limit && size > LEAST_SIZE {
            size -= 1;
            height = text_height(&text, width, size);
        }
        if size < look.size {
            self.smaller.insert(cell.at, size);
        }
        height.max(look.least).min(limit)
    }

    /// The font size of a cell.
    pub fn size(&self, cell: &CellSpec) -> u8 {
        let smaller = self.smaller.get(&cell.at).copied();
        smaller.unwrap_or(look(cell.style).size)
    }

    fn raise(&mut self, row: u32, need: f64) {
        let height = self.heights.entry(row).or_insert(need);
        *height = height.max(need);
    }

    /// Raises the last row of a range merged over several rows until its text fits.
    fn stretch(&mut self, area: Area, need: f64) {
        let least = look(StyleRole::Body).least;
        let rows = area.first.row..=area.last.row;
        let have: f64 = rows
            .map(|row| *self.heights.entry(row).or_insert(least))
            .sum();
        if need > have {
            let bottom = self.heights.entry(area.last.row).or_insert(least);
            *bottom = (*bottom + need - have).min(MAX_HEIGHT);
        }
    }
}

fn width_of(widths: &[f64], col: u32) -> f64 {
    let width = usize::try_from(col).ok().and_then(|i| widths.get(i));
    width.copied().unwrap_or(DEFAULT_WIDTH)
}

/// Height of wrapped text in points, for a column width in characters of body size.
#[allow(clippy::cast_precision_loss)]
fn text_height(text: &str, width: f64, size: u8) -> f64 {
    let size = f64::from(size);
    let halves = (width * f64::from(BODY_SIZE) / size).floor();
    lines(text, halves) as f64 * size * LEADING + PADDING
}

/// Number of lines `text` takes where `halves` characters of half width stand in one line.
fn lines(text: &str, halves: f64) -> usize {
    text.split('\n').map(|line| wrapped(line, halves)).sum()
}

/// Lines of a text without breaks: Chinese breaks anywhere, but no line begins with a closing mark; Latin words
/// and numbers stay whole.
fn wrapped(line: &str, halves: f64) -> usize {
    let mut count = 1;
    let mut used = 0.0;
    let mut word = 0.0;
    let mut last = 0.0;
    for c in line.chars() {
        let width = char_width(c);
        let in_word = c.is_ascii_graphic();
        if used + width > halves && used > 0.0 {
            count += 1;
            used = if in_word && word < halves {
                word
            } else if is_closing(c) {
                last
            } else {
                0.0
            };
        }
        word = if in_word { word + width } else { 0.0 };
        used += width;
        last = width;
    }
    count
}

/// A mark that must not begin a line.
fn is_closing(c: char) -> bool {
    "，。、；：？！）】》”’…".contains(c)
}

fn char_width(c: char) -> f64 {
    f64::from(halves(c))
}

fn halves(c: char) -> u32 {
    match c {
        // Nearly all there is: spared the look-up.
        ' '..='~' => 1,
        '\u{4e00}'..='\u{9fff}' => 2,
        c => u32::try_from(text::print_width(c)).map_or(2, |width| width.min(2)),
    }
}

/// Width of `text` in characters of half width, were it written in one line.
pub fn line_width(text: &str) -> u32 {
    text.chars().filter(|c| *c != '\n').map(halves).sum()
}

/// Whether body text is seen whole in one row, in a column of this width, if its font may shrink to `size`.
pub fn is_shown_whole(text: &str, width: f64, size: u8) -> bool {
    text_height(text, width, size) <= MAX_HEIGHT
}

/// Width of the longest line of `text` in characters of half width; a Chinese character counts two.
pub fn display_width(text: &str) -> f64 {
    text.split('\n')
        .map(|line| line.chars().map(char_width).sum())
        .fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(texts: &[&str], width: f64) -> SheetSpec {
        let cells = (0..).zip(texts).map(|(row, text)| CellSpec {
            at: CellRef::new(row, 0),
            content: Content::text(*text),
            style: StyleRole::Body,
        });
        SheetSpec {
            widths: vec![width],
            cells: cells.collect(),
            ..SheetSpec::default()
        }
    }

    #[test]
    fn rows_grow_with_their_text_and_count_wide_characters_twice() {
        assert_eq!(lines("一二三四五", 10.0), 1);
        assert_eq!(lines("一二三四五六", 10.0), 2);
        assert_eq!(lines("abcdefghij", 10.0), 1);
        assert_eq!(lines("一\n二\n三", 10.0), 3);
        assert_eq!(
            lines("一二三四五，六七八九", 10.0),
            3,
            "a comma takes its neighbour along"
        );
        let long = "预算执行监督".repeat(20);
        let fit = Fit::of(&sheet(&["短", &long], 20.0));
        assert!(fit.heights[&1] > 5.0 * fit.heights[&0]);
    }

    #[test]
    fn text_too_long_for_any_row_gets_a_smaller_font() {
        let long = "采购需求论证".repeat(80);
        let fit = Fit::of(&sheet(&[&long], 20.0));
        let size = fit.smaller[&CellRef::new(0, 0)];
        assert!(size < BODY_SIZE);
        assert!(fit.heights[&0] <= MAX_HEIGHT);
        assert!(text_height(&long, 20.0, size) <= MAX_HEIGHT);
    }

    #[test]
    fn merged_text_uses_the_room_of_all_its_cells() {
        let text = "统计口径说明".repeat(10);
        let mut wide = sheet(&[&text], 20.0);
        let narrow = Fit::of(&wide).heights[&0];
        wide.widths = vec![20.0, 20.0, 20.0];
        wide.merges = vec![Area::new(CellRef::new(0, 0), CellRef::new(0, 2))];
        assert!(Fit::of(&wide).heights[&0] < narrow / 2.0);
        wide.merges = vec![Area::new(CellRef::new(0, 0), CellRef::new(2, 0))];
        let heights = Fit::of(&wide).heights;
        assert!((0..=2).map(|row| heights[&row]).sum::<f64>() >= narrow);
    }
}
