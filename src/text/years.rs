//! Years written in a text.

use std::collections::BTreeSet;

use super::{nfkc, squash};

/// Years that are no slip of the pen.
const LIKELY: std::ops::RangeInclusive<i32> = 2000..=2100;

/// The years that a text names, lowest first: 2026年度, 二〇二六年, 2025—2026年.
pub fn years(text: &str) -> BTreeSet<i32> {
    let folded = arabic(&squash(&nfkc(text)));
    let Some((named, _)) = folded.rsplit_once('年') else {
        return BTreeSet::new();
    };
    let between = |c: char| "-–—~至到".contains(c);
    let ends = named.split('年').filter_map(|part| {
        part.rsplit(|c: char| !c.is_ascii_digit() && !between(c))
            .next()
    });
    let numbers = ends.flat_map(|end| end.split(between));
    let years = numbers.filter_map(|number| number.parse().ok());
    years.filter(|year| LIKELY.contains(year)).collect()
}

/// 二〇二六年十一月二日 → 2026年11月2日.
pub fn arabic(written: &str) -> String {
    let digit = |c: char| {
        "〇一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .or((c == '零' || c == '○').then_some(0))
    };
    let chars: Vec<char> = written.chars().collect();
    let is_digit = |i: usize| chars.get(i).is_some_and(|c| digit(*c).is_some());
    let mut out = String::new();
    for (i, c) in chars.iter().enumerate() {
        match (c, digit(*c)) {
            // 十一, 二十, 二十三: the ten stands for a one, a nought, or nothing.
            ('十', _) => {
                if i == 0 || !is_digit(i - 1) {
                    out.push('1');
                }
                if !is_digit(i + 1) {
                    out.push('0');
                }
            }
            (_, Some(value)) => out.push_str(&value.to_string()),
            _ => out.push(*c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_told_from_other_numbers() {
        let told = |text| years(text).into_iter().collect::<Vec<i32>>();
        assert_eq!(told("青云区财政局２０２６ 年度登记汇总表"), [2026]);
        assert_eq!(told("2025年巡察反馈问题2026年整改台账"), [2025, 2026]);
        assert_eq!(told("2025—2026年整改台账"), [2025, 2026]);
        assert_eq!(told("二〇二六年度"), [2026]);
        assert_eq!(told("表年3年12026年"), [0; 0]);
    }
}
