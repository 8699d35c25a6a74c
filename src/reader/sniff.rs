//! What a file is, told by its bytes and never by its name. Looks inside OLE and zip containers only as far as names;
//! whether the content is sound is the guard's matter.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::foreign::{self, Foreign};

/// First bytes of an OLE compound file (.xls .et .doc .wps, and anything with an Office password).
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// First bytes of a zip package (.xlsx .ods .docx .zip).
const ZIP: &[u8] = b"PK\x03\x04";
/// First bytes of the stream in an .xls.
const STREAM: &[u8] = b"\x09\x08";
/// The streams a workbook lies in, the newer first.
pub(super) const WORKBOOK_STREAMS: [&str; 2] = ["Workbook", "Book"];

/// What the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A zip package, still to be looked into.
    Zip,
    /// An OLE compound file, still to be looked into.
    Ole,
    /// The stream of an .xls without its container, as some programs write it.
    Stream,
    /// No bytes at all.
    Empty,
    /// A document of another kind.
    Other(Foreign),
    /// Nothing that could be told.
    Unknown,
}

/// Tells the content from the whole file.
pub(super) fn content(bytes: &[u8]) -> Content {
    if bytes.is_empty() {
        Content::Empty
    } else if bytes.starts_with(ZIP) {
        Content::Zip
    } else if bytes.starts_with(OLE) {
        Content::Ole
    } else if bytes.starts_with(STREAM) {
        Content::Stream
    } else {
        magic(bytes)
            .or_else(|| text(bytes))
            .map_or(Content::Unknown, Content::Other)
    }
}

/// Whether a file without a telling name may be a spreadsheet or a document: an OLE file with a workbook, or a zip with
/// their parts.
pub(super) fn looks_like_spreadsheet(path: &Path) -> bool {
    let Ok(mut file) = File::open(path) else {
        return false;
    };
    let mut head = [0u8; 8];
    if file.read_exact(&mut head).is_err() {
        return false;
    }
    if head.starts_with(OLE) {
        return cfb::CompoundFile::open(file)
            .is_ok_and(|ole| workbook_stream(&ole).is_some() || ole.exists("/EncryptedPackage"));
    }
    head.starts_with(ZIP)
        && zip::ZipArchive::new(file).is_ok_and(|zip| {
            zip.file_names().flatten().any(|name| {
                name.starts_with("xl/") || name.starts_with("word/") || name == "content.xml"
            })
        })
}

/// The stream that holds a workbook, if an OLE file has one.
fn workbook_stream<F>(ole: &cfb::CompoundFile<F>) -> Option<&'static str> {
    WORKBOOK_STREAMS
        .into_iter()
        .find(|name| ole.is_stream(name))
}

/// BIFF 2–4 start with their own begin-of-file record, without a container.
fn is_ancient(bytes: &[u8]) -> bool {
    matches!(bytes, [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..])
}

/// Formats with a fixed beginning.
fn magic(bytes: &[u8]) -> Option<Foreign> {
    const TABLE: &[(&[u8], Foreign)] = &[
        (b"%PDF", foreign::PDF),
        (b"\x89PNG", foreign::PICTURE),
        (b"\xFF\xD8\xFF", foreign::PICTURE),
        (b"GIF8", foreign::PICTURE),
        (b"BM", foreign::PICTURE),
        (b"II*\0", foreign::PICTURE),
        (b"MM\0*", foreign::PICTURE),
        (b"RIFF", foreign::MEDIA),
        (b"{\\rtf", foreign::RTF),
        (b"Rar!", foreign::ARCHIVE),
        (b"7z\xBC\xAF", foreign::ARCHIVE),
        (b"\x1F\x8B", foreign::ARCHIVE),
        (b"PK\x05\x06", foreign::EMPTY_ARCHIVE),
        (b"PK\x07\x08", foreign::SPLIT_ARCHIVE),
        (b"MZ", foreign::PROGRAM),
        (b"ID;P", foreign::SYLK),
        (b"TABLE\r\n0,1", foreign::DIF),
        (b"TABLE\n0,1", foreign::DIF),
    ];
    if is_ancient(bytes) {
        return Some(foreign::ANCIENT);
    }
    TABLE
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
        .map(|(_, name)| *name)
}

