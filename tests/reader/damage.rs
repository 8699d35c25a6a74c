//! Good files that did not arrive whole: cut off anywhere, or with a byte changed where a checksum tells. Our own guard
//! refuses them before anything else sees them, or nothing that counts was lost and they read as before; the reader neither
//! panics nor prints, and whatever is refused comes with a reason.

use std::sync::Arc;

use qingfeng::diagnostic::Severity;
use qingfeng::reader::{Limits, Reading, from_bytes};

use crate::fixture;
use crate::support::build::{Xlsx, unzip, xlsb};

fn take(bytes: &[u8]) -> Reading {
    from_bytes(bytes, &Arc::from("表"), &Limits::default())
}

/// Whether a damaged file was refused with a reason; else it must read as the good one does.
fn is_refused(good: &Reading, bytes: &[u8], what: &str) -> bool {
    let reading = take(bytes);
    if reading.workbook.is_some() {
        assert_eq!(
            reading.workbook, good.workbook,
            "{what}: read, but otherwise"
        );
        return false;
    }
    let [finding] = reading.findings.as_slice() else {
        panic!("{what}: {:?}", reading.findings)
    };
    assert_eq!(finding.severity, Severity::Error, "{what}");
    assert_eq!(
        finding.place.sheet, None,
        "{what}: the file is refused as a whole"
    );
    assert!(
        !finding.message.is_empty() && !finding.help.is_empty(),
        "{what}"
    );
    true
}

fn good_files() -> Vec<(&'static str, Vec<u8>)> {
    let mut files: Vec<(&str, Vec<u8>)> = ["form.xlsx", "form.xls", "form.ods"]
        .into_iter()
        .map(|name| (name, std::fs::read(fixture(name)).expect("fixture")))
        .collect();
    files.push(("made.xlsb", xlsb(2)));
    files
}

#[test]
fn a_file_cut_off_anywhere_is_refused_or_has_lost_nothing() {
    for (name, bytes) in good_files() {
        let good = take(&bytes);
        assert!(good.workbook.is_some(), "{name}");
        let step = (bytes.len() / 60).max(1);
        let mut refused = 0;
        for end in (1..bytes.len()).step_by(step) {
            refused += usize::from(is_refused(
                &good,
                &bytes[..end],
                &format!("{name} cut at {end}"),
            ));
        }
        assert!(refused > 40, "{name}: {refused} refused");
        assert!(
            is_refused(&good, &bytes[..bytes.len() / 2], name),
            "{name}: half of it"
        );
    }
}

/// One byte of the packed data changed, part by part: the checksum tells.
#[test]
fn a_changed_byte_in_any_part_of_a_package_is_noticed() {
    for (name, bytes) in good_files()
        .into_iter()
        .filter(|(name, _)| *name != "form.xls")
    {
        let good = take(&bytes);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a package");
        for at in 0..archive.len() {
            let part = archive.by_index_raw(at).expect("a part");
            let begin = part.data_start().expect("a place");
            let middle = usize::try_from(begin + part.compressed_size() / 2).expect("small");
            if part.compressed_size() == 0 {
                continue;
            }
            let mut changed = bytes.clone();
            changed[middle] ^= 1;
            let name = format!("{name} {:?}", part.name());
            assert!(is_refused(&good, &changed, &name), "{name}: not noticed");
        }
    }
}

/// What is between the parts of one and the same workbook does not matter, their order neither.
#[test]
fn the_order_of_parts_does_not_matter() {
    let good = Xlsx::new("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>").bytes();
    let mut parts = unzip(&good);
    parts.reverse();
    let named: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(n, b)| (n.as_str(), b.as_slice()))
        .collect();
    assert_eq!(
        take(&crate::support::build::zip(&named)).workbook,
        take(&good).workbook
    );
}

/// A record of the stream left out, one after the other: cells may go missing with their records, but nothing else may happen.
#[test]
fn a_record_left_out_of_an_old_workbook_does_no_harm() {
    use std::io::Read;
    let file = std::fs::File::open(fixture("form.xls")).expect("fixture");
    let mut stream = Vec::new();
    let mut ole = cfb::CompoundFile::open(file).expect("ole");
    let mut opened = ole.open_stream("/Workbook").expect("stream");
    opened.read_to_end(&mut stream).expect("bytes");
    let mut at = 0;
    let mut looked = 0;
    while at + 4 <= stream.len() {
        let length = usize::from(u16::from_le_bytes([stream[at + 2], stream[at + 3]]));
        let mut without = stream.clone();
        // A record of no known type is passed over by every reader.
        without[at..at + 2].copy_from_slice(&[0xFE, 0xFF]);
        let reading = take(&crate::support::build::ole(&[("/Workbook", &without)]));
        let reason = reading
            .findings
            .iter()
            .any(|f| f.severity == Severity::Error);
        assert!(reading.workbook.is_some() || reason, "record at {at}");
        looked += 1;
        at += 4 + length;
    }
    assert!(looked > 50);
}
