//! The workbook as it came, kept in the marked one: of parts that stay only how long they are, of those that change all bytes.
//! Whatever was not touched since can be given back byte for byte.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Unmarkable;
use super::book::Book;
use super::package::Package;
use super::xml::{child, escaped, said, tags};
use crate::digest::sha256_hex;

const SPACE: &str = "urn:qingfeng:marked";
const PART: &str = "customXml/qingfeng.xml";
/// Bytes of a workbook that is put together again.
const MOST: u64 = 256 << 20;

/// What is kept.
#[derive(Serialize, Deserialize)]
struct Record {
    /// Digest of the workbook as it came.
    sha256: String,
    /// Number of the first style that marks brought.
    first: usize,
    /// The styles that those were made of.
    bases: Vec<usize>,
    /// Digests of the changed and the new parts as marked.
    marked: BTreeMap<String, String>,
    /// Digests of what stands in each of them before and behind the cells, where it is a worksheet.
    around: BTreeMap<String, [String; 2]>,
    pieces: Vec<Piece>,
}

/// A piece of the workbook as it came.
#[derive(Serialize, Deserialize)]
enum Piece {
    /// Bytes, in hexadecimal.
    Bytes(String),
    /// What is packed in a part that marks leave alone.
    Part(String, u64),
}

/// Keeps the workbook as it came.
pub fn keep(
    package: &mut Package<'_>,
    book: &Book,
    styles: (usize, Vec<usize>),
) -> Result<(), Unmarkable> {
    package.add(PART, "application/xml", String::new())?;
    package.relate(&book.part, "customXml", PART)?;
    let mut marked = package.changes();
    marked.remove(PART);
    let mut pieces = Vec::new();
    let bytes = package.bytes();
    let mut done = 0;
    let own = |from: usize, to: usize| Piece::Bytes(hex(bytes.get(from..to).unwrap_or_default()));
    for (name, packed) in package.packed()? {
        if packed.start < done {
            // A package whose parts lie in each other is kept as a whole.
            (pieces, done) = (Vec::new(), 0);
            break;
        }
        if !marked.contains_key(&name) && !packed.is_empty() {
            pieces.push(own(done, packed.start));
            pieces.push(Piece::Part(name, packed.len() as u64));
            done = packed.end;
        }
    }
    pieces.push(own(done, bytes.len()));
    let (first, bases) = styles;
    let mut around_cells = BTreeMap::new();
    for sheet in book.sheets.iter().filter_map(|s| s.part.as_ref()) {
        if marked.contains_key(sheet) {
            let text = package.text(sheet)?;
            let pieces = around(&text).map(|places| places.map(|p| digest(&text, p)));
            around_cells.extend(pieces.map(|pieces| (sheet.clone(), pieces)));
        }
    }
    let record = Record {
        sha256: sha256_hex(bytes),
        first,
        bases,
        marked,
        around: around_cells,
        pieces,
    };
    let record = serde_json::to_string(&record).unwrap_or_default();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<qingfeng xmlns=\"{SPACE}\"><t>{}</t></qingfeng>",
        escaped(&record)
    );
    package.put(PART, text);
    Ok(())
}

/// The workbook as it came, as far as it is still to be had.
pub struct Original {
    /// Its bytes; those of parts that were never changed may be others by now.
    pub bytes: Vec<u8>,
    /// Whether nothing was touched since it was marked.
    pub whole: bool,
    /// The part that keeps it.
    pub part: String,
    record: Record,
}

impl Original {
    /// What a marked workbook keeps.
    pub fn of(package: &mut Package<'_>, book: &Book) -> Result<Option<Self>, Unmarkable> {
        let relations = package.relations(&book.part)?;
        for relation in relations.into_iter().filter(|r| r.kind == "customXml") {
            let Ok(text) = package.text(&relation.part) else {
                continue;
            };
            let Some(record) = record(&text) else {
                continue;
            };
            let Some(bytes) = record.bytes(package) else {
                continue;
            };
            let mut known = record.marked.iter();
            let all = known.all(|(name, digest)| digest_of(package, name).as_ref() == Some(digest));
            return Ok(Some(Self {
                whole: all && sha256_hex(&bytes) == record.sha256,
                bytes,
                part: relation.part,
                record,
            }));
        }
        Ok(None)
    }

    /// Whether a part is as it was marked.
    pub fn untouched(&self, package: &mut Package<'_>, part: &str) -> bool {
        let known = self.record.marked.get(part);
        known.is_some() && digest_of(package, part).as_ref() == known
    }

    /// Whether what stands on one side of the cells of a sheet is as it was marked.
    pub fn around(&self, part: &str, side: usize, text: &str) -> bool {
        let known = self.record.around.get(part);
        known.is_some_and(|known| known[side] == digest(text, 0..text.len()))
    }

    /// The parts that marks changed or brought.
    pub fn parts(&self) -> Vec<String> {
        self.record.marked.keys().cloned().collect()
    }

    /// The style that a marked cell had before.
    pub fn style(&self, marked: usize) -> Option<usize> {
        let added = marked.checked_sub(self.record.first)?;
        self.record.bases.get(added).copied()
    }
}

/// What of a worksheet stands before and behind the cells.
pub fn around(text: &str) -> Option<[Range<usize>; 2]> {
    const CELLS: &str = "sheetData";
    Some([0..text.find(CELLS)?, text.rfind(CELLS)?..text.len()])
}

fn record(text: &str) -> Option<Record> {
    if !text.contains(SPACE) {
        return None;
    }
    let found = tags(text).ok()?;
    let from = child(&found, "t")?;
    serde_json::from_str(&said(text, &found[from..])).ok()
}

fn digest(text: &str, range: Range<usize>) -> String {
    sha256_hex(text.get(range).unwrap_or_default().as_bytes())
}

fn digest_of(package: &mut Package<'_>, part: &str) -> Option<String> {
    let text = package.read(part).ok()?;
    Some(sha256_hex(text.as_bytes()))
}

impl Record {
    fn bytes(&self, package: &mut Package<'_>) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let packed: BTreeMap<_, _> = package.packed().ok()?.into_iter().collect();
        for piece in &self.pieces {
            match piece {
                Piece::Bytes(hex) => out.extend(unhex(hex)?),
                Piece::Part(name, bytes) => {
                    let there = packed.get(name).filter(|p| p.len() as u64 == *bytes);
                    let there = there.and_then(|p| package.bytes().get(p.clone()));
                    let room = MOST.checked_sub(out.len() as u64)?;
                    let long = usize::try_from(*bytes).ok().filter(|_| *bytes < room)?;
                    match there {
                        Some(there) => out.extend(there),
                        // So that all others lie where they lay.
                        None => out.resize(out.len() + long, 0),
                    }
                }
            }
        }
        Some(out)
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| DIGITS[usize::from(digit)]).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let byte = |pair: &[u8]| match pair {
        [high, low] => u8::try_from(digit(high)? * 16 + digit(low)?).ok(),
        _ => None,
    };
    text.as_bytes().chunks(2).map(byte).collect()
}
