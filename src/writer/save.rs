//! Whole workbooks: to bytes, and onto the disk in one step, so that nobody ever finds half a file.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::grow;
use super::lists::{self, Lists};
use super::safe;
use super::sheet::{self, Book, Losses};
use super::spec::BookSpec;
use super::style::{Styles, default_format};
use crate::digest::sha256_hex;
use crate::error::Error;
use crate::location::CellRef;

/// Height of an empty row and width of an empty column in pixels, as a Chinese Excel has them.
const DEFAULT_ROW: u32 = 18;
const DEFAULT_COLUMN: u32 = 72;

/// A text that was longer than a cell can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clipped {
    /// Name of the sheet as written.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
}

/// A workbook on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Where it stands.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Texts that had to be cut.
    pub clipped: Vec<Clipped>,
    /// Number of links written as plain text, because Excel allows no more.
    pub plain_links: usize,
}

/// The workbook as bytes; equal descriptions give equal bytes.
///
/// # Errors
/// [`Error::Workbook`] where the description itself is impossible, such as merged ranges that overlap.
pub fn to_bytes(book: &BookSpec) -> Result<Vec<u8>, Error> {
    build(book).map(|built| built.bytes)
}

/// Writes the workbook to `path`: first into a temporary file of the same folder, which then takes its place.
/// A file that stood there before stays whole if anything fails.
///
/// # Errors
/// [`Error::Workbook`] as for [`to_bytes`]; [`Error::Output`] where the folder cannot be written.
pub fn save(book: &BookSpec, path: &Path) -> Result<Saved, Error> {
    let built = build(book)?;
    replace(path, &built.bytes).map_err(|cause| Error::Output {
        path: path.to_owned(),
        reason: cause.to_string(),
    })?;
    Ok(Saved {
        path: path.to_owned(),
        bytes: u64::try_from(built.bytes.len()).unwrap_or(u64::MAX),
        sha256: sha256_hex(&built.bytes),
        clipped: built.clipped,
        plain_links: built.plain_links,
    })
}

struct Built {
    bytes: Vec<u8>,
    clipped: Vec<Clipped>,
    plain_links: usize,
}

fn build(book: &BookSpec) -> Result<Built, Error> {
    let names = sheet_names(book);
    let mut clipped = Vec::new();
    let mut plain_links = 0;
    let mut note = |sheet: &str, losses: Losses| {
        plain_links += losses.plain_links;
        clipped.extend(losses.clipped.into_iter().map(|cell| Clipped {
            sheet: sheet.to_owned(),
            cell,
        }));
    };
    let fault = |reason: String| Error::Workbook {
        book: book.title.clone(),
        reason,
    };
    let bytes = assemble(book, &names, &mut note).map_err(|e| fault(e.to_string()))?;
    let bytes = grow::release(book, bytes).map_err(|e| fault(e.to_string()))?;
    Ok(Built {
        bytes,
        clipped,
        plain_links,
    })
}

/// The written names of the sheets; one more at the end for the hidden sheet of choices, if it is needed.
fn sheet_names(book: &BookSpec) -> Vec<String> {
    let own = book.sheets.iter().map(|s| s.name.as_str());
    let extra = Lists::needed(book).then_some(lists::SHEET);
    safe::sheet_names(own.chain(extra))
}

fn assemble(
    book: &BookSpec,
    names: &[String],
    note: &mut dyn FnMut(&str, Losses),
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&default_format(), DEFAULT_ROW, DEFAULT_COLUMN)?;
    workbook.set_properties(&properties(book)?);
    for (name, value) in &book.names {
        let value = safe::text(value).replace('"', "\"\"");
        workbook.define_name(name, &format!("=\"{value}\""))?;
    }
    let hidden = names.last().map(String::as_str).unwrap_or_default();
    let own = book.sheets.iter().map(|s| s.name.as_str());
    let shared = Book {
        names: own
            .zip(names.iter().map(String::as_str))
            .collect::<BTreeMap<_, _>>(),
        lists: Lists::of(book, hidden),
    };
    let mut styles = Styles::default();
    let first = book.sheets.iter().position(|s| !s.hidden);
    for (index, (spec, name)) in book.sheets.iter().zip(names).enumerate() {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(name)?;
        let losses = sheet::write(spec, worksheet, &mut styles, &shared)?;
        if Some(index) == first {
            worksheet.set_active(true).set_first_tab(true);
        }
        note(name, losses);
    }
    shared.lists.write(&mut workbook)?;
    workbook.save_to_buffer()
}

/// Document properties with the one date that does not change from run to run.
fn properties(book: &BookSpec) -> Result<DocProperties, XlsxError> {
    let (year, month, day) = book
        .created
        .map_or((2000, 1, 1), |date| (date.year(), date.month(), date.day()));
    let created = ExcelDateTime::from_ymd(
        u16::try_from(year).unwrap_or(2000),
        u8::try_from(month).unwrap_or(1),
        u8::try_from(day).unwrap_or(1),
    )?;
    Ok(DocProperties::new()
        .set_title(safe::text(&book.title))
        .set_author(safe::text(&book.author))
        .set_creation_datetime(&created))
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".qingfeng-").suffix(".tmp");
    share(&mut builder);
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map(|_| ()).map_err(|e| e.error)
}

/// Temporary files are private by default; a result is read by colleagues, as far as the user's settings allow.
#[cfg(unix)]
fn share(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn share(_: &mut tempfile::Builder<'_, '_>) {}
