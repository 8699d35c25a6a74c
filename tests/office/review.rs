//! The group's decisions, saved by another program under every format it has.

use std::fs;

use crate::libreoffice::converted;
use crate::support::review::{Office, ROWS, assert_decided, decide_all};

pub fn what_the_group_decided_counts_whoever_saved_the_workbook() {
    let office = Office::new(&ROWS);
    office.runs(&[]);
    let (book, decided) = decide_all(&office);
    for format in ["xlsx", "ods", "xls"] {
        let saved = &converted(&[&book], format)[0];
        let review = office.review(&format!("会上存的.{format}"), saved);
        fs::remove_dir_all(office.out()).expect("a fresh result");
        office.runs(&[]);
        assert_decided(&office, &review, &decided);
    }
}
