//! Choices about repeats, saved by another program under every format it has.

use std::fs;

use crate::libreoffice::converted;
use crate::support::repeats::{Office, assert_chosen, choose_both};

pub fn a_choice_is_followed_whoever_saved_the_workbook() {
    let office = Office::new();
    office.runs(&[]);
    let book = choose_both(&office);
    for format in ["xlsx", "ods", "xls"] {
        let review = office.path(&format!("会上存的.{format}"));
        fs::write(&review, &converted(&[&book], format)[0]).expect("saved");
        fs::remove_dir_all(office.path("结果")).expect("a fresh result");
        office.runs(&[]);
        assert_chosen(&office, &review);
    }
}
