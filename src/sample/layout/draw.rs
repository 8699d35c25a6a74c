//! Draws a form of a layout: what its data say, and what its rows have of their own.

use super::body;
use super::card;
use super::cells::Around;
use super::columns::columns;
use super::form::{Form, Layout, Line};
use super::job::{Chosen, Job};
use super::pad::Pad;
use super::pad::RowKind;
use super::page::{Draft, Page};
use super::wide;
use crate::model::{Field, Level};
use crate::sample::answers::Verdict;
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
        Layout::LevelSheets => level_sheets(form, job),
        Layout::SecondMeasures => vec![second_measures(form, job)],
        _ if layout.is_card() => vec![cards(layout, form, job)],
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
        Layout::ThreeLevels | Layout::ReviewChain => job.manner.blank = "",
        // A heading, a sheet, a tick cannot leave it open which level it is.
        Layout::LevelRows | Layout::LevelSheets => {
            decide(&mut job.facts);
            job.facts.sort_by_key(level_number);
        }
        Layout::Card | Layout::DocumentCard => decide(&mut job.facts),
        Layout::LevelLine => {
            decide(&mut job.facts);
            if let [first, others @ ..] = job.facts.as_mut_slice() {
                for fact in others {
                    fact.level = first.level;
                }
            }
        }
        Layout::CardByKind => share(&mut job.facts, usize::MAX),
        Layout::SideBySide | Layout::CardsOnSheet => by_person(&mut job.facts),
        Layout::KindColumns => {
            by_person(&mut job.facts);
            for own in job.facts.chunk_by_mut(|a, b| a.person == b.person) {
                share(own, KINDS);
            }
        }
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

/// Kinds of risk that have columns.
const KINDS: usize = 3;

/// Entries of which the level is open get the lowest.
fn decide(facts: &mut [Fact]) {
    for fact in facts {
        if !matches!(fact.level, Verdict::Known(_)) {
            fact.level = Verdict::Known(Level::Three);
        }
    }
}

/// Entries that have one cell for level and measures say what the first of so many says.
fn share(facts: &mut [Fact], room: usize) {
    for same in facts.chunks_mut(room) {
        if let [first, others @ ..] = same {
            for fact in others {
                fact.level = first.level;
                fact.measures.clone_from(&first.measures);
            }
        }
    }
}

fn by_person(facts: &mut [Fact]) {
    facts.sort_by(|a, b| a.person.cmp(&b.person));
}

fn level_number(fact: &Fact) -> u8 {
    match fact.level {
        Verdict::Known(level) => level.number(),
        Verdict::Open | Verdict::Blank => u8::MAX,
    }
}

fn one_table(layout: Layout, form: &Form, job: &mut Job<'_>) -> Page {
    let mut columns = columns(&mut job.rng, &form.columns, &form.labels, &form.asides);
    if !layout.is_table() {
        wide::number(&mut columns);
    }
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
            level: None,
        };
    }
    if layout == Layout::LevelLine {
        pad.around.level = job.facts.first().map(body::level_word);
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
        Layout::LevelRows => body::level_rows(&mut pad),
        Layout::SideBySide | Layout::KindColumns => wide::rows(&mut pad),
        Layout::Numbered => {
            pad.numbers();
            body::entries(&mut pad, &job.facts);
        }
        Layout::Explained => {
            let words = form.example.iter().map(|(field, words)| (*field, *words));
            pad.row_of(RowKind::Example, &words.collect::<Vec<_>>());
            body::entries(&mut pad, &job.facts);
        }
        Layout::Footers => body::with_example_and_total(&mut pad, &form.example, prefilled),
        _ => body::entries(&mut pad, &job.facts),
    }
    lines(&mut pad, job, &form.below, &chosen);
    pad.finish()
}

/// One sheet for each post, named after section and post.
fn sheet_per_post(form: &Form, job: &mut Job<'_>) -> Vec<Page> {
    let columns = columns(&mut job.rng, &form.columns, &form.labels, &form.asides);
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

/// One sheet for each level, named after it.
fn level_sheets(form: &Form, job: &mut Job<'_>) -> Vec<Page> {
    let columns = columns(&mut job.rng, &form.columns, &form.labels, &form.asides);
    let job = &*job;
    let sheets = job.facts.chunk_by(|a, b| a.level == b.level);
    let sheet = |facts: &[Fact]| {
        let level = body::level_word(facts.first()?);
        let mut pad = Pad::new(job, &format!("{level}风险点"), form.left, columns.clone());
        pad.around.level = Some(level);
        lines(&mut pad, job, &form.above, &Chosen::default());
        pad.head();
        body::entries(&mut pad, facts);
        Some(pad.finish())
    };
    sheets.filter_map(sheet).collect()
}

/// The measures in a table of their own below the risks, joined to them by their numbers.
fn second_measures(form: &Form, job: &mut Job<'_>) -> Page {
    let first = columns(&mut job.rng, &form.columns, &form.labels, &form.asides);
    let second = form.second.as_ref();
    let second = second.map(|s| {
        (
            s,
            columns(&mut job.rng, &s.columns, &form.labels, &form.asides),
        )
    });
    let chosen = Chosen::default();
    let mut pad = Pad::new(job, form.sheet, form.left, first);
    lines(&mut pad, job, &form.above, &chosen);
    pad.head();
    body::entries(&mut pad, &job.facts);
    if let Some((second, columns)) = second {
        pad.set_columns(columns);
        lines(&mut pad, job, &second.above, &chosen);
        pad.head();
        for (fact, seq) in job.facts.iter().zip(1..) {
            let (number, words) = (seq.to_string(), job.manner.list(&fact.measures));
            let cells = [
                (Field::Seq, number.as_str()),
                (Field::Measures, words.as_str()),
            ];
            pad.row_of(RowKind::Continuation, &cells);
        }
    }
    pad.finish()
}

/// Labels beside their contents.
fn cards(layout: Layout, form: &Form, job: &mut Job<'_>) -> Page {
    let asked = columns(&mut job.rng, &form.columns, &form.labels, &form.asides);
    let mut pad = Pad::new(job, form.sheet, form.left, card::columns());
    pad.sheet.print.landscape = false;
    lines(&mut pad, job, &form.above, &Chosen::default());
    card::fill(&mut pad, layout, asked);
    pad.finish()
}

/// Risks of the work in one table, those of rules and surroundings in another, which does not ask what the levels rest on.
fn two_tables(form: &Form, job: &mut Job<'_>) -> Page {
    let first = columns(&mut job.rng, &form.columns, &form.labels, &form.asides);
    let second = form.second.as_ref();
    let second = second.map(|s| {
        (
            s,
            columns(&mut job.rng, &s.columns, &form.labels, &form.asides),
        )
    });
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
    let level = pad.around.level.clone().unwrap_or_default();
    let around = |text: &str| text.replace("{post}", &post).replace("{level}", &level);
    let fill = |text: &str| job.fill(&around(text), chosen);
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
