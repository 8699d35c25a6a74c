//! The cells of a sheet, written from top to bottom; formats are counted in the order of their first use.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, IgnoreError, Url, Worksheet, XlsxError};

use super::amend::Amendment;
use super::fit::Fit;
use super::guide::OpenCells;
use super::link::Addresses;
use super::place::column;
use super::role::StyleRole;
use super::safe;
use super::spec::{CellSpec, Content, LinkTarget, Run};
use super::style::{Marks, Styles, default_format, look};
use crate::location::{Area, CellRef};

/// Excel's limit of links on a sheet.
const MAX_LINKS: usize = 65_530;

/// What a sheet could not hold as it was given, or does not hold yet.
#[derive(Default)]
pub struct Losses {
    /// Cells whose text was cut.
    pub clipped: Vec<CellRef>,
    /// Number of links written as plain text.
    pub plain_links: usize,
    /// What is yet to be written.
    pub later: Amendment,
}

/// Writes cells one by one.
pub struct Pen<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a mut Styles,
    fit: Fit,
    addresses: Addresses<'a>,
    open: OpenCells,
    links: usize,
    /// Whether links are left to be written into the finished package.
    pub links_later: bool,
    /// Whether heights are.
    pub heights_later: bool,
    last: Option<u32>,
    /// The rule against green corners that each column needs.
    quiet: BTreeMap<u32, IgnoreError>,
    losses: Losses,
}

impl<'a> Pen<'a> {
    /// A pen for a sheet. `names` gives the written names of all sheets, `open` the cells people may write into.
    pub fn new(
        sheet: &'a mut Worksheet,
        styles: &'a mut Styles,
        fit: Fit,
        names: &'a BTreeMap<&'a str, &'a str>,
        open: OpenCells,
    ) -> Self {
        Self {
            sheet,
            styles,
            fit,
            addresses: Addresses::new(names),
            open,
            links: 0,
            links_later: false,
            heights_later: false,
            last: None,
            quiet: BTreeMap::new(),
            losses: Losses::default(),
        }
    }

    /// Takes the fit and the open cells of another part of the sheet; gives back those it had.
    pub fn turn_to(&mut self, fit: Fit, open: OpenCells) -> (Fit, OpenCells) {
        let fit = std::mem::replace(&mut self.fit, fit);
        (fit, std::mem::replace(&mut self.open, open))
    }

    /// The height that a row with these cells needs, in columns of these widths.
    pub fn measured(&mut self, widths: &[f64], cells: &[CellSpec]) -> f64 {
        self.fit.row(widths, cells)
    }

    /// Gives a row its height in points.
    pub fn height(&mut self, row: u32, height: f64) -> Result<(), XlsxError> {
        if self.heights_later {
            self.losses.later.heights.push((row, pixels(height)));
            return Ok(());
        }
        self.sheet.set_row_height(row, height).map(drop)
    }

    /// Merges a range, all of it in the style of its first cell.
    pub fn merge(&mut self, Area { first, last }: Area, style: StyleRole) -> Result<(), XlsxError> {
        let marks = self.open.marks(first);
        let format = self.styles.get(style, look(style).size, marks);
        let (left, right) = (column(first.col)?, column(last.col)?);
        self.sheet
            .merge_range(first.row, left, last.row, right, "", format)
            .map(drop)
    }

    /// Writes a cell.
    pub fn cell(&mut self, cell: &CellSpec) -> Result<(), XlsxError> {
        self.last = self.last.max(Some(cell.at.row));
        match &cell.content {
            Content::Blank => self.put(cell, false, |sheet, row, col, format| {
                sheet.write_blank(row, col, format)
            }),
            Content::Text(text) => {
                let rule = self.quiet.entry(cell.at.col);
                rule.or_insert(IgnoreError::NumberStoredAsText);
                self.text(cell, text)
            }
            Content::Rich(runs) => self.rich(cell, runs),
            Content::Number(number) if number.is_finite() => {
                self.put(cell, false, |sheet, row, col, format| {
                    sheet.write_number_with_format(row, col, *number, format)
                })
            }
            Content::Number(_) => self.text(cell, "—"),
            Content::Date(date) => self.date(cell, *date),
            Content::Formula { formula, result } => {
                self.formula(cell, formula, &result.to_string())
            }
            Content::TextFormula { formula, result } => {
                let result = self.clipped(cell.at, result);
                self.formula(cell, formula, &result)
            }
            Content::Link { target, text } => self.link(cell, target, text),
        }
    }

