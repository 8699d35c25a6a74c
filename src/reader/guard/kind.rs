//! What a zip package is: told by its own word for it where there is one, else by its parts.

use quick_xml::events::Event;

use super::Refusal;
use super::meter::{attribute, local_attribute};
use super::package::{Package, Size};
use super::relations::relations;
use crate::reader::foreign::{self, Foreign};

/// What a zip package is.
pub(super) enum Kind {
    /// An Excel workbook; the name of its workbook part.
    Xlsx(String),
    /// A binary one.
    Xlsb(String),
    Ods,
    /// A Word document; the name of the part with its text.
    Word(String),
    /// Something else.
    Other(Foreign),
}

/// The part that says what is in an OpenDocument package.
pub(super) const MANIFEST: &str = "META-INF/manifest.xml";

/// The relationships of a package.
const RELATIONS: &str = "_rels/.rels";
/// The text of a document, where it usually lies.
const DOCUMENT: &str = "word/document.xml";
/// The part that says what each part is.
const CONTENT_TYPES: &str = "[content_types].xml";

/// What the package is.
pub(super) fn kind(package: &mut Package<'_>) -> Result<Kind, Refusal> {
    if let Some(kind) = open_document(package)? {
        return Ok(kind);
    }
    if let Some(other) = other_package(package.names()) {
        return Ok(Kind::Other(other));
    }
    if !package.has(RELATIONS) && package.has(DOCUMENT) {
        return Ok(Kind::Word(DOCUMENT.to_owned()));
    }
    office_document(package)
}

/// What an OpenDocument package is: by its `mimetype`, by its manifest, or by what its content is.
fn open_document(package: &mut Package<'_>) -> Result<Option<Kind>, Refusal> {
    if package.has("mimetype") {
        let mime = package.bytes("mimetype")?;
        if let Some(kind) = of_type(&String::from_utf8_lossy(&mime)) {
            return Ok(Some(kind));
        }
    }
    if !package.has("content.xml") {
        return Ok(None);
    }
    let mut found = None;
    if package.has(MANIFEST) {
        package.scan(MANIFEST, Size::Other, &mut |event| {
            if let Event::Start(tag) = event
                && local_attribute(tag, "full-path")?.as_deref() == Some("/")
                && let Some(media) = local_attribute(tag, "media-type")?
            {
                found = of_type(&media);
            }
            Ok(())
        })?;
    }
    if found.is_none() {
        package.scan("content.xml", Size::Sheet, &mut |event| {
            if let Event::Start(tag) = event
                && tag.local_name().as_ref() == "spreadsheet"
            {
                found = Some(Kind::Ods);
            }
            Ok(())
        })?;
    }
    Ok(found)
}

/// An OpenDocument package by its media type.
fn of_type(mime: &str) -> Option<Kind> {
    let mime = mime.trim_start_matches('\u{feff}').trim();
    if mime.starts_with("application/vnd.sun.xml.calc") {
        return Some(Kind::Other(foreign::SXC));
    }
    let kind = mime.strip_prefix("application/vnd.oasis.opendocument.")?;
    Some(if kind.starts_with("spreadsheet") {
        Kind::Ods
    } else if kind.starts_with("text") {
        Kind::Other(foreign::OPEN_TEXT)
    } else {
        Kind::Other(foreign::OPEN_OTHER)
    })
}

/// Packages that are no workbook, by the names of their parts (lower case).
fn other_package<'a>(names: impl Iterator<Item = &'a str>) -> Option<Foreign> {
    let mut package = false;
    for name in names {
        if name.starts_with("ppt/") {
            return Some(foreign::SLIDES);
        }
        if name == "ofd.xml" {
            return Some(foreign::OFD);
        }
        if name.starts_with("index/document.iwa") || name.starts_with("index/tables/") {
            return Some(foreign::NUMBERS);
        }
        package |= name == RELATIONS
            || name == CONTENT_TYPES
            || name == DOCUMENT
            || name.starts_with("xl/");
    }
    (!package).then_some(foreign::ARCHIVE)
}

/// Follows the package's relationships to its main part.
fn office_document(package: &mut Package<'_>) -> Result<Kind, Refusal> {
    let main = relations(package, RELATIONS, "")?
        .into_iter()
        .find(|r| r.kind == "officeDocument")
        .ok_or_else(|| Refusal::damaged("没有找到工作簿"))?;
    Ok(if main.part.to_lowercase().ends_with(".bin") {
        Kind::Xlsb(main.part)
    } else if is_word(package, &main.part)? {
        Kind::Word(main.part)
    } else {
        Kind::Xlsx(main.part)
    })
}

/// Whether the main part of a package is the text of a document: by its folder, else by its type.
fn is_word(package: &mut Package<'_>, part: &str) -> Result<bool, Refusal> {
    let mut word = part.to_lowercase().starts_with("word/");
    if word || !package.has(CONTENT_TYPES) {
        return Ok(word);
    }
    package.scan(CONTENT_TYPES, Size::Other, &mut |event| {
        if let Event::Start(tag) = event
            && let Some(named) = attribute(tag, "PartName")?
            && named.trim_start_matches('/').eq_ignore_ascii_case(part)
        {
            let kind = attribute(tag, "ContentType")?;
            word = kind.is_some_and(|kind| kind.contains("wordprocessingml"));
        }
        Ok(())
    })?;
    Ok(word)
}
