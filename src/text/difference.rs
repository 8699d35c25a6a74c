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
