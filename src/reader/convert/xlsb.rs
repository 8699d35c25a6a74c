//! .xlsb, cell by cell.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsb, XlsbError};

use super::filler::Filler;
use super::value::value;
use super::{Context, Paired, pair};
use crate::location::CellRef;
use crate::reader::guard::{Facts, Refusal};
use crate::reader::shown::Style;
use crate::reader::workbook::{Format, Sheet, Workbook};

type Book<'b> = Xlsb<Cursor<&'b [u8]>>;

/// Reads a binary package.
pub(super) fn read(
    bytes: &[u8],
    facts: &Facts,
    context: &mut Context<'_>,
) -> Result<Workbook, Refusal> {
    let mut book: Book<'_> =
        Xlsb::new(Cursor::new(bytes)).map_err(|_| Refusal::damaged("工作簿内容有误"))?;
    let paired = pair(book.sheets_metadata(), facts)?;
    let mut sheets = Vec::new();
    for sheet in &paired {
        sheets.push(read_sheet(&mut book, (sheet, &facts.styles), context)?);
    }
    Ok(Workbook {
        format: Format::Xlsb,
        sheets,
        names: book.defined_names().to_vec(),
    })
}

fn read_sheet(
    book: &mut Book<'_>,
    (sheet, styles): (&Paired<'_>, &[Style]),
    context: &mut Context<'_>,
) -> Result<Sheet, Refusal> {
    let is_1904 = book.has_1904_epoch();
    let mut filler = Filler::new(sheet, styles);
    let mut cells = book
        .worksheet_cells_reader(&sheet.name)
        .map_err(|_| Refusal::damaged("工作表内容有误").in_sheet(&sheet.name))?;
    loop {
        match cells.next_cell() {
            Ok(None) | Err(XlsbError::Io(_)) => break,
            Ok(Some(cell)) => {
                let (row, col) = cell.get_position();
                if let Some(value) = value(Data::from(cell.get_value().clone()), is_1904) {
                    filler.put(CellRef::new(row, col), value);
                }
            }
            Err(_) => {
                if !filler.put_error(None) {
                    break;
                }
            }
        }
    }
    filler.finish(context)
}
