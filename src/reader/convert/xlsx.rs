//! .xlsx, cell by cell: the whole-sheet calls of calamine would make room for every cell between the first and the last.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, XlsxError, XlsxFormulaMetadata};

use super::filler::Filler;
use super::value::{is_picture, value};
use super::{Context, Paired, pair};
use crate::location::CellRef;
use crate::reader::grid::CellValue;
use crate::reader::guard::{Facts, Refusal};
use crate::reader::shown::Style;
use crate::reader::workbook::{Format, Sheet, Workbook};

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Reads a package.
pub(super) fn read(
    bytes: &[u8],
    facts: &Facts,
    context: &mut Context<'_>,
) -> Result<Workbook, Refusal> {
    let mut book: Book<'_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|_| Refusal::damaged("工作簿内容有误"))?;
    let paired = pair(book.sheets_metadata(), facts)?;
    let styles = styles(&mut book, &paired[0].name)?;
    let mut sheets = Vec::new();
    for sheet in &paired {
        sheets.push(read_sheet(&mut book, (sheet, &styles), context)?);
    }
    Ok(Workbook {
        format: Format::Xlsx,
        sheets,
        names: book.defined_names().to_vec(),
    })
}

/// The styles of the workbook by their numbers; calamine gives them with any sheet.
fn styles(book: &mut Book<'_>, sheet: &str) -> Result<Vec<Style>, Refusal> {
    let cells = book
        .worksheet_cells_reader(sheet)
        .map_err(|_| Refusal::damaged("工作表内容有误").in_sheet(sheet))?;
    let style = |style: &calamine::Style| {
        let format = style.number_format.as_ref();
        let font = style.font.as_ref();
        let name = font.and_then(|font| font.name.as_deref());
        Style::new(format.map(|f| f.format_code.as_str()), name)
            .with_line(font.is_some_and(|font| font.strikethrough))
    };
    Ok(cells.styles().iter().map(style).collect())
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
        match cells.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => {
                let at = CellRef::new(cell.pos.0, cell.pos.1);
                // One text may stand in every cell; it is not copied for those that are not to have it.
                if sheet.facts.long.contains_key(&at) {
                    continue;
                }
                let value = value(Data::from(cell.value), is_1904);
                put(&mut filler, at, value, cell.formula.as_ref());
            }
            // After a bad cell the next call goes on with the next cell; after the end it would never end.
            Ok(None) | Err(XlsxError::XmlEof(_)) => break,
            Err(error) => {
                if !filler.put_error(shown(error)) {
                    break;
                }
            }
        }
    }
    filler.finish(context)
}

fn put(
    filler: &mut Filler<'_>,
    at: CellRef,
    value: Option<CellValue>,
    formula: Option<&XlsxFormulaMetadata>,
) {
    let picture = match formula {
        Some(
            XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. },
        ) => is_picture(formula),
        _ => false,
    };
    match value {
        _ if picture => filler.put(at, CellValue::Picture),
        Some(value) => filler.put(at, value),
        None if formula.is_some() => filler.put_formula(at),
        None => {}
    }
}

/// The value a person sees in the cell, where the error tells it.
fn shown(error: XlsxError) -> Option<String> {
    match error {
        XlsxError::CellError(value) => Some(value),
        _ => None,
    }
}