    /// Writes a cell in its format.
    fn put(
        &mut self,
        cell: &CellSpec,
        quoted: bool,
        write: impl for<'s> FnOnce(
            &'s mut Worksheet,
            u32,
            u16,
            &Format,
        ) -> Result<&'s mut Worksheet, XlsxError>,
    ) -> Result<(), XlsxError> {
        let marks = Marks {
            quoted,
            ..self.open.marks(cell.at)
        };
        let format = self.styles.get(cell.style, self.fit.size(cell), marks);
        write(self.sheet, cell.at.row, column(cell.at.col)?, format).map(drop)
    }

    fn text(&mut self, cell: &CellSpec, text: &str) -> Result<(), XlsxError> {
        let text = self.clipped(cell.at, text);
        self.put(cell, safe::needs_quote(&text), |sheet, row, col, format| {
            sheet.write_string_with_format(row, col, text, format)
        })
    }

    /// Text with marked characters; plain text where Excel could not hold it, or nothing is marked.
    fn rich(&mut self, cell: &CellSpec, runs: &[Run]) -> Result<(), XlsxError> {
        let whole = cell.content.shown();
        let clean: Vec<(bool, String)> = runs
            .chunk_by(|a, b| a.marked == b.marked)
            .map(|run| {
                let text: String = run.iter().map(|r| r.text.as_str()).collect();
                (run[0].marked, safe::text(&text).into_owned())
            })
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let marked = clean.iter().any(|(marked, _)| *marked);
        // A line break counts in the whole text, so only the whole can be held against Excel's limits.
        if !marked || safe::cell(&whole) != (Cow::Borrowed(&*whole), false) {
            return self.text(cell, &whole);
        }
        let mut pieces: Vec<(bool, &str)> = clean.iter().map(|(m, t)| (*m, t.as_str())).collect();
        // Excel wants two runs at least; a second one of nothing to see does.
        if let [(marked, text)] = pieces[..] {
            let Some((cut, _)) = text.char_indices().nth(1) else {
                return self.text(cell, &whole);
            };
            let (start, rest) = text.split_at(cut);
            pieces = vec![(marked, start), (marked, rest)];
        }
        let fonts = self.styles.fonts(cell.style, self.fit.size(cell));
        let pieces = pieces.into_iter();
        let pieces: Vec<_> = pieces
            .map(|(m, t)| (fonts[usize::from(m)].clone(), t))
            .collect();
        let pieces: Vec<(&Format, &str)> = pieces.iter().map(|(f, t)| (f, *t)).collect();
        self.put(
            cell,
            safe::needs_quote(&whole),
            |sheet, row, col, format| {
                sheet.write_rich_string_with_format(row, col, &pieces, format)
            },
        )
    }

    fn date(&mut self, cell: &CellSpec, date: NaiveDate) -> Result<(), XlsxError> {
        let month = u8::try_from(date.month()).unwrap_or(0);
        let day = u8::try_from(date.day()).unwrap_or(0);
        let year = u16::try_from(date.year()).unwrap_or(0);
        // Excel has no dates before 1900 or after 9999.
        let Ok(stamp) = ExcelDateTime::from_ymd(year, month, day) else {
            return self.text(cell, &date.to_string());
        };
        self.put(cell, false, |sheet, row, col, format| {
            sheet.write_datetime_with_format(row, col, &stamp, format)
        })
    }

    fn formula(&mut self, cell: &CellSpec, formula: &str, result: &str) -> Result<(), XlsxError> {
        self.quiet
            .insert(cell.at.col, IgnoreError::FormulaOmitsCells);
        let formula = Formula::new(safe::text(formula)).set_result(result);
        self.put(cell, false, |sheet, row, col, format| {
            sheet.write_formula_with_format(row, col, formula, format)
        })
    }

    /// A link, or plain text where Excel would refuse one more link or so long an address.
    fn link(&mut self, cell: &CellSpec, target: &LinkTarget, text: &str) -> Result<(), XlsxError> {
        let address = self.addresses.of(target);
        let Some(address) = address.filter(|_| self.links < MAX_LINKS) else {
            self.losses.plain_links += 1;
            return self.text(cell, text);
        };
        self.links += 1;
        let text = self.clipped(cell.at, text);
        let quoted = safe::needs_quote(&text);
        if self.links_later {
            self.losses.later.links.add(cell.at, &address, &text);
            return self.put(cell, quoted, |sheet, row, col, format| {
                sheet.write_string_with_format(row, col, text, format)
            });
        }
        let url = Url::new(address).set_text(text);
        self.put(cell, quoted, |sheet, row, col, format| {
            sheet.write_url_with_format(row, col, url, format)
        })
    }

    /// The text as a cell can hold it.
    fn clipped<'t>(&mut self, at: CellRef, text: &'t str) -> Cow<'t, str> {
        let (text, cut) = safe::cell(text);
        if cut {
            self.losses.clipped.push(at);
        }
        text
    }

    /// Rows that flow end with an empty one: the library writes the last row twice if it was given a height.
    pub fn end(&mut self) -> Result<(), XlsxError> {
        let beyond = self.last.map_or(0, |row| row + 1);
        if beyond <= CellRef::MAX_ROW {
            self.sheet.write_blank(beyond, 0, &default_format())?;
        }
        Ok(())
    }

    /// Lays the pen down.
    pub fn finish(mut self) -> Result<Losses, XlsxError> {
        self.quieten()?;
        Ok(self.losses)
    }

    /// No green corners on what is meant as it stands: serial numbers that are text, sums that leave out a neighbour.
    /// Excel allows one such rule to a cell, so each column gets the one it needs.
    fn quieten(&mut self) -> Result<(), XlsxError> {
        let rules = std::mem::take(&mut self.quiet);
        for ((col, rule), last) in rules.into_iter().zip(self.last.into_iter().cycle()) {
            let col = column(col)?;
            self.sheet.ignore_error_range(0, col, last, col, rule)?;
        }
        Ok(())
    }
}

/// A height in points as the library counts it.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "no row is higher than 409 points"
)]
fn pixels(height: f64) -> u32 {
    (height * 4.0 / 3.0).round() as u32
}
