//! Whole workbooks: to bytes, and onto the disk in one step, so that nobody ever finds half a file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use tempfile::TempPath;

use super::amend::{Amendment, amended};
use super::draft::{Bodies, Body, Draft};
use super::lists::{self, Lists};
use super::pen::Losses;
use super::place::DEFAULT_ROW;
use super::safe;
use super::sheet::{self, Book, Target};
use super::spec::BookSpec;
use super::style::{Styles, default_format};
use super::system::{LEVEL, OneSystem};
use crate::digest::sha256_hex;
use crate::error::Error;
use crate::location::CellRef;
use crate::quiet::{Caught, quietly};

/// Width of an empty column in pixels, as a Chinese Excel has it.
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
    let bodies = Bodies::new();
    let assembly = Assembly::new(book, &bodies);
    let mut bytes = Vec::new();
    built(&assembly.task(), || assembly.assembled(), &mut bytes)?;
    Ok(bytes)
}

/// The workbook of a draft as bytes.
///
/// # Errors
/// As for [`to_bytes`].
pub fn draft_to_bytes(draft: Draft<'_>) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    write(draft, &mut bytes)?;
    Ok(bytes)
}

/// Writes the workbook of a draft. Its long sheets flow through a temporary file.
///
/// # Errors
/// As for [`to_bytes`], or it cannot be written.
pub fn write(draft: Draft<'_>, out: &mut (dyn Write + Send)) -> Result<(), Error> {
    let (book, bodies) = draft.parts();
    let task = Assembly::new(book, bodies).task();
    let assembled = move || {
        let (book, bodies) = draft.parts();
        // The description is gone before the library makes its parts.
        Assembly::new(book, bodies).assembled()
    };
    built(&task, assembled, out).map(drop)
}

/// Writes the workbook to `path`: first into a temporary file of the same folder, which then takes its place.
/// A file that stood there before stays whole if anything fails.
///
/// # Errors
/// [`Error::Workbook`] as for [`to_bytes`]; [`Error::Output`] where the folder cannot be written.
pub fn save(book: &BookSpec, path: &Path) -> Result<Saved, Error> {
    let bodies = Bodies::new();
    let assembly = Assembly::new(book, &bodies);
    let mut bytes = Vec::new();
    let built = built(&assembly.task(), || assembly.assembled(), &mut bytes)?;
    replace(path, &bytes).map_err(|cause| Error::Output {
        path: path.to_owned(),
        reason: cause.to_string(),
    })?;
    Ok(Saved {
        path: path.to_owned(),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        sha256: sha256_hex(&bytes),
        clipped: built.clipped,
        plain_links: built.plain_links,
    })
}

#[derive(Default)]
struct Built {
    clipped: Vec<Clipped>,
    plain_links: usize,
}

impl Built {
    /// Takes note of what a sheet could not hold; what it does not hold yet.
    fn note(&mut self, sheet: &str, losses: Losses) -> Amendment {
        self.plain_links += losses.plain_links;
        let clipped = losses.clipped.into_iter().map(|cell| Clipped {
            sheet: sheet.to_owned(),
            cell,
        });
        self.clipped.extend(clipped);
        losses.later
    }
}

/// Rows made on demand from which on a sheet flows through a temporary file.
const FLOWING: u32 = 1_000;

/// What is to be made: for messages, and whether a temporary file is needed.
struct Task {
    title: String,
    flows: bool,
}

/// A workbook with everything in it, to be packed.
struct Assembled {
    workbook: Workbook,
    built: Built,
    /// What is to be amended in each sheet.
    amendments: Vec<Amendment>,
}

impl Assembled {
    fn packed(mut self, out: &mut (dyn Write + Send)) -> Result<Built, XlsxError> {
        if self.amendments.iter().all(Amendment::is_none) {
            let mut out = OneSystem::new(out);
            self.workbook.set_zip_compression_level(LEVEL);
            self.workbook.save_to_writer(&mut out)?;
            out.end()?;
            return Ok(self.built);
        }
        // It is packed again, so packing it well now would be in vain.
        self.workbook.set_zip_compression_level(1);
        let bytes = self.workbook.save_to_buffer()?;
        drop(self.workbook);
        out.write_all(&amended(&self.amendments, &bytes)?)?;
        Ok(self.built)
    }
}

