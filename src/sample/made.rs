//! What a year is made of: forms with what a perfect reader gets out of them, and files that are none.

use super::layout::Layout;
use super::truth::{FindingTruth, FormTruth};
use crate::error::Error;
use crate::writer::{BookSpec, document, to_bytes};

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

impl SampleForm {
    /// The file's bytes: a workbook's, or a Word document's where its layout is one.
    ///
    /// # Errors
    /// As for [`to_bytes`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        if self.layout.form().document {
            document(&self.book)
        } else {
            to_bytes(&self.book)
        }
    }
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
