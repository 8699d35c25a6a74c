//! The numbers by which entries are named: 第1项, 序号2, 3、, 4-6号, 第二条, 1.2.

use crate::text;

/// What stands before such a number.
const BEFORE: [&str; 9] = [
    "第",
    "序号为",
    "序号",
    "编号为",
    "编号",
    "风险点",
    "风险",
    "no.",
    "No.",
];
/// What stands behind one.
const UNITS: [&str; 8] = ["风险点", "项", "条", "号", "个", "点", "处", "行"];
/// What makes a number one of something else: 80分以上, 3人, 1级, 2类.
const OTHERS: &str = "分人次万元%年月日天岁种类级倍以档名份℃";
/// What stands between the first and the last of a run.
const RUNS: [char; 6] = ['-', '~', '至', '到', '—', '–'];
/// Characters of the longest number: a telephone's is none.
const LONGEST_NUMBER: usize = 7;
/// Numbers in one run, at most.
const LONGEST: u32 = 200;

/// Numbers at the beginning of a text.
pub struct Counted {
    /// Each of them.
    pub numbers: Vec<String>,
    /// Whether words say that they name entries: 第1项, 序号1.
    pub named: bool,
    /// Whether it may be how many there are: 3个, 3项.
    pub counting: bool,
}

/// The number or the run of numbers that a text begins with, and what follows.
pub fn first(written: &str) -> Option<(Counted, &str)> {
    let (number, mut counted, rest) = one(written)?;
    if let Some((last, own, behind)) = rest.strip_prefix(RUNS).and_then(one) {
        let (from, to): (Option<u32>, Option<u32>) = (number.parse().ok(), last.parse().ok());
        let run = from
            .zip(to)
            .filter(|(from, to)| from < to && to - from < LONGEST);
        counted.numbers = match run {
            Some((from, to)) => (from..=to).map(|n| n.to_string()).collect(),
            // 3-1 is a number of its own.
            None => vec![format!("{number}-{last}")],
        };
        counted.named |= own.named;
        counted.counting = own.counting;
        return Some((counted, behind));
    }
    Some((counted, rest))
}

fn one(written: &str) -> Option<(String, Counted, &str)> {
    let mut rest = written;
    let mut named = false;
    while let Some(behind) = BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = behind.trim_start_matches([' ', ':']);
        named = true;
    }
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    let digits = rest.trim_start_matches(is_digit);
    let figures = rest.strip_suffix(digits)?;
    // 1.一级: the dot belongs to the list.
    let figures = figures.trim_end_matches('.');
    let (number, behind, in_words) = if figures.is_empty() {
        let behind = rest.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
        let number = text::whole_number(rest.strip_suffix(behind)?)?;
        (number.to_string(), behind, true)
    } else {
        (plain(figures)?, digits, false)
    };
    let unit = UNITS
        .iter()
        .find_map(|unit| Some((*unit, behind.strip_prefix(unit)?)));
    // 一级 is a level, 一是 the number of a list.
    if in_words && (!written.starts_with('第') || unit.is_none()) {
        return None;
    }
    let behind = unit.map_or(behind, |(_, behind)| behind);
    let behind = behind.strip_prefix("风险点").unwrap_or(behind);
    if behind.starts_with(|c| OTHERS.contains(c)) {
        return None;
    }
    let counted = Counted {
        numbers: vec![number.clone()],
        named,
        counting: !named && unit.is_some_and(|(unit, _)| !matches!(unit, "号" | "行")),
    };
    Some((number, counted, behind))
}

/// A number as it is compared: 01 and 1. are 1, ② is 2, 1.2 stays.
pub fn plain(written: &str) -> Option<String> {
    let folded = text::key(written);
    let bare = folded.trim_matches(['(', ')', '.', '、', ',', '第', '项', '条', '号']);
    if let Some(number) = text::whole_number(bare).filter(|_| !bare.is_ascii()) {
        return Some(number.to_string());
    }
    if bare.len() > LONGEST_NUMBER {
        return None;
    }
    let parts: Option<Vec<u32>> = bare.split('.').map(|part| part.parse().ok()).collect();
    let parts: Vec<String> = parts?.iter().map(u32::to_string).collect();
    Some(parts.join("."))
}
