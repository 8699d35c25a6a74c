//! How many cases a property is tried on, and which.

use proptest::test_runner::{Config, RngSeed};

/// So many cases, the same at every run: a build says the same of the same code. `THOROUGH=1` tries thirty times as many,
/// chosen anew.
pub fn cases(count: u32) -> Config {
    let thorough = std::env::var_os("THOROUGH").is_some();
    Config {
        cases: if thorough { 30 * count } else { count },
        rng_seed: if thorough {
            RngSeed::Random
        } else {
            RngSeed::Fixed(2026)
        },
        failure_persistence: None,
        ..Config::default()
    }
}
