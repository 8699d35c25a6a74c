//! Workbooks as people change them: single cells written or cleared, everything else as it was.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;

/// The workbook with texts written into blank cells of a sheet, everything else as it was.
pub fn filled(book: &Path, sheet: &str, cells: &[(String, &str)]) -> Vec<u8> {
    let bytes = fs::read(book).expect("the workbook");
    edited(&bytes, sheet, |xml| {
        let fill = |xml: String, (cell, text): &(String, &str)| written(&xml, cell, text);
        cells.iter().fold(xml, fill)
    })
}

/// The workbook with another number in a cell of a sheet, or with the cell cleared.
pub fn changed(bytes: &[u8], sheet: &str, cell: &str, number: Option<f64>) -> Vec<u8> {
    edited(bytes, sheet, |xml| {
        let start = xml.find(&format!("<c r=\"{cell}\"")).expect("the cell");
        let tag = start + xml[start..].find('>').expect("a tag");
        let (head, end) = match xml[..tag].strip_suffix('/') {
            Some(_) => (&xml[start..tag - 1], tag + 1),
            None => (
                &xml[start..tag],
                start + xml[start..].find("</c>").expect("an end") + 4,
            ),
        };
        assert!(!xml[start..end].contains("<f>"), "{cell} is a formula");
        let value = number.map_or(String::new(), |number| format!("<v>{number}</v>"));
        format!("{}{head}>{value}</c>{}", &xml[..start], &xml[end..])
    })
}

/// The workbook with the XML of one sheet changed.
fn edited(bytes: &[u8], sheet: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let open = || std::io::Cursor::new(bytes.to_vec());
    let names: calamine::Xlsx<_> = calamine::Reader::new(open()).expect("a workbook");
    let names = calamine::Reader::sheet_names(&names);
    let number = names.iter().position(|n| n == sheet).expect("the sheet") + 1;
    let own = format!("xl/worksheets/sheet{number}.xml");
    let mut parts = zip::ZipArchive::new(open()).expect("a package");
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).expect("a part");
        let name = part.name().expect("a name").to_string();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("a part");
        if name == own {
            content = change(String::from_utf8(content).expect("XML")).into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(name, options).expect("a part");
        out.write_all(&content).expect("a part");
    }
    out.finish().expect("a package").into_inner()
}

fn written(xml: &str, cell: &str, text: &str) -> String {
    let start = xml.find(&format!("<c r=\"{cell}\"")).expect("the cell");
    let end = start + xml[start..].find("/>").expect("a blank cell");
    let head = &xml[start..end];
    assert!(!head.contains('>'), "{cell} is not blank: {head}");
    // A blank cell may say that it would hold a number.
    let head = head.replace(" t=\"n\"", "");
    let head = head.trim_end();
    let inline = format!("{head} t=\"inlineStr\"><is><t>{text}</t></is></c>");
    format!("{}{inline}{}", &xml[..start], &xml[end + 2..])
}
