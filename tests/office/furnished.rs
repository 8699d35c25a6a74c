//! A form with all that may lie in one, as LibreOffice writes it: a picture, notes, lists, a pivot table with its cache, names,
//! a macro. Marked, saved by LibreOffice or openpyxl, mended and cleaned, nothing of it is lost.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::libreoffice::converted_from;
use crate::python;
use crate::returns::{check, entries, no_mark_is_left};
use crate::support::{edit, qingfeng, temp};

const XLSM: &str = "xlsm:Calc MS Excel 2007 VBA XML";
const FORM: &str = "预算科.xlsm";
const SHEET: &str = "xl/worksheets/sheet1.xml";
/// Parts in which marks may stand.
const MAY_DIFFER: [&str; 11] = [
    "[Content_Types].xml",
    "docProps/app.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    SHEET,
    "xl/worksheets/_rels/sheet1.xml.rels",
    "xl/comments1.xml",
    "xl/comments/comment1.xml",
    "xl/drawings/vmlDrawing1.vml",
];

type Parts = BTreeMap<String, Vec<u8>>;

fn parts(bytes: &[u8]) -> Parts {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut all = Parts::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("a part");
        all.insert(name, content);
    }
    all
}

/// The macros of the workbook in the examples of rust_xlsxwriter, which Excel has written.
fn macros() -> Vec<u8> {
    let cargo = |arguments: &[&str]| {
        let said = Command::new(env!("CARGO")).args(arguments).output();
        String::from_utf8(said.expect("cargo").stdout).expect("text")
    };
    let about = cargo(&["-vV"]);
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let platform = ["--filter-platform", host.expect("a host")];
    let own = [
        "metadata",
        "--format-version=1",
        "--offline",
        "--manifest-path",
        manifest,
    ];
    let said = cargo(&[&own[..], &platform].concat());
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let mut packages = said["packages"].as_array().expect("packages").iter();
    let own = packages.find(|p| p["name"] == "rust_xlsxwriter");
    let manifest = own.expect("a dependency")["manifest_path"].as_str();
    let folder = Path::new(manifest.expect("a path")).parent();
    fs::read(folder.expect("a folder").join("examples/vbaProject.bin")).expect("macros")
}

/// The workbook with macros, as Excel ties them to it.
fn with_macros(book: &[u8]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, content: &[u8]| {
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(name, options).expect("a part");
        out.write_all(content).expect("a part");
    };
    for (name, content) in parts(book) {
        let tie = match name.as_str() {
            "[Content_Types].xml" => {
                "<Override PartName=\"/xl/vbaProject.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>"
            }
            "xl/_rels/workbook.xml.rels" => {
                "<Relationship Id=\"rIdVba\" Type=\"http://schemas.microsoft.com/office/2006/relationships/vbaProject\" Target=\"vbaProject.bin\"/></Relationships>"
            }
            _ => {
                put(&name, &content);
                continue;
            }
        };
        let text = String::from_utf8(content).expect("XML");
        let (_, end) = tie.rsplit_once("/>").expect("an end");
        let plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
        let enabled = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";
        put(
            &name,
            text.replace(end, tie).replace(plain, enabled).as_bytes(),
        );
    }
    put("xl/vbaProject.bin", &macros());
    out.finish().expect("a package").into_inner()
}

/// The form as LibreOffice writes it, macros and all.
fn form() -> Vec<u8> {
    let source = include_bytes!("furnished/form.fods");
    let plain = converted_from("fods", &[source], "xlsx").remove(0);
    converted_from("xlsm", &[with_macros(&plain)], XLSM).remove(0)
}

/// The form as openpyxl writes it again, where that is at hand.
fn by_openpyxl(form: &[u8]) -> Option<Vec<u8>> {
    let python = python::with("openpyxl", true)?;
    let folder = temp();
    let [from, to] = ["从.xlsm", "到.xlsm"].map(|name| folder.path().join(name));
    fs::write(&from, form).expect("written");
    let script = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1], keep_vba=True).save(sys.argv[2])";
    let said = Command::new(python)
        .args(["-c", script])
        .args([&from, &to])
        .output();
    let said = said.expect("it starts");
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    Some(fs::read(to).expect("saved"))
}

