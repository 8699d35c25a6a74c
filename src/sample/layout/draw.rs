//! Draws a form of a layout: what its data say, and what its rows have of their own.

use super::body;
use super::cells::Around;
use super::columns::columns;
use super::form::{Form, Layout, Line};
use super::job::{Chosen, Job};
use super::pad::Pad;
use super::page::{Draft, Page};
use crate::sample::compose::Fact;
use crate::writer::StyleRole;

/// 风险类别 of what stands in the first of two tables.
const WORK: &str = "业务流程";

/// Lays out the form.
pub fn draw(layout: Layout, job: &mut Job<'_>) -> Draft {
    let form = layout.form();
    prepare(layout, job);
    let pages = match layout {
        Layout::SheetPerPost => sheet_per_post(form, job),
        Layout::TwoTables => vec![two_tables(form, job)],
        _ => vec![one_table(layout, form, job)],
    };
    Draft {
        file_name: job.file_name(form),
        pages,
        hidden: Vec::new(),
    }
}

/// What a layout asks of those who fill it in.
fn prepare(layout: Layout, job: &mut Job<'_>) {
    match layout {
        // An input method left on.
        Layout::Traditional => job.manner.in_traditional(),
        // What the leading group fills in stays free.
        Layout::ThreeLevels => job.manner.blank = "",
        Layout::DittoMarks if job.manner.blank.is_empty() => {
            job.manner.blank = *job.rng.pick(&["无", "/", "—"]);
        }
        Layout::ThreeRows => job.shown = 1,
        Layout::GroupRows => job.facts.sort_by_key(|f| f.class),
        Layout::SheetPerPost => job.facts.sort_by_key(|f| f.rank),
        // What holds for the post as a whole is asked above the table.
        Layout::Personal => {
            for fact in &mut job.facts {
                fact.answers = fact.answers.of_a_post_without_means();
            }
        }
        _ => {}
    }
}

fn one_table(layout: Layout, form: &Form, job: &mut Job<'_>) -> Page {
    let columns = columns(&mut job.rng, &form.columns, &form.labels);
    let chosen = Chosen::draw(form, job);
    let prefilled = if form.example.is_empty() {
        0
    } else {
        job.rng.between(3, 6)
    };
    let mut pad = Pad::new(job, form.sheet, form.left, columns);
    if let Some(person) = job.person {
        pad.around = Around {
            post: Some(person.post.to_owned()),
            person: Some(person.name.clone()),
        };
    }
    let top = pad.next_row();
    lines(&mut pad, job, &form.above, &chosen);
    if form.groups.is_empty() {
        pad.head();
    } else {
        pad.two_row_head(&form.groups);
    }
    match layout {
        Layout::MergedDown => body::merged_down(&mut pad),
        Layout::ThreeRows => body::three_rows(&mut pad),
        Layout::GroupRows => body::group_rows(&mut pad),
        Layout::PrintedPages => body::printed_pages(&mut pad, top),
        Layout::DittoMarks => body::ditto_marks(&mut pad),
        Layout::Footers => body::with_example_and_total(&mut pad, &form.example, prefilled),
        _ => body::entries(&mut pad, &job.facts),
    }
    lines(&mut pad, job, &form.below, &chosen);
    pad.finish()
}

/// One sheet for each post, named after section and post.
fn sheet_per_post(form: &Form, job: &mut Job<'_>) -> Vec<Page> {
    let columns = columns(&mut job.rng, &form.columns, &form.labels);
    let job = &*job;
    let sheets = job.facts.chunk_by(|a, b| a.post == b.post);
    let sheet = |facts: &[Fact]| {
        let post = facts.first()?.post;
        let name = format!("{}-{}", job.section, post.trim_end_matches('岗'));
        let mut pad = Pad::new(job, &name, form.left, columns.clone());
        pad.around.post = Some(post.to_owned());
        lines(&mut pad, job, &form.above, &Chosen::default());
        pad.head();
        body::entries(&mut pad, facts);
        Some(pad.finish())
    };
    sheets.filter_map(sheet).collect()
}

/// Risks of the work in one table, those of rules and surroundings in another, which does not ask what the levels rest on.
fn two_tables(form: &Form, job: &mut Job<'_>) -> Page {
    let first = columns(&mut job.rng, &form.columns, &form.labels);
    let second = form.second.as_ref();
    let second = second.map(|s| (s, columns(&mut job.rng, &s.columns, &form.labels)));
    let facts = job.facts.iter().cloned();
    let (mut work, mut rules): (Vec<Fact>, Vec<Fact>) = facts.partition(|f| f.category == WORK);
    if work.is_empty() {
        std::mem::swap(&mut work, &mut rules);
    }
    let chosen = Chosen::default();
    let mut pad = Pad::new(job, form.sheet, form.left, first);
    lines(&mut pad, job, &form.above, &chosen);
    pad.head();
    body::entries(&mut pad, &work);
    if let Some((second, columns)) = second.filter(|_| !rules.is_empty()) {
        pad.set_columns(columns);
        lines(&mut pad, job, &second.above, &chosen);
        pad.head();
        body::entries(&mut pad, &rules);
    }
    lines(&mut pad, job, &form.below, &chosen);
    pad.finish()
}

/// The lines around a table.
fn lines(pad: &mut Pad<'_>, job: &Job<'_>, lines: &[Line], chosen: &Chosen) {
    let post = pad.around.post.clone().unwrap_or_default();
    let fill = |text: &str| job.fill(&text.replace("{post}", &post), chosen);
    for line in lines {
        match line {
            Line::Left(text) => pad.line(text, StyleRole::MetaLeft),
            Line::Title(text) => pad.title(&fill(text)),
            Line::Pairs(pairs) => {
                let pairs = pairs.iter().map(|[key, value]| (fill(key), fill(value)));
                pad.key_values(&pairs.collect::<Vec<_>>());
            }
            Line::Cells(pairs) => {
                let content = |value: &str| match value {
                    "{date}" => job.manner.date_content(job.date),
                    value => fill(value).into(),
                };
                let pairs = pairs.iter().map(|[key, value]| (*key, content(value)));
                pad.cells(&pairs.collect::<Vec<_>>());
            }
            Line::Logo(text) => pad.logo(text),
            Line::Skip => pad.skip(),
            Line::Footer(text) => pad.footer(&fill(text)),
            Line::Dated(key) => {
                let date = job.manner.date_text(job.date);
                pad.mark(key, &date, 0);
                pad.footer(&format!("{key}：{date}"));
            }
        }
    }
}
