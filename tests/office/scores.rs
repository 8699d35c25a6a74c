//! The score book in another program: the samples come out as they are stored, and a changed mark is followed as the
//! program itself would have it.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use qingfeng::location::CellRef;
use qingfeng::model::{Score, ScoredKind};
use qingfeng::policy::Policy;
use qingfeng::score;

use crate::engines::change::Change;
use crate::engines::engine::Stored;
use crate::engines::{book, compare, random};
use crate::libreoffice::converted;
use crate::support::edit::changed;
use crate::support::outcome::SAMPLES;

/// A score book in which somebody changed a cell, and the scores that should come of it.
struct Followed {
    about: String,
    policy: Policy,
    stored: Stored,
    edited: Vec<u8>,
    scores: Vec<Score>,
}

pub fn the_samples_and_what_people_change_are_recalculated() {
    let mut runner = TestRunner::deterministic();
    let changes = std::iter::repeat_with(|| follow(&mut runner));
    let followed: Vec<Followed> = changes.flatten().take(4).collect();
    let samples = SAMPLES.file("03-年度考核评分表.xlsx");
    let edited = followed.iter().map(|f| f.edited.as_slice());
    let all: Vec<&[u8]> = std::iter::once(samples).chain(edited).collect();
    let theirs: Vec<Stored> = converted(&all, "xlsx")
        .iter()
        .map(|bytes| Stored::open(bytes))
        .collect();

    let stored = Stored::open(samples);
    assert!(stored.formulas.len() > 5_000);
    for (sheet, row, col, formula) in &stored.formulas {
        let at = |book: &Stored| book.shown(sheet, *row, *col).cloned();
        assert_eq!(
            at(&theirs[0]),
            at(&stored),
            "{sheet} {row},{col}: {formula}"
        );
    }
    for (followed, theirs) in followed.iter().zip(&theirs[1..]) {
        let shown = |sheet: &str, row, col| theirs.shown(sheet, row, col).cloned();
        let (scores, scheme) = (&followed.scores, &followed.policy.scoring);
        let wrong = compare(shown, &followed.stored, "考核汇总", scores, scheme);
        assert_eq!(wrong, Vec::<String>::new(), "{}", followed.about);
    }
}

/// A change of a random year; none where it changes no score.
fn follow(runner: &mut TestRunner) -> Option<Followed> {
    let year = random::year().new_tree(runner).expect("a year").current();
    let change = any::<Change>()
        .new_tree(runner)
        .expect("a change")
        .current();
    let policy = year.policy();
    let card = year.score(&policy);
    let bytes = book(&card, &policy);
    let stored = Stored::open(&bytes);
    let mut scores = card.sections.clone();
    let cell = change.apply(&mut scores, &policy.scoring, &stored)?;
    score::settle(&mut scores, ScoredKind::Section, &policy.scoring);
    if scores == card.sections {
        return None;
    }
    let name = CellRef::new(cell.row, cell.col).to_string();
    Some(Followed {
        about: format!("{change:?} of {year:?}"),
        edited: changed(&bytes, &cell.sheet, &name, cell.number),
        policy,
        stored,
        scores,
    })
}
