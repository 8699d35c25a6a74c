//! What the integration tests share: running the program, temporary folders, folders as bytes.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::Digest as _;

/// What the program said.
pub struct Said {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program.
pub fn qingfeng<S: AsRef<OsStr>>(arguments: &[S]) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_qingfeng"))
        .args(arguments)
        .output()
        .expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Said {
        status: output.status.code().unwrap_or(-1),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}

/// The workbooks of `tests/forms`.
pub fn forms() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms")
}

/// A temporary folder.
pub fn temp() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Every file of a folder, by its path, with a digest of its bytes.
pub fn folder_bytes(folder: &Path) -> BTreeMap<PathBuf, String> {
    let files = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|e| e.expect("an entry"));
    files
        .filter(|e| e.file_type().is_file())
        .map(|e| {
            let inner = e.path().strip_prefix(folder).expect("inside").to_path_buf();
            let bytes = fs::read(e.path()).expect("readable");
            (
                inner,
                format!("{} {:x?}", bytes.len(), sha2::Sha256::digest(&bytes)),
            )
        })
        .collect()
}

/// Makes LibreOffice reckon all formulas when it opens a file, whoever wrote it.
const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// A workbook as LibreOffice reckons it anew and writes it again in another format; none, with a line saying so, where it is not installed.
#[allow(clippy::print_stdout)]
pub fn libreoffice(bytes: &[u8], format: &str, folder: &Path) -> Option<Vec<u8>> {
    let (source, target) = (folder.join("book.xlsx"), folder.join("out"));
    fs::write(&source, bytes).expect("written");
    let profile = folder.join("profile");
    fs::create_dir_all(profile.join("user")).expect("a profile");
    fs::write(profile.join("user/registrymodifications.xcu"), ALWAYS).expect("a profile");
    let output = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", format, "--outdir"])
        .args([&target, &source])
        .output();
    let Ok(output) = output else {
        println!("skipped: soffice is not installed");
        return None;
    };
    assert!(output.status.success(), "LibreOffice gave up");
    Some(fs::read(target.join(format!("book.{format}"))).expect("LibreOffice wrote a file"))
}

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
    let inline = format!("{head} t=\"inlineStr\"><is><t>{text}</t></is></c>");
    format!("{}{inline}{}", &xml[..start], &xml[end + 2..])
}
