//! Years written in a text.

use std::collections::BTreeSet;

use super::nfkc;

/// Years that are no slip of the pen.
const LIKELY: std::ops::RangeInclusive<i32> = 2000..=2100;

/// The years of which a text speaks, lowest first: 2026年度, ２０２６ 年.
pub fn years(text: &str) -> BTreeSet<i32> {
    let folded = nfkc(text);
    // What stands behind the last 年 is no year.
    let before = folded
        .rmatch_indices('年')
        .map(|(at, _)| folded.split_at(at).0.trim_end());
    let year = |before: &str| {
        let word = before.rsplit(|c: char| !c.is_ascii_digit()).next()?;
        word.parse().ok().filter(|year| LIKELY.contains(year))
    };
    before.filter_map(year).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_told_from_other_numbers() {
        let told = |text| years(text).into_iter().collect::<Vec<i32>>();
        assert_eq!(told("青云区财政局２０２６ 年度登记汇总表"), [2026]);
        assert_eq!(told("2025年巡察反馈问题2026年整改台账"), [2025, 2026]);
        assert_eq!(told("表年3年12026年"), [0; 0]);
    }
}
