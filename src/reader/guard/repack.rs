//! The package calamine is given: made anew, with the parts it reads under the names it looks for, and nothing else.
//! A part that is as calamine wants it is copied, only what it would stumble over is written again; nothing is packed that
//! was unpacked already.

use std::borrow::Cow;
use std::io::{Cursor, Write};

use quick_xml::escape;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::Refusal;
use super::package::{Package, Size};

/// A package being made.
pub(super) struct Repack(ZipWriter<Cursor<Vec<u8>>>);

impl Repack {
    pub fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// Adds a part.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Refusal> {
        let stored = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .large_file(bytes.len() > u32::MAX as usize);
        self.0.start_file(name, stored).map_err(failed)?;
        self.0.write_all(bytes).map_err(failed)
    }

    /// Adds a part of another package as it is.
    pub fn copy(&mut self, package: &mut Package<'_>, from: &str, to: &str) -> Result<(), Refusal> {
        if let Some(bytes) = package.whole(from, Size::Sheet)? {
            return self.put(to, bytes);
        }
        let part = package.packed(from)?;
        self.0.raw_copy_file_rename(part, to).map_err(failed)
    }

    /// Adds the relationships of a package: identifier, last word of the type, target.
    pub fn relations<'r>(
        &mut self,
        name: &str,
        relations: impl Iterator<Item = (Cow<'r, str>, &'r str, Cow<'r, str>)>,
    ) -> Result<(), Refusal> {
        let mut xml = String::from("<Relationships>");
        for (id, kind, target) in relations {
            let piece = format!(
                "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{}\"/>",
                escape::escape(target)
            );
            xml.push_str(&piece);
        }
        xml.push_str("</Relationships>");
        self.put(name, xml.as_bytes())
    }

    /// The bytes of the package.
    pub fn finish(self) -> Result<Vec<u8>, Refusal> {
        Ok(self.0.finish().map_err(failed)?.into_inner())
    }
}

fn failed<E>(_: E) -> Refusal {
    Refusal::damaged("部件无法整理")
}
