//! Tables that do not say which section they are of: a line above, the title, the sheet, or the file does.

use super::Job;
use super::cells::Around;
use super::columns::columns;
use super::names::title;
use super::pad::Pad;
use super::page::Page;
use super::plain::entries;
use crate::model::Field;
use crate::sample::bureau::UNIT;
use crate::writer::{Content, StyleRole};

const WITHOUT_SECTION: [Field; 12] = [
    Field::Seq,
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
];

/// The section only in the line above the table.
pub fn key_value_line(job: &mut Job<'_>) -> Page {
    let columns = columns(job, &WITHOUT_SECTION);
    let title = title(job);
    let key = *job.rng.pick(&["科室", "填报科室", "所在科室"]);
    let mut pad = Pad::new(job, "Sheet1", 0, columns);
    pad.line("附件1", StyleRole::MetaLeft);
    pad.title(&title);
    pad.key_values(&[
        (key, &job.section),
        ("填报日期", &job.manner.date_text(job.date)),
    ]);
    pad.head();
    entries(job, &mut pad);
    pad.skip();
    pad.footer(&format!(
        "填表人：{}        审核人：{}",
        signer(job),
        job.office.head()
    ));
    pad.finish()
}

/// The section only in the title.
pub fn title_only(job: &mut Job<'_>) -> Page {
    let columns = columns(job, &WITHOUT_SECTION);
    let mut pad = Pad::new(job, "Sheet1", 0, columns);
    pad.title(&format!(
        "{UNIT}{}{}年廉政风险点自查表",
        job.section, job.year
    ));
    pad.head();
    entries(job, &mut pad);
    pad.finish()
}

/// One sheet for each post, named after section and post.
pub fn sheet_per_post(job: &mut Job<'_>) -> Vec<Page> {
    let fields = [
        Field::Seq,
        Field::Matter,
        Field::Risk,
        Field::Manifestation,
        Field::Level,
        Field::Measures,
        Field::Remark,
    ];
    job.facts.sort_by_key(|f| f.matter.post);
    let columns = columns(job, &fields);
    let job = &*job;
    let sheets = job.facts.chunk_by(|a, b| a.post == b.post);
    sheets
        .filter_map(|facts| {
            let post = facts.first()?.post;
            let name = format!("{}-{}", job.section, post.trim_end_matches('岗'));
            let mut pad = Pad::new(job, &name, 0, columns.clone());
            pad.around = Around {
                post: Some(post.to_owned()),
                person: None,
            };
            pad.title("岗位廉政风险自查表");
            pad.key_values(&[("岗位名称", post)]);
            pad.head();
            for (index, fact) in facts.iter().enumerate() {
                pad.entry(fact, index + 1);
            }
            Some(pad.finish())
        })
        .collect()
}

/// The section only in the file's name: the blank form was filled in and renamed.
pub fn file_name_only(job: &mut Job<'_>) -> Page {
    let columns = columns(job, &WITHOUT_SECTION);
    let mut pad = Pad::new(job, "Sheet1", 0, columns);
    pad.title("廉政风险点自查表");
    pad.head();
    entries(job, &mut pad);
    pad.finish()
}

/// A person's own form: name, section and post in cells of their own, promise and signature below. What holds for the post
/// as a whole is asked above the table, the rest of what the levels rest on in its columns.
pub fn personal(job: &mut Job<'_>) -> Page {
    let fields = [
        Field::Seq,
        Field::Category,
        Field::Risk,
        Field::Manifestation,
        Field::Discretion,
        Field::Consequence,
        Field::Level,
        Field::Measures,
    ];
    let columns = columns(job, &fields);
    for fact in &mut job.facts {
        fact.answers = fact.answers.of_a_post_without_means();
    }
    let (name, post) = job.person.map_or(("", ""), |p| (p.name.as_str(), p.post));
    let mut pad = Pad::new(job, "个人自查表", 0, columns);
    pad.around = Around {
        post: Some(post.to_owned()),
        person: Some(name.to_owned()),
    };
    pad.title("岗位廉政风险自查表（个人）");
    let no = job.manner.yes_no(Some(false), false);
    let lines: [[(&str, Content); 3]; 2] = [
        [
            ("姓名", name.into()),
            ("科室", job.section.as_str().into()),
            ("岗位", post.into()),
        ],
        [
            ("填报日期", job.manner.date_content(job.date)),
            ("是否涉及三重一大", no.into()),
            ("是否直接掌握人财物", no.into()),
        ],
    ];
    for pairs in lines {
        let row = pad.next_row();
        for (col, (key, value)) in (0..).step_by(2).zip(pairs) {
            pad.put(row, col, key, StyleRole::BodyCenter);
            pad.mark(key, &value.shown(), col + 1);
            pad.put(row, col + 1, value, StyleRole::BodyCenter);
        }
        pad.advance(1);
    }
    pad.head();
    entries(job, &mut pad);
    pad.footer("本人承诺：以上内容属实，严格履行防控措施，自觉接受监督。");
    pad.footer(&format!(
        "本人签字：{name}                科室负责人签字：{}",
        job.office.head()
    ));
    pad.finish()
}

/// Who fills in a section's form.
pub fn signer<'a>(job: &'a Job<'_>) -> &'a str {
    job.office.staff.last().map_or("", |p| p.name.as_str())
}
