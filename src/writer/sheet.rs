//! One sheet: its cells, merged ranges, heights, filter, rules for input, charts and page.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, IgnoreError, Url, Worksheet, XlsxError};

use super::fit::{Fit, MAX_HEIGHT, fit};
use super::guide::OpenCells;
use super::lists::Lists;
use super::spec::{CellSpec, Content, LinkTarget, PrintSpec, Run, SheetSpec};
use super::style::{Marks, Styles, font, look};
use super::{chart, guide, input, link, safe};
use crate::location::{Area, CellRef};

/// Excel's number for A4.
const A4: u8 = 9;
/// Excel's limit of links on a sheet.
const MAX_LINKS: usize = 65_530;

/// Excel's limit of page breaks on a sheet.
const MAX_BREAKS: usize = 1023;

/// Excel's greatest column width in characters.
const MAX_WIDTH: f64 = 255.0;

/// Codes of the footer's font and size.
const FOOTER_FONT: &str = "&\"宋体,Regular\"&9";

/// What a sheet needs to know of its workbook.
pub struct Book<'a> {
    /// Written sheet names by the names in the description.
    pub names: BTreeMap<&'a str, &'a str>,
    /// The long drop-down lists.
    pub lists: Lists,
}

/// What a sheet could not hold as it was given.
#[derive(Debug, Default)]
pub struct Losses {
    /// Cells whose text was cut.
    pub clipped: Vec<CellRef>,
    /// Number of links written as plain text.
    pub plain_links: usize,
}

/// Writes a sheet. `sheet` has its name already.
pub fn write(
    spec: &SheetSpec,
    sheet: &mut Worksheet,
    styles: &mut Styles,
    book: &Book<'_>,
) -> Result<Losses, XlsxError> {
    let fit = fit(spec);
    let mut pen = Pen {
        sheet,
        styles,
        fit: &fit,
        names: &book.names,
        open: OpenCells::of(spec.protection.as_ref()),
        links: 0,
        losses: Losses::default(),
    };
    let merged: BTreeMap<CellRef, Area> = spec.merges.iter().map(|m| (m.first, *m)).collect();
    let cells: BTreeMap<CellRef, &CellSpec> = spec.cells.iter().map(|c| (c.at, c)).collect();
    pen.merge(&merged, &cells)?;
    for cell in cells.values() {
        pen.cell(cell)?;
    }
    let losses = pen.losses;
    arrange(spec, sheet, &fit)?;
    quieten(&cells, sheet)?;
    for (rule, areas) in input::grouped(&spec.inputs) {
        input::apply(rule, &areas, &book.lists, sheet)?;
    }
    for note in &spec.notes {
        guide::note(note, sheet)?;
    }
    if let Some(protection) = &spec.protection {
        guide::protect(protection, sheet)?;
    }
    let own = sheet.name();
    for chart in &spec.charts {
        chart::insert(sheet, &own, &book.names, chart)?;
    }
    page(&spec.print, sheet)?;
    Ok(losses)
}

/// Writes cells one by one.
struct Pen<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a mut Styles,
    fit: &'a Fit,
    names: &'a BTreeMap<&'a str, &'a str>,
    open: OpenCells,
    links: usize,
    losses: Losses,
}

