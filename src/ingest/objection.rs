//! Opinions of the section or the leading group that do not agree with a level and give none in its place: 不同意, 等级偏低，重新评定,
//! 提高一级. What they want is left to a person, and until then the entry has no level.

use super::against::objects;
use super::checks;
use super::level;
use super::level_column::{Undecided, whole};
use super::rater;
use super::remark;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Column, Entry, Evidence, Extra, Field, Level};
use crate::policy::Lookup;
use crate::text;

/// Whether an opinion that gave no level does not leave those of an entry as they are: it objects, or speaks of another one.
pub fn speaks_against(written: &str, levels: [Option<Level>; 3], lookup: &Lookup<'_>) -> bool {
    let stated = || remark::stated(written, None, lookup);
    objects(written) || stated().is_some_and(|stated| !levels.contains(&Some(stated.level)))
}

/// Holds back the entries of a table beside which such an opinion stands in a column.
pub fn settle(entries: &mut [Entry], columns: &[Column], lookup: &Lookup<'_>) -> Vec<Diagnostic> {
    let opinions = columns.iter().filter_map(|column| {
        let key = text::label_key(&column.label);
        let field = match column.by {
            Evidence::Opinion => rater::of(&key)?.field()?,
            // 分管领导意见, 复核结果: whoever says it, the level is in doubt.
            Evidence::None if column.field.is_none() && says(&key) => Field::Level,
            _ => return None,
        };
        Some((column, field))
    });
    let told = opinions.filter_map(|(column, field)| settle_column(entries, column, field, lookup));
    told.collect()
}

/// Endings of heads that ask what somebody says of the row.
const ENDS: [&str; 7] = ["意见", "结果", "情况", "审定", "审核", "复核", "评审"];
/// Who says it, or what of.
const WHO: [&str; 9] = [
    "领导", "科", "组", "审", "复核", "评", "调整", "变动", "变化",
];

/// Whether a comparable head asks what somebody says of the row.
fn says(key: &str) -> bool {
    ENDS.iter().any(|end| key.ends_with(end)) && WHO.iter().any(|who| key.contains(who))
}

fn settle_column(
    entries: &mut [Entry],
    column: &Column,
    field: Field,
    lookup: &Lookup<'_>,
) -> Option<Diagnostic> {
    let mut found = Vec::new();
    for entry in entries {
        let given = entry.values.get(&field).and_then(|value| value.cell);
        let own = entry
            .extras
            .iter_mut()
            .find(|extra| extra.label == column.label && extra.cell.col == column.cell.col);
        let told = |extra: &&mut Extra| given == Some(extra.cell) || extra.doubts.is_some();
        let Some(extra) = own.filter(|extra| !told(extra)) else {
            continue;
        };
        let levels = [entry.declared, entry.suggested, entry.confirmed];
        let against = if column.by == Evidence::Opinion {
            // 一级或二级; all three are those from which one is to be chosen.
            let between = level::mentioned(&extra.text) == 2;
            between || speaks_against(&extra.text, levels, lookup)
        } else {
            // A level that is stated there is told as that of a remark.
            objects(&extra.text) && remark::stated(&extra.text, None, lookup).is_none()
        };
        if against {
            extra.doubts = Some(field);
            let place = Place {
                cell: Some(extra.cell),
                ..entry.place.clone()
            };
            found.push(Undecided::of_word(place, &extra.text));
        }
    }
    let held = found.len();
    let found: Vec<&Undecided> = found.iter().collect();
    whole(&checks::LEVEL_OBJECTED, &found, |_, words| {
        message(&column.label, words, held)
    })
}

/// What is said of such words.
pub fn message(label: &str, words: &str, held: usize) -> String {
    format!(
        "“{}”写的是{words}，不是同意现在的等级，程序没有从中读出定为哪一级；没有照自评登记，{held} 条等级待定",
        text::excerpt(label, 20)
    )
}
