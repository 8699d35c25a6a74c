//! What stands in the cells of an entry, and what a perfect reader gets out of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::columns::{Aside, Column};
use super::job::Job;
use crate::model::{Field, Level};
use crate::sample::answers::Verdict;
use crate::sample::compose::Fact;
use crate::sample::manner::OwnerStyle;
use crate::sample::truth::EntryTruth;
use crate::writer::Content;

/// What surrounds a table and speaks for its entries, because it has no column of its own.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// 岗位.
    pub post: Option<String>,
    /// 姓名.
    pub person: Option<String>,
    /// 风险等级.
    pub level: Option<String>,
}

fn has(columns: &[Column], field: Field) -> bool {
    columns.iter().any(|c| c.field == Some(field))
}

/// The content of an entry's cell in the column of `field`.
pub fn content(
    job: &Job<'_>,
    columns: &[Column],
    fact: &Fact,
    field: Field,
    seq: usize,
) -> Content {
    let manner = &job.manner;
    match field {
        Field::Seq => Content::count(seq),
        Field::Section => job.section.as_str().into(),
        Field::Post => fact.post.into(),
        Field::Person => fact.person.clone().into(),
        Field::Matter => fact.matter.as_ref().into(),
        Field::Category => fact.category.into(),
        Field::Risk => risk(job, columns, fact).into(),
        Field::Manifestation => manner.list(fact.seen.iter().take(job.shown)).into(),
        Field::Level => match manner.level(fact.level).parse() {
            Ok(number) => Content::Number(number),
            Err(_) => manner.level(fact.level).into(),
        },
        Field::Measures => manner.list(&fact.measures).into(),
        Field::Owner => owner(job, columns, fact).into(),
        Field::Head => job.office.head().into(),
        Field::Leader => job.office.leader.into(),
        Field::ReportedOn => manner.date_content(job.date),
        Field::RatedOn => manner.date_content(rated_on(job.year, seq)),
        Field::Number | Field::Gone => Content::Blank,
        Field::Remark if fact.is_new => "本年新增".into(),
        Field::Indicator => "按季抽查合格率".into(),
        Field::ThreeImportant => manner.yes_no(fact.answers.three_important, false).into(),
        Field::Resources => manner.yes_no(fact.answers.resources, false).into(),
        Field::Discretion => manner.yes_no(fact.answers.discretion, true).into(),
        Field::Consequence => manner.consequence(fact.answers.consequence).into(),
        Field::Likelihood
        | Field::Impact
        | Field::Remark
        | Field::RiskCount
        | Field::SuggestedLevel
        | Field::ConfirmedLevel => manner.blank.into(),
    }
}

/// The content of an entry's cell in a column that is no field by itself.
pub fn aside(job: &Job<'_>, fact: &Fact, aside: Option<Aside>) -> Content {
    match aside {
        None => "每季度一次".into(),
        Some(Aside::Text(words)) => words.into(),
        // Who checks a level that is open leaves it open.
        Some(Aside::Level) if matches!(fact.level, Verdict::Known(_)) => {
            job.manner.level(fact.level).into()
        }
        Some(Aside::Measure(number)) => measure(job, fact, number).into(),
        Some(Aside::Level | Aside::Risk(_)) => Content::Blank,
    }
}

/// The measure with this number, where there is one.
fn measure(job: &Job<'_>, fact: &Fact, number: usize) -> String {
    let measure = fact.measures.get(number);
    measure.map_or_else(String::new, |words| job.manner.typed(words))
}

/// The measures as a reader gets them: from a cell of their own, or out of the columns that hold a part of them each.
fn measures(job: &Job<'_>, columns: &[Column], fact: &Fact) -> String {
    let parts = columns.iter().filter_map(|c| match c.aside {
        Some(Aside::Measure(number)) => Some((&c.label, measure(job, fact, number))),
        _ => None,
    });
    let parts = parts.filter(|(_, words)| !words.is_empty());
    let parts: Vec<String> = parts
        .map(|(label, words)| format!("{label}：{words}"))
        .collect();
    if parts.is_empty() {
        return job.manner.list(&fact.measures);
    }
    parts.join("\n")
}

/// What a perfect reader gets of an entry; sheet and row are the caller's to add.
pub fn truth(job: &Job<'_>, columns: &[Column], around: &Around, fact: &Fact) -> EntryTruth {
    let told = |field: Field, text: &str| has(columns, field).then(|| text.to_owned());
    let level = match fact.level {
        Verdict::Known(level) => Some(level),
        Verdict::Open | Verdict::Blank => None,
    };
    EntryTruth {
        section: job.office.name.clone(),
        post: told(Field::Post, fact.post).or_else(|| around.post.clone()),
        person: told(Field::Person, &fact.person).or_else(|| around.person.clone()),
        matter: told(Field::Matter, &fact.matter),
        risk: risk(job, columns, fact),
        measures: measures(job, columns, fact),
        level_text: match &around.level {
            Some(level) => level.clone(),
            None => job.manner.level(fact.level).to_owned(),
        },
        level,
        answers: has(columns, Field::Discretion).then_some(fact.answers),
        sheet: String::new(),
        row: 0,
        cells: BTreeMap::new(),
    }
}

/// The risk point; where there is no column for its manifestation, with a manifestation behind it.
fn risk(job: &Job<'_>, columns: &[Column], fact: &Fact) -> String {
    if has(columns, Field::Manifestation) {
        return job.manner.typed(&fact.risk);
    }
    job.manner
        .typed(&format!("{}：{}", fact.risk, fact.seen[0]))
}

/// Who is in charge. A leader answers for level one; where no column names him, he is named here.
fn owner(job: &Job<'_>, columns: &[Column], fact: &Fact) -> String {
    let own = match job.manner.owner {
        OwnerStyle::Person => fact.person.as_str(),
        _ => fact.post,
    };
    if fact.level != Verdict::Known(Level::One) {
        return own.to_owned();
    }
    match (job.manner.owner, has(columns, Field::Leader)) {
        (OwnerStyle::Two, _) => "分管领导\n科室负责人".to_owned(),
        (OwnerStyle::ByLevel, true) => "科室主要负责人".to_owned(),
        (OwnerStyle::ByLevel, false) => "分管领导".to_owned(),
        (_, true) => own.to_owned(),
        (OwnerStyle::Person, false) => format!("{}、{own}", job.office.leader),
        (OwnerStyle::Post, false) => format!("分管领导、{own}"),
    }
}

/// When the level of entry `seq` was last rated: within the last three years, each entry on a day of its own.
fn rated_on(year: i32, seq: usize) -> NaiveDate {
    let below = |bound: usize| u32::try_from(seq % bound).unwrap_or(0);
    let year = year - i32::try_from(seq % 3).unwrap_or(0);
    NaiveDate::from_ymd_opt(year, 1 + below(9), 3 + below(25)).unwrap_or_default()
}
