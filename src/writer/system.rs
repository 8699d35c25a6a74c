//! What packages say of the system they were made on: the same everywhere, so that the same inputs give the same bytes.

use std::io::{self, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System};

/// How well parts are packed: a run takes a tenth longer at the usual 6, and its books are a fiftieth smaller.
pub const LEVEL: u8 = 3;

/// How parts are packed.
pub fn packed() -> SimpleFileOptions {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let options = options.compression_level(Some(LEVEL.into()));
    options.system(SYSTEM)
}

/// The system all packages name.
const SYSTEM: System = System::Unix;

/// What is kept back of a package: its list of parts stands at the end, a hundred bytes for each.
const KEPT: usize = 1 << 20;
/// The record behind the list, and the signatures of both.
const END: (usize, &[u8]) = (22, b"PK\x05\x06");
const PART: (usize, &[u8]) = (46, b"PK\x01\x02");

/// Passes a package on whose maker asks the system it runs on.
pub struct OneSystem<W> {
    to: W,
    kept: Vec<u8>,
}

impl<W: Write> OneSystem<W> {
    /// Passes it on to this writer.
    pub fn new(to: W) -> Self {
        let kept = Vec::new();
        Self { to, kept }
    }

    /// Passes on what is left, when the package is whole.
    ///
    /// # Errors
    /// It cannot be written, or is no package.
    pub fn end(mut self) -> io::Result<()> {
        settle(&mut self.kept).ok_or(io::ErrorKind::InvalidData)?;
        self.to.write_all(&self.kept)
    }
}

impl<W: Write> Write for OneSystem<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.kept.extend_from_slice(bytes);
        if self.kept.len() >= 2 * KEPT {
            let passed = self.kept.len() - KEPT;
            self.to.write_all(&self.kept[..passed])?;
            self.kept.drain(..passed);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Names the system in the list of parts at the end of a package; none where there is no such list.
fn settle(package: &mut [u8]) -> Option<()> {
    let number = |of: &[u8], at: usize| {
        let two = of.get(at..at + 2)?.try_into().ok()?;
        Some(usize::from(u16::from_le_bytes(two)))
    };
    let end = package.len().checked_sub(END.0)?;
    let record = package.get(end..)?;
    let size = number(record, 12)? | number(record, 14)? << 16;
    record.starts_with(END.1).then_some(())?;
    let mut list = package.get_mut(end.checked_sub(size)?..end)?;
    while !list.is_empty() {
        let length = PART.0 + number(list, 28)? + number(list, 30)? + number(list, 32)?;
        list.starts_with(PART.1).then_some(())?;
        let (part, rest) = list.split_at_mut_checked(length)?;
        part[5] = u8::from(SYSTEM);
        list = rest;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use zip::ZipWriter;

    use super::*;

    fn made_on(system: System) -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        // More than is kept back, and what does not become less by packing.
        let long: Vec<u8> = (0u32..3 << 18)
            .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
            .collect();
        for name in ["长.bin", "xl/workbook.xml"] {
            out.start_file(name, packed().system(system))
                .expect("begun");
            out.write_all(&long).expect("written");
        }
        out.finish().expect("whole").into_inner()
    }

    #[test]
    fn a_package_is_the_same_wherever_it_is_made() {
        let own = made_on(SYSTEM);
        let other = made_on(System::Dos);
        assert_ne!(own, other);
        for package in [&own, &other] {
            let mut passed = Vec::new();
            let mut to = OneSystem::new(&mut passed);
            for piece in package.chunks(70_000) {
                to.write_all(piece).expect("taken");
            }
            to.end().expect("a package");
            assert!(passed == own);
        }
        assert!(OneSystem::new(Vec::new()).end().is_err());
    }
}
