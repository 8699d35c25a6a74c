//! `[grading]` as a bureau writes it: every mistake is refused with its line, and what is no mistake is accepted.

use qingfeng::app;
use qingfeng::policy::{Policy, Source};

fn policy(text: &str) -> Result<Policy, String> {
    let source = Source {
        name: "qingfeng.toml".to_owned(),
        text: text.to_owned(),
    };
    Policy::from_source(&source, &app::checks()).map_err(|e| e.to_string())
}

/// Whether the text is refused with exactly this many problems, one of them on this line saying this.
#[track_caller]
fn refused(text: &str, count: usize, line: usize, said: &str) {
    let error = policy(text).expect_err(text);
    assert!(error.contains(&format!("有 {count} 处需要改正")), "{error}");
    let at = format!("第 {line} 行：");
    let mut titles = error.lines().filter(|l| l.contains(&at));
    assert!(titles.any(|l| l.contains(said)), "{said}\n{error}");
}

#[track_caller]
fn accepted(text: &str) {
    if let Err(error) = policy(text) {
        panic!("{text}\n{error}");
    }
}

#[test]
fn a_word_means_yes_or_no_whichever_of_the_two_was_written() {
    refused(
        "[grading]\nyes = [\"管\", \"否\"]",
        1,
        2,
        "“否”同时表示“是”和“否”",
    );
    refused(
        "[grading]\nno = [\"不管\", \"是\"]",
        1,
        2,
        "“是”同时表示“是”和“否”",
    );
    // Written on both sides, it is marked on both.
    refused(
        "[grading]\nyes = [\"管\"]\nno = [\"管\"]",
        2,
        3,
        "“管”同时表示",
    );
    // Whoever moves a word to the other side replaces both lists.
    accepted("[grading]\nreplace = true\nyes = [\"否\"]\nno = [\"是\"]");
    accepted("[grading]\nyes = [\"是\", \"管\"]\nno = [\"不管\"]");
}

#[test]
fn a_word_names_one_kind_of_consequence() {
    refused("[grading]\ninternal = [\"记过\"]", 1, 2, "“记过”同时表示");
    refused("[grading]\ncriminal = [\"诫勉\"]", 1, 2, "“诫勉”同时表示");
    // An answer with the longer word would name both kinds.
    refused(
        "[grading]\ninternal = [\"从轻处分\"]",
        1,
        2,
        "“从轻处分”同时表示“内部责任追究”和“党纪政纪处分”",
    );
    accepted("[grading]\ninternal = [\"约谈\"]\ncriminal = [\"追刑\"]");
}

/// Grades with these lists of words, each on the second line of its block.
fn grades(words: &[&str]) -> String {
    let blocks = words.iter();
    let blocks = blocks.map(|w| format!("[[grading.grades]]\nwords = [{w}]\n"));
    blocks.collect()
}

#[test]
fn a_word_names_one_grade() {
    let small = "\"小\"";
    refused(
        &grades(&[small, "\"大\", \"小\"", "\"极\""]),
        1,
        4,
        "“小”同时写在两档",
    );
    refused(&grades(&[small, "", "\"大\""]), 1, 3, "没有写任何词");
    accepted(&grades(&[small, "\"中\"", "\"大\", \"大\""]));
    // Two grades come to four at most, and the default's level one begins at six.
    let two = grades(&[small, "\"大\""]);
    refused(&two, 1, 1, "最多 4");
    accepted(&format!("{two}[grading.matrix]\none = 4\ntwo = 2"));
}

#[test]
fn thresholds_are_compared_with_those_not_written_here() {
    refused(
        "[grading.matrix]\none = 3",
        1,
        2,
        "一级的界线 3 应大于二级的界线 3",
    );
    refused(
        "[grading.matrix]\ntwo = 6",
        1,
        2,
        "一级的界线 6 应大于二级的界线 6",
    );
    refused(
        "[grading.matrix]\none = 4\ntwo = 5",
        1,
        2,
        "一级的界线 4 应大于二级的界线 5",
    );
    refused(
        "[grading.count]\ntwo = 2",
        1,
        2,
        "一级的界线 2 应大于二级的界线 2",
    );
    accepted("[grading.matrix]\none = 4");
    accepted("[grading.count]\none = 3\ntwo = 2");
}

#[test]
fn a_level_one_nothing_can_reach_is_refused() {
    refused("[grading.matrix]\none = 10", 1, 2, "最多 9");
    refused("[grading.count]\none = 4", 1, 2, "最多 3");
    refused("[grading.count]\nfields = [\"resources\"]", 1, 2, "最多 1");
    accepted("[grading.count]\nfields = [\"resources\", \"discretion\"]");
    accepted("[grading.matrix]\none = 9");
}

#[test]
fn questions_are_counted_once_each_and_there_is_one() {
    refused("[grading.count]\nfields = []", 1, 2, "没有写要计数的栏目");
    refused(
        "[grading.count]\nfields = [\"resources\", \"discretion\", \"resources\"]",
        1,
        2,
        "“resources”写了两遍",
    );
    // One mistake is one problem: nothing is said of limits that lack the misspelt question.
    refused(
        "[grading.count]\nfields = [\"resources\", \"risk\"]",
        1,
        2,
        "risk",
    );
}

#[test]
fn one_case_cannot_have_two_levels() {
    let two = |first: &str, second: &str| {
        format!(
            "[[grading.criteria]]\nlevel = 1\nwhen = {first}\ntext = \"甲\"\n\
             [[grading.criteria]]\nlevel = 2\nwhen = {second}\ntext = \"乙\"\n"
        )
    };
    let same = "{ resources = [\"yes\"] }";
    refused(&two(same, same), 1, 5, "与第 1 行的情形完全相同");
    // The order of words and fields makes no difference.
    let one = "{ resources = [\"yes\"], consequence = [\"criminal\", \"discipline\"] }";
    let other = "{ consequence = [\"discipline\", \"criminal\"], resources = [\"yes\"] }";
    refused(&two(one, other), 1, 5, "与第 1 行的情形完全相同");
    // A narrower case of a higher level is what criteria are for.
    accepted(&two(one, same));
}

#[test]
fn an_empty_list_of_answers_does_not_silently_widen_a_criterion() {
    let text = "[[grading.criteria]]\nlevel = 1\nwhen = { resources = [\"yes\"], discretion = [] }\ntext = \"甲\"";
    refused(text, 1, 3, "没有写任何回答");
}
