//! OLE compound files: .xls and .et, and whatever Office puts a password on. The workbook stream is taken out, looked
//! through, and packed anew by itself, so that calamine meets no chain of sectors but a straight one.

use std::io::{Cursor, Write};

use super::container::Container;
use super::{Cleared, Refusal, biff, package};
use crate::reader::foreign;
use crate::reader::limits::Limits;
use crate::reader::sniff::WORKBOOK_STREAMS;

/// Names in the root folder of files with a password.
const PASSWORD: [&str; 2] = ["EncryptedPackage", "\u{6}DataSpaces"];
/// Names in the root folder of files with macros.
const MACROS: [&str; 3] = ["_VBA_PROJECT_CUR", "_VBA_PROJECT", "Macros"];

/// Checks an OLE file.
pub(super) fn clear(bytes: &[u8], limits: &Limits) -> Result<Cleared, Refusal> {
    let ole = Container::open(bytes)?;
    if PASSWORD.iter().any(|name| ole.has(name)) {
        return Err(package::encrypted());
    }
    let mut found = WORKBOOK_STREAMS.iter().filter_map(|name| ole.stream(name));
    let Some(stream) = found.next() else {
        return Err(if ole.has("WordDocument") {
            Refusal::foreign(foreign::WORD)
        } else if ole.has("PowerPoint Document") {
            Refusal::foreign(foreign::SLIDES)
        } else {
            Refusal::damaged("没有找到工作簿")
        });
    };
    let mut cleared = clear_stream(stream?, limits)?;
    if let Cleared::Xls(_, _, facts) = &mut cleared {
        facts.macros |= MACROS.iter().any(|name| ole.has(name));
    }
    Ok(cleared)
}

/// Checks a workbook stream and packs it.
pub(super) fn clear_stream(mut stream: Vec<u8>, limits: &Limits) -> Result<Cleared, Refusal> {
    let (facts, code_page) = biff::inspect(&mut stream, limits)?;
    let packed = pack(&stream).map_err(|_| Refusal::damaged("工作簿内容无法整理"))?;
    Ok(Cleared::Xls(packed, code_page, facts))
}

/// A compound file with nothing but a workbook stream.
fn pack(stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut ole =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    let mut target = ole.create_stream("/Workbook")?;
    target.write_all(stream)?;
    target.flush()?;
    drop(target);
    ole.flush()?;
    Ok(ole.into_inner().into_inner())
}
