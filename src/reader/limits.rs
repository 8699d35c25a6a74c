//! How large a file may be before it is refused. A self-check form stays a thousand times below these numbers;
//! what exceeds them is damaged, hostile, or no form. Holds numbers only; the guard applies them.

/// The bounds a file must keep; see [`Limits::default`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Entries of a zip package.
    pub parts: usize,
    /// Unpacked bytes of a whole package.
    pub total_bytes: u64,
    /// Unpacked bytes of one sheet (`content.xml` of an .ods counts as one).
    pub sheet_bytes: u64,
    /// Unpacked bytes of any other part.
    pub part_bytes: u64,
    /// Bytes of one XML tag with its attributes.
    pub tag_bytes: usize,
    /// Bytes of one run of XML text.
    pub text_bytes: usize,
    /// Cells with content, all sheets together.
    pub cells: usize,
    /// Cells of the used rectangle of one sheet, empty ones included, in the formats that are read as a whole
    /// (.xls and .ods); .xlsx and .xlsb are streamed and need no such bound.
    pub dense_cells: u64,
    /// Merged ranges, all sheets together.
    pub merges: usize,
    /// Sheets.
    pub sheets: usize,
    /// UTF-16 units of the text of one cell; Excel allows no more. A longer one is a finding at its cell.
    pub cell_units: usize,
    /// UTF-16 units of the texts of all cells, each counted as often as it stands in one.
    pub text_units: u64,
    /// The highest number of a shared formula; more than a sheet has cells.
    pub shared_formulas: u64,
    /// Spaces that one mark of an .ods may stand for.
    pub spaces: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 100 << 20,
            parts: 10_000,
            total_bytes: 1 << 30,
            sheet_bytes: 512 << 20,
            part_bytes: 64 << 20,
            tag_bytes: 64 << 10,
            text_bytes: 1 << 20,
            cells: 200_000,
            dense_cells: 4_000_000,
            merges: 50_000,
            sheets: 1_000,
            cell_units: 32_767,
            text_units: 32 << 20,
            shared_formulas: 1_000_000,
            spaces: 32_767,
        }
    }
}
