//! What a file is, told by its bytes and never by its name. Looks inside OLE and zip containers only as far as names;
//! whether the content is sound is the guard's matter.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

/// First bytes of an OLE compound file (.xls .et .doc .wps, and anything with an Office password).
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// First bytes of a zip package (.xlsx .ods .docx .zip).
const ZIP: &[u8] = b"PK\x03\x04";

/// What the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A zip package, still to be looked into.
    Zip,
    /// An OLE compound file, still to be looked into.
    Ole,
    /// No bytes at all.
    Empty,
    /// A spreadsheet older than Excel 5.
    Ancient,
    /// A document of another kind, by its Chinese name.
    Other(&'static str),
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
    } else if is_ancient(bytes) {
        Content::Ancient
    } else {
        magic(bytes)
            .or_else(|| text(bytes))
            .map_or(Content::Unknown, Content::Other)
    }
}

/// Whether a file without a telling name may be a spreadsheet: an OLE file with a workbook, or a zip with sheets.
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
            zip.file_names()
                .flatten()
                .any(|name| name.starts_with("xl/") || name == "content.xml")
        })
}

/// The stream that holds a workbook, if an OLE file has one.
pub(super) fn workbook_stream<F>(ole: &cfb::CompoundFile<F>) -> Option<&'static str> {
    ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| ole.is_stream(name))
}

/// What an OLE file without a workbook is.
pub(super) fn other_ole(ole: &cfb::CompoundFile<Cursor<&[u8]>>) -> Option<&'static str> {
    [
        ("/WordDocument", "Word（或 WPS 文字）文档"),
        ("/PowerPoint Document", "演示文稿"),
    ]
    .into_iter()
    .find(|(stream, _)| ole.exists(stream))
    .map(|(_, name)| name)
}

/// BIFF 2–4 start with their own begin-of-file record, without a container.
fn is_ancient(bytes: &[u8]) -> bool {
    matches!(bytes, [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..])
}

/// Formats with a fixed beginning.
fn magic(bytes: &[u8]) -> Option<&'static str> {
    const TABLE: &[(&[u8], &str)] = &[
        (b"%PDF", "PDF 文件"),
        (b"\x89PNG", "图片"),
        (b"\xFF\xD8\xFF", "图片"),
        (b"GIF8", "图片"),
        (b"BM", "图片"),
        (b"II*\0", "图片"),
        (b"MM\0*", "图片"),
        (b"RIFF", "图片或音视频"),
        (b"{\\rtf", "Word（RTF）文档"),
        (b"Rar!", "压缩包"),
        (b"7z\xBC\xAF", "压缩包"),
        (b"\x1F\x8B", "压缩包"),
        (b"PK\x05\x06", "空的压缩包"),
        (b"PK\x07\x08", "分卷压缩包"),
        (b"MZ", "程序"),
    ];
    TABLE
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
        .map(|(_, name)| *name)
}

/// Text formats: web pages, XML tables, plain text.
fn text(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(4096)];
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return Some("文本文件");
    }
    let plain = !head
        .iter()
        .any(|b| *b < 0x09 || (0x0E..0x20).contains(b) || *b == 0x7F);
    if !plain {
        return None;
    }
    let lower = String::from_utf8_lossy(head).to_lowercase();
    let has = |word: &str| lower.contains(word);
    if has("office:spreadsheet") || has("progid=\"excel.sheet\"") {
        Some("XML 表格（Excel 2003）")
    } else if has("<html") || has("<!doctype html") || has("<table") || has("mime-version:") {
        Some("网页")
    } else if has("<?xml") {
        Some("XML 文件")
    } else if is_text(head) {
        Some("文本文件（如 CSV）")
    } else {
        None
    }
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
        for (bytes, name) in [
            (&b"%PDF-1.7"[..], "PDF 文件"),
            (b"\xFF\xD8\xFF\xE0", "图片"),
            (b"<html><table>", "网页"),
            (b"MIME-Version: 1.0\r\n", "网页"),
            (b"Rar!\x1a\x07", "压缩包"),
            (
                b"\xD0\xF2\xBA\xC5,\xB7\xE7\xCF\xD5\xB5\xE3\n1,\xBC\xD7\n",
                "文本文件（如 CSV）",
            ),
            ("序号,风险点\n".as_bytes(), "文本文件（如 CSV）"),
        ] {
            assert_eq!(content(bytes), Content::Other(name));
        }
        assert_eq!(
            content(&[0x62, 0x14, 0x23, 0x65, 0x02, 0x91, 0xFF, 0x00]),
            Content::Unknown
        );
        assert_eq!(
            content(&[0x09, 0x00, 0x04, 0x00, 0x02, 0x00]),
            Content::Ancient
        );
        assert_eq!(content(b""), Content::Empty);
    }
}
