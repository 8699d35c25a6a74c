//! What stands in the cells of an entry, and what a perfect reader gets out of them.

use super::Job;
use super::columns::Column;
use crate::model::{Field, Level};
use crate::sample::compose::{Fact, Verdict};
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
        Field::Matter => fact.matter.name.into(),
        Field::Category => fact.category.into(),
        Field::Risk => risk(job, columns, fact).into(),
        Field::Manifestation => manner.list(fact.seen.iter().take(job.shown)).into(),
        Field::Level => match manner.level(fact.level).parse() {
            Ok(number) => Content::Number(number),
            Err(_) => manner.level(fact.level).into(),
        },
        Field::Measures => manner.list(&fact.measures).into(),
        Field::Owner => owner(job, fact).into(),
        Field::Head => job.office.head().into(),
        Field::Leader => job.office.leader.into(),
        Field::ReportedOn | Field::RatedOn => manner.date_content(job.date),
        Field::Remark if fact.is_new => "本年新增".into(),
        Field::Indicator => "按季抽查合格率".into(),
        Field::Remark | Field::RiskCount | Field::SuggestedLevel | Field::ConfirmedLevel => {
            manner.blank.into()
        }
    }
}

/// What a perfect reader gets of an entry; sheet and row are the caller's to add.
pub fn truth(job: &Job<'_>, columns: &[Column], around: &Around, fact: &Fact) -> EntryTruth {
    let told = |field: Field, text: &str| has(columns, field).then(|| text.to_owned());
    let level = match fact.level {
        Verdict::Known(level) => Some(level),
        Verdict::Open | Verdict::Blank => None,
    };
    EntryTruth {
        section: job.office.section.name.to_owned(),
        post: told(Field::Post, fact.post).or_else(|| around.post.clone()),
        person: told(Field::Person, &fact.person).or_else(|| around.person.clone()),
        matter: told(Field::Matter, fact.matter.name),
        risk: risk(job, columns, fact),
        measures: job.manner.list(&fact.measures),
        level_text: job.manner.level(fact.level).to_owned(),
        level,
        sheet: String::new(),
        row: 0,
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

fn owner(job: &Job<'_>, fact: &Fact) -> String {
    let highest = fact.level == Verdict::Known(Level::One);
    match job.manner.owner {
        OwnerStyle::Person => fact.person.clone(),
        OwnerStyle::ByLevel if highest => "科室主要负责人".to_owned(),
        OwnerStyle::Two if highest => "分管领导\n科室负责人".to_owned(),
        _ => fact.post.to_owned(),
    }
}
