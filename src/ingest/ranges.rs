//! Indexes as people write them: 3–5、8.

use std::collections::BTreeSet;

/// `3–5、8` of a set of indexes.
pub fn ranges(set: &BTreeSet<u32>, name: impl Fn(u32) -> String) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for index in set.iter().copied() {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == index => *last = index,
            _ => runs.push((index, index)),
        }
    }
    let names: Vec<String> = runs
        .into_iter()
        .map(|(a, b)| {
            if a == b {
                name(a)
            } else {
                format!("{}–{}", name(a), name(b))
            }
        })
        .collect();
    names.join("、")
}