impl Pen<'_> {
    /// Merged ranges first: they style all their cells, and the contents then go on top.
    fn merge(
        &mut self,
        merged: &BTreeMap<CellRef, Area>,
        cells: &BTreeMap<CellRef, &CellSpec>,
    ) -> Result<(), XlsxError> {
        for area in merged.values().filter(|a| a.first != a.last) {
            let style = cells.get(&area.first).map(|c| c.style).unwrap_or_default();
            let marks = self.marks(area.first, false);
            let format = self.styles.get(style, look(style).size, marks);
            let (first, last) = (area.first, area.last);
            self.sheet.merge_range(
                first.row,
                column(first.col)?,
                last.row,
                column(last.col)?,
                "",
                format,
            )?;
        }
        Ok(())
    }

    fn cell(&mut self, cell: &CellSpec) -> Result<(), XlsxError> {
        let (row, col) = (cell.at.row, column(cell.at.col)?);
        match &cell.content {
            Content::Blank => {
                let format = self.format(cell, false);
                self.sheet.write_blank(row, col, &format)?;
            }
            Content::Text(text) => self.text(cell, text)?,
            Content::Rich(runs) => self.rich(cell, runs)?,
            Content::Number(number) if number.is_finite() => {
                let format = self.format(cell, false);
                self.sheet
                    .write_number_with_format(row, col, *number, &format)?;
            }
            Content::Number(_) => self.text(cell, "—")?,
            Content::Date(date) => self.date(cell, *date)?,
            Content::Formula { formula, result } => {
                self.formula(cell, formula, &result.to_string())?;
            }
            Content::TextFormula { formula, result } => {
                let (result, cut) = safe::cell(result);
                self.note_cut(cell.at, cut);
                self.formula(cell, formula, &result)?;
            }
            Content::Link { target, text } => self.link(cell, target, text)?,
        }
        Ok(())
    }

    fn text(&mut self, cell: &CellSpec, text: &str) -> Result<(), XlsxError> {
        let (text, cut) = safe::cell(text);
        self.note_cut(cell.at, cut);
        let format = self.format(cell, safe::needs_quote(&text));
        let col = column(cell.at.col)?;
        self.sheet
            .write_string_with_format(cell.at.row, col, text, &format)?;
        Ok(())
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
        let format = self.format(cell, safe::needs_quote(&whole));
        let size = self.fit.smaller.get(&cell.at).copied();
        let size = size.unwrap_or(look(cell.style).size);
        let fonts = [false, true].map(|marked| font(cell.style, size, marked));
        let mut pieces: Vec<(&Format, &str)> = clean
            .iter()
            .map(|(marked, text)| (&fonts[usize::from(*marked)], text.as_str()))
            .collect();
        // Excel wants two runs at least; a second one of nothing to see does.
        let col = column(cell.at.col)?;
        if pieces.len() == 1 {
            let (font, text) = pieces[0];
            let cut = text.char_indices().nth(1).map(|(at, _)| at);
            let Some(cut) = cut else {
                return self.text(cell, &whole);
            };
            let (start, rest) = text.split_at(cut);
            pieces = vec![(font, start), (font, rest)];
        }
        self.sheet
            .write_rich_string_with_format(cell.at.row, col, &pieces, &format)?;
        Ok(())
    }

    fn date(&mut self, cell: &CellSpec, date: chrono::NaiveDate) -> Result<(), XlsxError> {
        use chrono::Datelike;
        let month = u8::try_from(date.month()).unwrap_or(0);
        let day = u8::try_from(date.day()).unwrap_or(0);
        let year = u16::try_from(date.year()).unwrap_or(0);
        // Excel has no dates before 1900 or after 9999.
        let Ok(stamp) = ExcelDateTime::from_ymd(year, month, day) else {
            return self.text(cell, &date.to_string());
        };
        let format = self.format(cell, false);
        let col = column(cell.at.col)?;
        self.sheet
            .write_datetime_with_format(cell.at.row, col, &stamp, &format)?;
        Ok(())
    }

    fn formula(&mut self, cell: &CellSpec, formula: &str, result: &str) -> Result<(), XlsxError> {
        let format = self.format(cell, false);
        let formula = Formula::new(safe::text(formula)).set_result(result);
        let col = column(cell.at.col)?;
        self.sheet
            .write_formula_with_format(cell.at.row, col, formula, &format)?;
        Ok(())
    }

    /// A link, or plain text where Excel would refuse one more link or so long an address.
    fn link(&mut self, cell: &CellSpec, target: &LinkTarget, text: &str) -> Result<(), XlsxError> {
        let address = link::address(target, self.names).filter(|_| self.links < MAX_LINKS);
        let Some(address) = address else {
            self.losses.plain_links += 1;
            return self.text(cell, text);
        };
        self.links += 1;
        let (text, cut) = safe::cell(text);
        self.note_cut(cell.at, cut);
        let format = self.format(cell, safe::needs_quote(&text));
        let col = column(cell.at.col)?;
        let url = Url::new(address).set_text(text);
        self.sheet
            .write_url_with_format(cell.at.row, col, url, &format)?;
        Ok(())
    }

    fn format(&mut self, cell: &CellSpec, quoted: bool) -> Format {
        let size = self.fit.smaller.get(&cell.at).copied();
        let size = size.unwrap_or(look(cell.style).size);
        let marks = self.marks(cell.at, quoted);
        self.styles.get(cell.style, size, marks).clone()
    }

    fn marks(&self, at: CellRef, quoted: bool) -> Marks {
        Marks {
            quoted,
            open: self.open.has(at),
        }
    }

    fn note_cut(&mut self, at: CellRef, cut: bool) {
        if cut {
            self.losses.clipped.push(at);
        }
    }
}

