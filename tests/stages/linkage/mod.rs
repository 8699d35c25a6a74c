//! Repeats: what is merged, what is asked, what stays apart; and what never changes it.

mod asking;
mod bureau;
mod choices;
mod labelled;
mod learned;
mod properties;
mod reported;
mod settings;
mod variants;
mod years;

use std::fs;
use std::sync::LazyLock;

use labelled::{Became, Measured};

/// Two sets: entries of a synthetic year told again in the ways people do, and pairs written by hand by somebody who knew
/// the rules and not the program.
static SETS: LazyLock<[Measured; 2]> = LazyLock::new(|| {
    let sets = [include_str!("retold.jsonl"), include_str!("labelled.jsonl")];
    sets.map(labelled::measure)
});

#[test]
#[allow(clippy::print_stdout)]
fn merges_are_precise_and_nearly_complete_on_the_labelled_sets() {
    for measured in &*SETS {
        let report = measured.report();
        println!("{report}");
        assert!(measured.cases.len() >= 300);
        assert!(measured.strangers.is_empty(), "{report}");
        assert!(
            (measured.precision() - 1.0).abs() < f64::EPSILON,
            "{report}"
        );
        assert!(measured.recall() >= 0.98, "{report}");
        assert!(measured.asked() >= 0.8, "{report}");
    }
}

#[test]
fn what_a_guard_tells_apart_is_never_merged() {
    let cases = SETS.iter().flat_map(|set| &set.cases);
    let guarded = |kind: &str| kind.starts_with("guard") || kind.starts_with("hard");
    let guarded: Vec<_> = cases.filter(|(case, _)| guarded(&case.kind)).collect();
    assert!(guarded.len() > 50, "{} cases", guarded.len());
    for (case, became) in guarded {
        assert_ne!(*became, Became::Merged, "{}", case.id);
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
