//! Places as rust_xlsxwriter counts them; what is out of range it refuses itself.

use rust_xlsxwriter::XlsxError;

/// A column number.
pub fn column(col: u32) -> Result<u16, XlsxError> {
    u16::try_from(col).map_err(|_| XlsxError::RowColumnLimitError)
}

/// Height of an empty row in pixels, as a Chinese Excel has it.
pub const DEFAULT_ROW: u32 = 18;