/// No green corners on what is meant as it stands: serial numbers that are text, sums that leave out a neighbour.
/// Excel allows one such rule to a cell, so each column gets the one it needs.
fn quieten(cells: &BTreeMap<CellRef, &CellSpec>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let Some((last, _)) = cells.last_key_value() else {
        return Ok(());
    };
    let mut rules = BTreeMap::new();
    for cell in cells.values() {
        match cell.content {
            Content::Formula { .. } | Content::TextFormula { .. } => {
                rules.insert(cell.at.col, IgnoreError::FormulaOmitsCells);
            }
            Content::Text(_) => {
                let rule = rules.entry(cell.at.col);
                rule.or_insert(IgnoreError::NumberStoredAsText);
            }
            _ => {}
        }
    }
    for (col, rule) in rules {
        let col = column(col)?;
        sheet.ignore_error_range(0, col, last.row, col, rule)?;
    }
    Ok(())
}

/// Widths, heights, hidden parts, frozen panes, filter.
fn arrange(spec: &SheetSpec, sheet: &mut Worksheet, fit: &Fit) -> Result<(), XlsxError> {
    for (col, width) in (0..).zip(&spec.widths) {
        sheet.set_column_width(column(col)?, width.clamp(0.0, MAX_WIDTH))?;
    }
    for (row, height) in &fit.heights {
        sheet.set_row_height(*row, height.min(MAX_HEIGHT))?;
    }
    for col in &spec.hidden_columns {
        sheet.set_column_hidden(column(*col)?)?;
    }
    for row in &spec.hidden_rows {
        sheet.set_row_hidden(*row)?;
    }
    if let Some(at) = spec.freeze {
        sheet.set_freeze_panes(at.row, column(at.col)?)?;
    }
    if let Some(area) = spec.filter {
        let (first, last) = (area.first, area.last);
        sheet.autofilter(first.row, column(first.col)?, last.row, column(last.col)?)?;
    }
    sheet.set_hidden(spec.hidden);
    Ok(())
}

/// Paper, margins in inches, repeated rows, footer.
fn page(print: &PrintSpec, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_print_center_horizontally(true);
    if print.landscape {
        sheet.set_landscape();
        sheet.set_margins(0.47, 0.47, 0.6, 0.65, 0.3, 0.3);
    } else {
        sheet.set_margins(0.6, 0.6, 0.75, 0.75, 0.3, 0.35);
    }
    if let Some(Area { first, last }) = print.area {
        sheet.set_print_area(first.row, column(first.col)?, last.row, column(last.col)?)?;
    }
    if let Some((first, last)) = print.repeat_rows {
        sheet.set_repeat_rows(first, last)?;
    }
    // Fitting to one page's width leaves breaks between rows in force; Excel takes no more than this many.
    let starts = &print.page_starts[..print.page_starts.len().min(MAX_BREAKS)];
    sheet.set_page_breaks(starts)?;
    let left = safe::footer(&print.footer_left);
    // A space after the font size: digits at the start of the text would be read as part of the size.
    sheet.set_footer(format!(
        "&L{FOOTER_FONT} {left}&C{FOOTER_FONT} 第 &P 页 共 &N 页"
    ));
    Ok(())
}

/// A column number as rust_xlsxwriter counts; what is out of range it refuses itself.
pub fn column(col: u32) -> Result<u16, XlsxError> {
    u16::try_from(col).map_err(|_| XlsxError::RowColumnLimitError)
}
