//! OpenDocument spreadsheets, which calamine reads as a whole when it opens them; the guard has bounded how much that is.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Ods, Range, Reader};

use super::filler::Filler;
use super::value::{is_error_text, value};
use super::{Context, each_cell, pair};
use crate::location::CellRef;
use crate::reader::grid::CellValue;
use crate::reader::guard::{Facts, Refusal};
use crate::reader::workbook::{Format, Workbook};

/// Reads a package.
pub(super) fn read(
    bytes: &[u8],
    facts: &Facts,
    context: &mut Context<'_>,
) -> Result<Workbook, Refusal> {
    let mut book: Ods<Cursor<&[u8]>> =
        Ods::new(Cursor::new(bytes)).map_err(|_| Refusal::damaged("工作簿内容有误"))?;
    let paired = pair(book.sheets_metadata(), facts)?;
    let mut sheets = Vec::new();
    for sheet in &paired {
        let lost = |_| Refusal::damaged("工作表内容有误").in_sheet(&sheet.name);
        let range = book.worksheet_range(&sheet.name).map_err(lost)?;
        let formulas = positions(&book.worksheet_formula(&sheet.name).map_err(lost)?);
        let mut filler = Filler::new(sheet);
        // LibreOffice writes a formula whose result is an empty text without any value at all.
        for at in &formulas {
            filler.put(*at, CellValue::Text(String::new()));
        }
        each_cell(&range, |at, data| {
            put(&mut filler, at, data, formulas.contains(&at));
        });
        sheets.push(filler.finish(context)?);
    }
    Ok(Workbook {
        format: Format::Ods,
        sheets,
        names: book.defined_names().to_vec(),
    })
}

/// An error value comes as text; only below a formula is it told from a text somebody typed.
fn put(filler: &mut Filler<'_>, at: CellRef, data: &Data, formula: bool) {
    match value(data.clone(), false) {
        Some(CellValue::Text(text)) if formula && is_error_text(&text) => {
            filler.put(at, CellValue::Error(text));
        }
        Some(value) => filler.put(at, value),
        None => {}
    }
}

fn positions(formulas: &Range<String>) -> BTreeSet<CellRef> {
    let mut found = BTreeSet::new();
    each_cell(formulas, |at, _| {
        found.insert(at);
    });
    found
}
