//! A zip file: which kind of package it is, and the check of that kind.

use super::package::Package;
use super::relations::{self, Kind};
use super::{Cleared, Refusal, ods, xlsb, xlsx};
use crate::reader::checks;
use crate::reader::limits::Limits;
use crate::reader::workbook::Format;

/// Checks a zip file.
pub(super) fn clear<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Cleared<'a>, Refusal> {
    let mut package = Package::open(bytes, limits)?;
    let (format, facts) = match relations::kind(&mut package)? {
        Kind::Xlsx(workbook) => (Format::Xlsx, xlsx::inspect(&mut package, &workbook)?),
        Kind::Xlsb => (Format::Xlsb, xlsb::inspect(&mut package)?),
        Kind::Ods => (Format::Ods, ods::inspect(&mut package)?),
        Kind::Other(name) => {
            let message = format!("文件内容实际是{name}，不是表格");
            return Err(Refusal::new(&checks::NOT_A_WORKBOOK, message));
        }
    };
    package.drain_rest()?;
    Ok(Cleared::Package(format, bytes, facts))
}
