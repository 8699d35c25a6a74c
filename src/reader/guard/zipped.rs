//! A zip file: which kind of package it is, and the check of that kind.

use super::kind::{Kind, kind};
use super::package::Package;
use super::{Cleared, Refusal, ods, word, xlsb, xlsx};
use crate::reader::limits::Limits;
use crate::reader::workbook::Format;

/// Checks a zip file, and makes of it the package that calamine is given.
pub(super) fn clear(bytes: &[u8], limits: &Limits) -> Result<Cleared, Refusal> {
    let mut package = Package::open(bytes, limits)?;
    let (format, made, facts) = match kind(&mut package)? {
        Kind::Xlsx(workbook) => {
            let (made, facts) = xlsx::inspect(&mut package, &workbook)?;
            (Format::Xlsx, made, facts)
        }
        Kind::Xlsb(workbook) => {
            let (made, facts) = xlsb::inspect(&mut package, &workbook)?;
            (Format::Xlsb, made, facts)
        }
        Kind::Ods => {
            let (made, facts) = ods::inspect(&mut package)?;
            (Format::Ods, made, facts)
        }
        Kind::Word(main) => {
            let (parts, facts) = word::inspect(&mut package, &main)?;
            package.drain_rest()?;
            return Ok(Cleared::Word(parts, facts));
        }
        Kind::Other(document) => return Err(Refusal::foreign(document)),
    };
    // What nobody has looked at is unpacked once all the same: a damaged picture shows that the file was not copied whole.
    package.drain_rest()?;
    Ok(Cleared::Package(format, made.finish()?, facts.settle()))
}
