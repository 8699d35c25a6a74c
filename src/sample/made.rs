//! What a year is made of: forms with what a perfect reader gets out of them, and files that are none.

use super::layout::Layout;
use super::truth::{FindingTruth, FormTruth};
use crate::writer::BookSpec;

/// One form as a section or person hands it in.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleForm {
    /// Name of the file, unique within the year.
    pub file_name: String,
    /// The workbook.
    pub book: BookSpec,
    /// How it is laid out.
    pub layout: Layout,
    /// What a perfect reader gets out of it.
    pub truth: FormTruth,
}

/// A file among the forms that is none.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherFile {
    /// Name of the file.
    pub file_name: String,
    /// The workbook.
    pub book: BookSpec,
    /// What a perfect checker reports on it.
    pub findings: Vec<FindingTruth>,
}
