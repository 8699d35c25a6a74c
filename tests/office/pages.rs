//! The pages as a browser shows and prints them.

use crate::chromium::{printed_sheets, size};
use crate::support::outcome::{Outcome, SAMPLES};
use crate::support::{qingfeng, temp};

pub fn the_overview_fits_a_small_screen_and_prints_on_two_sheets() {
    let page = SAMPLES.text("00-总览.html");
    let [width, height] = size(page);
    assert!(width <= 1366, "{width}");
    assert!(height > 768, "a page of one screen would have no rows");
    assert_eq!(printed_sheets(page), 2);
}

pub fn the_public_page_fits_a_small_screen() {
    let [width, _] = size(SAMPLES.text("06-公示表.html"));
    assert!(width <= 1366, "{width}");
}

pub fn a_large_bureau_prints_on_two_sheets_too() {
    let folder = temp();
    let forms = folder.path().join("样表");
    let to = forms.display().to_string();
    let said = qingfeng(&[
        "sample",
        "-o",
        &to,
        "--seed",
        "5",
        "--sections",
        "60",
        "--scores",
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    let out = Outcome::of(&forms);
    let page = out.text("00-总览.html");
    assert!(page.contains("打印时只列前"));
    assert!(size(page)[0] <= 1366);
    assert_eq!(printed_sheets(page), 2);
}
