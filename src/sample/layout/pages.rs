//! Sheets laid out for paper: several tables, heads repeated on every page, tables that do not begin at A1.

use super::Job;
use super::columns::columns;
use super::elsewhere::signer;
use super::names::title;
use super::pad::Pad;
use super::page::Page;
use super::plain::entries;
use crate::location::CellRef;
use crate::model::Field;
use crate::sample::bureau::UNIT;
use crate::sample::compose::Fact;
use crate::writer::StyleRole;

/// Rows of one printed page, at most.
const PAGE: usize = 5;

/// Risks of the work in one table, risks of rules and surroundings in another with fewer columns: it does not ask what the
/// levels rest on.
pub fn two_tables(job: &mut Job<'_>) -> Page {
    let work = [
        Field::Seq,
        Field::Matter,
        Field::Post,
        Field::Risk,
        Field::Manifestation,
        Field::ThreeImportant,
        Field::Resources,
        Field::Discretion,
        Field::Consequence,
        Field::Level,
        Field::Measures,
        Field::Owner,
    ];
    let rules = [
        Field::Seq,
        Field::Category,
        Field::Matter,
        Field::Risk,
        Field::Level,
        Field::Measures,
    ];
    let (work, rules) = (columns(job, &work), columns(job, &rules));
    let (mut first, mut second): (Vec<Fact>, Vec<Fact>) = job
        .facts
        .iter()
        .cloned()
        .partition(|f| f.category == "业务流程");
    if first.is_empty() {
        std::mem::swap(&mut first, &mut second);
    }
    let mut pad = Pad::new(job, "Sheet1", 0, work);
    pad.title(&format!("{}年廉政风险自查表（业务流程）", job.year));
    pad.key_values(&[
        ("科室", &job.section),
        ("填报日期", &job.manner.date_text(job.date)),
    ]);
    table(&mut pad, &first);
    if !second.is_empty() {
        pad.skip();
        pad.skip();
        pad.set_columns(rules);
        pad.title(&format!(
            "{}年廉政风险自查表（制度机制、外部环境）",
            job.year
        ));
        table(&mut pad, &second);
    }
    pad.skip();
    pad.footer(&format!("科室负责人：{}", job.office.head()));
    pad.finish()
}

fn table(pad: &mut Pad<'_>, facts: &[Fact]) {
    pad.head();
    for (index, fact) in facts.iter().enumerate() {
        pad.entry(fact, index + 1);
    }
}

/// Title, section and head stand again at the top of each printed page.
pub fn printed_pages(job: &mut Job<'_>) -> Page {
    let fields = [
        Field::Seq,
        Field::Post,
        Field::Matter,
        Field::Risk,
        Field::Level,
        Field::Measures,
        Field::Owner,
        Field::Remark,
    ];
    let columns = columns(job, &fields);
    let title = title(job);
    let mut pad = Pad::new(job, "Sheet1", 0, columns);
    let top = pad.next_row();
    pad.title(&title);
    pad.key_values(&[
        ("填报科室", &job.section),
        ("填报时间", &job.manner.date_text(job.date)),
    ]);
    pad.head();
    let bottom = pad.next_row();
    let page = PAGE.min(job.facts.len().div_ceil(2)).max(1);
    for (index, fact) in job.facts.iter().enumerate() {
        if index > 0 && index % page == 0 {
            pad.repeat(top, bottom);
        }
        pad.entry(fact, index + 1);
    }
    pad.footer(&format!("制表人：{}", signer(job)));
    pad.finish()
}

/// A logo line in A1, an attachment mark, and the table only from C5 on.
pub fn offset(job: &mut Job<'_>) -> Page {
    let fields = [
        Field::Seq,
        Field::Section,
        Field::Post,
        Field::Person,
        Field::Risk,
        Field::Manifestation,
        Field::ThreeImportant,
        Field::Resources,
        Field::Discretion,
        Field::Consequence,
        Field::Level,
        Field::Measures,
    ];
    let columns = columns(job, &fields);
    let title = title(job);
    let mut pad = Pad::new(job, "Sheet1", 2, columns);
    pad.put(0, 0, "清风财政 · 廉洁理财", StyleRole::Plain);
    pad.merge(CellRef::new(0, 0), CellRef::new(0, 4));
    pad.advance(1);
    pad.line("附件2", StyleRole::MetaLeft);
    pad.title(&title);
    pad.key_values(&[
        ("填报单位", UNIT),
        ("填报日期", &job.manner.date_text(job.date)),
    ]);
    pad.head();
    entries(job, &mut pad);
    pad.finish()
}
