//! The floors: what the two libraries alone need to read the same forms and to write the same cells.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use calamine::{Data, Range, Reader as _, open_workbook_auto};
use rayon::prelude::*;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// The sheets of a workbook: name and cells.
pub type Book = Vec<(String, Range<Data>)>;

/// Every sheet of every file.
pub fn read(files: &[PathBuf]) {
    files.par_iter().for_each(|file| {
        black_box(sheets(file));
    });
}

/// The cells of the books of a result.
pub fn cells_of_books(result: &Path) -> Vec<Book> {
    let entries = std::fs::read_dir(result).expect("a result");
    let paths = entries.map(|e| e.expect("an entry").path());
    let books = paths.filter(|p| p.extension().is_some_and(|e| e == "xlsx"));
    books.map(|book| sheets(&book)).collect()
}

fn sheets(file: &Path) -> Book {
    let mut book = open_workbook_auto(file).expect("a workbook");
    let names = book.sheet_names();
    let sheets = names.into_iter().map(|name| {
        let range = book.worksheet_range(&name).expect("a sheet");
        (name, range)
    });
    sheets.collect()
}

/// Each book with its cells in two formats, and nothing else, into memory.
pub fn write(books: &[Book]) {
    books.par_iter().for_each(|book| {
        black_box(written(book).expect("a workbook"));
    });
}

fn written(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let head = Format::new().set_bold();
    let body = Format::new().set_text_wrap();
    let mut out = Workbook::new();
    for (name, range) in book {
        let sheet = out.add_worksheet();
        sheet.set_name(name)?;
        let (first, left) = range.start().unwrap_or_default();
        for (row, col, cell) in range.used_cells() {
            let format = if row == 0 { &head } else { &body };
            let row = first + u32::try_from(row).unwrap_or(0);
            let col = u16::try_from(left).unwrap_or(0) + u16::try_from(col).unwrap_or(0);
            match cell {
                Data::Float(number) => sheet.write_with_format(row, col, *number, format)?,
                other => sheet.write_with_format(row, col, other.to_string(), format)?,
            };
        }
    }
    out.save_to_buffer()
}
