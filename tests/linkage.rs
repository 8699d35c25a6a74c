//! Repeats: what is merged, what is asked, what stays apart; and what never changes it.

#[path = "linkage/bureau.rs"]
mod bureau;
#[path = "linkage/choices.rs"]
mod choices;
#[path = "linkage/labelled.rs"]
mod labelled;
#[path = "linkage/properties.rs"]
mod properties;

use std::fs;

#[test]
#[ignore = "measures a set named by QINGFENG_LABELLED"]
#[allow(clippy::print_stdout)]
fn measure_a_set() {
    let path = std::env::var("QINGFENG_LABELLED").expect("a set");
    let measured = labelled::measure(&fs::read_to_string(path).expect("readable"));
    println!("{}", measured.report());
}
