//! OpenDocument spreadsheets, which calamine reads as a whole when it opens them; the guard has bounded how much that is.

use std::io::Cursor;

use calamine::{Ods, Reader};

use super::filler::Filler;
use super::value::value;
use super::{Context, each_cell, pair};
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
        let mut filler = Filler::new(sheet, &[]);
        each_cell(&range, |at, data| {
            if let Some(value) = value(data.clone(), false) {
                filler.put(at, value);
            }
        });
        sheets.push(filler.finish(context)?);
    }
    Ok(Workbook {
        format: Format::Ods,
        sheets,
        names: book.defined_names().to_vec(),
    })
}
