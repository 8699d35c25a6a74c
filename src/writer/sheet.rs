//! One sheet: its cells, heights, filter, rules for input, charts and page.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::draft::Body;
use super::filling::Filling;
use super::fit::{Fit, MAX_HEIGHT};
use super::guide::OpenCells;
use super::input::Rules;
use super::lists::Lists;
use super::pen::{Losses, Pen};
use super::place::column;
use super::spec::{PrintSpec, SheetSpec};
use super::style::Styles;
use super::{chart, guide, safe};
use crate::location::Area;

/// Excel's number for A4.
const A4: u8 = 9;

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

/// A worksheet to be filled.
pub struct Target<'a> {
    /// The worksheet, which has its name already.
    pub sheet: &'a mut Worksheet,
    /// Whether the library puts each row on the disk when the next begins.
    pub flows: bool,
}

/// Writes a sheet.
pub fn write(
    (spec, bodies): (&SheetSpec, &[Body<'_>]),
    target: Target<'_>,
    styles: &mut Styles,
    book: &Book<'_>,
) -> Result<Losses, XlsxError> {
    let Target { sheet, flows } = target;
    let fit = Fit::of(spec);
    let heights = fit.heights.clone();
    // A row that is on the disk takes no height any more.
    if flows {
        arrange(spec, sheet, &heights)?;
    }
    let open = OpenCells::of(spec.protection.as_ref());
    let filling = Filling {
        pen: Pen::new(sheet, styles, fit, &book.names, open),
        rules: Rules::default(),
        flows,
    };
    let (losses, rules) = filling.fill(spec, bodies)?;
    if !flows {
        arrange(spec, sheet, &heights)?;
    }
    rules.apply(&book.lists, sheet)?;
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

/// Widths, heights, hidden parts, frozen panes, filter.
fn arrange(
    spec: &SheetSpec,
    sheet: &mut Worksheet,
    heights: &BTreeMap<u32, f64>,
) -> Result<(), XlsxError> {
    for (col, width) in (0..).zip(&spec.widths) {
        sheet.set_column_width(column(col)?, width.clamp(0.0, MAX_WIDTH))?;
    }
    for (row, height) in heights {
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
