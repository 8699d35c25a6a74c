//! A workbook in memory: its sheets with their grids, and what is known of the package.

use std::sync::Arc;

use super::grid::Grid;
use crate::diagnostic::Diagnostic;

/// The format of a file, told by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Excel 2007 and later, with or without macros.
    Xlsx,
    /// Excel 2007 binary.
    Xlsb,
    /// Excel 97–2003, and WPS .et.
    Xls,
    /// OpenDocument.
    Ods,
    /// Tables of a Word document.
    Docx,
}

/// Whether a sheet is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Visibility {
    /// Shown.
    Visible,
    /// Hidden; the user can show it.
    Hidden,
    /// Hidden from the user's list as well.
    VeryHidden,
}

/// One worksheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: Arc<str>,
    /// Whether it is shown.
    pub visibility: Visibility,
    /// Its cells.
    pub grid: Grid,
}

/// A workbook; charts and macro sheets are left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    /// Its format.
    pub format: Format,
    /// Its worksheets in order.
    pub sheets: Vec<Sheet>,
    /// Its defined names with what they stand for, as written (`"甲"` is a text, `Sheet1!$A$1` a cell).
    pub names: Vec<(String, String)>,
}

impl Workbook {
    /// The text a defined name stands for.
    pub fn named_text(&self, name: &str) -> Option<&str> {
        let (_, value) = self.names.iter().find(|(known, _)| known == name)?;
        let quoted = value.trim_start_matches(['=', ':']);
        quoted.strip_prefix('"')?.strip_suffix('"')
    }
}

/// What came of reading a file: never a failure, always findings (invariant 2).
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// SHA-256 of the bytes, in hexadecimal; empty if the file could not be read at all.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// The workbook; absent if the file is refused.
    pub workbook: Option<Workbook>,
    /// What was found wrong. If the file is refused, one error among them says why, and stands at the file, whatever sheet it
    /// was met in; else errors stand at cells.
    pub findings: Vec<Diagnostic>,
}
