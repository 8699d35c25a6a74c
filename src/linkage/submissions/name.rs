//! A file's name taken apart: the marks of its version, and the stem that is left. A mark counts only where it cannot be a part
//! of another word: 整改, 改革 and 旧城 are none, nor are years in brackets and numbers of annexes.

use regex::Captures;

use super::marks::Marks;
use super::notation::{dates, small_number};
use super::patterns::{APART, HEAD, Kind, LAST_COPY, MARKS, Pattern};
use crate::text;

/// A name taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// What is left without marks, folded: no brackets, no white space, no punctuation.
    pub stem: String,
    /// The marks.
    pub marks: Marks,
}

/// Highest number taken for that of a copy or version: (2026) is a year.
const MOST: u32 = 20;

/// Characters with which the name of a form or of a section ends; a short mark behind another one may belong to a word.
const ENDS: &str = "表单册稿版料账书件科股室处办所局心岗部委组队点";

/// Takes a file's name apart; folders do not matter here.
pub fn read(file: &str) -> Name {
    let own = file.rsplit('/').next().unwrap_or(file);
    let bare = match own.rsplit_once('.') {
        Some((stem, ending)) if is_ending(ending) => stem,
        _ => own,
    };
    let mut marks = Marks::default();
    let folded = text::folded(bare);
    let folded = folded.replace(['[', '【', '〔', '{', '<', '《'], "(");
    let folded = folded.replace([']', '】', '〕', '}', '>', '》'], ")");
    let undated = dates(&folded, &mut marks);
    let joined = APART.as_ref().map_or(undated.clone(), |apart| {
        apart.replace_all(&undated, "$1$2$3").into_owned()
    });
    let rest = last_marks(&joined, &mut marks);
    let mut stem = String::new();
    let mut inner: Vec<String> = Vec::new();
    for piece in pieces(&rest) {
        let mut words = std::mem::take(&mut marks.words);
        let left = without_marks(&piece, &mut marks);
        let left = without_head(&left, &mut marks);
        inner.append(&mut marks.words);
        marks.words.append(&mut words);
        stem.extend(left.chars().filter(|c| text::is_word(*c)));
    }
    inner.append(&mut marks.words);
    marks.words = inner;
    Name { stem, marks }
}

/// xlsx, xls, et and the like.
fn is_ending(ending: &str) -> bool {
    (1..=5).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric()) && {
        ending.chars().any(|c| c.is_ascii_alphabetic())
    }
}

/// The name without the marks at its very end, where numbers in brackets are those of copies.
fn last_marks(name: &str, marks: &mut Marks) -> String {
    let mut rest = name.to_owned();
    loop {
        let end = rest.trim_end_matches(is_between).len();
        rest.truncate(end);
        let copy = LAST_COPY.as_ref().and_then(|p| p.captures(&rest));
        let number = copy.as_ref().and_then(|c| c.get(1)?.as_str().parse().ok());
        if let Some(n) = number.filter(|n| (1..=MOST).contains(n)) {
            marks.copies = marks.copies.saturating_add(n);
            marks.words.insert(0, format!("({n})"));
            rest.truncate(rest.rfind('(').unwrap_or(0));
            continue;
        }
        if let Some(left) = bracketed(&rest, marks) {
            rest = left;
            continue;
        }
        let left = without_marks(&rest, marks);
        if left.len() == rest.len() {
            return rest;
        }
        rest = left;
    }
}

/// The name without brackets at its end that hold nothing but marks.
fn bracketed(name: &str, marks: &mut Marks) -> Option<String> {
    let inner = name.strip_suffix(')')?;
    let (before, noted) = inner.rsplit_once('(')?;
    let mut own = marks.clone();
    let left = without_marks(noted, &mut own);
    if left.chars().any(text::is_word) {
        return None;
    }
    *marks = own;
    Some(before.to_owned())
}

