//! A sheet as a fixture writes it, made into a real .xlsx.

use std::collections::BTreeMap;

use qingfeng::location::CellRef;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use toml::Value;

/// A sheet as a fixture writes it.
#[derive(Clone, Default)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<Value>>,
    /// Cells by their names, laid over the rows.
    pub cells: BTreeMap<String, Value>,
    pub merged: Vec<String>,
    pub hidden: bool,
    pub hidden_rows: Vec<u32>,
    pub hidden_columns: Vec<String>,
}

/// The bytes of an .xlsx with these sheets.
pub fn xlsx(sheets: &[Sheet]) -> Vec<u8> {
    let mut book = Workbook::new();
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name).expect("a sheet name");
        page.set_hidden(sheet.hidden);
        write(sheet, page);
    }
    book.save_to_buffer().expect("an .xlsx")
}

fn write(sheet: &Sheet, page: &mut Worksheet) {
    for merged in &sheet.merged {
        let (first, last) = merged.split_once(':').expect("a range such as A1:B2");
        let ((top, left), (bottom, right)) = (place(first), place(last));
        page.merge_range(top, left, bottom, right, "", &Format::new())
            .expect("a range");
    }
    // Merging clears what it covers; what a case wants to stand there it names among its cells.
    let covered = |row, col| sheet.merged.iter().any(|range| covers(range, (row, col)));
    for (row, values) in (0..).zip(&sheet.rows) {
        for (col, value) in (0..).zip(values).filter(|(col, _)| !covered(row, *col)) {
            put(page, row, col, value);
        }
    }
    for (cell, value) in &sheet.cells {
        let (row, col) = place(cell);
        put(page, row, col, value);
    }
    for row in &sheet.hidden_rows {
        page.set_row_hidden(row - 1).expect("a row");
    }
    for column in &sheet.hidden_columns {
        let (_, col) = place(&format!("{column}1"));
        page.set_column_hidden(col).expect("a column");
    }
}

/// Whether a merged range covers a cell.
fn covers(range: &str, at: (u32, u16)) -> bool {
    let (first, last) = range.split_once(':').expect("a range such as A1:B2");
    let (first, last) = (place(first), place(last));
    at != first && (first.0..=last.0).contains(&at.0) && (first.1..=last.1).contains(&at.1)
}

fn place(cell: &str) -> (u32, u16) {
    let at: CellRef = cell.parse().unwrap_or_else(|_| panic!("no cell: {cell}"));
    (at.row, u16::try_from(at.col).expect("a column"))
}

/// Texts, numbers and dates as they are; `#REF!` and the like as the error of a formula.
fn put(page: &mut Worksheet, row: u32, col: u16, value: &Value) {
    let written = match value {
        Value::String(text) if text.is_empty() => page.write_blank(row, col, &Format::new()),
        Value::String(text) if text.starts_with('#') && text.ends_with(['!', '?', 'A']) => {
            page.write_formula(row, col, Formula::new("A1").set_result(text))
        }
        Value::String(text) => page.write_string(row, col, text),
        Value::Integer(number) => {
            page.write_number(row, col, f64::from(i32::try_from(*number).expect("small")))
        }
        Value::Float(number) => page.write_number(row, col, *number),
        Value::Boolean(truth) => page.write_boolean(row, col, *truth),
        Value::Datetime(date) => {
            let day = ExcelDateTime::parse_from_str(&date.to_string()).expect("a day");
            page.write_with_format(row, col, &day, &Format::new().set_num_format("yyyy-mm-dd"))
        }
        Value::Array(_) | Value::Table(_) => panic!("a cell holds one value"),
    };
    written.expect("a cell");
}
