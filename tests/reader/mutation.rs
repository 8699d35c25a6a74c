//! Good files with a few bytes changed at random, from a fixed seed: reading must neither panic nor hang nor print, and
//! whatever is refused must come with a reason.

use std::sync::Arc;
use std::time::{Duration, Instant};

use qingfeng::diagnostic::Severity;
use qingfeng::reader::{Limits, from_bytes};

use crate::fixture;
use crate::support::build::{Xlsx, xlsb};

/// A small pseudo-random sequence (xorshift); the same on every machine.
struct Sequence(u64);

impl Sequence {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("small")
    }
}

fn check(name: &str, bytes: &[u8], seed: u64) {
    let begun = Instant::now();
    let reading = from_bytes(bytes, &Arc::from(name), &Limits::default());
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{name} seed {seed} took too long"
    );
    let reason = reading
        .findings
        .iter()
        .any(|f| f.severity == Severity::Error);
    assert!(
        reading.workbook.is_some() || reason,
        "{name} seed {seed}: refused without a reason"
    );
}

fn mutate(bytes: &mut [u8], sequence: &mut Sequence) {
    for _ in 0..=sequence.below(6) {
        let at = sequence.below(bytes.len());
        bytes[at] = match sequence.below(4) {
            0 => 0xFF,
            1 => 0,
            _ => u8::try_from(sequence.below(256)).expect("byte"),
        };
    }
}

#[test]
fn changed_bytes_never_break_the_reader() {
    for name in ["form.xlsx", "form.xls", "form.ods"] {
        let good = std::fs::read(fixture(name)).expect("fixture");
        for seed in 1..=200 {
            let mut bytes = good.clone();
            mutate(&mut bytes, &mut Sequence::new(seed));
            check(name, &bytes, seed);
        }
    }
}

/// The same inside the parts, where no checksum catches it.
#[test]
fn changed_parts_never_break_the_reader() {
    let rows = "<row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><f>A1</f><v>46328</v></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>乙</t></is></c></row>";
    for seed in 1..=400 {
        let mut book = Xlsx::with_sheet(&format!(
            "<dimension ref=\"A1:B2\"/><sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>"
        ));
        let mut sequence = Sequence::new(seed);
        let part = sequence.below(book.parts.len());
        mutate(&mut book.parts[part].1, &mut sequence);
        check("parts.xlsx", &book.bytes(), seed);
    }
}

/// The stored parts of a binary package have checksums, so they are unpacked, changed and packed again.
#[test]
fn changed_binary_records_never_break_the_reader() {
    use std::io::Read;
    let good = xlsb(2);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(good)).expect("zip");
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("entry");
        let name = entry.name().expect("name").into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("bytes");
        parts.push((name, bytes));
    }
    for seed in 1..=300 {
        let mut changed = parts.clone();
        let mut sequence = Sequence::new(seed);
        let binary = changed.len() - 1 - sequence.below(2);
        mutate(&mut changed[binary].1, &mut sequence);
        let named: Vec<(&str, &[u8])> = changed
            .iter()
            .map(|(n, b)| (n.as_str(), b.as_slice()))
            .collect();
        check("parts.xlsb", &crate::support::build::zip(&named), seed);
    }
}

/// The stream of an .xls, taken out and put back, so that the records are hit and not only the container.
#[test]
fn changed_xls_records_never_break_the_reader() {
    use std::io::Read;
    let file = std::fs::File::open(fixture("form.xls")).expect("fixture");
    let mut good = Vec::new();
    let mut ole = cfb::CompoundFile::open(file).expect("ole");
    ole.open_stream("/Workbook")
        .expect("stream")
        .read_to_end(&mut good)
        .expect("bytes");
    for seed in 1..=600 {
        let mut stream = good.clone();
        mutate(&mut stream, &mut Sequence::new(seed));
        check(
            "records.xls",
            &crate::support::build::ole(&[("/Workbook", &stream)]),
            seed,
        );
    }
}