/// Bytes from the beginning that tell what a text is: long lists of namespaces may come first.
const HEAD: usize = 16 << 10;

/// Text formats: web pages, XML tables, plain text.
fn text(bytes: &[u8]) -> Option<Foreign> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let wide = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let plain = !head
        .iter()
        .any(|b| *b < 0x09 || (0x0E..0x20).contains(b) || *b == 0x7F);
    if !plain && !wide {
        return None;
    }
    let lower = if wide {
        utf_16(head)
    } else {
        String::from_utf8_lossy(head).into_owned()
    }
    .to_lowercase();
    let has = |word: &str| lower.contains(word);
    if has("opendocument.spreadsheet") && has("<office:document") {
        Some(foreign::FLAT_ODS)
    } else if has("progid=\"word.document\"") {
        Some(foreign::WORD_XML)
    } else if has("progid=\"excel.sheet\"") || has("com:office:spreadsheet") && !has("<html") {
        Some(foreign::XML_2003)
    } else if has("com:office:word") && has("<html") {
        Some(foreign::WORD_PAGE)
    } else if has("<html") || has("<!doctype html") || has("<table") || has("mime-version:") {
        Some(foreign::WEB_PAGE)
    } else if has("<?xml") {
        Some(foreign::XML)
    } else if wide || is_text(head) {
        Some(foreign::TEXT)
    } else {
        None
    }
}

/// Text in UTF-16 with its byte order mark.
fn utf_16(head: &[u8]) -> String {
    let big = head.starts_with(b"\xFE\xFF");
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        if big {
            u16::from_be_bytes(pair)
        } else {
            u16::from_le_bytes(pair)
        }
    };
    let units: Vec<u16> = head.chunks_exact(2).map(unit).collect();
    String::from_utf16_lossy(&units)
}

/// Whether the bytes can be UTF-8 or GBK text.
fn is_text(head: &[u8]) -> bool {
    std::str::from_utf8(head).map_or_else(|e| e.error_len().is_none(), |_| true) || is_gbk(head)
}

/// Whether the bytes are well-formed GBK; a character cut off at the end is allowed.
pub(super) fn is_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        rest = match (first, tail) {
            (0x81..=0xFE, [0x40..=0x7E | 0x80..=0xFE, after @ ..]) => after,
            (0x00..=0x80, _) | (0x81..=0xFE, []) => tail,
            _ => return false,
        };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_named_for_what_they_are() {
        let namespaces = "xmlns:x=\"urn:x\" ".repeat(400);
        let flat = format!(
            "<?xml version=\"1.0\"?><office:document {namespaces} office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">"
        );
        let wide: Vec<u8> = "\u{feff}序号\t风险点\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (bytes, found) in [
            (&b"%PDF-1.7"[..], foreign::PDF),
            (b"\xFF\xD8\xFF\xE0", foreign::PICTURE),
            (b"<html><table>", foreign::WEB_PAGE),
            (b"MIME-Version: 1.0\r\n", foreign::WEB_PAGE),
            (b"Rar!\x1a\x07", foreign::ARCHIVE),
            (
                b"\xD0\xF2\xBA\xC5,\xB7\xE7\xCF\xD5\xB5\xE3\n1,\xBC\xD7\n",
                foreign::TEXT,
            ),
            ("序号,风险点\n".as_bytes(), foreign::TEXT),
            (&wide, foreign::TEXT),
            (
                b"<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Table>",
                foreign::XML_2003,
            ),
            (
                b"<html xmlns:x=\"urn:schemas-microsoft-com:office:spreadsheet\"><table>",
                foreign::WEB_PAGE,
            ),
            (
                b"<html xmlns:w=\"urn:schemas-microsoft-com:office:word\"><table>",
                foreign::WORD_PAGE,
            ),
            (flat.as_bytes(), foreign::FLAT_ODS),
            (b"ID;PWXL;N;E\r\n", foreign::SYLK),
            (&[0x09, 0x00, 0x04, 0x00, 0x02, 0x00], foreign::ANCIENT),
        ] {
            assert_eq!(content(bytes), Content::Other(found));
        }
        assert_eq!(
            content(&[0x62, 0x14, 0x23, 0x65, 0x02, 0x91, 0xFF, 0x00]),
            Content::Unknown
        );
        assert_eq!(content(b""), Content::Empty);
    }
}
