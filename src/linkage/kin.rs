//! Matters and posts that are one but for slips of the pen, so that entries of both are compared with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::forest::{Forest, Pair, pair};

/// So many values are all held against each other; more by way of an index.
const FEW: usize = 64;
/// Values with one key of the index that are held against each one. More share a key only where they are numbered.
const NEAR: usize = 32;
/// A longer value is no name; slips in it are not looked for.
const LONGEST: usize = 100;

/// The number of each value's group: values with only a slip between them are in one group. Blank values are in none.
pub fn groups<'v>(
    values: impl IntoIterator<Item = &'v str>,
    is_slip: impl Fn(&str, &str) -> bool,
) -> BTreeMap<&'v str, usize> {
    let distinct: BTreeSet<&str> = values.into_iter().filter(|v| !v.is_empty()).collect();
    let distinct: Vec<&str> = distinct.into_iter().collect();
    let mut forest = Forest::new(distinct.len());
    for (a, b) in candidates(&distinct) {
        if is_slip(distinct[a], distinct[b]) {
            forest.join(a, b);
        }
    }
    let numbered = distinct.iter().enumerate();
    numbered
        .map(|(at, value)| (*value, forest.root(at)))
        .collect()
}

/// Pairs that may be slips of each other.
fn candidates(values: &[&str]) -> BTreeSet<Pair> {
    if values.len() <= FEW {
        let later = |a: usize| (a + 1..values.len()).map(move |b| (a, b));
        return (0..values.len()).flat_map(later).collect();
    }
    let mut index: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, value) in values.iter().enumerate() {
        for key in keys(value) {
            index.entry(key).or_default().push(at);
        }
    }
    let near = |same: Vec<usize>| {
        let pairs = same.iter().enumerate().flat_map(|(order, a)| {
            let next = same.iter().skip(order + 1).take(NEAR);
            next.map(|b| pair(*a, *b))
        });
        pairs.collect::<Vec<_>>()
    };
    index.into_values().flat_map(near).collect()
}

/// The value itself and what is left of it without one of its characters: of two values between which a character is wrong,
/// missing, too many or has changed its place with the next one, two keys are equal. Of a value that is no name, itself: all its
/// keys together would be as long as the square of its length.
fn keys(value: &str) -> BTreeSet<String> {
    if value.chars().nth(LONGEST).is_some() {
        return BTreeSet::from([value.to_owned()]);
    }
    let without = value.char_indices().map(|(at, _)| {
        let (before, rest) = value.split_at(at);
        let mut after = rest.chars();
        after.next();
        format!("{before}{}", after.as_str())
    });
    without.chain([value.to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_name_is_not_spread_out() {
        let long = "字".repeat(LONGEST + 1);
        assert_eq!(keys(&long), BTreeSet::from([long.clone()]));
        assert_eq!(keys(&"字".repeat(LONGEST)).len(), 2);
    }

    #[test]
    fn the_index_finds_each_kind_of_slip_among_many_values() {
        let many: Vec<String> = (0..200).map(|n| format!("第{n}号项目的审批")).collect();
        for slip in [
            "专项姿金审批",
            "专项金审批",
            "专项资金的审批",
            "专项金资审批",
        ] {
            let both = ["专项资金审批", slip];
            let values = many.iter().map(String::as_str).chain(both);
            let groups = groups(values, |a, b| both.contains(&a) && both.contains(&b));
            assert_eq!(groups[both[0]], groups[slip], "{slip}");
            let distinct: BTreeSet<usize> = groups.into_values().collect();
            assert_eq!(distinct.len(), many.len() + 1);
        }
    }
}
