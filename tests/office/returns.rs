//! Marked forms that another program has saved: they read as they came, and their marks come off.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::libreoffice::converted;
use crate::support::{edit, forms, package::Book, qingfeng, temp};

const DATE: [&str; 2] = ["--date", "2026-11-20"];

pub fn check(path: &Path, more: &[&str]) -> crate::support::Said {
    let path = path.to_str().expect("a path");
    qingfeng(&[&["check", path, "--format", "json"][..], &DATE, more].concat())
}

/// What is read of a form: every entry with its cells, without what only the file's place says.
pub fn entries(path: &Path) -> String {
    let path = path.to_str().expect("a path");
    let said = qingfeng(&[&["inspect", path, "--format", "json"][..], &DATE].concat());
    assert!(said.err.is_empty(), "{}", said.err);
    let mut read: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    forget(&mut read);
    read.to_string()
}

/// Takes out digests and sizes of files.
fn forget(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(all) => {
            for name in ["sha256", "bytes", "modified"] {
                all.remove(name);
            }
            all.values_mut().for_each(forget);
        }
        serde_json::Value::Array(all) => all.iter_mut().for_each(forget),
        _ => {}
    }
}

/// Marks the forms of a folder; answers each that was marked, with where it came from.
fn marked(inputs: &Path, out: &Path) -> Vec<(PathBuf, PathBuf)> {
    let said = check(inputs, &["--returns", out.to_str().expect("a path")]);
    assert!(said.err.is_empty(), "{}", said.err);
    let files = walkdir::WalkDir::new(inputs).sort_by_file_name();
    let files = files.into_iter().map(|e| e.expect("an entry").into_path());
    let by_name: BTreeMap<_, _> = files
        .map(|p| (p.file_name().expect("a name").to_owned(), p))
        .collect();
    let marked = walkdir::WalkDir::new(out).sort_by_file_name();
    let marked = marked.into_iter().map(|e| e.expect("an entry").into_path());
    marked
        .filter_map(|path| Some((path.clone(), by_name.get(path.file_name()?)?.clone())))
        .filter(|(path, _)| path.is_file())
        .collect()
}

pub fn a_marked_form_saved_by_another_program_reads_as_it_came() {
    let folder = temp();
    let year = folder.path().join("一年");
    let made = ["--entries", "120", "--defects", "0.1", "--all-kinds"];
    let said = qingfeng(&[&["sample", "-o", year.to_str().expect("a path")][..], &made].concat());
    assert_eq!(said.status, 0, "{}", said.err);
    for (number, inputs) in [year, forms()].into_iter().enumerate() {
        let pairs = marked(&inputs, &folder.path().join(number.to_string()));
        assert!(pairs.len() > 4, "{pairs:?}");
        let books: Vec<_> = pairs
            .iter()
            .map(|(p, _)| fs::read(p).expect("a form"))
            .collect();
        let originals: Vec<_> = pairs
            .iter()
            .map(|(_, p)| fs::read(p).expect("a form"))
            .collect();
        let saved = converted(&books, "xlsx").into_iter();
        // What that program makes of a form without marks is what counts.
        let as_came = converted(&originals, "xlsx").into_iter();
        for (((marked, _), saved), as_came) in pairs.iter().zip(saved).zip(as_came) {
            let name = marked.file_name().expect("a name");
            let place = |folder_name: &str, bytes: &[u8]| {
                let own = folder.path().join(folder_name);
                fs::create_dir_all(&own).expect("a folder");
                fs::write(own.join(name), bytes).expect("written");
                own.join(name)
            };
            let before = place("原", &as_came);
            let saved = place("存", &saved);
            assert_eq!(entries(&before), entries(&saved), "{}", marked.display());
            let out = folder.path().join("清");
            let said = qingfeng(&[
                "clean".as_ref(),
                saved.as_os_str(),
                "-o".as_ref(),
                out.as_os_str(),
            ]);
            assert_eq!(said.status, 0, "{} {}", marked.display(), said.err);
            let clean = out.join(name);
            assert_eq!(entries(&before), entries(&clean), "{}", marked.display());
            no_mark_is_left(&fs::read(&clean).expect("a form"));
            fs::remove_file(clean).expect("removed");
        }
    }
}

/// No part of the package says anything of ours.
pub fn no_mark_is_left(bytes: &[u8]) {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut content).expect("a part");
        let text = String::from_utf8_lossy(&content);
        for mark in ["需改正清单", "【需改正】", "【请核对】", "qingfeng"] {
            assert!(!text.contains(mark), "{mark} is left in {name}: {text}");
        }
    }
    Book::read(bytes);
}

pub fn a_form_mended_in_another_program_has_no_finding_left() {
    const FORM: &str = "20-six-levels-left-empty.xlsx";
    let folder = temp();
    let inputs = folder.path().join("收表");
    fs::create_dir(&inputs).expect("a folder");
    fs::copy(forms().join(FORM), inputs.join(FORM)).expect("copied");
    let pairs = marked(&inputs, &folder.path().join("退改"));
    let back = &pairs[0].0;
    let cells: Vec<(String, &str)> = (6..=11).map(|row| (format!("D{row}"), "三级")).collect();
    let mended = edit::filled(back, "Sheet1", &cells);
    let saved = converted(&[mended], "xlsx").remove(0);
    fs::write(back, saved).expect("written");
    let said = check(back, &[]);
    assert_eq!(said.status, 0, "{}", said.out);
    let out = folder.path().join("清");
    let said = qingfeng(&[
        "clean".as_ref(),
        back.as_os_str(),
        "-o".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    let clean = out.join(FORM);
    assert_eq!(check(&clean, &[]).status, 0);
    let bytes = fs::read(&clean).expect("a form");
    no_mark_is_left(&bytes);
    assert_eq!(Book::read(&bytes).sheet("Sheet1").text(6, 3), "三级");
}