fn built(
    task: &Task,
    assemble: impl FnOnce() -> Result<Assembled, XlsxError>,
    out: &mut (dyn Write + Send),
) -> Result<Built, Error> {
    let fault = |reason: String| Error::Workbook {
        book: task.title.clone(),
        reason,
    };
    let work = || assemble()?.packed(out);
    let built = if task.flows {
        // Without a place for temporary files, or with too little room in it, the library ends the program.
        let no_room = |caught: Caught| {
            fault(format!(
                "长表要经过临时文件夹，它写不进去，或者磁盘已满（{}）",
                caught.place
            ))
        };
        quietly(work).map_err(no_room)?
    } else {
        work()
    };
    built.map_err(|e| fault(e.to_string()))
}

/// The written names of the sheets; one more at the end for the hidden sheet of choices, if it is needed.
fn sheet_names(book: &BookSpec) -> Vec<String> {
    let own = book.sheets.iter().map(|s| s.name.as_str());
    let extra = Lists::needed(book).then_some(lists::SHEET);
    safe::sheet_names(own.chain(extra))
}

/// Whether a sheet with these rows made on demand flows.
fn flows(bodies: &[Body<'_>]) -> bool {
    bodies.iter().map(|b| b.rows).sum::<u32>() >= FLOWING
}

/// A workbook to be put together.
struct Assembly<'a> {
    book: &'a BookSpec,
    bodies: &'a Bodies<'a>,
}

impl<'a> Assembly<'a> {
    const fn new(book: &'a BookSpec, bodies: &'a Bodies<'a>) -> Self {
        Self { book, bodies }
    }

    fn task(&self) -> Task {
        Task {
            title: self.book.title.clone(),
            flows: self.bodies.values().any(|all| flows(all)),
        }
    }

    fn assembled(&self) -> Result<Assembled, XlsxError> {
        let book = self.book;
        let names = &sheet_names(book)[..];
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
            names: own.zip(names.iter().map(String::as_str)).collect(),
            lists: Lists::of(book, hidden),
        };
        let mut styles = Styles::default();
        let mut built = Built::default();
        let mut amendments = Vec::new();
        for (index, name) in names.iter().take(book.sheets.len()).enumerate() {
            let losses = self.sheet(index, name, &mut workbook, &mut styles, &shared)?;
            let later = built.note(name, losses);
            let growing = book.sheets[index].growing;
            amendments.push(Amendment { growing, ..later });
        }
        shared.lists.write(&mut workbook)?;
        Ok(Assembled {
            workbook,
            built,
            amendments,
        })
    }

    fn sheet(
        &self,
        index: usize,
        name: &str,
        workbook: &mut Workbook,
        styles: &mut Styles,
        shared: &Book<'_>,
    ) -> Result<Losses, XlsxError> {
        let sheets = &self.book.sheets;
        let bodies = self.bodies.get(&index).map_or(&[][..], |b| &b[..]);
        let flows = flows(bodies);
        let sheet = if flows {
            workbook.add_worksheet_with_low_memory()?
        } else {
            workbook.add_worksheet()
        };
        sheet.set_name(name)?;
        if sheets.iter().position(|s| !s.hidden) == Some(index) {
            sheet.set_active(true).set_first_tab(true);
        }
        let target = Target { sheet, flows };
        sheet::write((&sheets[index], bodies), target, styles, shared)
    }
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

/// Puts a file in the place of one that may be there, whole or not at all.
///
/// # Errors
/// What the system says; what stood there is untouched then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = real(path)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".qingfeng-").suffix(".tmp");
    share(&mut builder);
    let mut file = builder.tempfile_in(path.parent().unwrap_or(&path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map(|_| ()).map_err(|e| e.error)
}

/// Puts a file where nothing is.
///
/// # Errors
/// Something is there, or what the system says; the file is gone then.
pub fn put(file: TempPath, path: &Path) -> io::Result<()> {
    file.persist_noclobber(real(path)?).map_err(|e| e.error)
}

/// The same place by the true name of its folder: on Windows one that may be longer than others.
fn real(path: &Path) -> io::Result<PathBuf> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    Ok(folder.canonicalize()?.join(name))
}

/// Temporary files are private by default; a result is read by colleagues, as far as the user's settings allow.
#[cfg(unix)]
fn share(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn share(_: &mut tempfile::Builder<'_, '_>) {}
