//! Tables with more in their rows than entries: 同上, examples, prefilled numbers, totals, signatures, notes.

use super::Job;
use super::columns::{Column, columns};
use super::elsewhere::signer;
use super::names::title;
use super::pad::{Pad, RowKind};
use super::page::Page;
use super::plain::entries;
use crate::model::Field;
use crate::sample::bureau::UNIT;
use crate::sample::compose::{Fact, Verdict};
use crate::writer::Content;

/// What equals the row above is written 同上, what is empty 无 or `/`.
pub fn ditto_marks(job: &mut Job<'_>) -> Page {
    if job.manner.blank.is_empty() {
        job.manner.blank = *job.rng.pick(&["无", "/", "—"]);
    }
    let fields = [
        Field::Seq,
        Field::Section,
        Field::Post,
        Field::Matter,
        Field::Risk,
        Field::Manifestation,
        Field::Level,
        Field::Measures,
        Field::Leader,
        Field::Remark,
    ];
    let columns = columns(job, &fields);
    let title = title(job);
    let mut pad = Pad::new(job, "Sheet1", 0, columns);
    pad.title(&title);
    pad.head();
    let mut above: Option<&Fact> = None;
    for (index, fact) in job.facts.iter().enumerate() {
        pad.entry_with(fact, index + 1, |field, content| match above {
            Some(above) if repeats(field, above, fact) => Content::text(job.manner.ditto),
            _ => content,
        });
        above = Some(fact);
    }
    pad.finish()
}

/// Whether a field says the same as in the row above.
fn repeats(field: Field, above: &Fact, fact: &Fact) -> bool {
    match field {
        Field::Section | Field::Leader => true,
        Field::Post => above.post == fact.post,
        Field::Matter => above.matter.name == fact.matter.name,
        Field::Level => matches!(fact.level, Verdict::Known(_)) && above.level == fact.level,
        _ => false,
    }
}

/// The blank form as it was sent out, filled in: example on top, numbers beyond the last entry, totals and signatures.
pub fn footers(job: &mut Job<'_>) -> Page {
    let fields = [
        Field::Seq,
        Field::Matter,
        Field::Post,
        Field::Risk,
        Field::Manifestation,
        Field::Level,
        Field::Measures,
        Field::Owner,
        Field::Remark,
    ];
    let mut columns = columns(job, &fields);
    columns.insert(7, Column::unknown("监测频次", 11.0));
    let title = title(job);
    let prefilled = job.rng.between(3, 6);
    let mut pad = Pad::new(job, "自查表", 0, columns);
    pad.title(&title);
    let unit = format!("{UNIT}{}", job.section);
    pad.key_values(&[
        ("单位（盖章）", &unit),
        ("填报日期", &job.manner.date_text(job.date)),
    ]);
    pad.head();
    pad.row_of(RowKind::Example, &example(job));
    entries(job, &mut pad);
    let count = job.facts.len();
    for number in count + 1..=count + prefilled {
        pad.row_of(RowKind::Blank, &[(Field::Seq, &number.to_string())]);
    }
    let sum = format!("共{count}个风险点");
    pad.row_of(RowKind::Total, &[(Field::Seq, "合计"), (Field::Risk, &sum)]);
    pad.skip();
    pad.footer(&format!(
        "填表人：{}            审核人：{}            联系电话：",
        signer(job),
        job.office.head()
    ));
    pad.footer("说明：1.每个岗位至少查找一个风险点；");
    pad.footer("2.本表一式两份，一份报领导小组，一份科室留存。");
    pad.finish()
}

/// The example of the blank form.
fn example(job: &Job<'_>) -> Vec<(Field, &'static str)> {
    vec![
        (Field::Seq, "示例"),
        (Field::Matter, "办公用品采购"),
        (Field::Post, "采购岗"),
        (Field::Risk, "不按规定比价，指定商家采购办公用品"),
        (Field::Manifestation, "长期只向一家商店购买，价格高于市场价"),
        (
            Field::Level,
            job.manner.level(Verdict::Known(crate::model::Level::Three)),
        ),
        (
            Field::Measures,
            "单笔2000元以上三家比价，采购与验收分人办理",
        ),
        (Field::Owner, "采购岗"),
    ]
}
