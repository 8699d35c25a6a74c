//! The files of a result against its record.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::account::Section;
use crate::app::reason::plain_reason;
use crate::app::record::{RECORD, Record};
use crate::app::result::is_aside;
use crate::digest::sha256_hex;

/// Compares every file. What was kept aside for people, and what office programs lay beside an open book, is no part of a result.
pub fn compare(folder: &Path, record: &Record) -> Section {
    let outputs = || record.outputs.iter().chain(&record.left);
    let mut differences: Vec<String> = outputs()
        .filter_map(|o| differs(&folder.join(&o.path), &o.path, &o.sha256))
        .collect();
    let known: BTreeSet<&str> = outputs().map(|o| o.path.as_str()).collect();
    for path in all(folder) {
        let mut names = path.split('/');
        let passing = names.any(|n| n.starts_with("~$") || n.starts_with('.')) || is_aside(&path);
        if path != RECORD && !known.contains(path.as_str()) && !passing {
            differences.push(format!("多出“{path}”：不是那次运行写出的"));
        }
    }
    Section {
        compared: outputs().count(),
        differences,
    }
}

/// What differs about a file that should have this digest, in a sentence.
pub fn differs(path: &Path, name: &str, sha256: &str) -> Option<String> {
    match digest(path) {
        Ok(found) if found == sha256 => None,
        Ok(_) => Some(format!("“{name}”的内容变了，与记录的校验值不符")),
        Err(e) if e.kind() == io::ErrorKind::InvalidInput => {
            Some(format!("“{name}”不是普通文件了"))
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => Some(format!("缺少“{name}”")),
        Err(e) => Some(format!("“{name}”打不开：{}", plain_reason(&e))),
    }
}

/// Only of plain files: nothing else is opened.
fn digest(path: &Path) -> io::Result<String> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    Ok(sha256_hex(&fs::read(path)?))
}

/// The paths of all files, with `/`, in order.
fn all(folder: &Path) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    collect(folder, "", &mut out);
    out
}

fn collect(folder: &Path, above: &str, out: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = format!("{above}{}", entry.file_name().to_string_lossy());
        if entry.file_type().is_ok_and(|t| t.is_dir()) {
            collect(&entry.path(), &format!("{path}/"), out);
        } else {
            out.insert(path);
        }
    }
}
