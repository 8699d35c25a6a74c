//! The figures of the README, made anew from the labelled sets.

use std::fs;
use std::path::Path;

use super::SETS;
use super::labelled::{Became, Case, Wanted};

/// Kinds of pairs in the words of the README, each with how the names of these kinds begin.
const KINDS: [(&str, &[&str]); 9] = [
    ("标点、编号、数字写法、语句次序不同", &EQUAL),
    (
        "不同的人报，或没写事项",
        &["different-person", "missing-matter"],
    ),
    ("错别字", &["typo"]),
    ("多一句话", &["one-clause", "clause"]),
    ("换了词", &["near"]),
    ("换了说法", &["paraphrase", "reworded"]),
    ("内容相同，科室或事项不同", &["equal-across", "cross"]),
    ("陷阱：数字、否定、反义、限定", &["guard"]),
    (
        "陷阱：别的对象、环节、风险",
        &["hard", "trap", "other-risk"],
    ),
];
const EQUAL: [&str; 6] = [
    "equal-width",
    "equal-punct",
    "equal-list",
    "equal-num",
    "equal-trad",
    "clause-order",
];

type Pair = (Case, Became);

/// A line of the table: pairs, share merged of those to be merged, share right of those merged, traps merged, share asked of
/// those to be asked, and questions.
fn line(name: &str, pairs: &[&Pair], questions: usize) -> String {
    let count = |fits: &dyn Fn(&Pair) -> bool| pairs.iter().filter(|pair| fits(pair)).count();
    let wanted = count(&|(case, _)| case.expect == Wanted::Match);
    let merged = count(&|(_, became)| *became == Became::Merged);
    let right = count(&|(c, b)| c.expect == Wanted::Match && *b == Became::Merged);
    let doubtful = count(&|(case, _)| case.expect == Wanted::Possible);
    let asked = count(&|(c, b)| c.expect == Wanted::Possible && *b == Became::Asked);
    let (recall, precision, shown) = (
        share(right, wanted),
        share(right, merged),
        share(asked, doubtful),
    );
    let (all, traps) = (pairs.len(), merged - right);
    format!("| {name} | {all} | {recall} | {precision} | {traps} | {shown} | {questions} |")
}

fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    let thousandths = part * 1000 / whole;
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

/// The two tables, by set and by kind.
fn tables() -> [String; 2] {
    let head = |of: &str| {
        format!(
            "| {of} | 对数 | 该合并的合并了 | 合并了的都对 | 错合并 | 该问的问了 | 问题 |\n|---|---|---|---|---|---|---|"
        )
    };
    let by_set = SETS.iter().map(|set| {
        let pairs: Vec<&Pair> = set.measured.cases.iter().collect();
        line(set.name, &pairs, set.measured.questions)
    });
    let all = || SETS.iter().flat_map(|set| &set.measured.cases);
    let by_kind = KINDS.map(|(name, begins)| {
        let own = |case: &Case| begins.iter().any(|begin| case.kind.starts_with(begin));
        let pairs: Vec<&Pair> = all().filter(|(case, _)| own(case)).collect();
        let questions = pairs.iter().filter(|(_, b)| *b == Became::Asked).count();
        assert!(!pairs.is_empty(), "{name}");
        line(name, &pairs, questions)
    });
    let by_set: Vec<String> = std::iter::once(head("数据")).chain(by_set).collect();
    let by_kind: Vec<String> = std::iter::once(head("哪一类")).chain(by_kind).collect();
    [by_set.join("\n"), by_kind.join("\n")]
}

#[test]
fn the_readme_says_what_the_labelled_sets_come_to() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(path).expect("the README");
    let tables = tables();
    let told = tables.iter().all(|table| readme.contains(table));
    assert!(told, "the README should say\n{}", tables.join("\n\n"));
}

#[test]
fn every_pair_is_of_a_kind_the_table_has() {
    let begins: Vec<&str> = KINDS.iter().flat_map(|kind| kind.1).copied().collect();
    for (case, _) in SETS.iter().flat_map(|set| &set.measured.cases) {
        let known = begins.iter().filter(|begin| case.kind.starts_with(**begin));
        assert!(known.count() > 0, "{}", case.kind);
    }
}
