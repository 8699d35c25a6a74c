//! The fields of an entry as they stand in every JSON form.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Answer, Entry, Extra, Field, Level, Subject};

/// An entry's fields; those it lacks are null.
#[derive(Debug, Default, Serialize)]
pub struct Fields<'e> {
    /// 排查主体: on whose behalf the form looks for risks.
    subject: Option<Subject>,
    section: Option<&'e str>,
    post: Option<&'e str>,
    person: Option<&'e str>,
    matter: Option<&'e str>,
    category: Option<&'e str>,
    /// The category as it was written, where the policy calls it otherwise.
    category_text: Option<&'e str>,
    risk: Option<&'e str>,
    manifestation: Option<&'e str>,
    level_text: Option<&'e str>,
    level: Option<Level>,
    measures: Option<&'e str>,
    owner: Option<&'e [String]>,
    head: Option<&'e str>,
    leader: Option<&'e str>,
    seq: Option<&'e str>,
    remark: Option<&'e str>,
    reported_on: Option<String>,
    rated_on: Option<String>,
    indicator: Option<&'e str>,
    /// What the form states as the number of its risk points, and how many it names.
    risk_count: Option<&'e str>,
    risk_points: Option<usize>,
    /// The answers that were understood, by field.
    answers: BTreeMap<Field, Answer>,
    extras: &'e [Extra],
    /// How a value was come by, where it does not stand in the entry's own cell.
    origins: BTreeMap<Field, &'static str>,
}

impl<'e> Fields<'e> {
    /// The fields of an entry.
    pub fn new(entry: &'e Entry) -> Self {
        let text = |field| entry.text(field);
        let raw = |field| {
            let value = entry.values.get(&field).filter(|v| *v.raw != *v.text);
            value.map(|v| &*v.raw)
        };
        Self {
            subject: entry.subject,
            section: text(Field::Section),
            post: text(Field::Post),
            person: text(Field::Person),
            matter: text(Field::Matter),
            category: text(Field::Category),
            category_text: raw(Field::Category),
            risk: text(Field::Risk),
            manifestation: text(Field::Manifestation),
            level_text: text(Field::Level),
            level: entry.written_level(),
            measures: text(Field::Measures),
            owner: Some(entry.owners.as_slice()).filter(|o| !o.is_empty()),
            head: text(Field::Head),
            leader: text(Field::Leader),
            seq: text(Field::Seq),
            remark: text(Field::Remark),
            reported_on: entry.reported_on.map(|d| d.to_string()),
            rated_on: entry.rated_on.map(|d| d.to_string()),
            indicator: text(Field::Indicator),
            risk_count: text(Field::RiskCount),
            risk_points: Some(entry.risk_points()),
            answers: entry.answers.clone(),
            extras: &entry.extras,
            origins: origins(entry),
        }
    }
}

fn origins(entry: &Entry) -> BTreeMap<Field, &'static str> {
    use crate::model::Origin;
    let name = |origin| match origin {
        Origin::Cell => None,
        Origin::Merged => Some("merged"),
        Origin::Ditto => Some("ditto"),
        Origin::KeyValue => Some("key_value"),
        Origin::Group => Some("group"),
        Origin::Title => Some("title"),
        Origin::PreviousTable => Some("previous_table"),
        Origin::SheetName => Some("sheet_name"),
        Origin::FileName => Some("file_name"),
        Origin::OtherSheet => Some("other_sheet"),
        Origin::Combined => Some("combined"),
    };
    entry
        .values
        .iter()
        .filter_map(|(field, value)| name(value.origin).map(|n| (*field, n)))
        .collect()
}
