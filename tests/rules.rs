//! Every code has sheets that raise it and sheets that come near and do not. Those that can be written as a table are
//! data: `tests/rules/<CODE>.toml`, explained in `tests/rules/README.md`; files that are no good workbooks are made in
//! `tests/rules/files.rs`.

#[path = "reader/build.rs"]
#[allow(dead_code, reason = "the tests of the reader use the rest")]
mod build;
#[path = "rules/files.rs"]
mod files;
#[path = "rules/fixture.rs"]
mod fixture;
#[path = "rules/judge.rs"]
mod judge;
#[path = "rules/workbook.rs"]
mod workbook;

use judge::Case;

fn cases() -> Vec<Case> {
    let mut cases = fixture::cases();
    cases.extend(files::cases());
    cases
}

/// The differences of all cases of one kind, with the number of cases looked at.
fn differences(fires: bool) -> (usize, Vec<String>) {
    let cases = cases().into_iter().filter(|c| c.fires == fires);
    let judged: Vec<Vec<String>> = cases.map(|c| judge::differences(&c)).collect();
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
fn the_sound_form_of_the_fixtures_is_sound() {
    let found = judge::findings(&fixture::sound());
    assert!(found.is_empty(), "{found:?}");
}
