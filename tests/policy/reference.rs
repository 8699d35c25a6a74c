//! The reference of all codes beside the policy is what the program itself says. After a change to a rule write it anew
//! with `BLESS=1 cargo test --test policy reference`.

use qingfeng::app;
use qingfeng::emit::{rules_reference, tables_reference};
use qingfeng::policy::Policy;

use crate::support::kept::assert_kept;

#[test]
fn the_reference_is_what_the_program_says() {
    let policy = Policy::layered(None, &app::checks()).expect("the default is valid");
    let said = rules_reference(&policy);
    assert_kept("templates/rules.md", &said);
}

#[test]
fn every_code_has_its_heading_in_the_reference() {
    let policy = Policy::layered(None, &app::checks()).expect("the default is valid");
    let kept = include_str!("../../templates/rules.md");
    let codes = app::checks().into_iter().map(|c| c.code.to_owned());
    let rules = policy.rule_book.rules.iter().map(|r| r.code.clone());
    let mut codes: Vec<String> = codes.chain(rules).collect();
    codes.sort();
    let headings = kept.lines().filter_map(|l| l.strip_prefix("### "));
    let mut headings: Vec<&str> = headings.filter_map(|h| h.split(' ').next()).collect();
    headings.sort_unstable();
    assert_eq!(headings, codes);
    codes.dedup();
    assert_eq!(
        headings.len(),
        codes.len(),
        "a code stands for one thing only"
    );
}

/// Below this line of the page on the data the program says what the columns are.
const COLUMNS: &str = "各表的栏（Spark SQL 的写法；由程序写出，测试核对）：\n";

#[test]
fn the_columns_in_the_page_on_the_data_are_those_of_the_tables() {
    let page = include_str!("../../templates/data.md");
    let (by_hand, _) = page
        .split_once(COLUMNS)
        .expect("the line above the columns");
    assert_kept(
        "templates/data.md",
        &format!("{by_hand}{COLUMNS}{}", tables_reference()),
    );
}