/// A piece without the marks at its end.
fn without_marks(piece: &str, marks: &mut Marks) -> String {
    let mut rest = piece.trim_end_matches(is_between);
    'again: loop {
        for pattern in MARKS.iter() {
            let found = pattern.regex.as_ref().and_then(|r| r.captures(rest));
            let Some((found, whole)) = found.as_ref().and_then(|f| Some((f, f.get(0)?))) else {
                continue;
            };
            let (before, _) = rest.split_at(whole.start());
            if !stands_alone(pattern, before, whole.as_str()) || !note(pattern.kind, found, marks) {
                continue;
            }
            marks.words.insert(0, whole.as_str().to_owned());
            rest = before.trim_end_matches(is_between);
            continue 'again;
        }
        return rest.to_owned();
    }
}

/// Whether a mark is no part of the word before it.
fn stands_alone(pattern: &Pattern, before: &str, mark: &str) -> bool {
    let Some(last) = before.chars().last() else {
        return true;
    };
    if mark.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return !last.is_ascii_alphabetic();
    }
    let ends = last.is_ascii_alphanumeric() && !mark.starts_with(|c: char| c.is_ascii_digit());
    !pattern.strict || ends || is_between(last) || last == ')' || ENDS.contains(last)
}

/// Sets down a mark; false if its number is none of a mark.
fn note(kind: Kind, found: &Captures<'_>, marks: &mut Marks) -> bool {
    let written = found.name("n").map(|m| m.as_str());
    let number = match written.map(small_number) {
        None => None,
        Some(Some(n)) if (1..=MOST).contains(&n) => Some(n),
        Some(_) => return false,
    };
    let add = |slot: &mut u32, n: u32| *slot = slot.saturating_add(n);
    match kind {
        Kind::Copy => add(&mut marks.copies, number.unwrap_or(1)),
        Kind::Final => add(&mut marks.finals, number.unwrap_or(1)),
        Kind::Revised => {
            let again = found.name("again").is_some();
            add(&mut marks.revised, number.unwrap_or(1 + u32::from(again)));
        }
        Kind::Draft => marks.draft = true,
        Kind::Void => marks.void = true,
        Kind::Version => {
            let written = found.name("v").map(|m| m.as_str().split('.'));
            let parts = written.map(|parts| parts.filter_map(|p| p.parse().ok()).collect());
            let version = parts.unwrap_or_else(|| vec![number.unwrap_or(1)]);
            if version > marks.version {
                marks.version = version;
            }
        }
    }
    true
}

/// A piece without the marks it begins with: 最终版自查表, 复件 自查表.
fn without_head(piece: &str, marks: &mut Marks) -> String {
    let Some(found) = HEAD.as_ref().and_then(|p| p.find(piece)) else {
        return piece.to_owned();
    };
    let mut own = marks.clone();
    let head = found.as_str().trim_end_matches("of");
    if !without_marks(head, &mut own).is_empty() {
        return piece.to_owned();
    }
    *marks = own;
    piece.split_at(found.end()).1.to_owned()
}

