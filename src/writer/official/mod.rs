//! An official document (公文) as a Word document, laid out by GB/T 9704: A4 with 22 lines of 28 characters, the type areas
//! and the faces of the standard, real heading styles, the page number at the outer side. Gaps that only a person can fill
//! are content controls with a tag, by which they are known when the document comes back.
//!
//! The parts that are the same in every document lie in `parts/`; equal descriptions give equal bytes.

mod body;
mod line;
mod model;
mod table;

pub use model::{Column, Earlier, Gap, Letter, Paragraph, Sign, Span, Spans, Table, shown};

use std::io::{Cursor, Write as _};

use chrono::NaiveDate;
use quick_xml::escape::escape;
use zip::ZipWriter;
use zip::result::ZipError;

use super::safe;
use super::system::packed;
use crate::error::Error;

/// The parts that are the same in every document.
const PARTS: [(&str, &str); 8] = [
    (
        "[Content_Types].xml",
        include_str!("parts/content-types.xml"),
    ),
    ("_rels/.rels", include_str!("parts/package-rels.xml")),
    (
        "word/_rels/document.xml.rels",
        include_str!("parts/document-rels.xml"),
    ),
    ("word/styles.xml", include_str!("parts/styles.xml")),
    ("word/settings.xml", include_str!("parts/settings.xml")),
    ("word/fontTable.xml", include_str!("parts/fonts.xml")),
    ("word/footer1.xml", include_str!("parts/footer-odd.xml")),
    ("word/footer2.xml", include_str!("parts/footer-even.xml")),
];

/// The document as bytes.
///
/// # Errors
/// [`Error::Workbook`] where the package cannot be made, which no description causes.
pub fn official(letter: &Letter) -> Result<Vec<u8>, Error> {
    let own = [
        ("word/document.xml", body::document(&letter.paragraphs)),
        ("docProps/core.xml", core(letter)),
    ];
    let own = own.iter().map(|(name, text)| (*name, text.as_str()));
    package(PARTS.into_iter().chain(own)).map_err(|e| Error::Workbook {
        book: letter.title.clone(),
        reason: e.to_string(),
    })
}

fn package<'p>(parts: impl Iterator<Item = (&'p str, &'p str)>) -> Result<Vec<u8>, ZipError> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = packed();
    for (name, text) in parts {
        out.start_file(name, options)?;
        out.write_all(text.as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}

/// Title, author and day in the properties of the file.
fn core(letter: &Letter) -> String {
    let day = |date: NaiveDate| date.format("%Y-%m-%dT00:00:00Z").to_string();
    let created = letter.created.map(day).map_or(String::new(), |day| {
        format!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:created>")
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>{created}</cp:coreProperties>",
        xml(&letter.title),
        xml(&letter.author)
    )
}

/// A text as XML holds it; what XML cannot hold is left out.
fn xml(text: &str) -> String {
    escape(safe::text(text)).into_owned()
}
