//! Tables with the section in a column, in the shapes their heads take.

use super::columns::{Column, columns};
use super::names::title;
use super::pad::Pad;
use super::page::Page;
use super::{Job, names};
use crate::model::Field;
use crate::sample::bureau::UNIT;
use crate::writer::StyleRole;

const USUAL: [Field; 15] = [
    Field::Seq,
    Field::Section,
    Field::Post,
    Field::Matter,
    Field::Risk,
    Field::Manifestation,
    Field::ThreeImportant,
    Field::Resources,
    Field::Discretion,
    Field::Consequence,
    Field::Level,
    Field::Measures,
    Field::Owner,
    Field::Leader,
    Field::Remark,
];

/// One table, one head row, a date above.
pub fn plain(job: &mut Job<'_>) -> Page {
    let columns = columns(job, &USUAL);
    let title = title(job);
    let mut pad = Pad::new(job, "Sheet1", 0, columns);
    pad.title(&title);
    pad.key_values(&[
        ("单位（盖章）", UNIT),
        ("填报日期", &job.manner.date_text(job.date)),
    ]);
    pad.head();
    entries(job, &mut pad);
    pad.finish()
}

/// 责任 over 责任人 and 责任领导, 廉政风险 over what is said of the risk.
pub fn two_row_head(job: &mut Job<'_>) -> Page {
    let fields = [
        Field::Seq,
        Field::Section,
        Field::Matter,
        Field::Post,
        Field::Category,
        Field::Risk,
        Field::Manifestation,
        Field::Level,
        Field::Measures,
        Field::Owner,
        Field::Leader,
    ];
    let columns = columns(job, &fields);
    // A title that speaks of posts would make it a person's form, to which other risk categories belong.
    let title = title(job).replace("岗位", "");
    let mut pad = Pad::new(job, "自查表", 0, columns);
    pad.line("附件1", StyleRole::MetaLeft);
    pad.title(&title);
    pad.two_row_head(&[
        ("廉政风险", &fields[4..8]),
        ("责任", &[Field::Owner, Field::Leader]),
    ]);
    entries(job, &mut pad);
    pad.finish()
}

/// Heads spaced out or broken to fit narrow columns.
pub fn spaced_heads(job: &mut Job<'_>) -> Page {
    let heads = [
        (Field::Seq, "序 号"),
        (Field::Section, "所在\n科室"),
        (Field::Matter, "权 力 事 项"),
        (Field::Risk, "风\u{3000}险\u{3000}点"),
        (Field::Manifestation, "风险表现\n形  式"),
        (Field::ThreeImportant, "是否涉及\n三重一大"),
        (Field::Resources, "是否直接\n掌握人财物"),
        (Field::Discretion, "有无自由\n裁量权"),
        (Field::Consequence, "可 能\n后 果"),
        (Field::Level, "风险\n等级"),
        (Field::Measures, "防 控 措 施"),
        (Field::Owner, "责任人"),
        (Field::Head, "部门\n负责人"),
        (Field::ReportedOn, "填报\n日期"),
    ];
    let columns = heads.map(|(field, label)| Column::named(field, label));
    let title = names::title(job);
    let mut pad = Pad::new(job, "Sheet1", 0, columns.to_vec());
    pad.title(&title);
    pad.skip();
    pad.head();
    entries(job, &mut pad);
    pad.finish()
}

/// Heads and levels in traditional characters, as an input method left on makes them.
pub fn traditional(job: &mut Job<'_>) -> Page {
    job.manner.in_traditional();
    let heads = [
        (Field::Seq, "序號"),
        (Field::Section, "科室名稱"),
        (Field::Post, "崗位名稱"),
        (Field::Matter, "權力事項"),
        (Field::Risk, "廉政風險點"),
        (Field::Manifestation, "風險表現形式"),
        (Field::ThreeImportant, "是否涉及「三重一大」"),
        (Field::Resources, "是否直接掌握人財物"),
        (Field::Discretion, "有無自由裁量權"),
        (Field::Consequence, "可能後果"),
        (Field::Level, "風險等級"),
        (Field::Measures, "防控措施"),
        (Field::Owner, "責任人"),
        (Field::Leader, "責任領導"),
        (Field::Remark, "備註"),
    ];
    let columns = heads.map(|(field, label)| Column::named(field, label));
    let title = format!("{}年度廉政風險點自查表", job.year);
    let mut pad = Pad::new(job, "工作表1", 0, columns.to_vec());
    pad.title(&title);
    pad.head();
    entries(job, &mut pad);
    pad.finish()
}

/// The section rates itself and leaves the leading group's columns free.
pub fn three_levels(job: &mut Job<'_>) -> Page {
    job.manner.blank = "";
    let fields = [
        Field::Seq,
        Field::Section,
        Field::Post,
        Field::Matter,
        Field::Risk,
        Field::ThreeImportant,
        Field::Resources,
        Field::Discretion,
        Field::Consequence,
        Field::Level,
        Field::SuggestedLevel,
        Field::ConfirmedLevel,
        Field::Measures,
        Field::Owner,
        Field::RatedOn,
    ];
    let mut columns = columns(job, &fields);
    for (column, label) in columns[9..12]
        .iter_mut()
        .zip(["自评等级", "建议等级", "审定等级"])
    {
        label.clone_into(&mut column.label);
    }
    let mut pad = Pad::new(job, "定级", 0, columns);
    pad.title("廉政风险点等级评定表");
    pad.head();
    entries(job, &mut pad);
    pad.skip();
    pad.footer("注：“建议等级”“审定等级”由领导小组填写。");
    let date = job.manner.date_text(job.date);
    pad.mark("填报日期", &date, 0);
    pad.footer(&format!("填报日期：{date}"));
    pad.finish()
}

/// All facts, one row each.
pub fn entries(job: &Job<'_>, pad: &mut Pad<'_>) {
    for (index, fact) in job.facts.iter().enumerate() {
        pad.entry(fact, index + 1);
    }
}
