//! Findings as pages show them, and where a file is looked at.

use std::fmt::Write as _;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::location::Place;
use crate::text::without_command;

/// A finding.
#[derive(Serialize)]
pub struct Told {
    severity: Severity,
    code: String,
    title: String,
    file: String,
    place: String,
    row: String,
    message: String,
    help: String,
    found: Option<String>,
    address: String,
}

impl Told {
    /// What a finding says.
    pub fn of(finding: &Diagnostic) -> Self {
        let place = &finding.place;
        let sheet = place.sheet.as_ref().map(|sheet| format!("工作表“{sheet}”"));
        let cell = place.cell.map(|cell| format!("单元格 {cell}"));
        let parts: Vec<String> = sheet.into_iter().chain(cell).collect();
        Self {
            severity: finding.severity,
            code: finding.code.clone(),
            title: finding.title.clone(),
            file: place.file.to_string(),
            place: parts.join(" "),
            row: finding.row_note(),
            message: without_command(&finding.message),
            help: without_command(&finding.help),
            found: finding.found.clone(),
            address: at(place),
        }
    }
}

/// The address at which a form is looked at.
pub fn found_in(file: &str) -> String {
    format!("/form?file={}", coded(file))
}

/// The same, at the sheet and the cell of a place.
fn at(place: &Place) -> String {
    let mut address = found_in(&place.file);
    if let Some(sheet) = &place.sheet {
        address.extend(["&sheet=", &coded(sheet)]);
    }
    if let Some(cell) = place.cell.map(|cell| cell.to_string()) {
        address.extend(["&at=", &cell, "#", &cell]);
    }
    address
}

/// A text as a part of an address.
pub fn coded(text: &str) -> String {
    let mut coded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            coded.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(coded, "%{byte:02X}");
        }
    }
    coded
}
