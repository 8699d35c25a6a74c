//! The pages as a browser shows and prints them.

use crate::chromium::{printed_sheets, size};
use crate::support::outcome::SAMPLES;

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
