//! Roster books read beside a policy.

use std::path::PathBuf;
use std::sync::Arc;

use qingfeng::app;
use qingfeng::policy::{Policy, RosterBook, Source};
use qingfeng::reader::{self, Limits};

/// The policy of a text with the roster of a book.
pub fn policy_of(bytes: &[u8], text: &str) -> Policy {
    let shown: Arc<str> = "花名册.xlsx".into();
    let reading = reader::from_bytes(bytes, &shown, &Limits::default());
    let book = RosterBook {
        path: PathBuf::from("花名册.xlsx"),
        shown,
        sha256: reading.sha256,
        bytes: bytes.to_vec(),
        findings: reading.findings,
        sections: 0,
        places: qingfeng::policy::RosterPlaces::default(),
    };
    let source = Source {
        name: "qingfeng.toml".to_owned(),
        text: text.to_owned(),
    };
    let workbook = reading.workbook.expect("a workbook");
    Policy::with_roster(Some(&source), Some((book, &workbook)), &app::checks()).expect("valid")
}

/// What is found, as `B05 科室!A5`.
pub fn found(policy: &Policy) -> Vec<String> {
    let findings = policy.roster_findings().iter();
    let mut found: Vec<String> = findings
        .map(|f| {
            let sheet = f.place.sheet.as_deref().unwrap_or("");
            let cell = f.place.cell.map_or(String::new(), |cell| cell.to_string());
            format!("{} {sheet}!{cell}", f.code)
        })
        .collect();
    found.sort();
    found
}
