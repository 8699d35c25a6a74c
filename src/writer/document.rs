//! A workbook's sheets as a Word document: lines across the top as paragraphs, below them the other cells as a table. Plain on
//! purpose, for sample forms; results are workbooks.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::result::ZipError;

use super::safe;
use super::spec::{BookSpec, SheetSpec};
use super::system::packed;
use crate::error::Error;
use crate::location::{Area, CellRef};

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
/// Borders around every cell, and the whole width of the page.
const TABLE: &str = "<w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:left w:val=\"single\" w:sz=\"4\"/><w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/><w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders></w:tblPr>";
/// A4 on its side, in twentieths of a point.
const PAGE: &str =
    "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/></w:sectPr>";
/// Width of a character in twentieths of a point.
const CHARACTER: f64 = 120.0;

/// The document as bytes; equal descriptions give equal bytes.
///
/// # Errors
/// [`Error::Workbook`] where the package cannot be made, which no description causes.
pub fn document(book: &BookSpec) -> Result<Vec<u8>, Error> {
    let sheets: String = book.sheets.iter().map(sheet).collect::<Vec<_>>().concat();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{sheets}{PAGE}</w:body></w:document>"
    );
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", &text),
    ];
    package(&parts).map_err(|e| Error::Workbook {
        book: book.title.clone(),
        reason: e.to_string(),
    })
}

fn package(parts: &[(&str, &str)]) -> Result<Vec<u8>, ZipError> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = packed();
    for (name, text) in parts {
        out.start_file(*name, options)?;
        out.write_all(text.as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}

/// How many rows at the top of a sheet stand as paragraphs above the table: those merged over its whole width.
pub fn lines_above(sheet: &SheetSpec) -> u32 {
    let last = last_col(sheet);
    let across = |row: u32| {
        let mut merges = sheet.merges.iter();
        merges.any(|m| m.first == CellRef::new(row, 0) && m.last == CellRef::new(row, last))
    };
    let rows = sheet.cells.iter().map(|c| c.at.row).max().unwrap_or(0);
    (0..=rows).find(|row| !across(*row)).unwrap_or(0)
}

fn last_col(sheet: &SheetSpec) -> u32 {
    let cells = sheet.cells.iter().map(|c| c.at.col);
    let merged = sheet.merges.iter().map(|m| m.last.col);
    cells.chain(merged).max().unwrap_or(0)
}

fn sheet(sheet: &SheetSpec) -> String {
    let mut texts: BTreeMap<CellRef, String> = BTreeMap::new();
    for cell in &sheet.cells {
        texts.insert(cell.at, cell.content.shown().into_owned());
    }
    let text = |at: CellRef| texts.get(&at).map_or("", String::as_str);
    let top = lines_above(sheet);
    let bottom = texts.keys().map(|at| at.row).max().unwrap_or(0);
    let mut out: String = String::new();
    for row in 0..top {
        out.push_str(&paragraph(text(CellRef::new(row, 0))));
    }
    out.push_str("<w:tbl>");
    out.push_str(TABLE);
    out.push_str("<w:tblGrid>");
    for width in &sheet.widths {
        let _ = write!(out, "<w:gridCol w:w=\"{:.0}\"/>", width * CHARACTER);
    }
    out.push_str("</w:tblGrid>");
    for row in top..=bottom {
        out.push_str("<w:tr>");
        let mut col = 0;
        while col <= last_col(sheet) {
            let at = CellRef::new(row, col);
            let area = sheet.merges.iter().find(|m| m.contains(at));
            let area = area.copied().unwrap_or(Area::new(at, at));
            out.push_str(&cell(area, row, text(at)));
            col = area.last.col + 1;
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    // A table must not be the last thing in a document.
    out + &paragraph("")
}

fn cell(area: Area, row: u32, text: &str) -> String {
    let down = match (area.height(), row == area.first.row) {
        (1, _) => "",
        (_, true) => "<w:vMerge w:val=\"restart\"/>",
        (_, false) => "<w:vMerge/>",
    };
    let across = area.width();
    format!(
        "<w:tc><w:tcPr><w:gridSpan w:val=\"{across}\"/>{down}</w:tcPr>{}</w:tc>",
        paragraph(text)
    )
}

fn paragraph(text: &str) -> String {
    let safe = safe::text(text);
    let escaped = safe
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let lines: Vec<String> = escaped
        .split('\n')
        .map(|line| format!("<w:t xml:space=\"preserve\">{line}</w:t>"))
        .collect();
    format!("<w:p><w:r>{}</w:r></w:p>", lines.join("<w:br/>"))
}
