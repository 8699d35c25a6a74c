//! The parts of a blank form as Excel finds them.

use std::io::{Cursor, Read as _};

use regex::Regex;

/// A part of a package.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

pub fn sheet(bytes: &[u8]) -> String {
    part(bytes, "xl/worksheets/sheet1.xml")
}

/// The rules for input, each as its whole element.
pub fn rules(sheet: &str) -> Vec<String> {
    let all = Regex::new(r"(?s)<dataValidation .*?</dataValidation>").unwrap();
    all.find_iter(sheet)
        .map(|m| m.as_str().to_owned())
        .collect()
}

pub fn attribute(element: &str, name: &str) -> String {
    let value = Regex::new(&format!(" {name}=\"([^\"]*)\"")).unwrap();
    value
        .captures(element)
        .map_or(String::new(), |c| c[1].to_owned())
}
