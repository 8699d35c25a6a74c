//! Tables in which rows belong together: merged downwards, entries over several rows, headings inside.

use super::Job;
use super::columns::columns;
use super::names::title;
use super::pad::Pad;
use super::page::Page;
use super::plain::entries;
use crate::model::Field;
use crate::sample::bureau::UNIT;
use crate::sample::compose::Fact;
use crate::writer::StyleRole;

/// Section, head and leader merged over the whole table, the matter over its own rows.
pub fn merged_down(job: &mut Job<'_>) -> Page {
    let fields = [
        Field::Seq,
        Field::Section,
        Field::Matter,
        Field::Post,
        Field::Risk,
        Field::Level,
        Field::Measures,
        Field::Head,
        Field::Leader,
    ];
    let columns = columns(job, &fields);
    let title = title(job);
    let mut pad = Pad::new(job, "权力清单", 0, columns);
    pad.title(&title);
    pad.head();
    let first = pad.next_row();
    entries(job, &mut pad);
    let last = pad.next_row().max(first + 1) - 1;
    for field in [Field::Section, Field::Head, Field::Leader] {
        if let Some(col) = pad.col(field) {
            pad.merge_down(col, first, last);
        }
    }
    let mut row = first;
    for run in job.facts.chunk_by(|a, b| a.matter.name == b.matter.name) {
        let next = row + u32::try_from(run.len()).unwrap_or(1);
        if let Some(col) = pad.col(Field::Matter) {
            pad.merge_down(col, row, next - 1);
        }
        row = next;
    }
    pad.finish()
}

/// Each entry over three rows, one manifestation in each; everything else is merged over the three.
pub fn three_rows(job: &mut Job<'_>) -> Page {
    job.shown = 1;
    let fields = [
        Field::Seq,
        Field::Section,
        Field::Matter,
        Field::Risk,
        Field::Manifestation,
        Field::Level,
        Field::Measures,
        Field::Owner,
    ];
    let columns = columns(job, &fields);
    let title = title(job);
    let mut pad = Pad::new(job, "Sheet1", 0, columns);
    pad.line("附件3", StyleRole::MetaLeft);
    pad.title(&title);
    pad.head();
    for (index, fact) in job.facts.iter().enumerate() {
        three_row_entry(&mut pad, fact, index + 1);
    }
    pad.finish()
}

fn three_row_entry(pad: &mut Pad<'_>, fact: &Fact, seq: usize) {
    let first = pad.next_row();
    let [one, two, three] = &fact.seen;
    let lead = format!("1.{one}；");
    pad.entry_with(fact, seq, |field, content| match field {
        Field::Manifestation => lead.as_str().into(),
        _ => content,
    });
    pad.continuation(Field::Manifestation, &format!("2.{two}；"));
    pad.continuation(Field::Manifestation, &format!("3.{three}。"));
    let others = [
        Field::Seq,
        Field::Section,
        Field::Matter,
        Field::Risk,
        Field::Level,
        Field::Measures,
        Field::Owner,
    ];
    let merged: Vec<u32> = others.into_iter().filter_map(|f| pad.col(f)).collect();
    for col in merged {
        pad.merge_down(col, first, first + 2);
    }
}

/// Headings across the table name the class of the matters below them; the section stands above.
pub fn group_rows(job: &mut Job<'_>) -> Page {
    let fields = [
        Field::Seq,
        Field::Matter,
        Field::Risk,
        Field::Manifestation,
        Field::Level,
        Field::Measures,
        Field::Owner,
        Field::Remark,
    ];
    job.facts.sort_by_key(|f| f.matter.class);
    let columns = columns(job, &fields);
    let title = title(job);
    let mut pad = Pad::new(job, "Sheet1", 0, columns);
    pad.title(&title);
    pad.key_values(&[
        ("单位", UNIT),
        ("科室", &job.section),
        ("填报时间", &job.manner.date_text(job.date)),
    ]);
    pad.head();
    let mut seq = 0;
    let classes = job.facts.chunk_by(|a, b| a.matter.class == b.matter.class);
    for (class, number) in classes.zip("一二三四五六七八九".chars()) {
        if let Some(fact) = class.first() {
            pad.group(&format!("{number}、{}", fact.matter.class));
        }
        for fact in class {
            seq += 1;
            pad.entry(fact, seq);
        }
    }
    pad.finish()
}
