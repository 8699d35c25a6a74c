//! OLE compound files: .xls and .et, and whatever Office puts a password on. The workbook stream is taken out, looked
//! through, and packed anew by itself, so that calamine meets no chain of sectors but a straight one.

use std::io::{Cursor, Read, Write};

use super::{Cleared, Refusal, biff, package};
use crate::reader::checks;
use crate::reader::limits::Limits;
use crate::reader::sniff;

/// Checks an OLE file.
pub(super) fn clear<'a>(bytes: &[u8], limits: &Limits) -> Result<Cleared<'a>, Refusal> {
    let mut ole = cfb::CompoundFile::open(Cursor::new(bytes))
        .map_err(|_| Refusal::damaged("文件的内部目录有误"))?;
    if ["/EncryptedPackage", "/\u{6}DataSpaces"]
        .iter()
        .any(|name| ole.exists(name))
    {
        return Err(package::encrypted());
    }
    let Some(name) = sniff::workbook_stream(&ole) else {
        return Err(match sniff::other_ole(&ole) {
            Some(kind) => Refusal::new(
                &checks::NOT_A_WORKBOOK,
                format!("文件内容实际是{kind}，不是表格"),
            ),
            None => Refusal::damaged("没有找到工作簿"),
        });
    };
    let mut stream = Vec::new();
    ole.open_stream(name)
        .and_then(|opened| opened.take(limits.file_bytes).read_to_end(&mut stream))
        .map_err(|_| Refusal::damaged("工作簿内容不完整"))?;
    let (mut facts, code_page) = biff::inspect(&mut stream, limits)?;
    facts.macros |= ["/_VBA_PROJECT_CUR", "/_VBA_PROJECT", "/Macros"]
        .iter()
        .any(|m| ole.exists(m));
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
