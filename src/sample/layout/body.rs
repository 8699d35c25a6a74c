//! Rows of a table that have something of their own: merged downwards, over several rows, under headings, with 同上.

use std::collections::BTreeMap;

use super::pad::{Pad, RowKind};
use crate::model::{Field, Level};
use crate::sample::answers::Verdict;
use crate::sample::compose::Fact;
use crate::writer::Content;

/// Rows of one printed page, at most.
const PAGE: usize = 5;

/// Facts, one row each.
pub fn entries(pad: &mut Pad<'_>, facts: &[Fact]) {
    for (fact, seq) in facts.iter().zip(1..) {
        pad.entry(fact, seq);
    }
}

/// Section, head and leader merged over the whole table, the matter over its own rows.
pub fn merged_down(pad: &mut Pad<'_>) {
    let facts = &pad.job.facts;
    let first = pad.next_row();
    entries(pad, facts);
    let last = pad.next_row().max(first + 1) - 1;
    for field in [Field::Section, Field::Head, Field::Leader] {
        pad.merge_down(field, first, last);
    }
    let mut row = first;
    for run in facts.chunk_by(|a, b| a.matter == b.matter) {
        let next = row + u32::try_from(run.len()).unwrap_or(1);
        pad.merge_down(Field::Matter, row, next - 1);
        row = next;
    }
}

/// Each entry over three rows, one manifestation in each; everything else is merged over the three.
pub fn three_rows(pad: &mut Pad<'_>) {
    for (fact, seq) in pad.job.facts.iter().zip(1..) {
        let first = pad.next_row();
        let [one, two, three] = &fact.seen;
        pad.entry_with(fact, seq, |field, content| match field {
            Field::Manifestation => format!("1.{one}；").into(),
            _ => content,
        });
        pad.continuation(Field::Manifestation, &format!("2.{two}；"));
        pad.continuation(Field::Manifestation, &format!("3.{three}。"));
        let fields: Vec<Field> = pad.columns.iter().filter_map(|c| c.field).collect();
        for field in fields.into_iter().filter(|f| *f != Field::Manifestation) {
            pad.merge_down(field, first, first + 2);
        }
    }
}

/// Headings across the table name the class of the matters below them.
pub fn group_rows(pad: &mut Pad<'_>) {
    let mut seq = 0;
    let facts = &pad.job.facts;
    let classes = facts.chunk_by(|a, b| a.class == b.class);
    for (class, number) in classes.zip("一二三四五六七八九".chars()) {
        if let Some(fact) = class.first() {
            pad.group(&format!("{number}、{}", fact.class));
        }
        for fact in class {
            seq += 1;
            pad.entry(fact, seq);
        }
    }
}

/// Headings across the table name the level of the entries below them.
pub fn level_rows(pad: &mut Pad<'_>) {
    let mut seq = 0;
    let facts = &pad.job.facts;
    let levels = facts.chunk_by(|a, b| a.level == b.level);
    for (same, number) in levels.zip("一二三".chars()) {
        let level = same.first().map_or_else(String::new, level_word);
        pad.group(&format!("{number}、{level}风险点（{}个）", same.len()));
        pad.around.level = Some(level);
        for fact in same {
            seq += 1;
            pad.entry(fact, seq);
        }
    }
}

/// The plain word for the level of an entry that has one.
pub fn level_word(fact: &Fact) -> String {
    match fact.level {
        Verdict::Known(level) => level.to_string(),
        Verdict::Open | Verdict::Blank => String::new(),
    }
}

/// What stands above the table, from row `top` on, stands again at the top of each printed page.
pub fn printed_pages(pad: &mut Pad<'_>, top: u32) {
    let bottom = pad.next_row();
    let facts = &pad.job.facts;
    let page = PAGE.min(facts.len().div_ceil(2)).max(1);
    for (index, fact) in facts.iter().enumerate() {
        if index > 0 && index % page == 0 {
            pad.repeat(top, bottom);
        }
        pad.entry(fact, index + 1);
    }
}

/// What equals the row above is written 同上.
pub fn ditto_marks(pad: &mut Pad<'_>) {
    let job = pad.job;
    let mut above: Option<&Fact> = None;
    for (fact, seq) in job.facts.iter().zip(1..) {
        pad.entry_with(fact, seq, |field, content| match above {
            Some(above) if repeats(field, above, fact) => Content::text(job.manner.ditto),
            _ => content,
        });
        above = Some(fact);
    }
}

/// Whether a field says the same as in the row above.
fn repeats(field: Field, above: &Fact, fact: &Fact) -> bool {
    match field {
        Field::Section | Field::Leader => true,
        Field::Post => above.post == fact.post,
        Field::Matter => above.matter == fact.matter,
        Field::Level => matches!(fact.level, Verdict::Known(_)) && above.level == fact.level,
        _ => false,
    }
}

/// The blank form as it was sent out, filled in: example on top, numbers beyond the last entry, a total.
pub fn with_example_and_total(
    pad: &mut Pad<'_>,
    example: &BTreeMap<Field, &'static str>,
    prefilled: usize,
) {
    let job = pad.job;
    let level = job.manner.level(Verdict::Known(Level::Three));
    let example = example.iter().map(|(field, text)| (*field, *text));
    let example: Vec<_> = example.chain([(Field::Level, level)]).collect();
    pad.row_of(RowKind::Example, &example);
    entries(pad, &job.facts);
    let count = job.facts.len();
    for number in count + 1..=count + prefilled {
        pad.row_of(RowKind::Blank, &[(Field::Seq, &number.to_string())]);
    }
    let sum = format!("共{count}个风险点");
    pad.row_of(RowKind::Total, &[(Field::Seq, "合计"), (Field::Risk, &sum)]);
}
