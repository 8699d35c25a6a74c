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

use labelled::{Became, Measured, Wanted};

/// The set of the project: entries of a synthetic year told again in the ways people do, and pairs written by hand.
fn own() -> Measured {
    labelled::measure(include_str!("linkage/labelled.jsonl"))
}

#[test]
#[allow(clippy::print_stdout)]
fn merges_are_precise_and_nearly_complete_on_the_labelled_set() {
    let measured = own();
    println!("{}", measured.report());
    assert!(measured.cases.len() >= 300);
    assert!(measured.strangers.is_empty(), "{:?}", measured.strangers);
    assert!(
        (measured.precision() - 1.0).abs() < f64::EPSILON,
        "{}",
        measured.report()
    );
    assert!(measured.recall() >= 0.97, "{}", measured.report());
    assert!(measured.asked() >= 0.85, "{}", measured.report());
}

#[test]
fn what_a_guard_tells_apart_is_never_merged_and_what_is_sure_is_not_asked() {
    for (case, became) in own().cases {
        let guarded = case.kind.starts_with("guard") || case.kind.starts_with("hard");
        assert!(!(guarded && became == Became::Merged), "{}", case.id);
        let sure = case.expect == Wanted::Match || case.kind.starts_with("guard-antonym");
        assert!(!(sure && became == Became::Asked), "{}", case.id);
    }
}

#[test]
#[ignore = "measures a set named by QINGFENG_LABELLED"]
#[allow(clippy::print_stdout)]
fn measure_a_set() {
    let path = std::env::var("QINGFENG_LABELLED").expect("a set");
    let measured = labelled::measure(&fs::read_to_string(path).expect("readable"));
    println!("{}", measured.report());
}
