//! Every code has sheets that raise it and sheets that come near and do not. Those that can be written as a table are
//! data: `<CODE>.toml`, explained in `README.md`; files that are no good workbooks are made in `files.rs`, Word documents in
//! `documents.rs`.

mod documents;
mod files;
mod fixture;
mod judge;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use judge::Case;
use qingfeng::app;
use qingfeng::policy::Policy;

/// Codes of ledgers and score sheets, of roster books (`tests/policy/roster.rs`), of review workbooks, of opinions laid on a register, of versions of a form, of repeats and of results: `annex`,
/// `review`, `cross_check`, `submissions`, `linkage`, `result`, `tests/forms/published.rs`, `remarks.rs`, `rated.rs` and `agreement.rs` beside it and `tests/commands/three_years.rs` and `tests/commands/rollup.rs` show what raises each of them, and runs that come near.
const ELSEWHERE: [&str; 106] = [
    "Z04", "Z05", "A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A09", "A10", "A21",
    "A22", "A23", "A24", "A25", "A26", "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08",
    "B09", "B10", "B11", "B12", "B13", "B14", "B15", "B16", "B17", "B18", "B19", "H01", "H02",
    "H03", "H04", "H05", "H06", "H07", "H08", "H09", "H10", "H11", "J01", "J02", "J11", "J12",
    "J13", "J14", "J15", "J16", "J17", "J18", "J19", "J20", "J21", "K01", "K02", "K03", "K04",
    "K05", "K06", "K07", "D08", "M01", "M02", "M03", "M04", "M05", "M06", "M07", "M08", "R01",
    "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "T16", "T19", "T22", "T23", "T24",
    "T25", "L11", "L12", "L13", "L14", "L15", "T26", "T27", "T28", "T29", "T30", "T31", "F24",
    "B20", "X01",
];

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let mut cases = fixture::cases();
    cases.extend(files::cases());
    cases.extend(documents::cases());
    cases
});

/// The differences of all cases of one kind, with the number of cases looked at.
fn differences(fires: bool) -> (usize, Vec<String>) {
    let cases = CASES.iter().filter(|c| c.fires == fires);
    let judged: Vec<Vec<String>> = cases.map(judge::differences).collect();
    (judged.len(), judged.into_iter().flatten().collect())
}

#[test]
fn what_is_wrong_is_found_at_its_cell_and_nowhere_else() {
    let (count, wrong) = differences(true);
    assert!(wrong.is_empty(), "of {count} cases:\n{}", wrong.join("\n"));
}

#[test]
fn what_only_comes_near_is_left_alone() {
    let (count, wrong) = differences(false);
    assert!(wrong.is_empty(), "of {count} cases:\n{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case_that_raises_it_and_one_that_comes_near() {
    let policy = Policy::layered(None, &app::checks()).expect("the default is valid");
    let rules = policy.rule_book.rules.iter().map(|r| r.code.clone());
    let codes: BTreeSet<String> = app::checks()
        .iter()
        .map(|c| c.code.to_owned())
        .chain(rules)
        .collect();
    let mut seen: BTreeMap<String, BTreeSet<bool>> = BTreeMap::new();
    for case in &*CASES {
        seen.entry(case.code.clone())
            .or_default()
            .insert(case.fires);
    }
    let both = |code: &&String| seen.get(*code).is_some_and(|kinds| kinds.len() == 2);
    let here = codes.iter().filter(|c| !ELSEWHERE.contains(&c.as_str()));
    let lacking: Vec<&String> = here.filter(|c| !both(c)).collect();
    assert!(lacking.is_empty(), "no cases of both kinds for {lacking:?}");
    let strange: Vec<&String> = seen.keys().filter(|c| !codes.contains(*c)).collect();
    assert!(
        strange.is_empty(),
        "cases for codes there are not: {strange:?}"
    );
}

#[test]
fn the_sound_form_of_the_fixtures_is_sound() {
    let found = judge::findings(&fixture::sound());
    let codes: Vec<&str> = found.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, [judge::NOT_ASKED[0].0], "{found:?}");
}