/// What must be in the form, and in whatever is made of it. Openpyxl keeps pictures only where a further package is installed.
fn is_furnished(parts: &Parts, pictures: bool) {
    let folders = ["xl/vbaProject.bin", "xl/pivotCache/", "xl/pivotTables/"];
    let media = Some("xl/media/").filter(|_| pictures);
    for part in folders.into_iter().chain(media) {
        let there = parts.keys().any(|name| name.starts_with(part));
        assert!(there, "{part}: {:?}", parts.keys());
    }
    let all = |start: &str, piece: &str| {
        let mut own = parts.iter().filter(|(name, _)| name.starts_with(start));
        own.any(|(_, content)| String::from_utf8_lossy(content).contains(piece))
    };
    for (part, piece) in [
        (SHEET, "dataValidation "),
        (SHEET, "mergeCell "),
        ("xl/workbook.xml", "等级栏"),
        ("xl/comments", "请写全"),
        ("[Content_Types].xml", "macroEnabled"),
    ] {
        assert!(all(part, piece), "{piece} in {part}");
    }
}

fn cleaned(folder: &Path, file: &Path) -> PathBuf {
    let out = folder.join("清");
    let said = qingfeng(&[
        "clean".as_ref(),
        file.as_os_str(),
        "-o".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    out.join(file.file_name().expect("a name"))
}

pub fn nothing_that_lies_in_a_form_is_lost() {
    let by_libreoffice = form();
    assert!(parts(&by_libreoffice).contains_key("xl/media/image1.png"));
    let openpyxl = by_openpyxl(&by_libreoffice);
    for form in std::iter::once(by_libreoffice).chain(openpyxl) {
        goes_round(&form);
    }
}

fn goes_round(form: &[u8]) {
    let folder = temp();
    let (inputs, out) = (folder.path().join("收表"), folder.path().join("退改"));
    fs::create_dir(&inputs).expect("a folder");
    let source = inputs.join(FORM);
    fs::write(&source, form).expect("written");
    let before = parts(form);
    let pictures = before.contains_key("xl/media/image1.png");
    is_furnished(&before, pictures);
    let found = check(&inputs, &["--returns", out.to_str().expect("a path")]);
    assert!(found.err.is_empty(), "{}", found.err);
    let back = out.join("预算科").join(FORM);
    let marked = fs::read(&back).expect("a marked form");
    let after = parts(&marked);
    is_furnished(&after, pictures);
    for (name, content) in &before {
        let same = after.get(name) == Some(content);
        assert!(same || MAY_DIFFER.contains(&name.as_str()), "{name}");
    }
    assert_eq!(check(&source, &[]).out, check(&back, &[]).out);
    assert_eq!(
        fs::read(cleaned(folder.path(), &back)).expect("clean"),
        form
    );
    fs::remove_dir_all(folder.path().join("清")).expect("removed");
    // Saved by LibreOffice it reads as the form does when that is saved so, and is as whole.
    let mut saved = converted_from("xlsm", &[form, &marked], XLSM).into_iter();
    let [as_came, saved] = [saved.next(), saved.next()].map(|book| book.expect("saved"));
    is_furnished(&parts(&saved), pictures);
    fs::write(&source, as_came).expect("written");
    fs::write(&back, &saved).expect("written");
    assert_eq!(entries(&source), entries(&back));
    let mended = edit::filled(
        &back,
        "自查表",
        &[("D4".to_owned(), "三级"), ("D5".to_owned(), "二级")],
    );
    fs::write(&back, mended).expect("written");
    let said = check(&back, &[]);
    assert!(
        said.status == 0 && !said.out.contains("\"E01\""),
        "{}",
        said.out
    );
    let clean = cleaned(folder.path(), &back);
    let bytes = fs::read(&clean).expect("clean");
    no_mark_is_left(&bytes);
    is_furnished(&parts(&bytes), pictures);
    assert_eq!(
        parts(&bytes)["xl/vbaProject.bin"],
        parts(&saved)["xl/vbaProject.bin"]
    );
    assert_eq!(check(&clean, &[]).status, 0);
    assert_eq!(entries(&back), entries(&clean));
}