/// The pieces of a name, cut at brackets and at what stands between words.
fn pieces(name: &str) -> Vec<String> {
    let joined = name.replace("copy of ", "copyof");
    let cut = joined.split(|c: char| is_between(c) || c == '(' || c == ')');
    cut.filter(|p| !p.is_empty()).map(str::to_owned).collect()
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || "-_—–·+、,~&=;".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name, its stem, and its marks as written.
    const NAMES: &[(&str, &str, &[&str])] = &[
        ("预算科廉政风险自查表.xlsx", "预算科廉政风险自查表", &[]),
        (
            "预算科廉政风险自查表（最终版）.xlsx",
            "预算科廉政风险自查表",
            &["最终版"],
        ),
        ("附件1-自查表(1)(1).xls", "附件1自查表", &["(1)", "(1)"]),
        ("自查表 v2.1.xlsx", "自查表", &["v2.1"]),
        ("自查表V1.2.xlsx", "自查表", &["v1.2"]),
        ("自查表改2.xlsx", "自查表", &["改2"]),
        ("自查表 - 副本 (2).xlsx", "自查表", &["副本", "(2)"]),
        ("自查表 - 副本.xlsx", "自查表", &["副本"]),
        ("自查表的副本.xlsx", "自查表", &["的副本"]),
        ("复件 自查表.xls", "自查表", &["复件"]),
        ("自查表 - Copy (2).xlsx", "自查表", &["copy", "(2)"]),
        ("Copy of 自查表.xlsx", "自查表", &["copy"]),
        ("自查表 拷贝 2.xlsx", "自查表", &["拷贝2"]),
        ("整改台账.xlsx", "整改台账", &[]),
        ("预算科整改.xlsx", "预算科整改", &[]),
        ("自查自改.xlsx", "自查自改", &[]),
        ("改革办公室自查表.xlsx", "改革办公室自查表", &[]),
        ("发改.xlsx", "发改", &[]),
        ("房改办自查表.xlsx", "房改办自查表", &[]),
        ("旧城改造办自查表.xlsx", "旧城改造办自查表", &[]),
        ("旧城改造.xlsx", "旧城改造", &[]),
        ("自查表终稿.xlsx", "自查表", &["终稿"]),
        ("自查表二稿.xlsx", "自查表", &["二稿"]),
        ("自查表（第二稿）.xlsx", "自查表", &["第二稿"]),
        ("自查表第3版.xlsx", "自查表", &["第3版"]),
        ("统一版自查表.xlsx", "统一版自查表", &[]),
        ("自查表统一版.xlsx", "自查表统一版", &[]),
        ("自查表2026版.xlsx", "自查表2026版", &[]),
        ("自查表版本3.xlsx", "自查表", &["版本3"]),
        ("自查表ver2.xlsx", "自查表", &["ver2"]),
        ("自查表_final.xlsx", "自查表", &["final"]),
        ("自查表最终版2.xlsx", "自查表", &["最终版2"]),
        ("自查表最终最终版.xlsx", "自查表", &["最终", "最终版"]),
        ("自查表（最终版）改.xlsx", "自查表", &["最终版", "改"]),
        ("自查表（预算科）最终版.xlsx", "自查表预算科", &["最终版"]),
        ("最终版-预算科自查表.xlsx", "预算科自查表", &["最终版"]),
        ("最终版自查表.xlsx", "自查表", &["最终版"]),
        (
            "国库科-廉政风险点（改）(1).xlsx",
            "国库科廉政风险点",
            &["改", "(1)"],
        ),
        ("自查表修改版.xlsx", "自查表", &["修改版"]),
        ("自查表（已修改）.xlsx", "自查表", &["已修改"]),
        ("自查表再改.xlsx", "自查表", &["再改"]),
        ("自查表第二次修改.xlsx", "自查表", &["第二次修改"]),
        ("内控制度修订.xlsx", "内控制度修订", &[]),
        ("自查表【更正】.xlsx", "自查表", &["更正"]),
        ("自查表初稿.xlsx", "自查表", &["初稿"]),
        ("自查表（作废）.xlsx", "自查表", &["作废"]),
        ("作废票据管理自查表.xlsx", "作废票据管理自查表", &[]),
        ("票据作废.xlsx", "票据作废", &[]),
        ("自查表(旧).xlsx", "自查表", &["旧"]),
        ("自查表旧版.xlsx", "自查表", &["旧版"]),
        ("自查表（2026）.xlsx", "自查表2026", &[]),
        ("2026年自查表.xlsx", "2026年自查表", &[]),
        ("附件(1)自查表.xlsx", "附件1自查表", &[]),
        ("自查表20261105.xlsx", "自查表", &["20261105"]),
        ("20261105预算科自查表.xlsx", "预算科自查表", &["20261105"]),
        ("自查表2026-11-05.xlsx", "自查表", &["2026-11-05"]),
        ("自查表 2026年11月5日.xlsx", "自查表", &["2026年11月5日"]),
        ("自查表11月5日.xlsx", "自查表", &["11月5日"]),
        ("自查表11.5.xlsx", "自查表", &["11.5"]),
        ("自查表2.1.xlsx", "自查表21", &[]),
        ("自查表1105.xlsx", "自查表1105", &[]),
        ("自查表20261399.xlsx", "自查表20261399", &[]),
        ("收表/预算科/自查表(3).xlsx", "自查表", &["(3)"]),
        (
            "新建 Microsoft Excel 工作表.xlsx",
            "新建microsoftexcel工作表",
            &[],
        ),
    ];

    #[test]
    fn names_fall_apart_into_stem_and_marks() {
        let read = |name: &str| {
            let name = read(name);
            (name.stem, name.marks.words)
        };
        let wrong: Vec<String> = NAMES
            .iter()
            .map(|(name, stem, marks)| (name, read(name), (*stem, *marks)))
            .filter(|(_, got, wanted)| got.0 != wanted.0 || got.1 != wanted.1)
            .map(|(name, got, wanted)| format!("{name}: {got:?}, wanted {wanted:?}"))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// Names from the earliest to the latest; each is later than all before it.
    const CHAINS: &[&[&str]] = &[
        &[
            "表作废.xlsx",
            "表初稿.xlsx",
            "表.xlsx",
            "表(1).xlsx",
            "表(2).xlsx",
            "表(10).xlsx",
            "表最终版.xlsx",
        ],
        &[
            "表.xlsx",
            "表 - 副本.xlsx",
            "表 - 副本 (2).xlsx",
            "表 - 副本 (3).xlsx",
        ],
        &[
            "表.xlsx",
            "表v1.xlsx",
            "表v1.2.xlsx",
            "表v1.10.xlsx",
            "表v2.xlsx",
            "表第3版.xlsx",
            "表四稿.xlsx",
            "表终稿.xlsx",
        ],
        &[
            "表.xlsx",
            "表改.xlsx",
            "表再改.xlsx",
            "表改3.xlsx",
            "表定稿.xlsx",
            "表定稿改.xlsx",
        ],
        &["表最终版.xlsx", "表最终版2.xlsx", "表最终版3.xlsx"],
        &[
            "表20251231.xlsx",
            "表2026-11-02.xlsx",
            "表2026年11月5日.xlsx",
        ],
        &["表10月30日.xlsx", "表11.5.xlsx", "表11.12.xlsx"],
    ];

    #[test]
    fn later_names_are_told_from_earlier_ones() {
        use std::cmp::Ordering::{Greater, Less};
        for chain in CHAINS {
            let marks: Vec<Marks> = chain.iter().map(|n| read(n).marks).collect();
            for (at, earlier) in marks.iter().enumerate() {
                for (other, later) in marks.iter().enumerate().skip(at + 1) {
                    let names = (chain[at], chain[other]);
                    assert_eq!(earlier.order(later), Some(Less), "{names:?}");
                    assert_eq!(later.order(earlier), Some(Greater), "{names:?}");
                }
            }
        }
    }

    #[test]
    fn names_that_cannot_be_ordered_are_not() {
        use std::cmp::Ordering::Equal;
        let order = |a: &str, b: &str| read(a).marks.order(&read(b).marks);
        assert_eq!(order("表v2.xlsx", "表改.xlsx"), None);
        assert_eq!(order("表改(1).xlsx", "表改2.xlsx"), None);
        assert_eq!(order("表改.xlsx", "表修改版.xlsx"), Some(Equal));
        assert_eq!(order("表.xlsx", "表1105.xlsx"), Some(Equal));
        assert_eq!(order("表.xlsx", "表20261105.xlsx"), Some(Equal));
        assert_eq!(order("表11.5.xlsx", "表20261102.xlsx"), Some(Equal));
    }
}
