//! An earlier result as its books and forms can be read, where its data are not at hand.

use std::path::Path;
use std::sync::Arc;

use super::former_data::passed_on;
use super::process::limits;
use crate::ingest::{self, PassedOn};
use crate::linkage;
use crate::model::{Basis, Entry, Field, Former, PartialDate, RatedFrom, RatingBasis, Standing};
use crate::policy::Policy;
use crate::reader::{self, Source};

/// The entries of books and forms. Those of a register have numbers.
pub fn of_entries<'e>(entries: impl Iterator<Item = &'e Entry>, year: Option<i32>) -> Former {
    Former {
        year,
        items: entries.map(of_entry).collect(),
        ..Former::default()
    }
}

fn of_entry(entry: &Entry) -> Standing {
    let number = linkage::printed_number(entry);
    let confirmed = entry.confirmed_level();
    let (effective, basis) = entry.effective_level();
    let text = |field: Field| Some((field, entry.text(field)?.to_owned()));
    let rated = |basis, on: Option<PartialDate>| Some(RatedFrom { basis, on: on? });
    Standing {
        id: number.unwrap_or_default(),
        keys: vec![linkage::identity_key(entry)],
        texts: passed_on().filter_map(text).collect(),
        owners: entry.owners.clone(),
        answers: entry.answers.clone(),
        level_text: text(Field::Level).map(|(_, written)| written),
        declared: entry.declared,
        effective,
        confirmed: confirmed.or(effective.filter(|_| basis == Basis::Confirmed)),
        decision: None,
        rated: rated(RatingBasis::RatedOn, entry.rated_on)
            .or(rated(RatingBasis::ReportedOn, entry.reported_on)),
    }
}

/// What the sheets of a register's book say that its register does not show; none where it cannot be read again.
pub fn told(path: &Path, file: &Arc<str>, policy: &Policy) -> Option<PassedOn> {
    let source = Source {
        path: path.to_path_buf(),
        shown: Arc::clone(file),
    };
    let workbook = reader::read(&source, &limits(policy)).workbook?;
    Some(ingest::passed_on(&workbook, file, policy))
}

/// Lays it on what the register shows. Answers with what the book cannot say.
pub fn complete(former: &mut Former, told: PassedOn, file: &str) -> Option<String> {
    let PassedOn {
        mut items,
        mut shown,
        ..
    } = told;
    let mut unknown = 0;
    for standing in &mut former.items {
        if let Some(told) = items.remove(&standing.id) {
            let level_text = told.level_text.or_else(|| standing.level_text.take());
            standing.level_text = level_text.filter(|_| standing.effective.is_none());
            standing.declared = told.declared;
            standing.confirmed = told.confirmed;
            standing.decision = told.decision;
            standing.rated = told.rated;
            standing.keys.extend(told.keys);
            continue;
        }
        unknown += 1;
        if let Some(shown) = shown.remove(&standing.id) {
            standing.declared = shown.declared.or(standing.declared);
            standing.confirmed = shown.confirmed.or(standing.confirmed);
            let on = shown.decision.as_ref().and_then(|decision| decision.on);
            let basis = RatingBasis::Decision;
            standing.rated = on.map(|on| RatedFrom { basis, on }).or(standing.rated);
            standing.decision = shown.decision;
        }
    }
    former.retired.extend(told.retired);
    former.choices.extend(told.choices);
    let lacking = "评定从哪一天算起，没有列入“定级依据”的条目科室自评是几级";
    if !told.told {
        return Some(format!(
            "“{file}”里没有“{}”一页（被删去了，或者是旧版本写的）：登记的内容、“定级依据”里的审定和登记表上的评定日期带入了；{lacking}，停用的编号，对疑似重复的决定，都没有带入。要全部带入的，请选上年的结果文件夹（命令行：写在 --previous 后面）。",
            crate::model::PASSED_ON_SHEET
        ));
    }
    (unknown > 0).then(|| {
        format!(
            "“{file}”的登记表有 {unknown} 条在“{}”一页里找不到编号，这几条的{lacking}没有带入。",
            crate::model::PASSED_ON_SHEET
        )
    })
}
