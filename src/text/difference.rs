//! Where two texts differ, character by character.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A stretch of two texts laid beside each other, in characters; one of the two may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Whether both have the same characters here.
    pub same: bool,
    /// Characters of the first text.
    pub first: Range<usize>,
    /// Characters of the second text.
    pub second: Range<usize>,
}

/// The two texts from beginning to end: stretches that are the same and stretches that differ, in turn.
pub fn differences(first: &[char], second: &[char]) -> Vec<Stretch> {
    one_difference(first, second).unwrap_or_else(|| all_differences(first, second))
}

/// The same for texts between which only one stretch differs that has no character in common and cannot be moved, as a
/// name stands for another: there is nothing to search for.
fn one_difference(first: &[char], second: &[char]) -> Option<Vec<Stretch>> {
    let same = |(a, b): &(&char, &char)| a == b;
    let before = first.iter().zip(second).take_while(same).count();
    let (ours, theirs) = (&first[before..], &second[before..]);
    let pairs = ours.iter().rev().zip(theirs.iter().rev());
    let after = pairs.take_while(same).count();
    let (ours, rest) = ours.split_at(ours.len() - after);
    let theirs = &theirs[..theirs.len() - after];
    let around = first[..before].last().into_iter().chain(rest.first());
    let mut fixed = around.chain(ours);
    if ours.is_empty() || theirs.is_empty() || fixed.any(|c| theirs.contains(c)) {
        return None;
    }
    let mut around = first[..before].last().into_iter().chain(rest.first());
    if around.any(|c| ours.contains(c)) {
        return None;
    }
    let stretch = |same, first, second| Stretch {
        same,
        first,
        second,
    };
    let (ours, theirs) = (before..first.len() - after, before..second.len() - after);
    let rest = (ours.end..first.len(), theirs.end..second.len());
    let mut out = vec![stretch(false, ours, theirs)];
    if before > 0 {
        out.insert(0, stretch(true, 0..before, 0..before));
    }
    if after > 0 {
        out.push(stretch(true, rest.0, rest.1));
    }
    Some(out)
}

fn all_differences(first: &[char], second: &[char]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, first, second) {
        let stretch = Stretch {
            same: op.tag() == DiffTag::Equal,
            first: op.old_range(),
            second: op.new_range(),
        };
        match out.last_mut() {
            Some(last) if last.same == stretch.same => {
                last.first.end = stretch.first.end;
                last.second.end = stretch.second.end;
            }
            _ => out.push(stretch),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_difference_is_what_a_search_finds() {
        let signs = ['甲', '乙', '丙', '丁'];
        let text = |n: usize| {
            let mut rest = n;
            let length = rest % 6;
            rest /= 6;
            let next = |_| {
                let sign = signs[rest % signs.len()];
                rest /= signs.len();
                sign
            };
            (0..length).map(next).collect::<Vec<char>>()
        };
        let mut met = 0;
        for (a, b) in (0..900).flat_map(|a| (0..900).map(move |b| (a * 7, b * 5 + 1))) {
            let (a, b) = (text(a), text(b));
            if let Some(found) = one_difference(&a, &b) {
                assert_eq!(found, all_differences(&a, &b), "{a:?} {b:?}");
                met += 1;
            }
        }
        assert!(met > 10_000, "{met}");
    }

    #[test]
    fn stretches_cover_both_texts_in_turn() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        let (a, b) = (chars("违规审批项目资金"), chars("违规申批资金的"));
        let found = differences(&a, &b);
        let texts: Vec<(bool, String, String)> = found
            .into_iter()
            .map(|s| {
                (
                    s.same,
                    a[s.first].iter().collect(),
                    b[s.second].iter().collect(),
                )
            })
            .collect();
        let wanted = [
            (true, "违规", "违规"),
            (false, "审", "申"),
            (true, "批", "批"),
            (false, "项目", ""),
            (true, "资金", "资金"),
            (false, "", "的"),
        ];
        let wanted: Vec<_> = wanted
            .map(|(same, a, b)| (same, a.to_owned(), b.to_owned()))
            .into();
        assert_eq!(texts, wanted);
    }
}
