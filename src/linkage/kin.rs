//! Matters and posts that are one but for slips of the pen, so that entries of both are compared with each other.

use std::collections::HashMap;

use super::forest::Forest;

/// So many values are all held against each other; more by way of an index.
const FEW: usize = 64;
/// Values with one key of the index that are held against each one. More share a key only where they are numbered.
const NEAR: usize = 32;
/// A longer value is no name; slips in it are not looked for.
const LONGEST: usize = 100;

/// The first value of each value's group: values with only a slip between them are in one group. Each of the `count` values
/// stands once.
pub fn groups<'v>(
    count: usize,
    chars: impl Fn(usize) -> &'v [char],
    is_slip: impl Fn(usize, usize) -> bool,
) -> Vec<usize> {
    let mut forest = Forest::new(count);
    let mut hold = |a: usize, b: usize| {
        if forest.root(a) != forest.root(b) && is_slip(a, b) {
            forest.join(a, b);
        }
    };
    if count <= FEW {
        for a in 0..count {
            for b in a + 1..count {
                hold(a, b);
            }
        }
    } else {
        let mut index: HashMap<Vec<char>, Vec<usize>> = HashMap::new();
        for at in 0..count {
            for key in keys(chars(at)) {
                let same = index.entry(key).or_default();
                let near = same.len().saturating_sub(NEAR);
                for before in &same[near..] {
                    hold(*before, at);
                }
                same.push(at);
            }
        }
    }
    (0..count).map(|at| forest.root(at)).collect()
}

/// The value itself and what is left of it without one of its characters: of two values between which a character is wrong,
/// missing, too many or has changed its place with the next one, two keys are equal. Of a value that is no name, itself: all its
/// keys together would be as long as the square of its length.
fn keys(value: &[char]) -> impl Iterator<Item = Vec<char>> {
    let is_name = value.len() <= LONGEST;
    let distinct = move |at: &usize| is_name && (*at == 0 || value[*at - 1] != value[*at]);
    let without = move |at: usize| [&value[..at], &value[at + 1..]].concat();
    let shorter = (0..value.len()).filter(distinct).map(without);
    std::iter::once(value.to_vec()).chain(shorter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_name_is_not_spread_out() {
        let count = |length: usize| keys(&vec!['字'; length]).count();
        assert_eq!([LONGEST, LONGEST + 1].map(count), [2, 1]);
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
            let values: Vec<Vec<char>> = values.map(|v| v.chars().collect()).collect();
            let groups = groups(values.len(), |at| &values[at], |a, _| a >= many.len());
            let own: Vec<usize> = (0..=many.len()).chain([many.len()]).collect();
            assert_eq!(groups, own, "{slip}");
        }
    }
}
