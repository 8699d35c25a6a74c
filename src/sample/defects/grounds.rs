//! Answers on which a level rests: not understood, left out, contradicting each other, a whole column of them missing.

use super::bench::{At, Bench};
use super::kind::{Defect, Topic, in_entry, in_form};
use crate::model::{Field, Level};
use crate::sample::answers::{Answers, Consequence};
use crate::sample::layout::Layout;

const ANSWERS: [Field; 4] = [
    Field::ThreeImportant,
    Field::Resources,
    Field::Discretion,
    Field::Consequence,
];

/// The family.
pub const DEFECTS: [Defect; 4] = [
    in_entry("G03", "定级的回答看不懂", |b, at| {
        let field = *b.rng.pick(&ANSWERS);
        let word = *b.rng.pick(&["不好说", "视情况而定", "看金额大小"]);
        let cell = b.say(at, field, word);
        b.found_at(at, cell)
    }),
    in_entry("G04", "定级的回答漏填", left_out),
    in_entry("G06", "定级的回答互相矛盾", contradiction),
    in_form(Topic::Shape, "G08", "少了“自由裁量权”一栏", no_column),
];

/// Whether the level of an entry depends on its discretion.
fn depends(answers: Answers) -> bool {
    let without = Answers {
        discretion: None,
        ..answers
    };
    answers.discretion.is_some() && without.suggested().is_none()
}

fn left_out(b: &mut Bench<'_>, at: At) -> bool {
    if !b.entry(at).answers.is_some_and(depends) {
        return false;
    }
    let mark = *b.rng.pick(&["", "", "/", "—"]);
    let cell = b.say_as(at, Field::Discretion, mark, "");
    b.found_at(at, cell)
}

fn contradiction(b: &mut Bench<'_>, at: At) -> bool {
    let own = ANSWERS.iter().all(|f| b.own(at, *f).is_some());
    if !own || !b.is_level(at, Level::One) {
        return false;
    }
    let manner = &b.job.manner;
    let no = [false, false, true].map(|has| manner.yes_no(Some(false), has));
    let words = [
        no[0],
        no[1],
        no[2],
        manner.consequence(Consequence::Criminal),
    ];
    for (field, word) in ANSWERS.into_iter().zip(words) {
        b.say(at, field, word);
    }
    b.entry_mut(at).answers = Some(Answers {
        three_important: Some(false),
        resources: Some(false),
        discretion: Some(false),
        consequence: Consequence::Criminal,
    });
    let cell = b.own(at, Field::Consequence);
    b.found_at(at, cell)
}

/// The form was made without the question; only worth saying where a level depends on it.
fn no_column(b: &mut Bench<'_>) -> bool {
    let fits = matches!(
        b.layout,
        Layout::Plain
            | Layout::Traditional
            | Layout::KeyValueLine
            | Layout::TitleOnly
            | Layout::FileNameOnly
    );
    let page = &mut b.draft.pages[0];
    let open = page.entries.iter().any(|e| e.answers.is_some_and(depends));
    let table = page.tables.first();
    let place = table.and_then(|t| Some((t.head.first, t.col(Field::Discretion)?)));
    let Some((head, col)) = place.filter(|_| fits && open) else {
        return false;
    };
    page.remove_column(col);
    for answers in page.entries.iter_mut().filter_map(|e| e.answers.as_mut()) {
        answers.discretion = None;
    }
    b.closed = true;
    b.report(0, Some(head));
    true
}
